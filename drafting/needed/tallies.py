"""What can be counted of a theme's lines, for a chart: whom they speak to, or in which letters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.roles import LineRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafting.lines import DraftLine

# A chart of fewer lines or bars says less than the lines do.
FEWEST_LINES, FEWEST_BARS, MOST_BARS = 6, 3, 6
FEWEST_LETTERS = 3
_NAMES = {LineRole.FOUND: "Found by inspectors", LineRole.ASKED: "Asked for by inspectors"}
_BY_AGENCY = "{first}: {count} of {lines} lines of the letter speak of them"
_BY_LETTER = "{first}: {count} of {lines} lines, from {letters} letters"
HOW_COUNTED = (
    "Counted by machine: lines of this theme in the letters, whole, also those this deck leaves "
    "out. A line may speak of several agencies. Many lines do not mean the gravest fault."
)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of a chart: ``series`` has for each name as many counts as there are ``labels``."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]


def tally_of(lines: Iterable[DraftLine]) -> BarChart | None:
    """Count a theme's lines by letter where several letters speak of it, else by agency.

    Gives nothing where lines or bars are few, or no bar is longer than the others.
    """
    held = [one for one in lines if one.role in _NAMES]
    letters = {one.citation.passage.source.id for one in held}
    if len(letters) >= FEWEST_LETTERS:
        marked = [(one, (_letter(one),)) for one in held]
        return _made(marked, _BY_LETTER, len(letters))
    return _made([(one, one.citation.passage.agencies) for one in held], _BY_AGENCY, len(letters))


def _letter(line: DraftLine) -> str:
    source = line.citation.passage.source
    return f"{source.area or source.title}, {source.month or source.dated}"


def _made(
    marked: Sequence[tuple[DraftLine, Sequence[str]]], title: str, letters: int
) -> BarChart | None:
    totals = Counter(name for _, names in marked for name in names)
    ranked = totals.most_common(MOST_BARS)
    if len(marked) < FEWEST_LINES or len(ranked) < FEWEST_BARS:
        return None
    # the same as the next, or all there is: the chart has no point
    if ranked[0][1] in {ranked[1][1], len(marked)}:
        return None
    labels = tuple(name for name, _ in ranked)
    series = tuple(
        (told, tuple(sum(name in names for one, names in marked if one.role is role)
                     for name in labels))
        for role, told in _NAMES.items()
    )  # fmt: skip
    first, count = ranked[0]
    told = title.format(
        first=f"{first[0].upper()}{first[1:]}", count=count, lines=len(marked), letters=letters
    )  # fmt: skip
    return BarChart(told, labels, tuple(one for one in series if any(one[1])))
