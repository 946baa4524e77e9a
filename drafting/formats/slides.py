"""A draft as slides: about ten, titles that say the point, sources below and in the notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pptx.util import Inches

from drafting.formats.deck_parts import (
    HIGH,
    LOW,
    ask_below,
    draw_case,
    draw_chart,
    draw_facts,
    draw_points,
    facts_of,
    pages_of,
)
from drafting.formats.pathway_slides import draw_route
from drafting.formats.slide_shapes import (
    BODY_POINTS,
    FOOT,
    MARGIN,
    SMALLEST_POINTS,
    SOURCE_TOP,
    TITLE_POINTS,
    SlideDeck,
)
from drafting.formats.speaking import FACTS_SAID, headline, question_on, speaker_notes
from drafting.roles import EXAMPLES, RULES
from drafting.sections import Form, rows_of
from drafting.showing import shown
from drafting.wording import QUOTED, WORDS, DraftKind
from ingest.beside.look import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection
    from ingest.beside.look import HouseLook

# Items share a slide where they fit at this size; alone they are larger.
TOGETHER_POINTS = 22
SIZES = (32, 28, 26, 24, 22, 20)
# Of quotes above the band that asks the room, and where that is, in inches from the top.
MOST_POINTS, BAND_TOP, LEADING = 28, 4.45, 1.2
# Rows of body text on a slide: about six is what a room takes in of a quotation; a list of
# things to do or to read may be longer.
MOST_ROWS, MOST_LIST_ROWS = 6, 8
# Characters of Arial, or Liberation Sans, that fill a row at 26 points: 76 to 80 on slides
# rendered by LibreOffice. Other sizes scale.
ROW_CHARACTERS = 72


@dataclass(frozen=True, slots=True)
class _SlideParagraph:
    """A paragraph of a slide; ``line`` is the quotation that it shows, if any."""

    text: str
    line: DraftLine | None = None


def to_slides(draft: Draft, template: Path | None = None, look: HouseLook = PLAIN) -> bytes:
    """Give the whole draft as a .pptx file, in a partnership's look or in that of ``template``.

    Raises:
        SlideError: the template cannot be read, or has no layout with a title.
    """
    deck = SlideDeck(draft.title, template, look)
    _title_slide(deck, draft)
    if draft.kind is not DraftKind.SLIDES:
        _slides(deck, draft, draft.outline[0], [_SlideParagraph(draft.aim)])
    if draft.words and draft.kind is not DraftKind.SLIDES:
        _slides(deck, draft, WORDS, [_SlideParagraph(one) for one in draft.words])
    route, tally = draft.route, draft.tally
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        if tally and section.lines and section.lines[0].role in RULES and not _is_facts(section):
            # after what was found and before what is asked
            draw_chart(deck, tally)
            tally = None
        if route and not section.lines:
            # after what is quoted, before what the room does with it
            draw_route(deck, route)
            route = None
        _add_section(deck, draft, title, section)
    if draft.kind is DraftKind.SLIDES:
        deck.note(deck.last, [f"{draft.outline[-1]}:", *draft.further])
    else:
        _slides(deck, draft, draft.outline[-1], [_SlideParagraph(one) for one in draft.further])
    return deck.as_bytes


def _title_slide(deck: SlideDeck, draft: Draft) -> None:
    slide = deck.add(draft.title, Inches(1.2), TITLE_POINTS + 12)
    deck.bar(slide, MARGIN, Inches(2.45), Inches(2.5), Inches(0.08))
    # what is said of the wording itself is for the speaker
    cover = [one for one in draft.cover if one != QUOTED]
    told = [f"{draft.kind.value} for: {draft.audience}", *cover]
    fits = _rows([_SlideParagraph(one) for one in told], SMALLEST_POINTS + 2) <= MOST_LIST_ROWS
    points = SMALLEST_POINTS + 2 if fits else SMALLEST_POINTS
    deck.text(slide, Inches(2.8), Inches(3.9), told, points)
    spelt = [f"{WORDS}: {'; '.join(draft.words)}."] if draft.words else []
    listed = (f"[{draft.number_of(one)}] {one.place}" for one in draft.sources)
    deck.note(slide, [draft.aim, QUOTED, *spelt, "Sources of this draft:", *listed])


def _is_facts(section: DraftSection) -> bool:
    return section.form is Form.FACTS


def _add_facts(deck: SlideDeck, draft: Draft, title: str, section: DraftSection) -> None:
    """Add the theme's facts, each in a band: what it tells, and beside it the words."""
    is_warned = any(one.caution for one in section.lines)
    for page in pages_of(facts_of(section.lines), LOW if is_warned else HIGH):
        held = [line for fact in page for line in fact]
        slide = deck.add(title, Inches(0.45), TITLE_POINTS)
        draw_facts(deck, page)
        _add_sources(deck, draft, held)
        deck.note(slide, [FACTS_SAID, *section.notes, *(_source(draft, one) for one in held)])


def _add_sources(deck: SlideDeck, draft: Draft, lines: Sequence[DraftLine]) -> None:
    cautions = list(dict.fromkeys(line.caution for line in lines if line.caution))
    deck.text(
        deck.last, Inches(SOURCE_TOP), Inches(FOOT - SOURCE_TOP),
        [*cautions, _sources(draft, lines)], SMALLEST_POINTS, muted=True, at_foot=True,
    )  # fmt: skip


def _add_section(deck: SlideDeck, draft: Draft, title: str, section: DraftSection) -> None:
    if _is_facts(section):
        _add_facts(deck, draft, title, section)
        return
    if section.points and not section.lines and draft.kind is DraftKind.SLIDES:
        draw = draw_case if section.minutes else draw_points
        draw(deck, section)
        return
    lead = [_SlideParagraph(section.intro)] if section.intro else []
    lines = [_SlideParagraph(_told(one), one) for one in section.lines]
    points = [_SlideParagraph(point) for point in section.points]
    if points and lines and _rows([*lead, *lines, *points], TOGETHER_POINTS) <= _most_beside(draft):
        _text_with_lines(deck, draft, title, [*lead, *lines, *points], section.notes)
        return
    told = section.intro if lines and not points else ""
    _slides(deck, draft, title, lines, notes=[told] if told else [],
            is_map=section.form is Form.MAP)  # fmt: skip
    rest = [*lead, *points] if points or not lines else []
    if lead and rest and _rows(rest, SMALLEST_POINTS) > MOST_LIST_ROWS:
        _slides(deck, draft, title, lead)
        rest = points
    if rest:
        _slides(deck, draft, title, rest, notes=section.notes)
    elif section.notes:
        deck.note(deck.last, list(section.notes))


def _told(line: DraftLine) -> str:
    area = line.citation.passage.source.area if line.role in EXAMPLES else ""
    return f"{shown(line)} ({area})" if area else shown(line)


def _most_beside(draft: Draft) -> int:
    return MOST_LIST_ROWS if draft.kind is DraftKind.SLIDES else MOST_ROWS


def _text_with_lines(
    deck: SlideDeck, draft: Draft, title: str, items: Sequence[_SlideParagraph],
    notes: Sequence[str],
) -> None:  # fmt: skip
    """Add one slide of lines and of our own words, under the title of its part."""
    quoted = [item.line for item in items if item.line]
    _text_slide(deck, title, items, SOURCE_TOP)
    _add_sources(deck, draft, quoted)
    deck.note(deck.last, [*notes, *speaker_notes(quoted), *(_source(draft, one) for one in quoted)])


def _slides(
    deck: SlideDeck, draft: Draft, title: str, items: Sequence[_SlideParagraph], *,
    notes: Sequence[str] = (), is_map: bool = False,
) -> None:  # fmt: skip
    for page, held in enumerate(_pages(items)):
        quoted = [item.line for item in held if item.line]
        told = list(notes) if page == 0 else []
        if draft.kind is DraftKind.SLIDES and quoted:
            _point_slide(deck, title, held, is_first=page == 0)
        else:
            # other kinds keep the heading of their part
            named = f"{draft.title}: {title}" if is_map else title
            _text_slide(deck, named, held, SOURCE_TOP if quoted else FOOT)
        if quoted:
            _add_sources(deck, draft, quoted)
        sources = [_source(draft, line) for line in quoted]
        deck.note(deck.last, [*told, *speaker_notes(quoted), *sources])


def _text_slide(deck: SlideDeck, title: str, held: Sequence[_SlideParagraph], foot: float) -> None:
    slide = deck.add(title, Inches(0.45), TITLE_POINTS)
    rows = [row for item in held for row in rows_of(item.text)]
    deck.text(slide, Inches(1.5), Inches(foot - 1.5), rows, _size(held))


def _point_slide(
    deck: SlideDeck, title: str, held: Sequence[_SlideParagraph], *, is_first: bool
) -> None:
    """Add a slide whose title is the point, below what it is of; the first asks the room.

    A line whose whole words are the title is not written twice.
    """
    quoted = [item.line for item in held if item.line]
    point = headline(quoted, title)
    slide = deck.add(point, Inches(0.45), TITLE_POINTS)
    if not point.startswith(title):
        deck.text(slide, Inches(0.1), Inches(0.45), [title], SMALLEST_POINTS, muted=True)
    below = [item for item in held if item.text != point]
    if below:
        rows = [row for item in below for row in rows_of(item.text)]
        size = next((one for one in SIZES if _is_above_band(below, one)), SMALLEST_POINTS)
        deck.text(slide, Inches(1.55), Inches(BAND_TOP - 1.55), rows, size)
    question = question_on(quoted)
    if question and is_first:
        ask_below(deck, BAND_TOP if below else 2.2, question)


def _sources(draft: Draft, lines: Sequence[DraftLine]) -> str:
    """Give the documents quoted on a slide, each with its date and numbers."""
    numbers: dict[str, list[str]] = {}
    for line in lines:
        source = line.citation.passage.source
        held = numbers.setdefault(f"{source.title}, {source.dated}", [])
        held.append(str(draft.number_of(line)))
    return "; ".join(f"{one} [{', '.join(dict.fromkeys(of))}]" for one, of in numbers.items())


def _pages(items: Sequence[_SlideParagraph]) -> Iterator[list[_SlideParagraph]]:
    """Give the items of each slide: as many as fit; a long one has a slide of its own."""
    page: list[_SlideParagraph] = []
    for item in items:
        if page and _rows([*page, item], TOGETHER_POINTS) > _most_rows([*page, item]):
            yield page
            page = []
        page.append(item)
    if page:
        yield page


def _is_above_band(items: Sequence[_SlideParagraph], points: int) -> bool:
    """Say whether quotes of that size end above the band that asks the room."""
    inches = (_rows(items, points) * points * LEADING + len(items) * points / 2) / 72
    return points <= MOST_POINTS and inches <= BAND_TOP - 1.65


def _rows(items: Sequence[_SlideParagraph], points: int) -> int:
    texts = [row for one in items for row in rows_of(one.text)]
    return sum(-(-len(one) * points // (ROW_CHARACTERS * BODY_POINTS)) for one in texts)


def _most_rows(items: Sequence[_SlideParagraph]) -> int:
    return MOST_ROWS if any(one.line for one in items) else MOST_LIST_ROWS


def _size(items: Sequence[_SlideParagraph]) -> int:
    """Give the largest size in points at which the items fill no more than the rows allowed."""
    fitting = (points for points in SIZES if _rows(items, points) <= _most_rows(items))
    return next(fitting, SMALLEST_POINTS)


def _source(draft: Draft, line: DraftLine) -> str:
    return f"[{draft.number_of(line)}] {line.place}. Passage: {line.address} {line.caution}".strip()
