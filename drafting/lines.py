"""Quoted lines of a draft: a document's own words, with everything a reader needs to check them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.answering.cautions import NONE_FOREIGN, caution_for
from bot.answering.rendering import place_of
from bot.answering.tidying import tidy
from domain import Citation, Kind
from drafting.choosing import is_next
from drafting.roles import EXAMPLES, role_of
from ingest.facts.acting import who_acts
from ingest.facts.contacts import REACHED_AT
from ingest.facts.deadlines import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.answering.cautions import Foreign
    from domain import Passage, Source
    from drafting.choosing import Chosen
    from drafting.roles import LineRole
    from ingest.beside.pointers import Pointer

# Told of a note's sentence for which the note itself gives no source.
OWN_ADVICE = "The note's own advice or question; it names no outside source."


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A quotation: ``citation.quote`` is a verbatim slice of its passage.

    ``lead`` is the document's sentence that introduces the list that the line stands in, its
    table's header, or the sentence that it leans on, where that is something else;
    ``address`` leads to the passage; ``caution`` is what to know before relying on the line.
    Any may be empty. A line that ``follows`` makes sense only after the one before it; ``fact``
    says for which fact that must be in the line stands (``drafting.needed.facts``); ``by`` and
    ``due`` are a pathway's own words for who does it and by when.
    """

    citation: Citation
    role: LineRole
    address: str
    lead: str = ""
    caution: str = ""
    nearness: int = 0
    follows: bool = False
    fact: str = ""
    by: str = ""
    due: str = ""

    @property
    def limit(self) -> str:
        """The line's one time limit in its own words; empty where it gives none, or several."""
        found = [one[0] for one in LIMIT.finditer(self.text)]
        return self.due or (found[0] if len(found) == 1 else "")

    @property
    def is_number(self) -> bool:
        """Whether the line gives a telephone number."""
        return any(one["number"] for one in REACHED_AT.finditer(self.text))

    @property
    def who(self) -> str:
        """Who the line says must act, in its own words; empty where it does not say."""
        return self.by or who_acts(self.text)

    @property
    def text(self) -> str:
        """The words as they read on a page."""
        return tidy(self.citation.quote)

    @property
    def place(self) -> str:
        """The document's title, its date, and the part or heading."""
        return place_of(self.citation)

    @property
    def group(self) -> str:
        """The heading that gathers lines which belong together."""
        passage = self.citation.passage
        if self.role in EXAMPLES:
            source = passage.source
            return f"{EXAMPLES[self.role]}: {source.area}, {source.month or source.dated}"
        if passage.source.kind is Kind.FINDING or not passage.headings:
            return passage.source.title
        return f"{passage.source.title}: {passage.headings[-1]}"

    @property
    def key(self) -> str:
        """What tells this line from every other, also after a rebuild."""
        passage = self.citation.passage
        return f"{passage.id}:{passage.text.index(self.citation.quote)}"


def make_lines(
    chosen: Sequence[Chosen], pointers: Mapping[str, Pointer],
    address_of: Callable[[Passage], str], foreign: Foreign = NONE_FOREIGN,
) -> tuple[DraftLine, ...]:  # fmt: skip
    """Give the lines of the chosen sentences, in their order.

    ``foreign`` says which documents are another area's (``bot.placing.belonging``).
    """
    lines: list[DraftLine] = []
    before: Chosen | None = None
    for one in chosen:
        line = _line(one, pointers, address_of(one.passage), foreign)
        if before is not None and is_next(before, one) and one.leans:
            line = _after(lines[-1], line)
        lines.append(line)
        before = one
    return tuple(lines)


def _after(before: DraftLine, line: DraftLine) -> DraftLine:
    """Give a line that leans on the one before it: it goes with that, or brings its words along."""
    if before.role is line.role:
        return replace(line, follows=True)
    return replace(line, lead=f"After “{before.text}”:")


def addressed(lines: Sequence[DraftLine], agency: str) -> list[DraftLine]:
    """Give the lines without those that speak to other agencies alone; all where none is left.

    Without an agency everybody is in the room.
    """
    kept = [
        line
        for unit in units_of(lines)
        if not agency
        or any(not one.citation.passage.agencies or _concerns((one,), agency) for one in unit)
        for line in unit
    ]
    return kept or list(lines)


def shorten(lines: Sequence[DraftLine], count: int, agency: str = "") -> tuple[DraftLine, ...]:
    """Give at most ``count`` lines, in their order, spread over what the theme touches.

    The nearest to the theme come first. The letter's paragraphs and the notes' headings take
    turns; where not all get one, those about the ``agency`` do, then others evenly spaced.
    """
    turns: dict[str, list[tuple[DraftLine, ...]]] = {}
    for unit in units_of(lines):
        turns.setdefault(_turn_of(unit[0]), []).append(unit)
    for queue in turns.values():
        queue.sort(key=lambda unit: not _concerns(unit, agency))
    kept: set[str] = set()
    for nearness in sorted({queue[0][0].nearness for queue in turns.values()}):
        near = [queue for queue in turns.values() if queue[0][0].nearness == nearness]
        for turn in range(max(map(len, near))):
            offered = [queue[turn][0] for queue in near if turn < len(queue)]
            first = [line for line in offered if agency and _concerns((line,), agency)]
            others = [line for line in offered if line not in first]
            for held in (first, others):
                kept |= {line.key for line in _spaced(held, count - len(kept))}
    before = ""
    for line in lines:
        if line.follows and before in kept and len(kept) < count:
            kept.add(line.key)
        before = line.key
    return tuple(line for line in lines if line.key in kept)


def months_of(lines: Iterable[DraftLine]) -> tuple[str, ...]:
    """Give the months of the inspections that lines quote, in their order; none is there twice."""
    sources = (line.citation.passage.source for line in lines)
    found = sorted({one for one in sources if one.kind is Kind.FINDING}, key=_when)
    return tuple(dict.fromkeys(filter(None, (one.month for one in found))))


def _when(source: Source) -> tuple[date, str]:
    return source.inspected_from or source.published or date.min, source.id


def _turn_of(line: DraftLine) -> str:
    passage = line.citation.passage
    if passage.source.kind is Kind.FINDING:
        return passage.id
    return f"{passage.source.id} {passage.heading}"


def _spaced(lines: Sequence[DraftLine], count: int) -> list[DraftLine]:
    """Give at most ``count`` of the lines, evenly spaced."""
    if count <= 0:
        return []
    if len(lines) <= count:
        return list(lines)
    return [lines[place * len(lines) // count] for place in range(count)]


def units_of(lines: Sequence[DraftLine]) -> list[tuple[DraftLine, ...]]:
    """Give the lines with those that follow them."""
    units: list[tuple[DraftLine, ...]] = []
    for line in lines:
        if line.follows and units:
            units[-1] = (*units[-1], line)
        else:
            units.append((line,))
    return units


def _concerns(unit: Sequence[DraftLine], agency: str) -> bool:
    return not agency or any(agency in line.citation.passage.agencies for line in unit)


def _line(
    chosen: Chosen, pointers: Mapping[str, Pointer], address: str, foreign: Foreign
) -> DraftLine:
    passage, sentence = chosen.passage, chosen.sentence
    role = role_of(passage, sentence, pointers, foreign)
    caution = caution_for(passage, sentence, pointers, foreign)
    if not caution and passage.source.kind is Kind.GUIDANCE and not sentence.pointer:
        caution = OWN_ADVICE
    quote = passage.text[sentence.start : sentence.end]
    return DraftLine(
        Citation(passage, quote), role, address, tidy(sentence.lead), caution, chosen.nearness
    )
