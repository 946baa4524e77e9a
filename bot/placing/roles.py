"""What people call those whom they need to reach: ``bot/data/roles.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.beside.partnership import Role
from ingest.beside.tables import packaged
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.beside.partnership import Contact, Partnership

DATA = Path(__file__).parent.parent / "data" / "roles.toml"
# The service of the hours in which the others are shut, told by so many of them.
LATE = "out_of_hours"
_SEVERAL_TIMES = 2
# Words of a contact ask that name nobody.
SAYING_NOTHING = frozenset(
    """number numbers phone telephone tel email mail ring call contact contacts reach details
    please anyone anybody someone somebody person people team service line services new use best
    right correct direct main local our my there here current urgent today now get hold through
    touch talk speak staff want if about when you worker help advice does child children kid kids
    young boy girl family case quick quickly ask dial whats got good time address desk open opening
    hours times closes until""".split()
)  # fmt: skip
# What may stand before a service's name and makes no other service of it.
_BEFORE_NOBODY = frozenset(map(stem, STOPWORDS | SAYING_NOTHING | {"4", "integrated"}))


class RolesError(FindingsError):
    """The list of roles that comes with Findings cannot be read."""


@cache
def read_roles(path: Path) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give for each service its names, and what makes a bare ask one for it.

    Raises:
        RolesError: the list cannot be read.
    """
    with packaged(path, RolesError):
        table = tomllib.loads(path.read_text("utf-8"))
        return {role: (tuple(one["names"]), tuple(one["when"])) for role, one in table.items()}


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


class ServiceNames:
    """The services that people reach, by the field's names for them and a partnership's own."""

    def __init__(self, partnership: Partnership) -> None:
        """Take the partnership; of others than the field knows there may be several.

        Raises:
            RolesError: the list cannot be read.
        """
        self._roles = dict(read_roles(DATA))
        self.listed: dict[str, Contact] = {}
        for contact in partnership.contact:
            role = contact.name if contact.role is Role.OTHER else contact.role.value
            self.listed[role] = contact
            names, when = self._roles.get(role, ((), ()))
            own = re.split(r"[(),]", plain(f"{contact.name}, {contact.staff}"))
            bare = (one.strip().removeprefix("the ") for one in own)
            more = tuple(one for one in bare if one)
            self._roles[role] = ((*names, *more), when)
        self._stems = {
            role: {stem(word) for name in names for word in words_of(name)}
            for role, (names, _) in self._roles.items()
        }
        self.causes = {
            stem(word)
            for _, when in self._roles.values()
            for cause in when
            for word in words_of(cause)
        }

    def named_in(self, text: str) -> str | None:
        """Give the service that a plain text names; out of hours goes before all others."""
        spelt = stems_of(text)
        for role, (names, _) in self._roles.items():
            known = self._stems[role]
            for name in names:
                at = place_in(spelt, name)
                # 'adult social care' is another one than social care
                before = spelt[at - 1] if at > 0 else ""
                if at >= 0 and (before in known or before in _BEFORE_NOBODY or not before):
                    return role
        return None

    def by_cause(self, text: str, only: str = "") -> str | None:
        """Give the service that the time or the worry told of in a plain text asks for."""
        spelt = stems_of(text)
        for role, (_, when) in self._roles.items():
            if (not only or role == only) and any(place_in(spelt, one) >= 0 for one in when):
                return role
        return None

    def is_late(self, text: str) -> bool:
        """Say whether a plain text names several times of the hours in which others are shut."""
        spelt = stems_of(text)
        times = {stem(time) for time in self._roles[LATE][1] if place_in(spelt, time) >= 0}
        return len(times) >= _SEVERAL_TIMES


def plain(text: str) -> str:
    """Give a text in small letters, with plain apostrophes and single spaces."""
    return " ".join(text.lower().replace("’", "'").split())
