"""The subjects of practice that letters tell of, as data: what each is called and known by."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from domain import FindingsError
from ingest.beside.tables import packaged

DATA = Path(__file__).parent / "data" / "practice.toml"


class TaxonomyError(FindingsError):
    """The list of themes that comes with Findings cannot be read."""


class Side(StrEnum):
    """What a sentence is, by where it stands and by its words."""

    STRENGTH = "strength"
    WEAKNESS = "to improve"
    TOLD = "found"


@dataclass(frozen=True, slots=True)
class PracticeTheme:
    """A subject of practice: ``words`` find it in a sentence, ``examples`` are near to such ones.

    ``names`` are what else people call it.
    """

    id: str
    title: str
    names: tuple[str, ...]
    description: str
    words: re.Pattern[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All themes in their order, and what tells how a sentence judges what it tells of."""

    themes: tuple[PracticeTheme, ...]
    criticism: re.Pattern[str]
    demand: re.Pattern[str]
    praise: re.Pattern[str]
    concedes: re.Pattern[str]

    def named(self, identity: str) -> PracticeTheme | None:
        """Give the theme of that id; None without one."""
        return next((one for one in self.themes if one.id == identity), None)


@cache
def read_taxonomy(path: Path = DATA) -> Taxonomy:
    """Give the themes.

    Raises:
        TaxonomyError: the file cannot be read, or does not hold what it should.
    """
    with packaged(path, TaxonomyError):
        table = tomllib.loads(path.read_text("utf-8"))
        return Taxonomy(
            tuple(
                PracticeTheme(
                    one["id"], one["title"], tuple(one.get("names", ())),
                    one["description"], _any(one["words"]),
                    tuple(one["examples"]),
                )
                for one in table["theme"]
            ),
            _any(table["criticism"]),
            _any(table["demand"]),
            _any(table["praise"]),
            _any(table["concedes"]),
        )  # fmt: skip


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)
