"""The web server: an app of ours that decides what reaches Gradio, and under which policy."""

from __future__ import annotations

import os
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, HTTPException, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool

from domain import FindingsError
from guarding import Guard
from offline import stay_offline

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from pages.services import Services

STATIC = Path(__file__).parent / "pages" / "static"
MAX_UPLOAD = "5mb"
# Waiting callers; the next is told that the service is busy.
QUEUE_SIZE = 64
RUNNING = 4
SESSIONS = 1_000
_HEAD = (
    '<link rel="stylesheet" href="/findings/pages.css">'
    '<script src="/findings/findings.js" defer></script>'
    '<script src="/findings/pathways.js" defer></script>'
)
# Two offsets of nine digits.
_LONGEST_SPAN = 19
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class ServingError(FindingsError):
    """The server may not listen where it was told to."""


def make_app(services: Services) -> FastAPI:
    """Give the whole web app: our routes, with the page mounted behind our guard.

    Raises:
        ServingError: it would listen beyond this machine with nobody signing people in.
    """
    stay_offline()
    settings = services.settings
    hosts = allowed_hosts(settings.host, settings.public_host)
    os.environ.pop("GRADIO_SHARE", None)
    # read when gradio is imported; what it keeps is removed by the page's delete_cache
    os.environ.setdefault("GRADIO_TEMP_DIR", tempfile.mkdtemp(prefix="findings-"))
    import gradio as gr  # noqa: PLC0415  six seconds of imports, after the variables it reads

    from ui import all_css, build_page, make_theme  # noqa: PLC0415

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_warming(services))
    _add_routes(app, services)
    # with one of our own, Gradio adds no cross-origin rule of its own
    app.add_middleware(CORSMiddleware, allow_origins=[])
    page = build_page(services)
    page.queue(max_size=QUEUE_SIZE, default_concurrency_limit=RUNNING, api_open=False)
    page.state_session_capacity = SESSIONS
    # Gradio puts its own class before each selector, so that our rules win over its own, but
    # cuts selectors at every comma and drops what it does not know: hence the plain file too.
    whole: FastAPI = gr.mount_gradio_app(
        app, page, path="/", footer_links=[], run_history=False, show_error=False,
        max_file_size=MAX_UPLOAD, enable_monitoring=False, mcp_server=False, ssr_mode=False,
        allowed_paths=[], theme=make_theme(), css=all_css(),
        head=_HEAD,
    )  # fmt: skip
    whole.add_middleware(Guard, hosts=hosts)
    return whole


def allowed_hosts(host: str, public_host: str) -> frozenset[str]:
    """Give the names that the server answers to.

    Raises:
        ServingError: ``host`` is beyond this machine and no ``public_host`` is named.
    """
    if host not in LOOPBACK and not public_host:
        msg = (
            f"host {host}: there is no sign-in of our own: serve on 127.0.0.1, or behind a proxy"
            " that signs people in, its name in FINDINGS_PUBLIC_HOST"
        )
        raise ServingError(msg)
    return LOOPBACK | ({public_host} if public_host else frozenset())


def _add_routes(app: FastAPI, services: Services) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> Response:
        try:
            services.library()
        except FindingsError:
            return JSONResponse({"status": "no knowledge base"}, status_code=503)
        return JSONResponse({"status": "ready"})

    @app.get("/document/{source:path}")
    def document(source: str, passage: str = "", quote: str = "") -> HTMLResponse:
        return HTMLResponse(document_page(services, source, passage, quote))

    @app.get("/findings/pages.css")
    def pages_css() -> Response:
        from ui import all_css  # noqa: PLC0415  imported by make_app, after its variables

        return Response(all_css(), media_type="text/css")

    app.mount("/findings", StaticFiles(directory=STATIC))


def document_page(services: Services, source: str, passage: str, quote: str) -> str:
    """Give a document as a page, the slice ``quote`` ("12-90") of the named passage marked.

    Where the passage is no longer in the document, the page says so and marks nothing.

    Raises:
        HTTPException: 404, there is no such document; 503, no knowledge base.
    """
    from pages.document_view import render_document  # noqa: PLC0415

    try:
        library = services.library()
    except FindingsError as error:
        raise HTTPException(503, "The knowledge base cannot be read at the moment.") from error
    document = library.documents.get(source)
    if document is None:
        raise HTTPException(404, "There is no such document.")
    passages = [one for one in library.generation.passages if one.source.id == source]
    if not passage:
        return render_document(document, passages)
    named = next((one for one in passages if one.id == passage), None)
    if named is None:
        return render_document(document, passages, is_changed=True)
    span = span_in(quote, len(document.text) - named.start)
    marked = (named.start + span[0], named.start + span[1]) if span else None
    return render_document(document, passages, marked)


def span_in(quote: str, length: int) -> tuple[int, int] | None:
    """Give the slice that "start-end" names, where it lies in a text of ``length``."""
    start, dash, end = quote.partition("-")
    if not (dash and start.isdecimal() and end.isdecimal() and len(quote) <= _LONGEST_SPAN):
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last <= length else None


def _warming(services: Services) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_warm, services)
        yield

    return lifespan


def _warm(services: Services) -> None:
    """Open the knowledge base and ask once, so that the first person does not wait for it."""
    try:
        services.assistant.reply("What is in the documents?")
    except FindingsError:
        return  # /readyz says so; the page still gives the safety steps
