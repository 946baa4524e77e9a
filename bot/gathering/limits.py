"""The sentences that give a time limit, and the few of them that may give one that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.kept import part_of
from ingest.facts.deadlines import gives_limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.gathering.kept import Arrays
    from bot.ranking.table import Table
    from domain import Passage
    from store.generation.opened import Generation

    Places = Iterable[tuple[int, int]]

# The name under which is kept what was found of all documents.
LIMITS = "limits"


def find_limits(passages: Iterable[Passage]) -> Arrays:
    """Give the passage and number of each sentence that gives a time limit, to be kept."""
    places = [
        (at, number)
        for at, passage in enumerate(passages)
        for number, sentence in enumerate(passage.sentences)
        if gives_limit(sentence.text)
    ]
    return {"places": np.array(places, dtype=np.int32).reshape(-1, 2)}


def all_limits(passages: Sequence[Passage]) -> Callable[[Iterable[str]], Places]:
    """Give what gives every sentence with a time limit, whatever is asked for."""
    places = [(one, other) for one, other in find_limits(passages)["places"].tolist()]
    return lambda _stems: places


def likely_limits(generation: Generation, table: Table) -> Callable[[Iterable[str]], Places]:
    """Give what gives the sentences with a time limit that say all of some stems.

    They stand in the sentence, in what introduces it or in headings of its document.
    """
    places = part_of(generation, LIMITS, lambda: find_limits(generation.passages))["places"]
    rows = table.entries_of(places)
    documents = generation.columns.documents[places[:, 0]]

    def likely(stems: Iterable[str]) -> Places:
        is_likely = np.ones(len(places), dtype=bool)
        for one in stems:
            above = np.isin(documents, table.wording.saying.above.of(one))
            is_likely &= table.keywords.own_stands(one, rows) | above
        return [(one, other) for one, other in places[is_likely].tolist()]

    return likely
