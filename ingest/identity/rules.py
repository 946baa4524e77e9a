"""The rules of ``ingest/data/identity.toml``: what documents of each kind look like."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

# pydantic reads annotations at run time
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

# and so the kinds and parts
from domain import Kind, Part  # noqa: TC001
from ingest.identity.dates import MONTH

PATH = Path(__file__).parents[1] / "data" / "identity.toml"
# A place or body by its name: capitals, and the small words that stand between them.
_NAME = r"(?-i:[A-Z][\w’'-]*(?:,? (?:and |& |of |upon |on |under |the |with |in )?[A-Z][\w’'-]*)*)"
_MONTH = rf"(?:(?:{MONTH})\.?,? |(?:0?[1-9]|1[0-2])/)(?:19|20)\d\d\b"
# What follows in the same sentence; the stops of a date end none.
_REST = r"(?:[^.\n]|(?<=\d)\.(?=\d)){0,40}"


def _compile(pattern: str) -> re.Pattern[str]:
    whole = pattern.replace("{Name}", _NAME).replace("{Month}", _MONTH).replace("{Rest}", _REST)
    return re.compile(whole, re.IGNORECASE | re.MULTILINE)


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compile)]


class _RuleTable(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Layout(_RuleTable):
    """One layout of an inspection letter or report.

    ``published_by`` is who publishes those that name no inspectorate.
    """

    name: str
    kind: Kind
    known_by: Pattern
    title: Pattern
    area: tuple[Pattern, ...]
    theme: tuple[Pattern, ...] = ()
    inspected: tuple[Pattern, ...] = ()
    published_by: str = ""


class KindRule(_RuleTable):
    """What tells that a document is of a kind; every condition given must hold.

    ``file`` is searched in the file's name; ``own_title`` finds the title of such a document in its
    opening, ``published_by`` is who publishes those that name nobody.
    """

    kind: Kind
    file: Pattern | None = None
    title: Pattern | None = None
    opening: Pattern | None = None
    publisher: str = ""
    own_title: Pattern | None = None
    published_by: str = ""


class _Names(_RuleTable):
    names: tuple[str, ...]


class _Bodies(_RuleTable):
    bodies: tuple[str, ...]
    own: tuple[str, ...]
    before: tuple[str, ...]


class Dates(_RuleTable):
    """Where the dates of a document stand."""

    published: tuple[Pattern, ...]
    closing: tuple[Pattern, ...]
    updated: tuple[Pattern, ...]
    effective: tuple[Pattern, ...]
    review: tuple[Pattern, ...]
    reviewed: tuple[Pattern, ...]
    reviewed_every: tuple[Pattern, ...]
    edition: tuple[Pattern, ...]
    imprint: Pattern


class _EditionRules(_RuleTable):
    """What an edition is told by, for each kind, the first that a document has."""

    year: Pattern
    by: dict[Kind, tuple[Literal["number", "year", "month"], ...]]


class _Letter(_RuleTable):
    """What a letter is greeted and closed with, and how it begins to tell of the inspection."""

    greeting: Pattern
    closing: Pattern
    about: tuple[Pattern, ...]


class Every(_RuleTable):
    """How often, in words, and how many months that is."""

    words: Pattern
    months: int


class _Versions(_RuleTable):
    """What the columns of a table of versions are headed with."""

    number: Pattern
    day: Pattern


class _Titles(_RuleTable):
    generic: frozenset[str]
    series: Pattern
    traps: tuple[Pattern, ...]
    site: Pattern
    place: Pattern


class Rules(_RuleTable):
    """All rules, compiled."""

    layout: tuple[Layout, ...]
    kind: tuple[KindRule, ...]
    national: _Names
    addresses: dict[str, Pattern]
    inspectorates: dict[str, Pattern]
    local: _Bodies
    dates: Dates
    versions: _Versions
    editions: _EditionRules
    every: tuple[Every, ...]
    review_months: dict[Kind, int]
    titles: _Titles
    letter: _Letter
    parts: dict[Part, tuple[Pattern, ...]]

    def part_of(self, heading: str) -> Part | None:
        """Give the part of an inspection letter that a heading opens, if it opens one."""
        text = " ".join(heading.split()).strip(" ?:.")
        for part, patterns in self.parts.items():
            if any(pattern.fullmatch(text) for pattern in patterns):
                return part
        return None

    def kind_of(self, title: str, opening: str, scope: str, file: str) -> KindRule | None:
        """Give the first rule that a document meets; ``scope``: national, local or not known."""
        for one in self.kind:
            if (
                (not one.file or one.file.search(file))
                and (not one.title or one.title.search(title))
                and (not one.opening or one.opening.search(opening))
                and (not one.publisher or one.publisher == scope)
            ):
                return one
        return None

    @property
    def own_body(self) -> re.Pattern[str]:
        """A body of no area that heads a line by its name, as a school does."""
        return _own_body(self.local.own)

    @property
    def local_body(self) -> re.Pattern[str]:
        """A body of one area by its name; the groups are the whole name, ``area`` or ``place``."""
        return _local_body(self.local.bodies, self.local.before)


@cache
def _local_body(bodies: tuple[str, ...], before: tuple[str, ...]) -> re.Pattern[str]:
    # a head in capitals names it too
    ends = "|".join(f"(?:{one})" for one in _printed(bodies))
    heads = "|".join(f"(?:{one})" for one in _printed(before))
    return re.compile(
        rf"(?P<name>(?:{heads}) (?P<place>{_NAME})|(?P<area>{_NAME}) (?:{ends}))(?!\w)"
    )


@cache
def _own_body(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<name>{_NAME} (?:{'|'.join(_printed(names))}))(?=\s*$|\s*[:|–—]|\s-|,)", re.MULTILINE
    )


def _printed(names: tuple[str, ...]) -> list[str]:
    both = (form for one in names for form in (one, one.upper()))
    return [one.replace("’", "[’']") for one in both]


@cache
def rules() -> Rules:
    """Give the rules; read once."""
    return Rules.model_validate(tomllib.loads(PATH.read_text("utf-8")))
