"""The steps of a reply, in order: triage, privacy, search, judgement, writing, grounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import smalltalk
from bot.grounding import check, cited
from bot.judging import CLASSES, is_taught_alike, judge_signals
from bot.privacy import mask
from bot.retriever import EVERYTHING, Scope
from bot.safety import SAFETY_STEPS
from bot.triage import Triage, Verdict
from bot.writer import nearest_quotes
from domain import (
    Answer,
    Correction,
    Escalation,
    FindingsError,
    Outcome,
    Refusal,
    Reply,
    SmallTalk,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.polarity import Polarity
    from bot.ranker import Network
    from bot.retriever import Ranking, Retriever
    from bot.understanding import Understanding, Understood
    from bot.writer import QuoteWriter
    from domain import Evidence, Turn

# Passages of guidance shown below the safety steps.
ESCALATION_STATEMENTS = 2


class Library:
    """What a search needs, opened together: one generation and what reads it."""

    def __init__(
        self, retriever: Retriever, understanding: Understanding, judge: Network,
        polarity: Polarity, writer: QuoteWriter,
    ) -> None:  # fmt: skip
        """Take the parts, already built on the same generation."""
        self.retriever = retriever
        self.understanding = understanding
        self.generation = retriever.generation
        self._judge = judge
        self._polarity = polarity
        self.writer = writer
        self.documents = {one.source.id: one for one in self.generation.documents}

    def judge(self, question: Understood, ranking: Ranking) -> str:
        """Say whether the ranking answers the question, corrects it, or neither."""
        if not ranking.evidence:
            return "declined"
        signals = judge_signals(
            self.retriever.table, question, ranking, self.generation.passages, self._polarity
        )
        scores = self._judge.scores(signals[None, :])[0]
        if is_taught_alike(signals):
            scores = scores[: CLASSES.index("missing")]
        verdict = CLASSES[int(scores.argmax())]
        return verdict if verdict in {"answered", "corrected"} else "declined"


class Assistant:
    """Answers one message at a time; keeps nothing between messages."""

    def __init__(self, triage: Triage, library: Callable[[], Library]) -> None:
        """Take the triage, and what gives the library of the live generation.

        ``library`` is asked at each question, so that a newly published generation is used,
        and may raise a FindingsError when there is none.
        """
        self._triage = triage
        self._library = library

    def reply(self, message: str, history: Sequence[Turn] = (), scope: Scope = EVERYTHING) -> Reply:
        """Give the reply to a message; ``history`` holds the earlier turns, oldest first.

        The check for a child in danger comes first, on the raw text, and its steps are given
        even when the store is missing.

        Raises:
            FindingsError: the store is missing or damaged, and the message is a question.
        """
        verdict = self._triage.judge(message, history)
        masked = mask(message)
        if verdict is Verdict.DANGER:
            return self._escalate(masked.text, masked.kinds)
        if verdict is Verdict.SMALLTALK:
            return Reply(SmallTalk(smalltalk.answer(message)), masked=masked.kinds)
        library = self._library()
        question = library.understanding.read(masked.text, history)
        ranking = library.retriever.rank(question, scope)
        outcome = self._decide(library, question, ranking)
        check(cited(outcome), library.documents)
        understood = question.text if question.text != masked.text else ""
        return Reply(outcome, ranking.evidence, understood, masked.kinds)

    def _decide(self, library: Library, question: Understood, ranking: Ranking) -> Outcome:
        status = library.judge(question, ranking)
        if status != "declined":
            statements = library.writer.write(question.text, ranking.evidence)
            if statements:
                return Correction(statements) if status == "corrected" else Answer(statements)
        missing = library.retriever.missing(ranking)
        return _refuse(missing, ranking.evidence)

    def _escalate(self, message: str, kinds: tuple[str, ...]) -> Reply:
        evidence: tuple[Evidence, ...] = ()
        statements: tuple[Statement, ...] = ()
        try:
            library = self._library()
            question = library.understanding.read(message)
            evidence = library.retriever.rank(question).evidence
            guidance = [one for one in evidence if one.passage.part.is_expectation]
            statements = library.writer.write(question.text, guidance)[:ESCALATION_STATEMENTS]
            outcome = Escalation(SAFETY_STEPS, statements)
            check(cited(outcome), library.documents)
        except FindingsError:
            return Reply(Escalation(SAFETY_STEPS), masked=kinds)
        return Reply(outcome, evidence, masked=kinds)


def _refuse(missing: str, evidence: Sequence[Evidence]) -> Refusal:
    message = f"The documents do not give {missing}." if missing else "The documents do not say."
    if evidence:
        message += " The nearest passages are below; they do not answer the question."
    return Refusal(message, nearest_quotes(evidence))
