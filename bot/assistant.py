"""The steps of a reply, in order: triage, privacy, search, judgement, writing, grounding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import smalltalk
from bot.grounding import check, cited
from bot.privacy import mask
from bot.replying import answer
from bot.retriever import EVERYTHING, Scope
from bot.safety import SAFETY_STEPS
from bot.triage.verdict import Triage, Verdict
from domain import (
    Escalation,
    FindingsError,
    Reply,
    SmallTalk,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.judging import Judge, Judgement
    from bot.privacy import Masked
    from bot.retriever import Ranking, Retriever
    from bot.understanding import Understanding, Understood
    from bot.writer import QuoteWriter, Writer
    from domain import Evidence, Turn

# Passages of guidance shown below the safety steps: what to do, rather than what signs look like.
ESCALATION_STATEMENTS = 2
_ADVICE = re.compile(
    r"\b(?:999|101|ring|call|phone|contact|refer|report|tell|ask|must|should|need to|never)\b",
    re.IGNORECASE,
)


class Library:
    """What a search needs, opened together: one generation and what reads it."""

    def __init__(
        self, retriever: Retriever, understanding: Understanding, judge: Judge,
        quoting: QuoteWriter, writer: Writer | None = None,
    ) -> None:  # fmt: skip
        """Take the parts, already built on the same generation.

        ``writer`` composes answers in the place of ``quoting``, except where a message holds
        identifying details or tells of danger: such a message goes to no other program.
        """
        self.retriever = retriever
        self.understanding = understanding
        self.generation = retriever.generation
        self.judging = judge
        self.quoting = quoting
        self.writer = writer or quoting
        self.documents = {one.source.id: one for one in self.generation.documents}

    def closeness(self, text: str) -> float:
        """Give how near a text is to the nearest words that are held or were taught, a cosine."""
        vector = self.understanding.embedder.embed([text])[0]
        return float(self.generation.coarse.cosines(vector).max())

    def judge(self, question: Understood, ranking: Ranking) -> Judgement:
        """Say whether the ranking answers the question, corrects it, or neither."""
        return self.judging.judge(self.retriever.table, question, ranking, self.generation.passages)


class Assistant:
    """Answers one message at a time; keeps nothing between messages."""

    def __init__(self, triage: Triage, library: Callable[[], Library]) -> None:
        """Take the triage, and what gives the library of the live generation.

        ``library`` is asked at each question, so that a newly published generation is used,
        and may raise a FindingsError when there is none.
        """
        self._triage = triage
        self._library = library

    def reply(
        self,
        message: str,
        history: Sequence[Turn] = (),
        scope: Scope = EVERYTHING,
        masked: Masked | None = None,
    ) -> Reply:
        """Give the reply to a message; ``history`` holds the earlier turns, oldest first.

        The check for a child in danger comes first, on the raw text, and its steps are given
        even when the store is missing. ``masked`` is the message without identifying details,
        where the caller has masked it already.

        Raises:
            FindingsError: the store is missing or damaged, and the message is a question.
        """
        verdict = self._triage.judge(message, history)
        masked = masked or mask(message)
        if verdict is Verdict.DANGER:
            return self._escalate(masked.text, masked.kinds)
        # a message of signs alone asks nothing
        if verdict is Verdict.SMALLTALK or not any(map(str.isalnum, message)):
            return Reply(SmallTalk(smalltalk.answer(message)), masked=masked.kinds)
        library = self._library()
        writer = library.quoting if masked.kinds else library.writer
        found = answer(library, masked.text, history, scope, writer)
        return Reply(
            found.outcome, found.evidence, found.understood, masked.kinds, found.follows,
            library.generation.id,
        )  # fmt: skip

    def steps_in_danger(self, message: str, history: Sequence[Turn] = ()) -> Reply | None:
        """Give the safety steps alone where a message tells of danger; opens no store."""
        if self._triage.judge(message, history) is not Verdict.DANGER:
            return None
        return Reply(Escalation(SAFETY_STEPS))

    def _escalate(self, message: str, kinds: tuple[str, ...]) -> Reply:
        evidence: tuple[Evidence, ...] = ()
        statements: tuple[Statement, ...] = ()
        try:
            library = self._library()
            question = library.understanding.read(message)
            evidence = library.retriever.rank(question).evidence
            guidance = [one for one in evidence if one.passage.part.is_expectation]
            written = library.quoting.write(question.text, guidance)
            advice = [one for one in written if _ADVICE.search(one.text)]
            statements = tuple(advice[:ESCALATION_STATEMENTS])
            outcome = Escalation(SAFETY_STEPS, statements)
            check(cited(outcome), library.documents)
        except FindingsError:
            return Reply(Escalation(SAFETY_STEPS), masked=kinds)
        return Reply(outcome, evidence, masked=kinds, generation=library.generation.id)
