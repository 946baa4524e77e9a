"""Whole origins: the scheme, the name and the port that our pages are reached by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORTS = {"http": 80, "https": 443}


class OriginError(FindingsError):
    """What should be the name of a server is none."""


class Served(Protocol):
    """Where the app is served, as the settings say."""

    @property
    def public_host(self) -> str: ...  # noqa: D102  the setting's own words say it
    @property
    def host(self) -> str: ...  # noqa: D102
    @property
    def port(self) -> int: ...  # noqa: D102
    @property
    def root_path(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Origin:
    """A scheme, a name in lower case and a port (RFC 6454)."""

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """The name as a Host header gives it: without the port where that goes without saying."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    def __str__(self) -> str:
        """Give it as an Origin header does."""
        return f"{self.scheme}://{self.authority}"

    def is_named(self, authority: str) -> bool:
        """Say whether a Host header names it."""
        return _origin(f"{self.scheme}://{authority}") == self


def read_origin(text: str) -> Origin | None:
    """Give the origin that an Origin header names; None for "null" and all else that is none."""
    found = _origin(text)
    return found if found and str(found) == text.lower() else None


def read_public(text: str) -> Origin:
    """Give the origin of a setting: a name, with a port and a scheme where they are needed.

    Raises:
        OriginError: it is none of these.
    """
    found = _origin(text if "://" in text else f"https://{text}")
    if found is None:
        msg = f"public_host {text}: give a name such as findings.example or http://localhost:8080"
        raise OriginError(msg)
    return found


def site_of(settings: Served) -> str:
    """Give the web address that people reach the app by where it is served with these settings."""
    if settings.public_host:
        return f"{read_public(settings.public_host)}{settings.root_path}/"
    return f"http://{settings.host}:{settings.port}{settings.root_path}/"


def local_origins(port: int) -> tuple[Origin, ...]:
    """Give the origins of a server on this machine."""
    return tuple(Origin("http", name, port) for name in LOOPBACK)


def named(origins: Iterable[Origin], authority: str) -> Origin | None:
    """Give the origin that a Host header names, if any does."""
    return next((one for one in origins if one.is_named(authority)), None)


def _origin(text: str) -> Origin | None:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    is_bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in _PORTS or not parts.hostname or not is_bare:
        return None
    return Origin(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port)
