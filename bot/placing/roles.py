"""What people call those whom they need to reach: ``bot/data/roles.toml``."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError
from store.search.keywords import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DATA = Path(__file__).parent.parent / "data" / "roles.toml"


class RolesError(FindingsError):
    """The list of roles that comes with Findings cannot be read."""


@cache
def read_roles(path: Path) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give for each service its names, and what makes a bare ask one for it.

    Raises:
        RolesError: the list cannot be read.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return {role: (tuple(one["names"]), tuple(one["when"])) for role, one in table.items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        msg = f"{path.name}: cannot be read ({error}): install Findings again"
        raise RolesError(msg) from error


def stems_of(text: str) -> tuple[str, ...]:
    """Give the stems of all words of a text, in order."""
    return tuple(stem(word) for word in words_of(text))


# of names, which are few; what people write is not kept
_known_stems = lru_cache(maxsize=2_000)(stems_of)


def place_in(spelt: Sequence[str], name: str) -> int:
    """Give where the words of a name stand among others, by their stems; -1 for nowhere."""
    wanted = _known_stems(name)
    for at in range(len(spelt) - len(wanted) + 1):
        if tuple(spelt[at : at + len(wanted)]) == wanted:
            return at
    return -1
