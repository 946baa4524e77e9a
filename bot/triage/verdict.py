"""Triage: whether a message describes a child in danger now, is small talk, or is a question.

Runs first, on the raw text. Words are counted, by a linear classifier and explicit rules, without
store or model; where that leaves a doubt, a small language model reads the message as well, if it
is there. It errs towards danger: a miss costs more than steps that somebody did not need.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from unicodedata import category

from bot import courtesies
from bot.triage.classifier import Classifier
from bot.triage.kinds import DangerKind, KindReader, WriterKind, plain_writer, unquoted
from bot.triage.languages import ENGLISH, Languages
from bot.triage.manner import SENTENCE_END, beside_questions, tells_plainly
from bot.triage.scene import Scene, SceneReader, seldom_said, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.triage.classifier import Odds
    from bot.triage.reader import Reader
    from domain import Turn

_LOG = logging.getLogger(__name__)

DATA = Path(__file__).parent.parent / "data"
_List = TypeVar("_List")


class Verdict(StrEnum):
    """What a message is, before anything is searched."""

    DANGER = "danger"
    SMALLTALK = "smalltalk"
    QUESTION = "question"
    # ... that may tell of danger after all: answered, below one line that says whom to ring
    DOUBT = "doubt"


# Log-odds above which a message counts as danger by counted words alone, from the cross-validation
# that training.triage prints (docs/triage.md).
THRESHOLD = 0.3
# ... and where it was read as well: below nought, for a miss costs more. At nought 6 dangers fewer
# of 554 held-out ones are found, and 8 calm messages of 1,389 fewer are raised.
READ_THRESHOLD = -0.85
# ... up to which a message that asks is answered below a reminder, if what it tells besides is not
# above the second: of 858 dangers none is so, of 27 calm messages that ask 9.
ASKED_THRESHOLD, CALMLY_TOLD = 0.0, 0.3
# ... and above which any other message is: a third of the dangers that are missed lie there.
REMINDED_THRESHOLD = -2.0
# Counted log-odds between which a message is read: what lies outside is plain by its words.
DOUBT = (-5.0, 4.0)
# A long message is read where it is most likely of danger, so many sections of it at most.
SECTIONS_READ = 4
# What a message tells, without what it asks, is danger by itself where its words are so plain and
# reading it is so sure: a practice question behind it makes the whole read calmer than it is.
PLAINLY_TOLD, SURELY_TOLD = 3.0, 4.3
# A message of so many words may tell something in the sentence that asks; its parts are danger, or
# a doubt, where they are above these once read, so many of them at most. Chosen on all held-out
# rounds and on found dangers with a question joined to them (docs/triage.md).
BESIDE_WORDS, BESIDE_READ = 50, 2
BESIDE_THRESHOLD, BESIDE_DOUBT = 1.25, 0.0
# What a message of so many words tells is danger, or a doubt, where reading it gives more than the
# second and its questions take more than the third from what its words are counted as. Chosen so
# that no held-out calm message more is danger.
CALMED_DANGER, CALMED_DOUBT = (30, 1.0, 4.2), (50, 0.0, 2.5)
# Small talk is short; a page of one letter is none.
SMALLTALK_LENGTH = 150
# Earlier messages that a follow-up may lean on.
HISTORY_TURNS = 2


class Triage:
    """Judges messages; holds the word lists and the classifier's weights."""

    def __init__(
        self,
        weights: Path = DATA / "triage.npz",
        words: Path = DATA / "triage.toml",
        kinds: Path = DATA / "danger_kinds.toml",
        languages: Path = DATA / "languages.toml",
        make_reader: Callable[[], Reader] | None = None,
        *,
        agencies: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """Load them; raises OSError, ValueError or KeyError where one is missing or broken.

        Without the lists of kinds every kind is OTHER; without those of languages danger is
        found in English only. ``make_reader`` gives what reads messages in doubt, when first
        needed; whatever it raises, triage goes on without. So it does without what ``agencies``
        gives: what the partnership calls its agencies, which only staff say and no small talk does.
        """
        self._reader = SceneReader(words)
        self._classifier = Classifier(weights, self._reader.concept_names)
        self._kinds = _unless_damaged(KindReader, kinds)
        self._languages = _unless_damaged(Languages, languages)
        self._make_reader = make_reader
        self._agencies = agencies
        self._reading: Reader | None = None

    @property
    def is_whole(self) -> bool:
        """Whether danger is found in every language that the shipped lists know."""
        return self._languages is not None

    def judge(self, message: str, history: Sequence[Turn] = ()) -> Verdict:
        """Give what the message is; earlier turns count where it follows up a danger."""
        rest = seldom_said(message)
        message = squeezed(message)
        scene = self._reader.read(message)
        if not scene.words:
            smiles = any(category(sign) == "So" for sign in message)
            return Verdict.SMALLTALK if smiles else Verdict.QUESTION
        spoken = self._languages.read(message) if self._languages else ENGLISH
        if spoken.is_danger or tells_plainly(message):
            return Verdict.DANGER
        odds = self._classifier.read(scene)
        found = Verdict.QUESTION if spoken.language else self._found(message, scene, odds)
        if found is not Verdict.DANGER and not spoken.language and rest.strip():
            beside = self._reader.read(rest)
            other = self._found(rest, beside, self._classifier.read(beside))
            found = found if other is Verdict.QUESTION else other
        if found is Verdict.DANGER:
            return found
        short = len(message) <= SMALLTALK_LENGTH
        scores = odds.smalltalk, max(odds.danger)
        courteous = short and courtesies.is_smalltalk(scene.words, *scores)
        if courteous and not self._names_agency(scene.words):
            return Verdict.SMALLTALK
        earlier = self._followed(scene, history)
        if Verdict.DANGER in earlier:
            return Verdict.DANGER
        return Verdict.DOUBT if Verdict.DOUBT in earlier else found

    def writer(self, message: str) -> WriterKind:
        """Give who writes the message, as far as its words tell; staff where they do not."""
        return self._writer(message, self._reader.words(message))

    def kind(self, message: str) -> DangerKind:
        """Give what kind of danger a message is about that ``judge`` calls danger."""
        if not self._kinds:
            return DangerKind.OTHER
        words = self._reader.words(message)
        return self._kinds.kind(words, self._writer(message, words))

    def _writer(self, message: str, words: Sequence[str]) -> WriterKind:
        if not self._kinds:
            return plain_writer(message)
        own = unquoted(message)
        own_words = words if own == message else self._reader.words(own)
        names_agency = self._names_agency(own_words)
        return self._kinds.writer(message, words, own_words, names_agency=names_agency)

    def _names_agency(self, words: Sequence[str]) -> bool:
        try:
            names = [" ".join(self._reader.words(name)) for name in self._agencies()]
        except Exception as error:  # noqa: BLE001  no damage may stop the safety steps
            _LOG.error("the names of agencies are not known (%s)", type(error).__name__)
            return False
        text = f" {' '.join(words)} "
        return any(f" {name} " in text for name in names)

    def _found(self, message: str, scene: Scene, odds: Odds) -> Verdict:
        found = self._danger(message, odds)
        if found is Verdict.DANGER or len(scene.words) > BESIDE_WORDS:
            return found
        calmed = self._calmed(message, max(odds.danger), len(scene.words))
        found = found if calmed is Verdict.QUESTION else calmed
        return found if found is Verdict.DANGER else self._beside(message, found)

    def _danger(self, message: str, odds: Odds) -> Verdict:
        """Say whether a message tells of danger, may do so, or asks."""
        ordered = sorted(zip(odds.danger, odds.places, strict=True), reverse=True)
        low, high = DOUBT
        if not low < ordered[0][0] <= high:
            return Verdict.DANGER if ordered[0][0] > high else Verdict.QUESTION
        is_long = len(ordered) > 1
        most = low
        for counted, place in ordered[:SECTIONS_READ]:
            text = _excerpt(message, place) if is_long else message
            weighed = self._weigh(text, counted, is_section=is_long) if counted > low else None
            if (counted > THRESHOLD) if weighed is None else (weighed > ASKED_THRESHOLD):
                return Verdict.DANGER
            most = max(most, low if weighed is None else weighed)
        if is_long:
            is_danger = most > READ_THRESHOLD or any(
                counted > THRESHOLD for counted, _ in ordered[SECTIONS_READ:]
            )
        elif most > READ_THRESHOLD:
            is_danger = not self._asks_calmly(message)
        else:
            is_danger = self._told(message, PLAINLY_TOLD, unread=-inf) > SURELY_TOLD
        if is_danger:
            return Verdict.DANGER
        return Verdict.DOUBT if most > REMINDED_THRESHOLD else Verdict.QUESTION

    def _beside(self, message: str, found: Verdict) -> Verdict:
        """Say what a message is whose question stands in one sentence with what it tells."""
        parts = [(self._counted(part), part) for part in beside_questions(message)]
        low, high = DOUBT
        for counted, part in sorted(parts, reverse=True)[:BESIDE_READ]:
            if counted > high:
                return Verdict.DANGER
            weighed = self._weigh(part, counted, is_section=False) if counted > low else low
            if (counted > THRESHOLD) if weighed is None else (weighed > BESIDE_THRESHOLD):
                return Verdict.DANGER
            if weighed is not None and weighed > BESIDE_DOUBT:
                found = Verdict.DOUBT
        return found

    def _calmed(self, message: str, counted: float, length: int) -> Verdict:
        """Say what a message is that only the questions behind what it tells make calm."""
        told = self._without_asking(message)
        fall = self._counted(told) - counted if told else 0.0
        if fall <= CALMED_DOUBT[-1]:
            return Verdict.QUESTION
        weighed = self._weigh(told, counted + fall, is_section=False)
        if weighed is None:
            return Verdict.DOUBT if counted + fall > 0 else Verdict.QUESTION
        for verdict, (longest, least, most) in (
            (Verdict.DANGER, CALMED_DANGER), (Verdict.DOUBT, CALMED_DOUBT),
        ):  # fmt: skip
            if weighed > least and fall > most and length <= longest:
                return verdict
        return Verdict.QUESTION

    def _counted(self, text: str) -> float:
        return max(self._classifier.read(self._reader.read(text)).danger)

    def _asks_calmly(self, message: str) -> bool:
        """Whether a message asks, and what it tells besides is calm."""
        asks = any(map(self._asks, SENTENCE_END.split(message)))
        return asks and self._told(message, 0.0, unread=inf) <= CALMLY_TOLD

    def _told(self, message: str, least: float, *, unread: float) -> float:
        """Give the log-odds of danger of what asks nothing; ``unread`` by no reader.

        It is read where its words are counted as more than ``least``; lowest where not.
        """
        if not (told := self._without_asking(message)) or (counted := self._counted(told)) <= least:
            return -inf
        weighed = self._weigh(told, counted, is_section=False)
        return unread if weighed is None else weighed

    def _without_asking(self, message: str) -> str:
        """Give the sentences that ask nothing; empty where it has only one sentence."""
        sentences = SENTENCE_END.split(message)
        told = " ".join(one for one in sentences if not self._asks(one))
        return told.strip() if len(sentences) > 1 else ""

    def _asks(self, sentence: str) -> bool:
        return sentence.endswith("?") or courtesies.opens_asking(self._reader.words(sentence))

    def _weigh(self, text: str, counted: float, *, is_section: bool) -> float | None:
        """Give the log-odds of danger once the text is read; None where nothing reads it."""
        try:
            if self._reading is None and self._make_reader is not None:
                self._reading = self._make_reader()
            spelt = self._reader.spelt_out(text)
            if self._reading is None:
                return None
            return self._reading.weigh(spelt, counted, is_section=is_section)
        except Exception as error:  # noqa: BLE001  no damage may stop the safety steps
            _LOG.error("messages are not read for danger (%s)", type(error).__name__)
            self._reading = self._make_reader = None
            return None

    def _followed(self, scene: Scene, history: Sequence[Turn]) -> frozenset[Verdict]:
        """Give what was told before that the message asks what to do next about."""
        # who asks what a document or inspectors say is back at work; the steps stay on the page
        asks_of_now = scene.concepts & {"them", "call", "me", "here"}
        if scene.concepts & {"frame", "study"} or not asks_of_now:
            return frozenset()
        return frozenset(self.judge(turn.question) for turn in history[-HISTORY_TURNS:])


def _unless_damaged(read: Callable[[Path], _List], path: Path) -> _List | None:
    try:
        return read(path)
    except Exception as error:  # noqa: BLE001  no damage may stop the safety steps
        _LOG.error("%s cannot be read (%s): reinstall Findings", path.name, type(error).__name__)
        return None


def _excerpt(message: str, place: tuple[float, float]) -> str:
    """Give about the part of a message that lies between two shares of its length."""
    start, end = (round(share * len(message)) for share in place)
    while start > 0 and not message[start - 1].isspace():
        start -= 1
    return message[start:end]
