"""Somebody who has the page open: what a browser sends and reads, without one."""

from __future__ import annotations

import html
import json
import re
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_API = "/gradio_api"
_SECONDS = 60.0
_STATUS = re.compile(r'data-status="(\w+)"')
_PLAIN = re.compile(r'<pre id="[^"]*-plain" hidden>(.*?)</pre>', re.DOTALL)
_BOX = "findings-question"


class LostError(FindingsError):
    """A question that was sent has no answer; in the words of what came instead."""


@dataclass(frozen=True, slots=True)
class Displayed:
    """An answer as the page shows it: its outcome, its words, the seconds until it was whole."""

    status: str
    words: str
    seconds: float
    generation: str = ""


class Visitor:
    """A page opened from an address of its own; each question begins a new conversation."""

    def __init__(self, url: str, number: int, *, verify: bool = True) -> None:
        """Be the person of a number, who has not come yet.

        ``verify`` is False for a server whose certificate nobody signed.
        """
        self._client = httpx.AsyncClient(
            base_url=url, timeout=_SECONDS, limits=httpx.Limits(max_connections=4), verify=verify,
            headers={
                "origin": url, "x-gradio-user": "app", "x-somebody": f"visitor-{number}",
                "x-forwarded-for": f"198.18.{number // 250}.{number % 250 + 1}",
            },
        )  # fmt: skip
        self._ask = 0
        self._arguments: list[Any] = []

    async def open(self) -> None:
        """Open the page, as far as it takes to ask."""
        (await self._client.get("/")).raise_for_status()
        config = (await self._client.get("/config")).raise_for_status().json()
        of_box = {one["id"] for one in config["components"] if one["props"].get("elem_id") == _BOX}
        [asking] = [
            one for one in config["dependencies"]
            if any(target in of_box and event == "submit" for target, event in one["targets"])
        ]  # fmt: skip
        self._ask = asking["id"]
        # after the message: filters that leave nothing out, and what the server holds itself
        filters = {one["id"] for one in config["components"] if one["type"] == "dropdown"}
        self._arguments = [[] if one in filters else None for one in asking["inputs"][1:]]

    async def ask(self, question: str) -> Displayed:
        """Ask, and give the answer once it is whole.

        Raises:
            LostError: there is none.
        """
        session = secrets.token_hex(6)
        body = {
            "fn_index": self._ask,
            "session_hash": session,
            "data": [question, *self._arguments],
        }
        start = time.perf_counter()
        try:
            answer = await self._client.post(f"{_API}/queue/join", json=body)
            if answer.status_code != httpx.codes.OK:
                msg = f"{answer.status_code} {answer.text[:200]}"
                raise LostError(msg)
            async for message in self._messages(session):
                if message["msg"] == "process_completed":
                    return _shown(message, time.perf_counter() - start)
                if message["msg"] in {"unexpected_error", "server_stopped"}:
                    raise LostError(str(message)[:200])
        except httpx.HTTPError as error:
            msg = type(error).__name__
            raise LostError(msg) from error
        msg = "the stream ended before its answer"
        raise LostError(msg)

    async def is_answered(self) -> bool:
        """Say whether a server answers, as the page asks after an outage."""
        try:
            answer = await self._client.get(f"{_API}/app_id", timeout=3)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK

    async def stay(self) -> None:
        """Keep the page open, asking nothing, until this is cancelled."""
        address = f"{_API}/heartbeat/{secrets.token_hex(6)}"
        async with self._client.stream("GET", address, timeout=None) as stream:
            async for _ in stream.aiter_bytes():
                pass

    async def leave(self) -> None:
        """Close the page."""
        await self._client.aclose()

    async def _messages(self, session: str) -> AsyncIterator[dict[str, Any]]:
        named = {"session_hash": session}
        async with self._client.stream("GET", f"{_API}/queue/data", params=named) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    yield json.loads(line[5:])


def _shown(message: dict[str, Any], seconds: float) -> Displayed:
    values = message["output"].get("data") or []
    drawn = next((one for one in values if isinstance(one, str) and _STATUS.search(one)), "")
    status = _STATUS.search(drawn)
    if status is None:
        raise LostError(str(message)[:200])
    words = _PLAIN.search(drawn)
    return Displayed(status[1], html.unescape(words[1] if words else drawn), seconds)
