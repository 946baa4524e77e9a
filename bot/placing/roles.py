"""What people call those whom they need to reach: ``bot/data/roles.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

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
