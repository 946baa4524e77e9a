"""Whether the evidence answers the question, corrects it, or neither: small trained networks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.judging.checking import CHECKED, CHECKS, checks_of
from bot.judging.claims import claims_of
from bot.ranking.signals import SIGNALS as MEASURED
from bot.ranking.taught import mistaken_words_of, nearest_missing, nearest_taught
from bot.ranking.wanted import ASKS, HOLDS, any_of
from store.search.keywords import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.judging.checking import Checker
    from bot.judging.polarity import Polarity
    from bot.ranking.fitted import Fitted, Thresholds
    from bot.ranking.ranker import Network
    from bot.ranking.retriever import Ranking
    from bot.ranking.table import Floats, Mask, Table
    from bot.reading.understanding import Understood
    from domain import Passage

# The networks' files.
JUDGE_NAME, UNTAUGHT_NAME, SURE_NAME = "judge.npz", "answerability.npz", "sureness.npz"
# What the judge tells apart: near things that are missing, and things out of scope, are both
# declined, but look different.
CLASSES = ("answered", "corrected", "missing", "outside")
_ANSWERS = CLASSES.index("missing")
_PRESUMES = re.compile(
    r"^(?:so |but )?(?:why|how come|since|given|seeing as|now that|because|as )\b"
    r"|\b(?:since|given that|seeing as|now that)\b"
)
_ASKS_WHERE = re.compile(r"^(?:where|which|what|who)\b")
_HERE = (
    "here", "our", "ours", "we", "us", "local", "locally", "round here", "now",
    r"current\w*", "today", "this year", "latest",
)  # fmt: skip


SIGNALS = (
    "score", "score gap", "score gap to fifth",
    "cosine", "passage cosine", "best question", "mean question",
    "sentence words", "question words", "passage words", "passage meanings",
    "best question anywhere", "best sentence anywhere",
    "missing cosine", "second missing", "missing less question", "missing words less",
    "mistaken here less question", "mistaken anywhere less question", "mistaken words less",
    "unknown share", "covered share", "covered meanings", "is taught",
    "presumes", "asks where", "local",
    "polarity clash", "polarity question", "polarity sentence",
    "negated question", "negated sentence", "antonym", "length",
    *(f"asks {name}" for name in ASKS), *(f"lacks {name}" for name in ASKS),
    "asks number not in passage", "question holds number",
    "nearest answered", "nearest mistaken", "nearest missing",
)  # fmt: skip

# Of a sentence that nobody taught, these and the checks are weighed. Shared words mislead there: in
# the public sets they tell an answer, among staff, who do not speak as documents do, a near miss.
UNTAUGHT_SIGNALS = (
    "score", "score gap", "score gap to fifth", "cosine", "passage cosine",
    "best sentence anywhere", "presumes", "asks where", "local", "length",
    *(f"asks {name}" for name in ASKS), *(f"lacks {name}" for name in ASKS),
    "asks number not in passage", *CHECKS,
)  # fmt: skip
_UNTAUGHT = [*map((*SIGNALS, *CHECKS).index, UNTAUGHT_SIGNALS)]
# Whether the passages found first carry what was asked for is told by these, the first of which is
# the log-odds that there is an answer. How near the question comes tells more of it than whether
# the words answer: of messages in everyday words most fail by the search.
SURE_SIGNALS = (
    "judged", "score", "score gap", "score gap to fifth", "cosine", "passage cosine",
    "best sentence anywhere", "sentence words", "passage words", "passage meanings",
    "covered share", "unknown share", "length", *CHECKS,
)  # fmt: skip
SURE_CLASSES = ("beside", "carried")
_SURE = [*map((*SIGNALS, *CHECKS).index, SURE_SIGNALS[1:])]


@dataclass(frozen=True, slots=True)
class Judgement:
    """``answered``, ``corrected`` or ``declined``, and the probability that there is an answer.

    ``sure`` is how often answers judged so do carry what was asked for, 0 to 1: what is shown.
    ``is_doubtful`` says that most answers as unsure as this do not, of words that nobody taught.
    ``read`` are the checker's log-odds for the best sentences, best first, where it read several.
    """

    outcome: str
    answerable: float
    sure: float
    read: tuple[float, ...] = ()
    is_doubtful: bool = False

    @property
    def is_untaught(self) -> bool:
        """Whether the best sentence is one that nobody taught: of these several are read."""
        return len(self.read) > 1


DECLINED = Judgement("declined", 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Networks:
    """What the judge weighs with.

    ``taught`` takes ``SIGNALS`` and ``untaught`` ``UNTAUGHT_SIGNALS``; both give ``CLASSES``.
    ``sureness``, of what nobody taught, takes ``SURE_SIGNALS`` and gives ``SURE_CLASSES``.
    """

    taught: Network
    untaught: Network
    sureness: Network


def read_networks(fitted: Fitted, folder: Path) -> Networks:
    """Give the judge's networks from the folder of learned files.

    Raises:
        WeightsError: one is missing, damaged, or fitted for other signals.
    """
    return Networks(
        fitted.network(folder / JUDGE_NAME, SIGNALS, CLASSES),
        fitted.network(folder / UNTAUGHT_NAME, UNTAUGHT_SIGNALS, CLASSES),
        fitted.network(folder / SURE_NAME, SURE_SIGNALS, SURE_CLASSES),
    )


class Judge:
    """Networks: for sentences that people taught, and for those that nobody did."""

    def __init__(
        self,
        networks: Networks,
        polarity: Polarity,
        checker: Callable[[], Checker],
        thresholds: Thresholds,
    ) -> None:
        """Take the parts, already read; ``checker`` is asked for when it is needed."""
        self.networks = networks
        self.polarity = polarity
        self.checker = checker
        self.thresholds = thresholds

    def judge(
        self, table: Table, question: Understood, ranking: Ranking, passages: Sequence[Passage]
    ) -> Judgement:
        """Judge the best candidate of a ranking; an empty one is declined."""
        if not len(ranking.candidates):
            return DECLINED
        limits = self.thresholds
        signals = judge_signals(table, question, ranking, passages, self.polarity)
        is_taught = signals[SIGNALS.index("is taught")] > 0
        read = np.zeros(0, np.float32)
        sure = None
        if is_taught:
            scores = self.networks.taught.scores(signals[None, :])[0]
        else:
            read = self.checker().score_best(question.text, table, ranking, passages, count=CHECKED)
            row = np.concatenate([signals, checks_of(read)])
            scores = self.networks.untaught.scores(untaught_signals(row)[None, :])[0]
            sure = self.how_sure(row, log_odds(scores))
            scores[:_ANSWERS] += limits.untaught_gain
        few_mistaken = signals[SIGNALS.index("nearest mistaken")] < limits.least_mistaken
        if few_mistaken or not any(one.is_stated for one in claims_of(question.text)):
            scores[CLASSES.index("corrected")] = -np.inf
        if is_taught and abs(log_odds(scores)) < limits.doubtful:
            (check,) = self.checker().score_best(question.text, table, ranking, passages)
            scores[:_ANSWERS] += limits.check_weight * check
        odds = log_odds(scores)
        answerable = _chance(odds)
        if sure is None:
            sure = _chance(limits.sure_slope * odds + limits.sure_shift)
        if _is_taught_alike(signals, limits.same):
            scores = scores[:_ANSWERS]
        found = int(scores.argmax())
        if found >= _ANSWERS:
            return Judgement("declined", answerable, min(sure, answerable), tuple(read.tolist()))
        answered, corrected = scores[:_ANSWERS]
        is_mistaken = corrected - answered >= limits.mistaken
        outcome = "corrected" if is_mistaken else "answered"
        is_doubtful = not is_taught and sure < limits.hardly_sure
        return Judgement(outcome, answerable, sure, tuple(read.tolist()), is_doubtful)

    def how_sure(self, row: Floats, odds: Floats) -> float:
        """Give the chance, 0 to 1, that what is quoted of untaught words carries what was asked.

        ``row`` are the signals that end with the checks, ``odds`` the log-odds of an answer.
        """
        beside, carried = self.networks.sureness.scores(sure_signals(row, odds)[None, :])[0]
        return _chance(carried - beside)


def _chance(odds: Floats) -> float:
    return float(np.exp(-np.logaddexp(0, -odds)))


def judge_signals(
    table: Table, question: Understood, ranking: Ranking, passages: Sequence[Passage],
    polarity: Polarity, *, hidden: Mask | None = None,
) -> Floats:  # fmt: skip
    """Give the signals of one question with its ranking, shape ``(len(SIGNALS),)``."""
    top = int(np.argmax(ranking.scores))
    passage_number, sentence_number = table.places[ranking.candidates[top]]
    passage = passages[passage_number]
    sentence = passage.sentences[sentence_number]
    order = np.sort(table.best_of_passages(ranking.candidates, ranking.scores)[1])[::-1]
    row = dict(zip(MEASURED, ranking.signals[top], strict=True))
    greatest = dict(zip(MEASURED, ranking.signals.max(axis=0), strict=True))
    missing, second, missing_words = nearest_missing(table, ranking, hidden)
    mistaken_words = mistaken_words_of(table, ranking, top, hidden)
    tokens = question.search.tokens
    text = question.text.lower()
    held = {stem(word) for word in words_of(f"{passage.heading} {sentence.lead} {passage.text}")}
    # documents' words alone: what was taught and is hidden in training leaves its own in the rest
    weigh = table.keywords.own_weight
    total = sum(map(weigh, tokens)) or 1.0
    known = sum(weigh(one) for one in tokens if table.keywords.own_holds(one))
    covered = sum(weigh(one) for one in tokens if one in held)
    meanings = set(question.search.meanings)
    asks = {name: float(bool(pattern.search(text))) for name, pattern in ASKS.items()}
    shown = f"{sentence.lead} {sentence.text}"
    lacks = {name: asks[name] * float(not HOLDS[name].search(shown)) for name in ASKS}
    clash = polarity.compare(question.text, shown)
    numbers = set(re.findall(r"\d+", text))
    return np.array([
        ranking.scores[top], order[0] - order[1] if len(order) > 1 else 5.0,
        order[0] - order[4] if len(order) > 4 else 8.0,  # noqa: PLR2004
        row["sentence cosine"], row["passage cosine"],
        row["best question cosine"], row["mean question cosine"],
        row["sentence words"], row["best question words"],
        row["passage words"], row["passage meanings"],
        greatest["best question cosine"], greatest["sentence cosine"],
        missing, second, missing - greatest["best question cosine"],
        missing_words - greatest["best question words"],
        row["best mistaken cosine"] - row["best question cosine"],
        greatest["best mistaken cosine"] - greatest["best question cosine"],
        mistaken_words - row["best question words"],
        1 - known / total, covered / total, len(meanings & held) / max(len(meanings), 1),
        row["is taught"],
        float(bool(_PRESUMES.search(text))), float(bool(_ASKS_WHERE.search(text))),
        float(bool(_speaks_of_here(table.said).search(text))), *clash, np.log1p(len(tokens)),
        *asks.values(), *lacks.values(),
        float(bool(numbers) and not numbers & set(re.findall(r"\d+", passage.text))),
        float(bool(numbers)), *nearest_taught(table, ranking, hidden),
    ], dtype=np.float32)  # fmt: skip


def untaught_signals(rows: Floats) -> Floats:
    """Give of signals that end with the checks, along the last axis, those for untaught words."""
    return rows[..., _UNTAUGHT]


def sure_signals(row: Floats, odds: Floats) -> Floats:
    """Give ``SURE_SIGNALS`` of a row that ends with the checks and of an answer's log-odds."""
    return np.concatenate([[odds], row[_SURE]]).astype(np.float32)


def log_odds(scores: Floats) -> Floats:
    """Give how surely there is an answer, from scores by class along the last axis."""
    answers, others = scores[..., :_ANSWERS], scores[..., _ANSWERS:]
    odds: Floats = np.logaddexp.reduce(answers, -1) - np.logaddexp.reduce(others, -1)
    return odds


def _is_taught_alike(signals: Floats, least: float) -> bool:
    """Say whether a taught question is all but the same, and nearer than what is missing."""
    best = float(signals[SIGNALS.index("best question anywhere")])
    return best >= least and best > float(signals[SIGNALS.index("missing cosine")])


@cache
def _speaks_of_here(said: tuple[str, ...]) -> re.Pattern[str]:
    """Match words of here and now; ``said`` are those that the documents' owners use for here."""
    return any_of(*_HERE, *map(re.escape, said))
