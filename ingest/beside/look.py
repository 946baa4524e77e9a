"""How files that people take away look: whose they are, in which colour, with which logo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.beside.colours import LIGHT, mixed, wash_of
from ingest.beside.logo import LOGO_NAME, Logo, read_logo
from ingest.beside.partnership import partnership_of

if TYPE_CHECKING:
    from pathlib import Path

# Of a colour's second shade, for a chart's other bars: the share of it in white.
_SECOND = 0.45


@dataclass(frozen=True, slots=True)
class HouseLook:
    """A partnership's name, its colour with two lighter shades as in ``#0b5270``, and its logo.

    Words can be read in ``accent`` on white and on ``pale``. What is left out is ours.
    """

    name: str = ""
    accent: str = "#0b5270"
    pale: str = "#e4f1f6"
    second: str = "#8fc6db"
    logo: Logo | None = None


PLAIN = HouseLook()


def look_in(side: Path) -> HouseLook:
    """Give the look that lies in ``side``, beside documents.

    Raises:
        FindingsError: the partnership's file or its logo's is damaged.
    """
    partnership = partnership_of(side)
    logo, colour = read_logo(side / LOGO_NAME), partnership.shown.colour
    if not colour:
        return HouseLook(partnership.name, logo=logo)
    second = mixed(LIGHT.grounds[0], colour, _SECOND)
    return HouseLook(partnership.name, colour, wash_of(colour, LIGHT), second, logo)
