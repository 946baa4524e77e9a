"""``findings mcp``: what is held, as tools for assistant programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import wiring
from api.desk import EnquiryDesk
from domain import FindingsError
from guarding.origins import LOOPBACK, read_origin, site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from settings import Settings


class McpError(FindingsError):
    """The tools cannot be served."""


def serve_tools(
    settings: Settings, *, over_http: bool, names: Sequence[str] = (), origins: Sequence[str] = ()
) -> None:
    """Serve the tools to the program that started us, or over HTTP on this machine.

    ``names`` are further names that requests may give as their host, ``origins`` those of pages
    that may send them.

    Raises:
        McpError: the extra is not installed, or it would listen beyond this machine.
        ServingError: the port is not to be had.
    """
    try:
        from mcp_server.listening import (  # noqa: PLC0415  an extra
            PATH,
            AnsweredTo,
            serve_here,
            serve_programs,
        )
        from mcp_server.tools import make_server  # noqa: PLC0415
    except ImportError as error:
        msg = "findings mcp needs the extra 'mcp': pip install 'findings[mcp]'"
        raise McpError(msg) from error
    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    server = make_server(EnquiryDesk(assistant, editions, site_of(settings)))
    if not over_http:
        serve_here(server)
        return
    if settings.host not in LOOPBACK:
        msg = f"host {settings.host}: nobody signs in to these tools: serve them on 127.0.0.1"
        raise McpError(msg)
    for one in origins:
        if read_origin(one) is None:
            msg = f"--allow-origin {one}: give an origin such as https://assistant.example"
            raise McpError(msg)
    from guarding.listening import listen  # noqa: PLC0415  only where it serves

    taken = listen(settings.host, settings.port)
    print(f"Findings' tools: http://{settings.host}:{settings.port}{PATH}", file=sys.stderr)
    local = tuple(f"{name}:{settings.port}" for name in ("127.0.0.1", "localhost", "[::1]"))
    serve_programs(server, taken, AnsweredTo((*local, *names), tuple(origins)))
