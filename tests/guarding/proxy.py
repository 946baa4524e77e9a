"""A reverse proxy as people run them: answers on one port, asks the app on another.

Its arguments: its port, the app's address, the path that it serves, and what it does with it:
``keep`` hands the path on whole, ``strip`` cuts it off. Like nginx without further settings it
names the app's own address as the host; it says who asks in X-Forwarded-For.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

# Of one connection only (RFC 9110, 7.6.1); the length is told anew.
_HOP = frozenset({"host", "connection", "keep-alive", "transfer-encoding", "content-length"})


def make_proxy(app: str, path: str, *, is_cut: bool) -> Starlette:
    """Give a proxy that serves the app below a path, and nothing beside it."""
    client = httpx.AsyncClient(base_url=app, timeout=None)  # noqa: S113  a stream stays open

    async def hand_on(request: Request) -> Response:
        asked = request.url.path
        if not asked.startswith(f"{path}/") and asked != path:
            return PlainTextResponse("beside the path", status_code=404)
        inner = (asked.removeprefix(path) or "/") if is_cut else asked
        headers = [(name, value) for name, value in request.headers.items() if name not in _HOP]
        headers.append(("x-forwarded-for", request.client.host if request.client else ""))
        sent = client.build_request(
            request.method, httpx.URL(path=inner, query=request.url.query.encode()),
            headers=headers, content=await request.body(),
        )  # fmt: skip
        answer = await client.send(sent, stream=True)
        kept = {one: value for one, value in answer.headers.items() if one not in _HOP}
        return StreamingResponse(
            answer.aiter_raw(), status_code=answer.status_code, headers=kept,
            background=BackgroundTask(answer.aclose),
        )  # fmt: skip

    methods = ["GET", "HEAD", "POST"]
    return Starlette(routes=[Route("/{rest:path}", hand_on, methods=methods)])


if __name__ == "__main__":
    _, own_port, address, served, how = sys.argv
    uvicorn.run(
        make_proxy(address, served, is_cut=how == "strip"), host="127.0.0.1",
        port=int(own_port), log_level="warning", timeout_graceful_shutdown=1,
    )  # fmt: skip
