"""A draft of training: sections of quoted lines, joined by our own templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dates import in_words
from domain import FindingsError
from drafting.kinds.making import Matter, sections_of
from drafting.lines import addressed, months_of, shorten
from drafting.needed.facts import find_facts, with_facts
from drafting.needed.tallies import tally_of
from drafting.references import further_reading, short_forms
from drafting.roles import EXAMPLES, LineRole
from drafting.themes import QUESTION_ID
from drafting.wording import (
    ADDRESSED,
    AIM,
    AIM_QUESTION,
    COVER,
    QUOTED,
    REVIEW,
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
    from drafting.audiences import Audience
    from drafting.kinds.quoted import Kept
    from drafting.lines import DraftLine
    from drafting.needed.facts import Facts
    from drafting.needed.route import DraftRoute
    from drafting.needed.tallies import BarChart
    from drafting.sections import DraftSection
    from drafting.themes import Theme
    from learning.quiz.items import QuizItem

# A draft is looked at again after this time: notes are checked about twice a year.
REVIEW_AFTER = timedelta(days=182)
# The most lines by role (``_ROLES``), kind and length. A seven-minute briefing gives a section a
# minute: about 130 words are spoken in one.
_LIMITS: dict[tuple[DraftKind, Length], tuple[int, ...]] = {
    (DraftKind.BRIEFING, Length.SHORT): (3, 2, 1, 4, 0, 1),
    (DraftKind.BRIEFING, Length.STANDARD): (5, 3, 1, 6, 0, 2),
    (DraftKind.BRIEFING, Length.FULL): (6, 4, 2, 7, 0, 3),
    (DraftKind.SLIDES, Length.SHORT): (2, 1, 0, 3, 0, 0),
    (DraftKind.SLIDES, Length.STANDARD): (3, 2, 0, 4, 0, 1),
    (DraftKind.HANDOUT, Length.SHORT): (3, 3, 1, 7, 1, 2),
    (DraftKind.HANDOUT, Length.STANDARD): (6, 5, 2, 13, 3, 6),
    (DraftKind.CASE, Length.SHORT): (3, 2, 1, 5, 0, 1),
    (DraftKind.CASE, Length.STANDARD): (5, 4, 2, 10, 1, 3),
    (DraftKind.SESSION, Length.SHORT): (3, 2, 1, 4, 0, 1),
    (DraftKind.SESSION, Length.STANDARD): (5, 3, 1, 6, 0, 2),
    (DraftKind.SESSION, Length.FULL): (8, 5, 2, 10, 0, 4),
    (DraftKind.SCRIPT, Length.SHORT): (3, 2, 1, 4, 0, 1),
    (DraftKind.SCRIPT, Length.STANDARD): (5, 3, 1, 6, 0, 2),
    (DraftKind.CARDS, Length.SHORT): (4, 3, 0, 5, 0, 2),
    (DraftKind.CARDS, Length.STANDARD): (8, 6, 1, 10, 0, 6),
    (DraftKind.MAP, Length.SHORT): (6, 4, 2, 8, 0, 4),
    (DraftKind.MAP, Length.STANDARD): (12, 8, 4, 16, 0, 8),
    (DraftKind.MAP, Length.FULL): (12, 8, 4, 16, 0, 8),
}
# A briefing is one page.
FURTHER_ON_A_PAGE = 3
_ROLES = (
    LineRole.FOUND,
    LineRole.ASKED,
    LineRole.REPORTED,
    LineRole.EXPECTED,
    LineRole.ELSEWHERE,
    LineRole.BACKGROUND,
)
# Of what several areas' letters praise, and of what they find wanting.
_EXAMPLES = {Length.SHORT: 2, Length.STANDARD: 4, Length.FULL: 8}
_EVERYTHING = (1000,) * len(_ROLES)


class DraftError(FindingsError):
    """The documents hold nothing for a theme; the message says what to try."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything an export shows; ``cover`` are its first lines, one sentence or two each.

    ``route`` is the pathway that is drawn beside the lines, and ``tally`` the chart of what they
    are, where the kind shows one. ``record`` is what its quotes can be checked by later.
    """

    kind: DraftKind
    title: str
    audience: str
    aim: str
    made: date
    cover: tuple[str, ...]
    sections: tuple[DraftSection, ...]
    further: tuple[str, ...]
    words: tuple[str, ...] = ()
    route: DraftRoute | None = None
    tally: BarChart | None = None
    record: str = ""

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
            *(section.headed for section in self.sections),
            headings()["further"],
        )
        if self.kind is not DraftKind.BRIEFING:
            return tuple(titles)
        return tuple(f"{number}. {title}" for number, title in enumerate(titles, 1))

    def number_of(self, line: DraftLine) -> int:
        """Give the number of a line's source note, from 1."""
        ids = [one.citation.passage.id for one in self.sources]
        return ids.index(line.citation.passage.id) + 1


def compose(
    theme: Theme, lines: Sequence[DraftLine], sources: Iterable[Source], *,
    kind: DraftKind, audience: Audience, length: Length, made: date,
    quiz: Sequence[QuizItem] = (), terms: Sequence[Term] = (), route: DraftRoute | None = None,
) -> Draft:  # fmt: skip
    """Give a draft on a theme from its lines; ``sources`` are the knowledge base's documents.

    ``quiz`` are the items that a quiz may use; ``terms`` are the lexicon's; ``route`` is the
    pathway of the theme, where there is one.

    Raises:
        DraftError: there is no line.
    """
    if not lines:
        msg = f"The documents hold nothing on “{theme.title}”: try other words or another theme."
        raise DraftError(msg)
    facts = find_facts(lines, audience.agency)
    kept = _keep(lines, facts, kind, length, audience.agency)
    sections = sections_of(
        kind, Matter(theme.id, lines, kept, facts, audience, length, quiz, route)
    )
    further = further_reading(theme, lines, sources, made)
    if kind is DraftKind.BRIEFING:
        further = further[:FURTHER_ON_A_PAGE]
    aim = (AIM_QUESTION if theme.id == QUESTION_ID else AIM).format(
        subject=theme.title if theme.id == QUESTION_ID else theme.subject
    )
    shown = route if kind in {DraftKind.SLIDES, DraftKind.SESSION, DraftKind.HANDOUT} else None
    tally = tally_of(lines) if kind is DraftKind.SLIDES else None
    draft = Draft(kind, theme.title, audience.name, aim, made, (), sections, further,
                  route=shown, tally=tally)  # fmt: skip
    cover = _cover(made, draft.lines, facts)
    if theme.id == QUESTION_ID:
        cover = (*cover, SEARCHED)
    if audience.agency:
        cover = (*cover, ADDRESSED.format(audience=audience.name))
    return replace(draft, cover=cover, words=short_forms(draft.lines, terms))


def _cover(made: date, lines: Sequence[DraftLine], facts: Facts) -> tuple[str, ...]:
    checked = COVER.format(made=in_words(made))
    review = REVIEW.format(review=in_words(made + REVIEW_AFTER))
    is_dated = any(line.role in {*EXAMPLES, LineRole.FOUND, LineRole.ASKED} for line in lines)
    notice = (dated(months_of(lines)),) if is_dated else ()
    unheld = facts.told()
    return (f"{checked} {review}", *notice, QUOTED, *((unheld,) if unheld else ()))


def _keep(
    lines: Sequence[DraftLine], facts: Facts, kind: DraftKind, length: Length, agency: str
) -> Kept:
    limits = _LIMITS.get((kind, length), _EVERYTHING)
    kept: Kept = {}
    for role, limit in zip(_ROLES, limits, strict=True):
        held = [one for one in lines if one.role is role]
        kept[role] = with_facts(shorten(addressed(held, agency), limit, agency), held, facts)
    for role in EXAMPLES:
        kept[role] = tuple(one for one in lines if one.role is role)[: _EXAMPLES[length]]
    kept[LineRole.QUESTION] = tuple(one for one in lines if one.role is LineRole.QUESTION)[:8]
    return kept
