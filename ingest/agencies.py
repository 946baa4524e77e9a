"""Which agencies a passage speaks to, read from the words it uses."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.beside.partnership import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ingest.beside.partnership import Partnership

# What agencies are called everywhere.
_PACKAGED = Path(__file__).parent / "data" / "agencies.toml"


class Agencies:
    """The agencies that texts may name, in a fixed order."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        """Take for each agency the patterns of the words that speak of it."""
        self._patterns = {
            agency: re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)
            for agency, patterns in words.items()
        }
        self.names = tuple(self._patterns)

    def find(self, text: str) -> tuple[str, ...]:
        """Give the agencies that the text names, in their order; none where it names none."""
        return tuple(agency for agency, words in self._patterns.items() if words.search(text))

    def words_for(self, agency: str) -> re.Pattern[str]:
        """Give the pattern of the words that name one of them."""
        return self._patterns[agency]


def agencies_of(partnership: Partnership = NOBODY) -> Agencies:
    """Give the agencies, by the words of everywhere and by those of a partnership."""
    words = {agency: list(patterns) for agency, patterns in _everywhere().items()}
    for agency, own in partnership.agencies.items():
        words.setdefault(agency, []).extend(map(re.escape, own))
    return Agencies(words)


@cache
def _everywhere() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(_PACKAGED.read_text("utf-8"))
    return found
