"""A draft of training: sections of quoted lines, joined by our own templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dates import in_words
from domain import FindingsError
from drafting.cases import case_for
from drafting.lines import months_of, shorten
from drafting.quizzing import make_questions, quiz_sections
from drafting.references import further_reading, short_forms
from drafting.roles import LineRole
from drafting.sections import DraftSection
from drafting.themes import QUESTION_ID
from drafting.wording import (
    AIM,
    AIM_QUESTION,
    COVER,
    INVENTED,
    NOTHING,
    QUOTED,
    REVIEW,
    SAFETY,
    SEARCHED,
    DraftKind,
    Length,
    dated,
    headings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reading.lexicon import Term
    from domain import Source
    from drafting.lines import DraftLine
    from drafting.themes import Theme
    from drafting.wording import Audience
    from learning.quiz.items import QuizItem

# A draft is looked at again after this time: notes are checked about twice a year.
REVIEW_AFTER = timedelta(days=182)
# The most lines by role (``_ROLES``), kind and length. A seven-minute briefing gives a section a
# minute: about 130 words are spoken in one.
_LIMITS: dict[tuple[DraftKind, Length], tuple[int, ...]] = {
    (DraftKind.BRIEFING, Length.SHORT): (3, 2, 1, 4, 0, 1),
    (DraftKind.BRIEFING, Length.STANDARD): (5, 3, 1, 6, 0, 2),
    (DraftKind.BRIEFING, Length.FULL): (6, 4, 2, 7, 0, 3),
    (DraftKind.SLIDES, Length.SHORT): (4, 3, 1, 5, 1, 2),
    (DraftKind.SLIDES, Length.STANDARD): (8, 5, 2, 10, 2, 4),
    (DraftKind.HANDOUT, Length.SHORT): (3, 3, 1, 7, 1, 2),
    (DraftKind.HANDOUT, Length.STANDARD): (6, 5, 2, 13, 3, 6),
    (DraftKind.CASE, Length.SHORT): (3, 2, 1, 5, 0, 1),
    (DraftKind.CASE, Length.STANDARD): (5, 4, 2, 10, 1, 3),
}
_QUESTIONS = {Length.SHORT: 5, Length.STANDARD: 10, Length.FULL: 30}
_ROLES = (
    LineRole.FOUND,
    LineRole.ASKED,
    LineRole.REPORTED,
    LineRole.EXPECTED,
    LineRole.ELSEWHERE,
    LineRole.BACKGROUND,
)
_BESIDES = (("elsewhere", LineRole.ELSEWHERE), ("known", LineRole.BACKGROUND))
_EVERYTHING = (1000,) * len(_ROLES)


# The lines of a draft by what they are.
Kept = dict[LineRole, tuple["DraftLine", ...]]


class DraftError(FindingsError):
    """The documents hold nothing for a theme; the message says what to try."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything an export shows; ``cover`` are its first lines, one sentence or two each."""

    kind: DraftKind
    title: str
    audience: str
    aim: str
    made: date
    cover: tuple[str, ...]
    sections: tuple[DraftSection, ...]
    further: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[DraftLine, ...]:
        """Every quoted line, in order; a line quoted twice comes once."""
        held = {line.key: line for section in self.sections for line in section.lines}
        return tuple(held.values())

    @property
    def sources(self) -> tuple[DraftLine, ...]:
        """One line of each passage quoted: source note 1 is the first."""
        held: dict[str, DraftLine] = {}
        for line in self.lines:
            held.setdefault(line.citation.passage.id, line)
        return tuple(held.values())

    @property
    def outline(self) -> tuple[str, ...]:
        """The headings: the aim's, each section's, and that of where to look further.

        A seven-minute briefing counts its minutes.
        """
        titles = (
            headings()["aim"],
            *(section.title for section in self.sections),
            headings()["further"],
        )
        if self.kind is not DraftKind.BRIEFING:
            return titles
        return tuple(f"{number}. {title}" for number, title in enumerate(titles, 1))

    def number_of(self, line: DraftLine) -> int:
        """Give the number of a line's source note, from 1."""
        ids = [one.citation.passage.id for one in self.sources]
        return ids.index(line.citation.passage.id) + 1


def compose(
    theme: Theme, lines: Sequence[DraftLine], sources: Iterable[Source], *,
    kind: DraftKind, audience: Audience, length: Length, made: date,
    quiz: Sequence[QuizItem] = (), terms: Sequence[Term] = (),
) -> Draft:  # fmt: skip
    """Give a draft on a theme from its lines; ``sources`` are the knowledge base's documents.

    ``quiz`` are the items that a quiz may use; ``terms`` are the lexicon's.

    Raises:
        DraftError: there is no line.
    """
    if not lines:
        msg = f"The documents hold nothing on “{theme.title}”: try other words or another theme."
        raise DraftError(msg)
    kept = _keep(lines, kind, length, audience.agency)
    match kind:
        case DraftKind.BRIEFING:
            sections = _briefing(kept, audience)
        case DraftKind.SLIDES:
            sections = _session(kept, audience)
        case DraftKind.HANDOUT:
            sections = _handout(kept, audience)
        case DraftKind.CASE:
            sections = _case(theme, kept, audience)
        case DraftKind.QUIZ:
            sections = quiz_sections(make_questions(quiz, lines, _QUESTIONS[length]))
    further = further_reading(theme, lines, sources, made)
    aim = (AIM_QUESTION if theme.id == QUESTION_ID else AIM).format(
        subject=theme.title if theme.id == QUESTION_ID else theme.subject
    )
    draft = Draft(kind, theme.title, audience.name, aim, made, (), sections, further)
    cover = _cover(made, draft.lines)
    if theme.id == QUESTION_ID:
        cover = (*cover, SEARCHED)
    return replace(draft, cover=cover, words=short_forms(draft.lines, terms))


def _cover(made: date, lines: Sequence[DraftLine]) -> tuple[str, ...]:
    checked = COVER.format(made=in_words(made))
    review = REVIEW.format(review=in_words(made + REVIEW_AFTER))
    is_dated = any(line.role in {LineRole.FOUND, LineRole.ASKED} for line in lines)
    notice = (dated(months_of(lines)),) if is_dated else ()
    return (f"{checked} {review}", *notice, QUOTED)


def _keep(lines: Sequence[DraftLine], kind: DraftKind, length: Length, agency: str) -> Kept:
    limits = _LIMITS.get((kind, length), _EVERYTHING)
    kept = {
        role: shorten([one for one in lines if one.role is role], limit, agency)
        for role, limit in zip(_ROLES, limits, strict=True)
    }
    kept[LineRole.QUESTION] = tuple(one for one in lines if one.role is LineRole.QUESTION)[:8]
    return kept


def _quoted(key: str, lines: Sequence[DraftLine], *, tick: bool = False) -> DraftSection:
    title = headings(months_of(lines))[key]
    return DraftSection(title, "" if lines else NOTHING, tuple(lines), tick=tick)


def _found(kept: Kept) -> DraftSection:
    if not kept[LineRole.REPORTED]:
        return _quoted("found", kept[LineRole.FOUND])
    key = "found and reported" if kept[LineRole.FOUND] else "reported"
    return _quoted(key, kept[LineRole.FOUND] + kept[LineRole.REPORTED])


def _told(kept: Kept) -> DraftSection:
    """Give one section of all that is no rule: found, reported, and known besides."""
    if not kept[LineRole.BACKGROUND]:
        return _found(kept)
    told = kept[LineRole.FOUND] + kept[LineRole.REPORTED]
    key = "found and known" if kept[LineRole.FOUND] else "reported and known" if told else "known"
    return _quoted(key, told + kept[LineRole.BACKGROUND])


def _where_held(kept: Kept, *held: tuple[str, LineRole]) -> tuple[DraftSection, ...]:
    return tuple(_quoted(key, kept[role]) for key, role in held if kept[role])


def _talk(kept: Kept, audience: Audience) -> DraftSection:
    intro = (
        "The lines in quotation marks are the notes' own questions."
        if kept[LineRole.QUESTION]
        else ""
    )
    return DraftSection(headings()["discuss"], intro, kept[LineRole.QUESTION], audience.questions)


def _act(audience: Audience) -> DraftSection:
    return DraftSection(headings()["do"], SAFETY, (), audience.actions)


def _briefing(kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    """Give minutes two to six; the aim is the first, where to look further the seventh."""
    return (
        _told(kept),
        _quoted("asked", kept[LineRole.ASKED]),
        _quoted("expected", kept[LineRole.EXPECTED]),
        _act(audience),
        _talk(kept, audience),
    )


def _session(kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    quoted = _where_held(
        kept, ("found", LineRole.FOUND), ("asked", LineRole.ASKED), ("expected", LineRole.EXPECTED),
        ("reported", LineRole.REPORTED), *_BESIDES,
    )  # fmt: skip
    return (*quoted, _talk(kept, audience), _act(audience))


def _handout(kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    asked = (_quoted("asked", kept[LineRole.ASKED], tick=True),) if kept[LineRole.ASKED] else ()
    return (
        _found(kept),
        *asked,
        _quoted("expected", kept[LineRole.EXPECTED], tick=True),
        *_where_held(kept, *_BESIDES),
        _act(audience),
        _talk(kept, audience),
    )


def _case(theme: Theme, kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    case = case_for(theme.id)
    invented = INVENTED.format(name=case.name)
    stages = tuple(
        DraftSection(
            f"The case, part {number}: {stage.title}", stage.story, (), stage.questions, stage.notes
        )
        for number, stage in enumerate(case.stages, 1)
    )
    first = replace(stages[0], intro=f"{invented} {stages[0].intro}")
    told = "Show these lines only after the group has talked, and ask which of them the case met."
    expected = kept[LineRole.ASKED] + kept[LineRole.EXPECTED]
    found = _told(kept)
    return (
        first,
        *stages[1:],
        replace(
            _quoted("expected", expected),
            title="Facilitator's notes: what is expected",
            notes=(told,),
        ),
        replace(found, title=f"Facilitator's notes: {found.title[0].lower()}{found.title[1:]}"),
        *_where_held(kept, _BESIDES[0]),
        _talk(kept, audience),
        _act(audience),
    )  # fmt: skip
