"""Answers in our own words, in the form that the page shows a refusal from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Send


async def answer(
    send: Send, status: int, body: str, *, kind: str = "application/json",
    more: Sequence[tuple[str, str]] = (),
) -> None:  # fmt: skip
    """Send an answer that nobody keeps, with ``more`` headers."""
    headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store"),
               *((name.encode(), value.encode()) for name, value in more)]  # fmt: skip
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
