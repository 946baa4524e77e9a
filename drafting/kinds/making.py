"""Which sections each kind of draft has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.kinds.cards import flashcards
from drafting.kinds.discussion import case_discussion
from drafting.kinds.mapped import mind_map
from drafting.kinds.quizzing import make_questions, quiz_sections
from drafting.kinds.scenarios import scenarios_of
from drafting.kinds.session import session_plan, slide_session
from drafting.kinds.sheets import briefing, handout
from drafting.kinds.spoken import spoken_script
from drafting.needed.facts import Must
from drafting.wording import DraftKind, Length

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafting.audiences import Audience
    from drafting.kinds.quizzing import Question
    from drafting.kinds.quoted import Kept
    from drafting.lines import DraftLine
    from drafting.needed.facts import Facts
    from drafting.needed.route import DraftRoute
    from drafting.sections import DraftSection
    from learning.quiz.items import QuizItem

_QUESTIONS = {Length.SHORT: 5, Length.STANDARD: 10, Length.FULL: 30}


@dataclass(frozen=True, slots=True)
class Matter:
    """What a draft is made of: a theme's id, its lines and those kept of them by role."""

    theme: str
    lines: Sequence[DraftLine]
    kept: Kept
    facts: Facts
    audience: Audience
    length: Length
    quiz: Sequence[QuizItem]
    route: DraftRoute | None

    @property
    def musts(self) -> tuple[DraftLine, ...]:
        """Of the theme's facts those that are told wrongly at a cost: by when, who, whom to ring.

        Each is there with what it leans on.
        """
        costly = (Must.LIMIT, Must.WHO, Must.NUMBER)
        named = {key: told for key, told in self.facts.named.items() if told.startswith(costly)}
        return self.facts.mark(replace(self.facts, named=named).of(self.lines))

    @property
    def known(self) -> tuple[DraftLine, ...]:
        """The lines that give the theme's facts, with those that they lean on."""
        return self.facts.of(self.lines)

    def questions(self, length: Length) -> Sequence[Question]:
        """Give the quiz's questions on the lines, as many as the length has."""
        return make_questions(self.quiz, self.lines, _QUESTIONS[length])


def sections_of(kind: DraftKind, matter: Matter) -> tuple[DraftSection, ...]:
    """Give the sections of a draft of that kind."""
    return _MAKERS[kind](matter)


def _quiz(one: Matter) -> tuple[DraftSection, ...]:
    asked = scenarios_of(one.lines, one.route)
    return quiz_sections(one.questions(one.length), asked, one.known)


_MAKERS: dict[DraftKind, Callable[[Matter], tuple[DraftSection, ...]]] = {
    DraftKind.BRIEFING: lambda one: briefing(one.kept, one.audience),
    DraftKind.SLIDES: lambda one: slide_session(one.theme, one.kept, one.musts, one.audience),
    DraftKind.HANDOUT: lambda one: handout(
        one.kept, one.known, one.audience, one.route.own if one.route else ()
    ),
    DraftKind.CASE: lambda one: case_discussion(one.theme, one.kept, one.audience),
    DraftKind.SESSION: lambda one: session_plan(
        one.theme, one.kept, one.known, one.audience, one.length
    ),
    DraftKind.SCRIPT: lambda one: spoken_script(one.kept, one.audience),
    DraftKind.CARDS: lambda one: flashcards(one.kept, one.questions(Length.FULL)),
    DraftKind.MAP: lambda one: mind_map(one.kept, one.audience),
    DraftKind.QUIZ: _quiz,
}
