"""Plain words beside the quotes: a chat model writes, the application decides what is shown."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.grounding import cited
from bot.quoting.plain import Suggested, never
from bot.quoting.spans import Span
from bot.quoting.standing import subject_of
from domain import (
    Answer,
    Citation,
    Correction,
    Evidence,
    Passage,
    Sentence,
    Statement,
    Turn,
    Written,
)
from writing.chat import open_chat_model
from writing.checks.support import fault_of
from writing.drafting import Slipped, drafted, prompt_for, prompt_version
from writing.evidence import Unit, Units, fitting, units_in, units_of
from writing.replies import SlowModelError, StoppedError
from writing.restating import restated
from writing.suggesting import suggested_of
from writing.support_models import open_support_model
from writing.support_scores import Scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

    from bot.judging.checking import Checker
    from domain import Reply
    from settings import Settings
    from store.generation.opened import Generation
    from store.models.embedding import Embedder
    from writing.drafting import DraftedStatement

_LOG = logging.getLogger(__name__)
# One that has failed so often in a row is not asked for so many seconds.
MOST_FAILURES = 3
REST = 300.0
# Passages that a model is given.
_PASSAGES = 6
# Words that a model copies of a sentence: fewer show nothing.
_LEAST_WORDS = 2

# How surely words support a statement; below a limit of its own it is not shown.
Support = Callable[[str, str], bool]
# What to beware of in a sentence of a passage.
Cautions = Callable[[Passage, Sentence], str]


class PlainWriter:
    """Has a chat model write what the quotes of an answer say, and shows what words support."""

    def __init__(
        self, model: BaseChatModel, generation: Generation, cautions: Cautions, supports: Support,
        *, name: str, seconds: float, context: int, form: str = "auto",
        reads: bool = False, restates: bool = False, connects: bool = False,
        near: Support = lambda *_: True,
    ) -> None:  # fmt: skip
        """Take the model, the documents, and what is said and checked of each statement.

        A reply is waited for ``seconds`` long; ``context`` is how many tokens the model reads,
        ``form`` what it is held to (``drafted``). ``reads`` has it tell each quote in plain words,
        and nothing else; ``restates`` has it put follow-ups into whole questions, ``connects`` has
        it write between the quotes of a draft. ``near`` says which suggested messages may be ones
        that a sentence answers.
        """
        self._model = model
        self._units = Units(generation)
        self._cautions = cautions
        self._supports = supports
        self._name = name
        self._seconds = seconds
        self._context = context
        self._form = form
        self._reads = reads
        self._restates = restates
        self._connects = connects
        self._near = near
        self._failures = 0
        self._rests_until = 0.0
        self._lock = threading.Lock()

    def write(
        self, question: str, reply: Reply, is_stopped: Callable[[], bool] = never
    ) -> Iterator[Written]:
        """Give what is written so far, again whenever a statement has passed, and once at the end.

        Nothing is given of a reply that quotes nothing or left identifying details out. It never
        raises; what goes wrong is said in ``Written.fault``. Once
        ``is_stopped`` says so no more is waited for.
        """
        units = given_for(reply, self._context, quotes_only=self._reads)
        if not units:
            return
        written = Written(model=self._name, prompt=prompt_version())
        if time.monotonic() < self._rests_until:
            yield replace(written, fault="rests", is_complete=True)
            return
        yield written
        yield from self._drawn(written, question, units, "read" if self._reads else "write",
                               is_stopped)  # fmt: skip

    def connecting(self, subject: str, quotes: Sequence[Citation]) -> Written:
        """Give a plain sentence on some of the quotes of a draft, each resting on one of them.

        ``subject`` is what the draft is about; empty where a person's question says so. Nothing is
        written unless the settings ask for it; it never raises.
        """
        units = fitting(units_in(quotes), self._context) if self._connects else []
        written = Written(model=self._name, prompt=prompt_version())
        if not units or time.monotonic() < self._rests_until:
            return replace(written, fault="rests" if units else "", is_complete=True)
        *_, last = self._drawn(written, subject, units, "connect", never)
        return last

    def suggested(self, quote: Citation) -> Suggested:
        """Give messages that a sentence may answer, for a person to accept; it never raises."""
        units = units_in([quote])[:1]
        if not units or time.monotonic() < self._rests_until:
            return Suggested(fault="rests" if units else "")
        messages = prompt_for("", units, task="suggest")
        try:
            found = list(drafted(self._model, messages, self._seconds, never, form=self._form))
        except SlowModelError:
            fault, found = "slow", []
        except Exception as error:  # noqa: BLE001  a provider may raise anything
            _LOG.warning("no messages are suggested: %s", type(error).__name__)
            fault, found = "failed", []
        else:
            fault = ""
        self._count(is_failed=bool(fault))
        said = ["" if isinstance(one, Slipped) else one.says for one in found]
        return suggested_of(said, units[0], self._units, self._near, fault)

    def _drawn(
        self, written: Written, question: str, units: Sequence[Unit], task: str,
        is_stopped: Callable[[], bool],
    ) -> Iterator[Written]:  # fmt: skip
        """Give what a model writes on sentences, again with each that passed, and at the end."""
        one_each = task in {"read", "connect"}
        try:
            messages = prompt_for(question, units, task=task)
            found = drafted(self._model, messages, self._seconds, is_stopped, form=self._form)
            for one in found:
                written = self._with(written, one, units, one_each=one_each)
                yield written
        except StoppedError:
            # by a person, which says nothing of the model
            yield replace(written, fault="stopped", is_complete=True)
            return
        except SlowModelError:
            written = replace(written, fault="slow")
        except Exception as error:  # noqa: BLE001  a provider may raise anything
            # never its words, which may be the question's
            _LOG.warning("the chat model is done without this time: %s", type(error).__name__)
            written = replace(written, fault="failed")
        self._count(is_failed=bool(written.fault))
        yield replace(written, is_complete=True)

    def restated(self, message: str, history: Sequence[Turn]) -> str:
        """Give a follow-up as a question that stands alone; empty where it is kept as it is."""
        if not self._restates or time.monotonic() < self._rests_until:
            return ""
        try:
            asked = restated(self._model, message, history, self._seconds)
        except Exception as error:  # noqa: BLE001  a provider may raise anything
            _LOG.warning("a follow-up is read as it stands: %s", type(error).__name__)
            self._count(is_failed=True)
            return ""
        return asked

    def _count(self, *, is_failed: bool) -> None:
        with self._lock:
            self._failures = self._failures + 1 if is_failed else 0
            if self._failures >= MOST_FAILURES:
                self._rests_until = time.monotonic() + REST
                self._failures = 0

    def _with(
        self, written: Written, one: DraftedStatement | Slipped, units: Sequence[Unit],
        *, one_each: bool,
    ) -> Written:  # fmt: skip
        if isinstance(one, Slipped):
            return replace(written, dropped=(*written.dropped, "form"))
        fault, resting = self._checked(one, units, one_each=one_each)
        if fault:
            return replace(written, dropped=(*written.dropped, fault))
        said = " ".join(one.says.split())
        if any(said == other.text for other in written.statements):
            return written
        citations = tuple(_cite(unit) for unit in resting)
        cautions = dict.fromkeys(
            filter(None, (self._cautions(one.passage, one.sentence) for one in resting))
        )
        statement = Statement(said, citations, caution=" ".join(cautions))
        return replace(written, statements=(*written.statements, statement))

    def _checked(
        self, one: DraftedStatement, units: Sequence[Unit], *, one_each: bool
    ) -> tuple[str, list[Unit]]:
        """Give the fault of a statement, and what it rests on: one sentence, if ``one_each``."""
        named = {rests.number: rests.words for rests in one.rests_on}
        resting = []
        if one_each and len(named) != 1:
            return "citation", []
        for number, words in named.items():
            if not 0 < number <= len(units) or not _holds(units[number - 1], words):
                return "citation", []
            resting.append(units[number - 1])
        bases = [basis for unit in resting for basis in self._units.bases(unit)]
        fault = fault_of(" ".join(one.says.split()), bases, self._units.places_in)
        if fault:
            return fault, []
        if not self._supports(one.says, " ".join(unit.words for unit in resting)):
            return "support", []
        return "", resting


def open_writer(
    settings: Settings, generation: Generation, cautions: Cautions, embedder: Embedder,
    checker: Callable[[], Checker],
) -> PlainWriter:  # fmt: skip
    """Give the writer that the settings name.

    Raises:
        ChatModelError: see ``open_chat_model``.
        SupportModelError: see ``open_support_model``.
    """
    folder = settings.support_model
    named = open_support_model(folder) if folder else None
    scores = Scores(embedder, checker, named, least=settings.support_least)
    return PlainWriter(
        open_chat_model(settings), generation, cautions, scores, near=scores.is_near,
        name=settings.chat_model, seconds=settings.chat_timeout, context=settings.chat_context,
        form=settings.chat_form, reads=settings.chat_mode == "reads",
        restates=settings.chat_restates, connects=settings.chat_drafts,
    )  # fmt: skip


def prompt_of(
    question: str, reply: Reply, context: int, *, reads: bool = False
) -> list[BaseMessage]:
    """Give what a model of that context would be sent; nothing where it would not be asked."""
    units = given_for(reply, context, quotes_only=reads)
    return prompt_for(question, units, task="read" if reads else "write") if units else []


def given_for(reply: Reply, context: int, *, quotes_only: bool = False) -> list[Unit]:
    """Give the sentences that a model of that context is given; none where it is not asked.

    ``quotes_only`` gives those that the reply quotes, and no others.
    """
    outcome = reply.outcome
    if reply.masked or not isinstance(outcome, Answer | Correction):
        return []
    quoted = [one.passage for statement in outcome.statements for one in statement.citations]
    others = [one.passage for one in reply.evidence]
    passages = list({one.id: one for one in (*quoted, *others)}.values())[:_PASSAGES]
    return fitting(units_in(cited(outcome)) if quotes_only else units_of(passages), context)


def _holds(unit: Unit, words: str) -> bool:
    """Say whether a sentence holds words, white space and marks at their ends aside."""
    wanted = " ".join(words.split()).strip(" .,;:|\"'“”‘’")
    whole = " ".join((*unit.sentence.lead.split(), *unit.words.split()))
    is_enough = len(wanted.split()) >= min(_LEAST_WORDS, len(unit.words.split()))
    return bool(wanted) and is_enough and (wanted in unit.words or wanted in whole)


def _cite(unit: Unit) -> Citation:
    passage = unit.passage
    evidence = Evidence(passage, 1.0, (1.0,) * len(passage.sentences))
    span = Span(evidence, unit.number, unit.number)
    return Citation(passage, span.quote, subject_of(span))
