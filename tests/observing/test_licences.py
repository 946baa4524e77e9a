"""All that is installed, needed directly or not, may be used by a public body and given on."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from importlib.metadata import Distribution

DATA = tomllib.loads((Path(__file__).parent / "licences.toml").read_text("utf-8"))
ALLOWED = re.compile(rf"\b(?:{'|'.join([*DATA['permissive'], *DATA['weak']])})\b", re.IGNORECASE)
REFUSED = re.compile(
    r"\b[AL]?GPL|GNU|SSPL|BUSL|EUPL|proprietary|commercial|Commons Clause", re.IGNORECASE
)


def licence_of(installed: Distribution) -> str:
    """Give a licence as its package states it: in the newest way that it does."""
    said = installed.metadata.json
    if stated := said.get("license_expression"):
        return str(stated)
    classes = [one for one in said.get("classifier") or [] if one.startswith("License ::")]
    return "; ".join(classes) or next(iter(str(said.get("license") or "").splitlines()), "")


def is_allowed(licence: str) -> bool:
    """Say whether a licence is of the allowed ones, in all its parts or in one to choose."""
    return any(ALLOWED.search(one) and not REFUSED.search(one) for one in licence.split(" OR "))


@pytest.mark.parametrize(
    ("licence", "is_right"),
    [("MIT", True), ("Apache-2.0 OR GPL-2.0-only", True), ("MIT AND GPL-3.0-only", False),
     ("LGPL-3.0-only", False), ("", False), ("Limited", False)],
)  # fmt: skip
def test_what_must_be_given_on_whole_is_refused(licence: str, *, is_right: bool) -> None:
    assert is_allowed(licence) is is_right


def test_every_installed_package_has_an_allowed_licence_or_is_named() -> None:
    licences = {one.metadata["Name"].lower(): licence_of(one) for one in distributions()}
    others = {name: said for name, said in licences.items() if not is_allowed(said)}
    assert {name: said for name, said in others.items() if name not in DATA["named"]} == {}
