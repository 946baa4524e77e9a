"""What the address of a page on several letters chooses; whatever is no choice counts as none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from library.together.grid import BY_AREA, BY_YEAR, DEMANDS, IN_ORDER, OFTEN, SIDES, Sieve, year_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.assistant import Library
    from themes.taxonomy import PracticeTheme

# Areas or years, and themes, that one page shows.
COLUMNS_SHOWN, ROWS_SHOWN = 5, 17
SENTENCES_SHOWN = 40
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class LettersChosen:
    """The choices of an address, each one that there is."""

    sieve: Sieve
    by: str = BY_AREA
    order: str = IN_ORDER
    theme: PracticeTheme | None = None
    columns_from: int = 0
    rows_from: int = 0

    def address(self, page: str, **changes: object) -> str:
        """Give the address of a page with these choices, but for ``changes``."""
        sieve = self.sieve
        values: dict[str, object] = {
            "show": sieve.shown, "agency": sieve.agency, "area": list(sieve.areas),
            "first": sieve.first, "last": sieve.last, "by": self.by, "order": self.order,
            "theme": self.theme.id if self.theme else "",
            "columns": self.columns_from, "rows": self.rows_from, **changes,
        }  # fmt: skip
        kept = {name: one for name, one in values.items() if one}
        return f"{page}?{urlencode(kept, doseq=True)}"

    @property
    def said(self) -> str:
        """What was chosen, in words."""
        sieve = self.sieve
        parts = (
            f"Shown: {SIDES[sieve.shown]}",
            sieve.agency and f"sentences that name {sieve.agency}",
            sieve.areas and f"areas {', '.join(sieve.areas)}",
            sieve.first and f"from {sieve.first}",
            sieve.last and f"until {sieve.last}",
        )
        return f"{', '.join(str(one) for one in parts if one)}."


def chosen_of(
    library: Library, values: Mapping[str, str], areas: Sequence[str] = ()
) -> LettersChosen:
    """Give the choices that an address's ``values`` and ``areas`` make."""
    practices = library.practices
    agency = values.get("agency", "")
    return LettersChosen(
        Sieve(
            _one_of(values.get("show", ""), SIDES, DEMANDS),
            agency if agency in library.generation.agencies.names else "",
            tuple(one for one in practices.areas if one in areas),
            _number(values.get("first", "")),
            _number(values.get("last", "")),
        ),
        _one_of(values.get("by", ""), (BY_AREA, BY_YEAR), BY_AREA),
        _one_of(values.get("order", ""), (IN_ORDER, OFTEN), IN_ORDER),
        practices.taxonomy.named(values.get("theme", "")),
        _number(values.get("columns", "")),
        _number(values.get("rows", "")),
    )


def years_of(library: Library) -> tuple[int, ...]:
    """Give the years that there are letters of."""
    return tuple(sorted({year_of(one) for one in library.practices.letters} - {0}))


def _one_of(value: str, known: Sequence[str] | Mapping[str, str], usual: str) -> str:
    return value if value in known else usual


def _number(value: str) -> int:
    is_number = value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS
    return int(value) if is_number else 0
