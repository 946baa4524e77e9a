"""Lets calls of the page's functions in: each checked, counted, and kept to its own browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Protocol

from guarding.calls import ALWAYS, COSTLY, CallError, read_call

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from guarding.calls import Function

TOO_MANY = (429, "Too much was asked for in a minute from here. Wait a little, then try again.")
FORGOTTEN = (
    410,
    "This page was left for long, and what it held has been forgotten. Load the page again.",
)
NOT_YOURS = (403, "Your account does not allow this. An administrator can change that.")

# As Gradio says it of a session that waits for nothing, in the midst of a stream and a traceback.
NOTHING_AWAITED = (
    'data: {"msg":"unexpected_error","message":"404: Not Found","session_not_found":true,'
    '"success":false}\n\n'
)


class SessionHolder(Protocol):
    """What holds the sessions, by the names that we know them by."""

    def __contains__(self, name: str) -> bool:
        """Say whether a session is held."""

    def awaits(self, name: str) -> bool:
        """Say whether there is, or will be, something for a session to fetch."""


class Counts(Protocol):
    """What says how much a caller's address may still ask for; each call takes some of it."""

    def allows(self, address: str) -> bool:
        """Count something that costs."""

    def allows_call(self, address: str) -> bool:
        """Count a call of any kind."""


class Door:
    """Decides on each call; safe to be asked from one event loop."""

    def __init__(
        self, functions: Mapping[int, Function], counts: Counts, held: SessionHolder
    ) -> None:
        """Take the page's functions, what counts calls, and what holds the sessions."""
        self._functions = functions
        self._counts = counts
        self._held = held
        self._key = secrets.token_bytes(32)

    def session_of(self, browser: str, session: str) -> str:
        """Give the name that we know a session by.

        It depends on the browser's cookie, so that whoever learns a session's name can neither
        read nor change it from elsewhere.
        """
        told = f"{browser} {session}".encode("utf-8", "replace")
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()

    def awaits(self, session: str) -> bool:
        """Say whether there is, or will be, something for a session, by our name, to fetch."""
        return self._held.awaits(session)

    def count(self, address: str) -> None:
        """Count something that is made for an address.

        Raises:
            CallError: it asks for too much.
        """
        if not self._counts.allows_call(address):
            raise CallError(*TOO_MANY)

    def admit(
        self, body: bytes, browser: str, address: str, may: Callable[[Function], bool]
    ) -> bytes:
        """Give the body of a call as Gradio may read it.

        A function marked ``ALWAYS`` keeps its limit itself, since it gives safety steps; of the
        others ``may`` says which the caller may have.

        Raises:
            CallError: it is no call of the page's, or one too many, or its session is forgotten.
        """
        call = read_call(body, self._functions)
        session = self.session_of(browser, call.session)
        if not may(call.function):
            raise CallError(*NOT_YOURS)
        if call.function.mark != ALWAYS:
            self.count(address)
            if not call.function.opens and session not in self._held:
                raise CallError(*FORGOTTEN)
            if call.function.mark == COSTLY and not self._counts.allows(address):
                raise CallError(*TOO_MANY)
        return call.as_sent(session)
