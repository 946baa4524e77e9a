"""The tools over stdio, for one program that starts us, or over HTTP for those of this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from domain import FindingsError

if TYPE_CHECKING:
    import socket

    from mcp.server import MCPServer
    from starlette.applications import Starlette

PATH = "/mcp"
# A receipt is the longest that is sent.
_MAX_BODY = 512 * 1024


class ListeningError(FindingsError):
    """It may not listen where it was told to."""


@dataclass(frozen=True, slots=True)
class AnsweredTo:
    """The names and the pages' origins that requests may give; nothing else is answered."""

    hosts: tuple[str, ...]
    origins: tuple[str, ...] = ()


def serve_here(server: MCPServer) -> None:
    """Serve the program that started us, until it closes our input."""
    server.run("stdio")


def make_app(server: MCPServer, reached: AnsweredTo) -> Starlette:
    """Give the web app of a server's tools; it keeps nothing from one request to the next."""
    return server.streamable_http_app(
        streamable_http_path=PATH, stateless_http=True, json_response=True,
        max_request_body_size=_MAX_BODY,
        transport_security=TransportSecuritySettings(
            allowed_hosts=list(reached.hosts), allowed_origins=list(reached.origins)
        ),
    )  # fmt: skip


def serve_programs(server: MCPServer, taken: socket.socket, reached: AnsweredTo) -> None:
    """Serve until stopped, on a port that was taken."""
    config = uvicorn.Config(
        make_app(server, reached), access_log=False, server_header=False, proxy_headers=False,
        log_level="warning",
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[taken])
