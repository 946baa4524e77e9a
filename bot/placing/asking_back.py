"""An ask that is open between a few readings is asked back, each as a whole question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.quoting.spans import sentences_of
from bot.shaping.naming import telling
from domain import Answer, Refusal
from store.generation.entries import EntryKind
from store.search.keywords import stem, tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.searching import Searched
    from bot.assistant import Library
    from bot.quoting.spans import Span
    from domain import Outcome, Passage

MOST_READINGS = 4
# Of the best sentences so many are looked at, and a reading is open where its sentence is nearly as
# likely to answer as the best one, by so much log-odds, and says as much of what is asked.
LOOKED_AT = 8
NEARLY_AS_LIKELY = 1.5
SAID_SHARE = 0.75
ASKED_BACK = "This may mean more than one thing. Which do you mean?"
# What a question says besides the thing that it is about.
_ASKING = telling(
    "long often soon quick quickly happen happens held hold take takes due must need usually next"
    " last first time date please many much go going come comes"
)


def asked_back(library: Library, searched: Searched, outcome: Outcome) -> Refusal | None:
    """Give the readings of an ask as questions; None where it is not open which is meant.

    It is where the rules of two places answer alike and none is named, or where all that is named
    ends the names of several things ("the meeting") and nothing answers surely.
    """
    is_told = searched.place or searched.reached or searched.document
    if not isinstance(outcome, Answer | Refusal) or is_told:
        return None
    if isinstance(outcome, Answer) and searched.limit is None:
        readings = tuple(_of_places(library, searched))
    else:
        readings = ()
    if not readings and searched.judgement.answerable < library.thresholds.sure:
        readings = tuple(_of_names(library, searched.asked))
    if len(readings) < 2:  # noqa: PLR2004
        return None
    return Refusal(ASKED_BACK, (), tuple(map(_as_question, readings[:MOST_READINGS])))


def _of_places(library: Library, searched: Searched) -> Iterator[str]:
    """Give the ask of each place whose words answer it as well as another's."""
    # where there is a home, its rules are meant and others' are marked
    if library.belonging.home.areas:
        return
    asked = telling(searched.asked) - _ASKING
    ranked = sorted(sentences_of(searched.ranking.evidence), key=lambda one: -one.weight)
    seen: set[str] = set()
    for one in ranked[:LOOKED_AT]:
        owner = library.belonging.of(one.evidence.passage, one.sentences[0])
        is_near = ranked[0].log_odds - one.log_odds <= NEARLY_AS_LIKELY
        said = len(asked & _said(one)) >= SAID_SHARE * len(asked)
        if not (asked and owner and is_near and said):
            # what is likeliest says it of everywhere, or something else
            if one is ranked[0]:
                return
            continue
        place = " and ".join(sorted(owner))
        if place not in seen:
            seen.add(place)
            yield f"{searched.asked.strip(' ?.!')} in {place}"


def _said(span: Span) -> frozenset[str]:
    passage = span.evidence.passage
    return telling(
        f"{span.quote} {span.sentences[0].lead} {passage.heading} {passage.source.title}"
    )


def _of_names(library: Library, text: str) -> list[str]:
    """Give the ask with each name in the place of the one word that ends them all."""
    about = telling(text) - _ASKING
    words = [one for one in words_of(text) if stem(one) in about]
    if len(about) != 1 or not words:
        return []
    counts: dict[str, int] = {}
    for term in library.understanding.lexicon.terms:
        for name in (term.term, *term.also):
            parts = words_of(name)
            if len(parts) > 1 and parts[-1] == words[0]:
                count = sum(name in one.text.lower() for one in _saying(library, name))
                counts |= {name: count} if count else {}
    # "family assessment" is a part of "child and family assessment"
    names = [
        one for one in sorted(counts, key=lambda one: -counts[one])
        if not any(other.endswith(f" {one}") and counts[other] == counts[one] for other in counts)
    ]  # fmt: skip
    return [re.sub(rf"\b{words[0]}\b", name, text, count=1, flags=re.IGNORECASE) for name in names]


def _saying(library: Library, name: str) -> Iterator[Passage]:
    """Give the passages that hold all telling words of a name."""
    held, keywords = library.generation, library.retriever.table.keywords
    rows = held.columns.rows(EntryKind.PASSAGE)
    for one in tokens_of(name):
        rows = rows[keywords.own_stands(one, rows)]
    return (held.passages[one] for one in held.columns.passages[rows].tolist())


def _as_question(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip(' ?.!')}?"
