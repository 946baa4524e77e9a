"""Who the documents belong to, whom to ring, and what is said of them: ``partnership.toml``."""

from __future__ import annotations

# pydantic reads annotations at run time
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from domain import FindingsError
from ingest.beside.colours import DARK, LEAST, LIGHT, Scheme, least_contrast, nearest_that_passes
from ingest.beside.tables import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PARTNERSHIP_NAME = "partnership.toml"
_VOWELS = frozenset("AEIOU")
_COLOUR = r"^(#[0-9a-fA-F]{6})?$"


class PartnershipError(FindingsError):
    """The file cannot be read, or a contact of it lacks something; the message names it."""


class Role(StrEnum):
    """What a contact is for."""

    FRONT_DOOR = "front_door"
    OUT_OF_HOURS = "out_of_hours"
    POLICE = "police"
    CHILDREN = "children"
    ADULTS = "adults"
    DISTRESS = "distress"
    LADO = "lado"
    OTHER = "other"


class Contact(BaseModel):
    """A number to ring, never without the page it was seen on and the day of that page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role
    name: str = Field(min_length=1)
    staff: str = ""
    number: str = Field(pattern=r"^\d[\d ]+\d$")
    option: str = ""
    hours: str = ""
    source: str = Field(min_length=1)
    address: str = Field(default="", pattern=r"^(https?://\S+)?$")
    reviewed: date


class Shown(BaseModel):
    """What the chatbot says of itself and its documents; each default fits any documents.

    ``holds`` completes "I look things up in", ``quotes`` "I quote what ... say", ``about`` "Ask me
    anything about", ``subject`` "Ask me a question about", and ``topics`` are subjects to name.
    ``rights`` is the line on copyright, its end ``rights_link`` linked to ``rights_address``;
    ``examples`` are questions that the first page offers, and ``jobs`` such questions by whose
    they are. ``colour``, as in ``#0b5270``, is that of links, buttons and lines, and
    ``colour_dark`` what it is on a dark page; one whose words cannot be read is refused.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    holds: str = "the documents that I was given"
    quotes: str = "the documents"
    about: str = "the documents"
    subject: str = "safeguarding children"
    topics: str = "meetings, referrals, missing children"
    rights: str = ""
    rights_link: str = ""
    rights_address: str = Field(default="", pattern=r"^(https?://\S+)?$")
    examples: tuple[str, ...] = ()
    jobs: dict[str, str] = {}
    colour: str = Field(default="", pattern=_COLOUR)
    colour_dark: str = Field(default="", pattern=_COLOUR)

    @field_validator("colour")
    @classmethod
    def _is_read_on_light(cls, colour: str) -> str:
        return _readable(colour, LIGHT)

    @field_validator("colour_dark")
    @classmethod
    def _is_read_on_dark(cls, colour: str) -> str:
        return _readable(colour, DARK)


class Partnership(BaseModel):
    """A partnership's name, its areas, the best known one first, and its contacts.

    ``said`` are other words that staff use for its area, and ``agencies`` what its agencies are
    called there, beside what they are called everywhere (``ingest/data/agencies.toml``). ``words``
    gives what a local name of a meeting, tool or team is called everywhere.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    areas: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    shown: Shown = Shown()
    agencies: dict[str, tuple[str, ...]] = {}
    words: dict[str, str] = {}
    contact: tuple[Contact, ...] = ()

    @model_validator(mode="after")
    def _has_each_role_once(self) -> Self:
        roles = [one.role for one in self.contact]
        once = set(roles) - {Role.OTHER}
        twice = sorted({role.value for role in once if roles.count(role) > 1})
        if twice:
            msg = f"{twice[0]} is there twice"
            raise ValueError(msg)
        return self

    @property
    def home(self) -> str:
        """The area that readers know it by; empty where none is named."""
        return self.areas[0] if self.areas else ""

    def covers(self, area: str) -> bool:
        """Say whether a rule of an area holds here; one of no area holds everywhere."""
        return not area or area in self.areas

    @property
    def not_its_rule(self) -> str:
        """What is said of another area's rule."""
        article = "an" if self.home[:1] in _VOWELS else "a"
        return f"not {article} {self.home} rule" if self.home else "a rule of that area"

    def get(self, role: Role) -> Contact | None:
        """Give the contact of a role, if there is one."""
        return next((one for one in self.contact if one.role is role), None)


def _readable(colour: str, scheme: Scheme) -> str:
    """Give a colour whose words can be read; an empty one is none."""
    if colour and (found := least_contrast(colour, scheme)) < LEAST:
        nearest = nearest_that_passes(colour, scheme)
        msg = (
            f"{colour} has a contrast of {found:.1f}:1 on {scheme.name}, less than {LEAST}:1,"
            f" so that not everybody can read it; take {nearest}, the nearest that passes"
        )
        raise ValueError(msg)
    return colour


# Documents need not belong to anybody.
NOBODY = Partnership.model_construct(name="", contact=())


def partnership_of(side: Path) -> Partnership:
    """Give the partnership of the documents beside which ``side`` lies, or ``NOBODY``.

    Raises:
        PartnershipError: its file is damaged.
    """
    path = side / PARTNERSHIP_NAME
    return read_partnership(path) if path.is_file() else NOBODY


def partnership_in(side: Mapping[str, bytes]) -> Partnership:
    """Give the partnership of files beside documents, by their paths, or ``NOBODY``.

    Raises:
        PartnershipError: its file is not valid.
    """
    data = side.get(PARTNERSHIP_NAME)
    return NOBODY if data is None else _parsed(lambda: data.decode("utf-8"), PARTNERSHIP_NAME)


def read_partnership(path: Path) -> Partnership:
    """Give the partnership that the file at ``path`` describes.

    Raises:
        PartnershipError: there is no such file, it is not TOML, or an entry is not valid.
    """
    return _parsed(lambda: path.read_text("utf-8"), path.name)


def _parsed(read: Callable[[], str], name: str) -> Partnership:
    return parsed(read, Partnership, PartnershipError, name=name)
