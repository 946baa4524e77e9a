"""In what kind of place an ask arises, and which documents are written for another kind."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError, Kind
from ingest.beside.tables import packaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain import Source

DATA = Path(__file__).parent.parent / "data" / "workplaces.toml"
# Words before the name of a place or a role that say it is the writer's.
_OWN = (
    r"(?:(?:our|my|as (?:an?|the)|(?:i|we)(?:'?m| am|'?re| are)(?: an?| the| her| his| their)?"
    r"|(?:i|we) (?:manage|run|chair|work (?:in|at|for|as))(?: an?| the)?|at (?:an?|the|our|my)"
    r"|(?:manager|deputy|staff) (?:at|of|in) the|(?:leav\w+|left) the) )"
    r"(?:[\w-]+ ){0,2}?"
)


@dataclass(frozen=True, slots=True)
class _PlaceWords:
    """How a place is named in asks, by who works there, and in titles of what is written for it."""

    names: re.Pattern[str]
    own: re.Pattern[str]
    titles: re.Pattern[str]


class WorkplacesError(FindingsError):
    """The list of workplaces that comes with Findings cannot be read."""


class Workplaces:
    """Tells which documents are no rules where an ask arises: a school's for a children's home."""

    def __init__(self, sources: Sequence[Source], path: Path = DATA) -> None:
        """Take the documents held; ``path`` names the places and how they are told.

        Raises:
            WorkplacesError: the list cannot be read.
        """
        self._words = _read(path)
        self._sources = sources

    @cached_property
    def _places(self) -> dict[str, frozenset[str]]:
        # inspectors' letters speak of every agency
        return {
            one.id: self._named(one.title, of_title=True)
            for one in self._sources if one.kind is not Kind.FINDING
        }  # fmt: skip

    def others(self, ask: str) -> frozenset[str]:
        """Give the ids of the documents that are written for another kind of place than an ask's.

        None are where the ask names no such place or several, or nothing is held that is written
        for the one that it names.
        """
        named = self._named(ask)
        if len(named) != 1 or named not in self._places.values():
            return frozenset()
        return frozenset(one for one, of in self._places.items() if of and not of & named)

    def own(self, message: str) -> frozenset[str]:
        """Give the ids of the documents that are written for the place that a writer works in.

        None are where the message says of none, or of several, that it is the writer's.
        """
        plain = message.replace("’", "'")
        own = {one for one, words in self._words.items() if words.own.search(plain)}
        if len(own) != 1:
            return frozenset()
        return frozenset(one for one, of in self._places.items() if of & own)

    def _named(self, text: str, *, of_title: bool = False) -> frozenset[str]:
        plain = text.replace("’", "'")
        return frozenset(
            one for one, words in self._words.items()
            if (words.titles if of_title else words.names).search(plain)
        )  # fmt: skip


@cache
def _read(path: Path) -> Mapping[str, _PlaceWords]:
    with packaged(path, WorkplacesError):
        table = tomllib.loads(path.read_text("utf-8"))
        return {
            one: _PlaceWords(
                _any(of["names"]), _any((*of["names"], *of["own"]), _OWN), _any(of["titles"])
            )
            for one, of in table.items()
        }


def _any(words: Iterable[str], before: str = "") -> re.Pattern[str]:
    # of no words nothing is found
    any_of = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(rf"\b{before}(?:{any_of})s?\b", re.IGNORECASE)
