"""The lists of names and public words (``data/names.toml``) by which a name is told."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.privacy.identifiers import Public
from domain import FindingsError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class NameLists:
    """First names, those that are also words, public words (towns too) and people, helplines."""

    first: frozenset[str]
    both: frozenset[str]
    public: frozenset[str]
    people: re.Pattern[str]
    surnames: frozenset[str]
    reach: Public


class NamesError(FindingsError):
    """The word lists are damaged, so that names cannot be left out of a message."""


def read_lists(path: Path) -> NameLists:
    """Read the lists of ``names.toml``.

    Raises:
        NamesError: the file is missing or damaged.
    """
    try:
        return _lists_of(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{path}: damaged ({type(error).__name__}): reinstall Findings"
        raise NamesError(msg) from error


def _lists_of(tables: dict[str, Any]) -> NameLists:
    both = frozenset(tables["both"].split())
    people = "|".join(map(re.escape, sorted(tables["people"], key=len, reverse=True)))
    return NameLists(
        first=frozenset(tables["first"].split()) - both,
        both=both,
        public=frozenset((*tables["public"].split(), *tables["towns"].split())) - both,
        people=re.compile(rf"(?<!\w)(?:{people})(?!\w)"),
        surnames=frozenset(person.split()[-1] for person in tables["people"]),
        reach=Public(frozenset(tables["helplines"]), tuple(tables["domains"])),
    )
