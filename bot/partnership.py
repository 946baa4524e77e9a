"""Who the documents belong to, and whom to ring: ``knowledge/partnership.toml``, checked."""

from __future__ import annotations

import tomllib

# pydantic reads annotations at run time
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from domain import FindingsError

if TYPE_CHECKING:
    from pathlib import Path

PARTNERSHIP_NAME = "partnership.toml"


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


class Partnership(BaseModel):
    """A partnership's name, its areas, the best known one first, and its contacts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    areas: tuple[str, ...] = ()
    contact: tuple[Contact, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_each_role_once(self) -> Self:
        roles = [one.role for one in self.contact]
        twice = sorted({role.value for role in roles if roles.count(role) > 1})
        if twice:
            msg = f"{twice[0]} is there twice"
            raise ValueError(msg)
        return self

    def get(self, role: Role) -> Contact | None:
        """Give the contact of a role, if there is one."""
        return next((one for one in self.contact if one.role is role), None)


def read_partnership(path: Path) -> Partnership:
    """Give the partnership that the file at ``path`` describes.

    Raises:
        PartnershipError: there is no such file, it is not TOML, or an entry is not valid.
    """
    try:
        return Partnership.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path.name}: cannot be read ({error}): correct it and ingest again"
        raise PartnershipError(msg) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        msg = f"{path.name}: {place or 'contact'}: {first['msg']}: correct it and ingest again"
        raise PartnershipError(msg) from error
