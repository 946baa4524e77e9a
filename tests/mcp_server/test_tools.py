"""An assistant program's own client gets tools that only read, and the same answers as people."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import httpx
import pytest
import uvicorn
from mcp import Client, StdioServerParameters

import wiring
from api.desk import EnquiryDesk
from mcp_server.listening import PATH, AnsweredTo, make_app
from mcp_server.tools import make_server
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mcp.server import MCPServer

    from tests.conftest import Ended

ROOT = Path(__file__).parents[2]
ASKED = "How soon is a return home interview offered?"
DANGER = "he is hitting her right now"
TOOLS = {
    "ask", "search", "fetch", "list_documents", "get_outline", "get_section", "list_pathways",
    "get_pathway", "list_changes", "verify_receipt",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(whole_store: Path, model_export: Path) -> MCPServer:
    settings = load_settings(store=whole_store, model_export=model_export)
    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    return make_server(EnquiryDesk(assistant, editions, "http://127.0.0.1:7860/"))


def called(where: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:  # noqa: ANN401
    """Give what a client gets for each call, in order; a fault is given as its words."""

    async def main() -> list[Any]:
        async with Client(where) as client:
            got = [await client.call_tool(name, arguments) for name, arguments in calls]
        return [str(one.content) if one.is_error else one.structured_content for one in got]

    return anyio.run(main)


def test_every_tool_only_reads_and_says_what_it_gives(server: MCPServer) -> None:
    async def listed() -> list[Any]:
        async with Client(server) as client:
            assert "safety" in (client.instructions or "")
            return (await client.list_tools()).tools

    tools = anyio.run(listed)
    assert {one.name for one in tools} == TOOLS
    for one in tools:
        assert one.annotations.read_only_hint
        assert not one.annotations.destructive_hint
        assert one.title
        assert one.output_schema["properties"]


def test_an_answer_a_refusal_and_the_steps_hold_here_too(server: MCPServer) -> None:
    answer, refusal, danger, named = called(
        server, ("ask", {"message": ASKED}), ("ask", {"message": "what is the capital of france"}),
        ("ask", {"message": DANGER}),
        ("ask", {"message": "what is expected for Zebedee Quillfeather born 3/4/2012"}),
    )  # fmt: skip
    assert "72 hours" in answer["statements"][0]["quotes"][0]["quote"]
    assert (refusal["outcome"], refusal["statements"]) == ("declined", [])
    assert danger["safety"]["steps"]
    assert "Quillfeather" not in str(named)
    assert named["masked"]


def test_what_is_found_can_be_fetched_and_read_further(server: MCPServer) -> None:
    found, danger, documents, routes = called(
        server, ("search", {"query": ASKED}), ("search", {"query": DANGER}), ("list_documents", {}),
        ("list_pathways", {}),
    )  # fmt: skip
    assert danger["safety"]["steps"]
    assert found["outcome"] == "answered"
    first, document = found["results"][0], documents["documents"][0]["id"]
    fetched, section, outline, route, changes = called(
        server, ("fetch", {"id": first["id"]}), ("get_section", {"section": first["id"]}),
        ("get_outline", {"document": document}),
        ("get_pathway", {"pathway": routes["pathways"][0]["id"]}),
        ("list_changes", {"old": document, "new": documents["documents"][1]["id"]}),
    )  # fmt: skip
    assert first["text"] in fetched["text"] == section["text"]
    assert fetched["metadata"]["dated"]
    assert outline["sections"]
    assert route["steps"]
    assert changes["sections"]


def test_a_fault_repeats_nothing_that_was_sent(server: MCPServer) -> None:
    name = "Zebedee Quillfeather"
    faults = called(
        server, ("get_section", {"section": name}), ("fetch", {"id": name}),
        ("get_pathway", {"pathway": name}), ("list_changes", {"old": name, "new": name}),
    )  # fmt: skip
    assert all("no " in one and name not in one for one in faults)


@contextmanager
def listening(server: MCPServer) -> Iterator[str]:
    taken = socket.create_server(("127.0.0.1", 0))
    place = f"127.0.0.1:{taken.getsockname()[1]}"
    app = make_app(server, AnsweredTo((place,), ("https://assistant.example",)))
    running = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    try:
        yield f"http://{place}{PATH}"
    finally:
        running.should_exit = True
        thread.join()
        taken.close()


def test_over_http_only_the_named_hosts_and_origins_are_answered(server: MCPServer) -> None:
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    kinds = {"accept": "application/json, text/event-stream"}
    with listening(server) as address:
        [reply] = called(address, ("ask", {"message": ASKED}))
        assert reply["outcome"] == "answered"
        for headers in ({"host": "evil.example"}, {"origin": "https://evil.example"}):
            refused = httpx.post(address, json=sent, headers=kinds | headers)
            assert refused.status_code in {403, 421}
        own = {"origin": "https://assistant.example"}
        assert httpx.post(address, json=sent, headers=kinds | own).status_code not in {403, 421}


def test_a_program_starts_it_and_asks_over_stdio(whole_store: Path, model_export: Path) -> None:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "FINDINGS_STORE": str(whole_store),
        "FINDINGS_MODEL_EXPORT": str(model_export),
    }  # fmt: skip
    command = ["-c", "import cli; cli.main()", "mcp"]
    where = StdioServerParameters(command=sys.executable, args=command, env=environment)
    [reply, danger] = called(where, ("ask", {"message": ASKED}), ("ask", {"message": DANGER}))
    assert "72 hours" in reply["text"]
    assert danger["outcome"] == "escalated"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--host", "192.0.2.1"], "nobody signs in"), (["--allow-origin", "evil"], "--allow-origin")],
)
def test_what_it_may_not_be_is_said_in_one_line(
    findings: Callable[..., Ended], arguments: list[str], said: str
) -> None:
    ended = findings("mcp", "--http", *arguments)
    assert ended.code == 2
    assert said in ended.err


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_another_client_gets_the_same_over_http_and_over_stdio(
    server: MCPServer, whole_store: Path, model_export: Path
) -> None:
    fastmcp = pytest.importorskip("fastmcp", reason="FastMCP's client is not installed")

    async def asked(where: Any) -> list[Any]:  # noqa: ANN401  an address, or how to start it
        async with fastmcp.Client(where) as client:
            assert {one.name for one in await client.list_tools()} == TOOLS
            got = [
                await client.call_tool("ask", {"message": one}) for one in (ASKED, DANGER)
            ]  # fmt: skip
            found = await client.call_tool("search", {"query": ASKED})
            name = found.structured_content["results"][0]["id"]
            got.append(await client.call_tool("fetch", {"id": name}))
        return [one.structured_content for one in got]

    started = fastmcp.client.transports.StdioTransport(
        sys.executable, ["-c", "import cli; cli.main()", "mcp"],
        env={
            **os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
            "FINDINGS_STORE": str(whole_store), "FINDINGS_MODEL_EXPORT": str(model_export),
        },
    )  # fmt: skip
    with listening(server) as address:
        over_http = anyio.run(asked, address)
    over_stdio = anyio.run(asked, started)
    for answer, danger, fetched in (over_http, over_stdio):
        assert "72 hours" in answer["statements"][0]["quotes"][0]["quote"]
        assert danger["safety"]["steps"]
        assert fetched["text"]
    assert over_http[0]["statements"][0]["quotes"] == over_stdio[0]["statements"][0]["quotes"]
