"""From what was chosen on the Draft page to a draft, or to why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.privacy.masking import mask
from domain import Answer, Correction, Escalation, FindingsError
from drafting.choosing import choose, from_evidence
from drafting.composing import Draft, DraftError, compose
from drafting.lines import make_lines
from drafting.themes import Theme, Themes, question_theme, read_themes
from drafting.wording import AUDIENCES, Kind, Length
from learning.quiz.making import make_items
from pages.shared.markup import address_of

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.reading.lexicon import Lexicon
    from domain import Passage
    from drafting.choosing import Chosen
    from learning.quiz.items import QuizItem
    from pages.shared.services import Services

OWN = "A question of your own"
MOST_CHARACTERS = 500
# The seed of a quiz: the same draft has the same questions.
SEED = 1
EMPTY_QUESTION = "Type your question first, then make the draft."
UNANSWERED = "The documents do not answer this, so no draft was made from it. Try a theme."
TOO_MANY = "Much was asked for in a minute. Wait a few seconds, then make the draft."
GONE = "The documents have changed, and this theme is no longer among theirs: load the page again."
UNREADABLE = "The knowledge base cannot be read at the moment."


@dataclass(frozen=True, slots=True)
class Made:
    """A draft, or else a notice of why there is none, or the safety steps for danger now."""

    draft: Draft | None = None
    notice: str = ""
    safety: str = ""


@dataclass(frozen=True, slots=True)
class _Material:
    theme: Theme
    chosen: tuple[Chosen, ...]


class Drafts:
    """Makes drafts from the live knowledge base; keeps one generation's themes and quiz items."""

    def __init__(self, services: Services) -> None:
        """Take the services of the app; nothing is opened before the first draft."""
        self._services = services
        self._quiz: tuple[str, tuple[QuizItem, ...]] = ("", ())
        self._themes: tuple[str, Themes] | None = None

    def themes(self) -> Themes:
        """Give the themes that the live documents say something about, or else all that we bring.

        It never raises, so that the page is there while the knowledge base is not.
        """
        try:
            generation = self._services.library().generation
            if self._themes is None or self._themes[0] != generation.id:
                themes = read_themes(generation.side)
                held = tuple(one for one in themes.theme if choose(one, generation, themes.leans))
                kept = themes.model_copy(update={"theme": held or themes.theme})
                self._themes = (generation.id, kept)
            return self._themes[1]
        except FindingsError:
            return read_themes()

    def make(self, theme: str, question: str, kind: str, audience: str, length: str) -> Made:
        """Give the draft on a theme's title, or on the ``question`` where it is one's own."""
        # before anything is opened that may be damaged
        if (alone := self.steps_alone(theme, question)).safety:
            return alone
        try:
            library = self._services.library()
            found = self._material(theme, question, library)
            if isinstance(found, Made):
                return found
            return Made(self._compose(found, library, kind, audience, length))
        except DraftError as error:
            return Made(notice=str(error))
        except FindingsError:
            return Made(notice=UNREADABLE)

    def steps_alone(self, theme: str, question: str) -> Made:
        """Give the safety steps where a question of one's own tells of danger; never a draft."""
        reply = self._services.assistant.steps_in_danger(question) if theme == OWN else None
        match reply.outcome if reply else None:
            case Escalation(steps):
                return Made(safety=steps)
            case _:
                return Made(notice=TOO_MANY)

    def _compose(
        self, found: _Material, library: Library, kind: str, audience: str, length: str
    ) -> Draft:
        lexicon = library.understanding.lexicon
        return compose(
            found.theme,
            make_lines(found.chosen, library.generation.pointers, self._address_of),
            [one.source for one in library.generation.documents],
            kind=Kind(kind),
            length=Length(length),
            audience=next(one for one in AUDIENCES if one.name == audience),
            made=datetime.now(UTC).date(),
            quiz=self._items(library, lexicon) if kind == Kind.QUIZ.value else (),
            terms=lexicon.terms,
        )

    def _material(self, theme: str, question: str, library: Library) -> _Material | Made:
        generation = library.generation
        themes = read_themes(generation.side)
        if theme != OWN:
            found = themes.get(theme)
            if found is None:
                return Made(notice=GONE)
            return _Material(found, choose(found, generation, themes.leans))
        asked = " ".join(question.split())[:MOST_CHARACTERS]
        if not asked:
            return Made(notice=EMPTY_QUESTION)
        masked = mask(asked)
        reply = self._services.assistant.reply(asked, masked=masked)
        match reply.outcome:
            case Escalation(steps):
                return Made(safety=steps)
            case Answer() | Correction():
                chosen = from_evidence(reply.evidence, generation, themes.leans)
                return _Material(question_theme(masked.text), chosen)
            case _:
                return Made(notice=UNANSWERED)

    def _address_of(self, passage: Passage) -> str:
        return self._services.site + address_of(passage)

    def _items(self, library: Library, lexicon: Lexicon) -> tuple[QuizItem, ...]:
        """Give the quiz items of the generation; making them takes some seconds, once."""
        generation = library.generation
        if self._quiz[0] != generation.id:
            self._quiz = (generation.id, make_items(generation, lexicon, SEED))
        return self._quiz[1]
