"""Who somebody is to this server, and what each role may do: one table, asked everywhere.

Every request carries its person: ``person_of(request)`` gives it, ``require(request, permission)``
refuses whoever may not. Roles are ordered: each may what the one before it may.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection


class UserRole(IntEnum):
    """What somebody is to this server; a later one may all that an earlier one may."""

    READER = 1
    TRAINER = 2
    EDITOR = 3
    ADMINISTRATOR = 4

    @property
    def word(self) -> str:
        """The role as people and files write it, such as "reader"."""
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> UserRole:
        """Give the role of a word.

        Raises:
            NoSuchRoleError: it is none.
        """
        try:
            return cls[word.strip().upper()]
        except KeyError as error:
            words = ", ".join(one.word for one in cls)
            msg = f"role {word}: give one of {words}"
            raise NoSuchRoleError(msg) from error


class Permission(StrEnum):
    """What can be allowed; a token's scopes are some of these too."""

    READ = "read"
    """Ask, search, read documents and pathways, learn, rate an answer."""
    DRAFT = "draft"
    """Make training material from quotes."""
    DOCUMENTS = "documents"
    """Upload, preview and correct documents."""
    PUBLISH = "publish"
    """Publish, withdraw and roll back."""
    TEACH = "teach"
    """See what was declined or not helpful, write a message for a sentence."""
    HEALTH = "health"
    """See what is wrong with the server, and counts of use; back up."""
    SET_UP = "set-up"
    """Change the partnership's own facts."""
    RECORDS = "records"
    """Read the audit."""
    PEOPLE = "people"
    """Invite, change and remove people, end their sessions, make and revoke tokens."""


# The least role that may it: the only place that says so.
LEAST: dict[Permission, UserRole] = {
    Permission.READ: UserRole.READER,
    Permission.DRAFT: UserRole.TRAINER,
    Permission.DOCUMENTS: UserRole.EDITOR,
    Permission.PUBLISH: UserRole.EDITOR,
    Permission.TEACH: UserRole.EDITOR,
    Permission.HEALTH: UserRole.ADMINISTRATOR,
    Permission.SET_UP: UserRole.ADMINISTRATOR,
    Permission.RECORDS: UserRole.ADMINISTRATOR,
    Permission.PEOPLE: UserRole.ADMINISTRATOR,
}


class NoSuchRoleError(FindingsError):
    """A word names no role."""


class NotAllowedError(FindingsError):
    """Somebody asks for what their role, or their token's scopes, do not allow."""

    def __init__(self, permission: Permission) -> None:
        """Say which permission is missing, and who gives it."""
        super().__init__(
            f"this needs the permission '{permission}', which the role"
            f" {LEAST[permission].word} has: ask an administrator"
        )
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever makes a request: as signed in, or as the holder of a token.

    ``how`` is ``none``, ``accounts``, ``organisation``, ``proxy`` or ``token``; ``scopes`` are
    those of a token, None where only the role counts; ``session`` names the sign-in, if any.
    """

    id: str
    name: str
    role: UserRole
    how: str
    scopes: frozenset[Permission] | None = None
    session: str = ""

    def may(self, permission: Permission) -> bool:
        """Say whether they may do it."""
        within = self.scopes is None or permission in self.scopes
        return within and self.role >= LEAST[permission]


# Whoever reaches a server on this machine alone can run its commands too.
HERE = Person("here", "this machine", UserRole.ADMINISTRATOR, "none")
# Nobody signs in here, and a proxy of which we know nothing let them through: all but running it.
VISITOR = Person("visitor", "a visitor", UserRole.TRAINER, "none")


def person_of(request: HTTPConnection) -> Person:
    """Give whoever makes a request, as the sign-in found them."""
    person = request.state.person
    assert isinstance(person, Person)  # noqa: S101  the gate sets it on each request
    return person


def require(request: HTTPConnection, permission: Permission) -> Person:
    """Give whoever makes a request, who may do what it asks for.

    Raises:
        NotAllowedError: they may not.
    """
    person = person_of(request)
    if not person.may(permission):
        raise NotAllowedError(permission)
    return person
