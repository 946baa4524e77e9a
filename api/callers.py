"""Who calls, how much they may ask for, and how many are answered at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, to_thread

from api.problems import ProblemError
from people.roles import HERE, Permission, person_of, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from guarding.door import Counts

Value = TypeVar("Value")
# As many as the page answers at once, and lets wait.
_AT_ONCE, _WAITING = 4, 64
_TOO_MUCH = "Too much was asked for in a minute. Wait a little, then try again."
_BUSY = "Too many are waiting. Try again in a moment."
_NOBODY_SIGNS_IN = "Nobody signs in here, so that only programs of this machine may ask."


class Callers:
    """Counts what each caller asks for: by token where it is called with one, else by address."""

    def __init__(self, counts: Counts) -> None:
        """Take what counts; the page's own, so that both share one limit."""
        self._counts = counts
        self._room: CapacityLimiter | None = None

    def admit(self, request: Request) -> None:
        """Count a call that costs little.

        Raises:
            ProblemError: the caller may not read, or asks for too much.
        """
        self.check(request)
        if not self._counts.allows_call(self._key(request)):
            raise ProblemError(429, _TOO_MUCH)

    def allows(self, request: Request) -> bool:
        """Count a question; say whether there is room for it.

        Raises:
            ProblemError: the caller may not ask.
        """
        self.check(request)
        return self._counts.allows(self._key(request)) and not self.is_full

    @staticmethod
    def check(request: Request) -> None:
        """Refuse whoever may not read what is held.

        Raises:
            NotAllowedError: role, or scope of a token, do not allow it.
            ProblemError: nobody signs in here, and the request comes from another machine.
        """
        person = require(request, Permission.READ)
        if person.how == "none" and person != HERE:
            raise ProblemError(403, _NOBODY_SIGNS_IN)

    @property
    def is_full(self) -> bool:
        """Whether as many wait for an answer as may."""
        return self._room is not None and self._room.statistics().tasks_waiting >= _WAITING

    def refusal(self) -> ProblemError:
        """Give what a question gets that there was no room for."""
        return ProblemError(503, _BUSY) if self.is_full else ProblemError(429, _TOO_MUCH)

    async def run(self, work: Callable[..., Value], *arguments: object, **named: object) -> Value:
        """Do what takes CPU in a thread, a few at a time."""
        if self._room is None:  # it belongs to the event loop that first asks
            self._room = CapacityLimiter(_AT_ONCE)
        return await to_thread.run_sync(partial(work, *arguments, **named), limiter=self._room)

    @staticmethod
    def _key(request: Request) -> str:
        person = person_of(request)
        if person.how == "token":
            return f"token {person.session}"
        return request.client.host if request.client else ""
