"""The steps of a reply, in order: triage, privacy, search, judgement, writing, grounding."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from bot import smalltalk
from bot.answering.replying import answer
from bot.judging.premises import Premises
from bot.pinning.pinned import pinned_answer
from bot.placing.belonging import Map, belonging_of, survey_held
from bot.placing.contacts import directory_of
from bot.placing.editions import letters_of_a_year
from bot.placing.subject import Subjects
from bot.placing.titled import DocumentNames
from bot.privacy.held import held_by
from bot.privacy.masking import mask
from bot.ranking.retriever import EVERYTHING, Scope
from bot.reading.elsewhere import told_in_english
from bot.reading.following import continued
from bot.reading.workplaces import Workplaces
from bot.safety.ages import with_ages
from bot.safety.escalating import DangerTold, escalated
from bot.safety.family import without_family
from bot.safety.steps import Safety
from bot.shaping.limits import limits_of
from bot.shaping.routes import NoRoutes, described
from bot.triage.verdict import HISTORY_TURNS, Verdict
from domain import Refusal, Reply, SmallTalk
from ingest.beside.pins import PINS_NAME, read_pins
from themes.assigning import Practices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.judging.judge import Judge, Judgement
    from bot.placing.belonging import Belonging
    from bot.placing.contacts import Directory
    from bot.placing.place import Place
    from bot.placing.titled import NamedDocument
    from bot.privacy.masking import Masked
    from bot.quoting.plain import PlainWords
    from bot.quoting.writer import QuoteWriter, Writer
    from bot.ranking.retriever import Ranking, Retriever
    from bot.reading.understanding import Understanding, Understood
    from bot.shaping.limits import TimeLimits
    from bot.shaping.routes import Routes
    from bot.triage.failsafe import Checked, SafeTriage
    from domain import Escalation, Outcome, Turn
    from ingest.beside.partnership import Partnership, Shown
    from ingest.beside.pins import Pin
    from store.models.embedding import Vectors


class Library:
    """What a search needs, opened together: one generation and what reads it."""

    def __init__(
        self, retriever: Retriever, understanding: Understanding, judge: Judge,
        quoting: QuoteWriter, writer: Writer | None = None, *, routes: Routes | None = None,
        plain: PlainWords | None = None, belonging: Belonging | None = None,
    ) -> None:  # fmt: skip
        """Take the parts, already built on the same generation.

        ``writer`` composes answers in the place of ``quoting``, except where a message holds
        identifying details or tells of danger: such a message goes to no other program. ``routes``
        are the procedures that how-to questions and told cases are answered by. ``plain`` writes
        beside the quotes of a finished answer. ``belonging`` spares finding out anew whose each
        document is.
        """
        self.routes = routes or NoRoutes()
        self.retriever = retriever
        self.thresholds = retriever.thresholds
        self.understanding = understanding
        self.generation = retriever.generation
        self.judging = judge
        self.quoting = quoting
        self.writer = writer or quoting
        self.plain = plain
        self.documents = self.generation.by_id
        self.belonging = belonging or belonging_of(self.generation)
        survey = partial(survey_held, self.generation, self.belonging)
        self.map = Map(self.belonging, (), retriever.table.places, survey)

    @cached_property
    def directory(self) -> Directory:
        """The contacts that the documents give."""
        return directory_of(self.generation, self.belonging)

    @cached_property
    def pins(self) -> Mapping[str, Pin]:
        """The answers that people signed, by what a message has to say to be answered so.

        Raises:
            PinsError: the file of them is damaged.
        """
        return {one.key: one for one in read_pins(self.generation.side / PINS_NAME)}

    @cached_property
    def practices(self) -> Practices:
        """What the inspection letters say of practice."""
        return Practices(self.generation, self.understanding.embedder)

    @cached_property
    def limits(self) -> TimeLimits:
        """The time limits that the documents give."""
        return limits_of(self.generation, self.retriever.table, self.belonging)

    @cached_property
    def workplaces(self) -> Workplaces:
        """Which documents are written for which kind of place."""
        return Workplaces(self.generation.sources)

    @cached_property
    def titles(self) -> DocumentNames:
        """The documents by their names."""
        table = self.retriever.table
        return DocumentNames(
            self.generation,
            self.belonging,
            self.understanding.lexicon,
            table,
            self.map,
        )

    def of_a_year(self, text: str, place: Place | None) -> NamedDocument | None:
        """Give the letters of the year that an ask names; None where it names none."""
        return letters_of_a_year(text, place, self.generation.sources, self.map)

    @cached_property
    def subjects(self) -> Subjects:
        """What the documents speak of."""
        return Subjects(
            self.generation,
            self.retriever.table.wording.saying,
            self.understanding.lexicon,
            self.belonging,
            self.thresholds,
        )

    @cached_property
    def premises(self) -> Premises:
        """What holds an ask against the sentences that were found for it."""
        keywords = self.retriever.table.keywords
        return Premises(
            self.judging.polarity, self.understanding.lexicon, keywords.weight, keywords.holds
        )

    @cached_property
    def route_vectors(self) -> Vectors:
        """The vectors of what the procedures are for, in their order."""
        return self.understanding.embedder.embed(described(self.routes.held()))

    def closeness(self, text: str) -> float:
        """Give how near a text is to the nearest words that are held or were taught, a cosine."""
        return self.retriever.cosines(self.understanding.vector(text)).greatest()

    def judge(self, question: Understood, ranking: Ranking) -> Judgement:
        """Say whether the ranking answers the question, corrects it, or neither."""
        return self.judging.judge(self.retriever.table, question, ranking, self.generation.passages)


class Assistant:
    """Answers one message at a time; keeps nothing between messages."""

    def __init__(
        self, triage: SafeTriage, library: Callable[[], Library], safety: Safety | None = None
    ) -> None:
        """Take the triage, what gives the library of the live generation, and the safety steps.

        ``library`` is asked at each question, so that a newly published generation is used,
        and may raise a FindingsError when there is none. Without ``safety`` the steps name no
        local number.
        """
        self._triage = triage
        self._library = library
        self.safety = safety or Safety(tuple, check_days=1)

    @property
    def checks_danger(self) -> bool:
        """Whether the check for danger is in order; where not, the page must say so."""
        return self._triage.is_sound

    def steps(self) -> Escalation:
        """Give the safety steps as staff get them, for a page to hold."""
        return self.safety.steps()

    def reply(
        self,
        message: str,
        history: Sequence[Turn] = (),
        scope: Scope = EVERYTHING,
        masked: Masked | None = None,
        library: Callable[[], Library] | None = None,
    ) -> Reply:
        """Give the reply to a message; ``history`` holds the earlier turns, oldest first.

        The check for a child in danger comes first, on the raw text, and its steps are given
        whatever else is damaged. ``masked`` is the message without identifying details, where they
        are left out of it and of ``history``; ``library`` gives that of the caller's edition.

        Raises:
            FindingsError: something is missing or damaged, and the message is a question.
        """
        opened = library or self._library
        checked = self._triage.check(message, history)
        if checked.verdict is Verdict.DANGER:
            return self._escalate(message, masked, opened, is_checked=checked.is_sound)
        given, masked = masked, masked or mask(message, held_by(opened))
        going_on = continued(masked.text, history)
        if going_on and self._is_danger(going_on.text):
            whole = replace(given, text=going_on.text) if given else None
            return self._escalate(going_on.text, whole, opened, is_checked=checked.is_sound)
        # a message of signs alone asks nothing
        if going_on is None and self._is_talk(checked, message):
            said = smalltalk.answer(message, self.shown())
            return Reply(SmallTalk(said), masked=masked.kinds, is_checked=checked.is_sound)
        if in_english := told_in_english(message):
            return Reply(
                Refusal(in_english, ()), masked=masked.kinds, is_checked=checked.is_sound,
                reminds=checked.in_doubt,
            )  # fmt: skip
        held = opened()
        ages = self.safety.ages(held.generation.partnership)
        in_doubt = checked.in_doubt or bool(going_on and self.in_doubt(going_on.text))
        begun = Reply(
            SmallTalk(""), masked=masked.kinds, generation=held.generation.id,
            is_checked=checked.is_sound, reminds=in_doubt,
        )  # fmt: skip
        signed = pinned_answer(held, masked.text) if scope == EVERYTHING else None
        if signed:
            return _concluded(begun, with_ages(signed, ages))
        # what may tell of danger goes to no other program
        before = any(self._may_be_danger(turn.question) for turn in history[-HISTORY_TURNS:])
        goes_out = not (masked.kinds or in_doubt or before)
        asked = self._restated(held, masked, history) if goes_out and not going_on else ""
        writer = held.writer if goes_out else held.quoting
        found = answer(held, asked or masked.text, () if asked else history, scope, writer)
        begun = replace(
            begun, evidence=found.evidence, understood=found.understood or asked,
            follows=found.follows or bool(asked), reminds=in_doubt or (before and found.follows),
        )  # fmt: skip
        return _concluded(begun, with_ages(found.outcome, ages))

    def steps_in_danger(self, message: str, history: Sequence[Turn] = ()) -> Reply | None:
        """Give the safety steps alone where a message tells of danger; opens no store."""
        checked = self._triage.check(message, history)
        if checked.verdict is not Verdict.DANGER:
            return None
        steps = self.safety.steps(self._triage.writer(message), self._triage.kind(message))
        return Reply(steps, is_checked=checked.is_sound)

    def in_doubt(self, message: str, history: Sequence[Turn] = ()) -> bool:
        """Whether a message is answered below whom to ring, for it may tell of danger after all."""
        return self._triage.check(message, history).in_doubt

    def partnership(self) -> Partnership:
        """Give whose documents these are; it never raises."""
        return self.safety.partnership()

    def shown(self) -> Shown:
        """Give what is said of the documents and of this program; it never raises."""
        return self.safety.shown()

    @staticmethod
    def _is_talk(checked: Checked, message: str) -> bool:
        return checked.verdict is Verdict.SMALLTALK or not any(map(str.isalnum, message))

    def _restated(self, held: Library, masked: Masked, history: Sequence[Turn]) -> str:
        """Give a follow-up in words of its own and earlier questions; empty as a rule."""
        if not history or held.plain is None:
            return ""
        asked = held.plain.restated(masked.text, history)
        # put together, two messages may tell what neither does
        return "" if asked and self._may_be_danger(asked) else asked

    def _may_be_danger(self, message: str) -> bool:
        return self._triage.check(message).verdict in {Verdict.DANGER, Verdict.DOUBT}

    def _is_danger(self, message: str) -> bool:
        return self._triage.check(message).verdict is Verdict.DANGER

    def _escalate(
        self, message: str, masked: Masked | None, opened: Callable[[], Library], *,
        is_checked: bool,
    ) -> Reply:  # fmt: skip
        writer, kind = self._triage.writer(message), self._triage.kind(message)
        danger = DangerTold(message, masked, writer, kind, is_checked=is_checked)
        return escalated(danger, self.safety, opened, self._is_danger)


def _concluded(begun: Reply, outcome: Outcome) -> Reply:
    """Give a reply with its outcome, in doubt without what may let a family know."""
    return replace(begun, outcome=without_family(outcome) if begun.reminds else outcome)
