"""What speaks for each candidate sentence: the numbers that the ranker weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.wording import WORDING_SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.ranking.calibration import Scale
    from bot.ranking.table import Cosines, Floats, Mask, Positions, Table
    from store.models.embedding import Embedder
    from store.search.keywords import WordShares

# How many of a sentence's best taught questions are averaged.
TOP_QUESTIONS = 3
# The rank at which a reciprocal-rank signal has fallen to a half.
RANK_HALF = 5.0

SIGNALS = (
    "sentence cosine", "passage cosine", "best question cosine", "mean question cosine",
    "sentence words", "best question words", "passage words", "sentence meanings",
    "passage meanings", "best mistaken cosine",
    "sentence cosine gap", "passage cosine gap", "best question gap", "mean question gap",
    "sentence words gap", "best question words gap", "passage words gap",
    "sentence meanings gap", "passage meanings gap", "best mistaken gap",
    "sentence cosine rank", "best question rank", "sentence words rank", "is taught",
    "sentence length", "finding asked of a finding", "is a taught finding", *WORDING_SIGNALS,
)  # fmt: skip
# Of so many words of documents that were compared with a question the vectors are kept (3 MB).
KEPT_WORDS = 2_000
# What a column of messages is for a sentence that nobody taught.
_OWN_COLUMN = {2: 0, 3: 0, 5: 4, 9: 0}


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """A question as it is searched: its words, its vector, its stems, and what these stand for.

    ``finding_cue`` is above 0 where it asks what inspectors found, below where it asks what
    to do.
    """

    vector: Floats
    tokens: tuple[str, ...]
    meanings: tuple[str, ...]
    finding_cue: float
    text: str = ""


def measure(
    table: Table, question: SearchQuestion, candidates: Positions, words: WordShares,
    cosines: Cosines, *, hidden: Mask | None = None,
) -> Floats:  # fmt: skip
    """Give the signals of the candidate sentences, shape ``(candidates, len(SIGNALS))``.

    ``words`` is ``table.words(question.tokens, hidden)``, ``cosines`` is of the question's vector.
    ``hidden`` marks entries that are left out, so that a taught question can be ranked as if it
    had never been taught.
    """
    meanings = table.words((*question.tokens, *question.meanings)) if question.meanings else words
    rows, passages = table.sentence_rows[candidates], table.passage_rows[candidates]
    cosine, passage_cosine = cosines.of(rows), cosines.of(passages)
    said = words.of(rows)
    best, mean, best_words, taught = _question_signals(
        table, candidates, words, cosines, (cosine, said), hidden=hidden
    )
    mistaken = _best_mistaken(table, candidates, cosines, best, hidden)
    columns = np.stack([
        cosine, passage_cosine, best, mean, said, best_words, words.of(passages),
        meanings.of(rows), meanings.of(passages), mistaken,
    ])  # fmt: skip
    gaps = columns - columns.max(axis=1, keepdims=True)
    ranks = np.stack([_reciprocal_ranks(columns[index]) for index in (0, 2, 4)])
    _keep_from_messages(gaps, ranks, taught == 0)
    # that a letter comes before the notes which retell it was learned from those that were taught
    is_finding = table.is_finding[candidates].astype(np.float32)
    rest = np.stack([
        taught, table.log_length(candidates),
        is_finding * question.finding_cue, is_finding * taught,
    ])  # fmt: skip
    around = table.wording.measure(question.text, question.tokens, candidates, cosine)
    return np.concatenate([columns, gaps, ranks, rest, around]).T.astype(np.float32)


def _question_signals(
    table: Table, candidates: Positions, words: WordShares, cosines: Cosines,
    of_sentences: tuple[Floats, Floats], *, hidden: Mask | None,
) -> tuple[Floats, Floats, Floats, Floats]:  # fmt: skip
    """Give best and mean cosine of taught questions, their best words, and whether any is taught.

    A sentence that nobody taught takes its own cosine and words instead, ``of_sentences``.
    """
    cosine, said = of_sentences
    positions, owners = table.taught.of(candidates)
    rows = table.taught.rows[positions]
    if hidden is not None:
        kept = ~hidden[rows]
        rows, owners = rows[kept], owners[kept]
    count = len(candidates)
    counts = np.bincount(owners, minlength=count)
    taught = counts > 0
    best, mean = cosine.copy(), cosine.copy()
    best_words = said.copy()
    if len(rows):
        # the owners are sorted: each sentence's questions stand together
        starts = (np.cumsum(counts) - counts)[taught]
        greatest = _greatest(cosines.of(rows), starts, counts[taught])
        best[taught] = greatest[0]
        sums = np.where(np.isfinite(greatest), greatest, 0).astype(np.float64).sum(axis=0)
        mean[taught] = sums / np.minimum(counts[taught], TOP_QUESTIONS)
        best_words[taught] = np.maximum.reduceat(words.of(rows), starts)
    return best, mean, best_words, taught.astype(np.float32)


def _greatest(values: Floats, starts: Positions, counts: Positions) -> Floats:
    """Give the greatest values of each stretch, greatest first; -inf where it has fewer.

    A few passes over all take a tenth of the time of sorting them.
    """
    left = values.copy()
    numbers = np.repeat(np.arange(len(starts)), counts)
    greatest = np.empty((TOP_QUESTIONS, len(starts)), dtype=np.float32)
    for row in greatest:
        row[:] = np.maximum.reduceat(left, starts)
        places = np.flatnonzero(left == row[numbers])
        # of equal ones the first is taken out
        _, first = np.unique(numbers[places], return_index=True)
        left[places[first]] = -np.inf
    return greatest


def _best_mistaken(
    table: Table, candidates: Positions, cosines: Cosines, best: Floats,
    hidden: Mask | None,
) -> Floats:  # fmt: skip
    """Give the best cosine of each sentence's mistaken messages; ``best`` where it has none."""
    positions, owners = table.mistaken.of(candidates)
    rows = table.mistaken.rows[positions]
    if hidden is not None:
        rows, owners = rows[~hidden[rows]], owners[~hidden[rows]]
    result = best.copy()
    if len(owners):
        result[np.unique(owners)] = -1.0
        np.maximum.at(result, owners, cosines.of(rows))
    return result


def _keep_from_messages(gaps: Floats, ranks: Floats, untaught: Mask) -> None:
    """Let no message push a sentence down that nobody taught.

    It is measured by its own words among all, as it is where nothing is taught.
    """
    for of_messages, own in _OWN_COLUMN.items():
        gaps[of_messages, untaught] = gaps[own, untaught]
    ranks[1, untaught] = ranks[0, untaught]


def _reciprocal_ranks(values: Floats) -> Floats:
    ranks = np.empty(len(values), dtype=np.float32)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return RANK_HALF / (RANK_HALF + ranks)


def nearness_of(
    embedder: Embedder, scale: Scale | None, vector_of: Callable[[str], Floats]
) -> Callable[[str, Sequence[str]], Sequence[float]]:
    """Give what says how near each of some words of documents is to a question, as a cosine.

    ``vector_of`` gives the vector of a question, which was mostly read before. Those of documents'
    words are kept with what this gives, which is of one edition.
    """
    kept: dict[str, Floats] = {}

    def nearness(question: str, texts: Sequence[str]) -> Sequence[float]:
        made = {one: kept[one] for one in texts if one in kept}
        if unmade := [one for one in dict.fromkeys(texts) if one not in made]:
            made.update(zip(unmade, embedder.embed(unmade, asked=False), strict=True))
            if len(kept) + len(unmade) > KEPT_WORDS:
                kept.clear()
            kept.update((one, made[one]) for one in unmade)
        cosines = np.stack([made[one] for one in texts]) @ vector_of(question)
        found: Floats = scale(cosines) if scale else cosines
        return [float(one) for one in found]

    return nearness
