"""A draft as slides: about ten, titles that say the point, sources below and in the notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pptx.util import Inches

from drafting.formats.slide_shapes import (
    BODY_POINTS,
    FOOT,
    MARGIN,
    SMALLEST_POINTS,
    SOURCE_TOP,
    TITLE_POINTS,
    SlideDeck,
)
from drafting.formats.speaking import headline, speaker_notes
from drafting.sections import Form, rows_of
from drafting.wording import WORDS, DraftKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.needed.route import DraftRoute, DrawnStep
    from drafting.sections import DraftSection

# Items share a slide where they fit at this size; alone they are larger.
TOGETHER_POINTS = 22
SIZES = (32, 28, 26, 24, 22, 20)
# Rows of body text on a slide: about six is what a room takes in of a quotation; a list of
# things to do or to read may be longer.
MOST_ROWS, MOST_LIST_ROWS = 6, 8
# Characters of Arial, or Liberation Sans, that fill a row at 26 points: 76 to 80 on slides
# rendered by LibreOffice. Other sizes scale.
ROW_CHARACTERS = 72
# A pathway is drawn in two rows of boxes a slide, three across where every box then holds its
# words, else two; sizes in inches.
ACROSS, ROWS_OF_BOXES = 3, 2
# Rows of a box, and how many characters fill one where three are across.
BOX_ROWS, BOX_CHARACTERS = 7, 27
_LEFT, _TOP, _SPAN, _BOX_HEIGHT, _GAP = 0.6, 1.48, 12.12, 2.62, 0.3


@dataclass(frozen=True, slots=True)
class _SlideParagraph:
    """A paragraph of a slide; ``line`` is the quotation that it shows, if any."""

    text: str
    line: DraftLine | None = None


def to_slides(draft: Draft, template: Path | None = None) -> bytes:
    """Give the whole draft as a .pptx file, in the look of ``template`` where one is given.

    Raises:
        SlideError: the template cannot be read, or has no layout with a title.
    """
    deck = SlideDeck(draft.title, template)
    _title_slide(deck, draft)
    if draft.kind is not DraftKind.SLIDES:
        _slides(deck, draft, draft.outline[0], [_SlideParagraph(draft.aim)])
    if draft.words and draft.kind is not DraftKind.SLIDES:
        _slides(deck, draft, WORDS, [_SlideParagraph(one) for one in draft.words])
    route = draft.route
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        if route and not section.lines:
            # after what is quoted, before what the room does with it
            _draw_route(deck, route)
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
    told = [f"{draft.kind.value} for: {draft.audience}", *draft.cover]
    fits = _rows([_SlideParagraph(one) for one in told], SMALLEST_POINTS + 2) <= MOST_LIST_ROWS
    points = SMALLEST_POINTS + 2 if fits else SMALLEST_POINTS
    deck.text(slide, Inches(2.8), Inches(3.9), told, points)
    spelt = [f"{WORDS}: {'; '.join(draft.words)}."] if draft.words else []
    listed = (f"[{draft.number_of(one)}] {one.place}" for one in draft.sources)
    deck.note(slide, [draft.aim, *spelt, "Sources of this draft:", *listed])


def _add_section(deck: SlideDeck, draft: Draft, title: str, section: DraftSection) -> None:
    lead = [_SlideParagraph(section.intro)] if section.intro else []
    lines = [_SlideParagraph(_shown(one), one) for one in section.lines]
    points = [_SlideParagraph(point) for point in section.points]
    if points and lines and _rows([*lead, *lines, *points], TOGETHER_POINTS) <= MOST_ROWS:
        _slides(deck, draft, title, [*lead, *lines, *points], notes=section.notes)
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


def _shown(line: DraftLine) -> str:
    return f"{line.lead} “{line.text}”".strip()


def _slides(
    deck: SlideDeck, draft: Draft, title: str, items: Sequence[_SlideParagraph], *,
    notes: Sequence[str] = (), is_map: bool = False,
) -> None:  # fmt: skip
    for page, held in enumerate(_pages(items)):
        quoted = [item.line for item in held if item.line]
        # a slide of a deck says its point; other kinds keep the heading of their part
        says = headline(quoted, title) if draft.kind is DraftKind.SLIDES else title
        slide = deck.add(f"{draft.title}: {says}" if is_map else says, Inches(0.45), TITLE_POINTS)
        room = Inches((SOURCE_TOP if quoted else FOOT) - 1.5)
        rows = [row for item in held for row in rows_of(item.text)]
        deck.text(slide, Inches(1.5), room, rows, _size(held))
        if quoted:
            cautions = list(dict.fromkeys(line.caution for line in quoted if line.caution))
            deck.text(
                slide, Inches(SOURCE_TOP), Inches(FOOT - SOURCE_TOP),
                [*cautions, _sources(draft, quoted)], SMALLEST_POINTS, muted=True, at_foot=True,
            )  # fmt: skip
        told = list(notes) if page == 0 else []
        sources = [_source(draft, line) for line in quoted]
        deck.note(slide, [*told, *speaker_notes(quoted), *sources])


def _sources(draft: Draft, lines: Sequence[DraftLine]) -> str:
    """Give the documents quoted on a slide, each with its date and numbers."""
    numbers: dict[str, list[str]] = {}
    for line in lines:
        source = line.citation.passage.source
        held = numbers.setdefault(f"{source.title}, {source.dated}", [])
        held.append(str(draft.number_of(line)))
    return "; ".join(f"{one} [{', '.join(dict.fromkeys(of))}]" for one, of in numbers.items())


def _draw_route(deck: SlideDeck, route: DraftRoute) -> None:
    """Draw the pathway: boxes in reading order, with who and by when, an arrow between each two."""
    boxes = [_in_box(step, number) for number, step in enumerate(route.steps, 1)]
    across = ACROSS if all(_fits(one, ACROSS) for one in boxes) else ACROSS - 1
    most = across * ROWS_OF_BOXES
    width = (_SPAN - (across - 1) * _GAP) / across
    parts = [range(at, min(at + most, len(boxes))) for at in range(0, len(boxes), most)]
    for number, part in enumerate(parts, 1):
        of = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        slide = deck.add(f"The way through: {route.title}{of}", Inches(0.45), TITLE_POINTS)
        for at, place in enumerate(part):
            row, column = divmod(at, across)
            left, top = _LEFT + column * (width + _GAP), _TOP + row * (_BOX_HEIGHT + 0.15)
            deck.box(slide, (left, top, width, _BOX_HEIGHT), boxes[place])
            if column and any(after == place + 1 for after, _ in route.steps[place - 1].ways):
                middle = top + _BOX_HEIGHT / 2
                deck.arrow(slide, (left - _GAP, middle), (left, middle))
        told = [route.when, "Ask: where in this way do we wait for one another?"]
        deck.note(slide, [*told, *(_said(route.steps[place]) for place in part)])


def _in_box(step: DrawnStep, number: int) -> list[str]:
    told = [f"{number}. {step.label}", f"{step.who}. {step.by_when}.", _ways(step, number)]
    return [one for one in told if one]


def _fits(texts: Sequence[str], across: int) -> bool:
    filled = BOX_CHARACTERS * ACROSS // across
    return sum(-(-len(one) // filled) for one in texts) <= BOX_ROWS


def _ways(step: DrawnStep, count: int) -> str:
    """Give whose rule a step is, where it is another area's, and which steps may follow."""
    after = [str(number) for number, _ in step.ways]
    told = f"Then {' or '.join(after)}." if after and after != [str(count + 1)] else ""
    theirs = f"{step.area}'s rule: check yours." if step.area else step.caution
    return f"{told} {theirs}".strip()


def _said(step: DrawnStep) -> str:
    ways = "; ".join(f"{when or 'then'}: step {number}" for number, when in step.ways)
    told = f"{step.label}: “{step.line.text}” {step.line.place}. Passage: {step.line.address}"
    return " ".join(filter(None, (told, ways and f"({ways})", step.caution)))


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
