"""The web server: an app of ours that decides what reaches Gradio, and under which policy."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import tempfile
import threading
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from administering.places import administration
from administering.protecting import protection_routes
from api.mounting import PREFIX, make_api, not_served
from domain import FindingsError
from guarding.admitting import Admitting
from guarding.calls import functions_of
from guarding.door import Door
from guarding.guard import Guard, Proxied
from guarding.keeping import Keeping
from guarding.origins import LOOPBACK, Origin, local_origins, read_public
from observing.watching import watch
from offline import stay_offline
from pages.documents.opening import open_document
from pages.letters.routes import add_letters
from pages.pictures.pictures import Pictures
from people.audit import Audit
from people.records import Records
from people.roles import NotAllowedError, Permission, person_of, require
from signing_in.gate import Gate, Nobody

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from gradio.routes import App
    from starlette.types import Scope

    from administering.jobs.running import Jobs
    from pages.shared.services import Services

STATIC = Path(__file__).parent / "pages" / "static"
# Waiting callers; the next is told that the service is busy.
QUEUE_SIZE = 64
RUNNING = 4
# Gradio remembers of each call how long it took, and adds that up anew after each one: it may
# remember so many, and adds them up after so many more.
REMEMBERED_CALLS, CALLS_UNTIL_ADDED_UP = "100", "1000000000"
# From where the page is, which may be below a path of a proxy's.
_HEAD = (
    '<link rel="icon" href="favicon.ico">'
    '<link rel="stylesheet" href="findings/pages.css">'
    '<script src="findings/outage.js" defer></script>'
    '<script src="findings/findings.js" defer></script>'
    '<script src="findings/pathways.js" defer></script>'
    '<script src="findings/administering.js" defer></script>'
)


class ServingError(FindingsError):
    """The server may not listen where it was told to."""


def make_app(services: Services) -> FastAPI:
    """Give the whole web app: our routes, with the page mounted behind our guard.

    Raises:
        ServingError: it would listen beyond this machine with nobody signing people in.
    """
    stay_offline()
    settings = services.settings
    origins = allowed_origins(settings.host, settings.port, settings.public_host)
    proxies = trusted_proxies(settings.trusted_proxies)
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = REMEMBERED_CALLS
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = CALLS_UNTIL_ADDED_UP
    os.environ.pop("GRADIO_SHARE", None)
    # read when gradio is imported; what it keeps is removed by the page's delete_cache
    os.environ.setdefault("GRADIO_TEMP_DIR", tempfile.mkdtemp(prefix="findings-"))
    import gradio as gr  # noqa: PLC0415  six seconds of imports, after the variables it reads

    from guarding.sessions import Sessions  # noqa: PLC0415  imports gradio
    from ui import all_css, build_page, make_theme  # noqa: PLC0415

    records = Records(settings.records, settings.records_address.get_secret_value())
    site, jobs = administration(settings, Audit(records))
    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, lifespan=_warming(services, jobs)
    )  # fmt: skip
    app.router.routes.extend([*site.routes(), *protection_routes(settings)])
    _add_routes(app, services)
    app.mount(PREFIX, _for_programs(services))
    # with one of our own, Gradio adds no cross-origin rule of its own
    app.add_middleware(CORSMiddleware, allow_origins=[])
    page = build_page(services)
    page.queue(max_size=QUEUE_SIZE, default_concurrency_limit=RUNNING, api_open=False)
    # Gradio puts its own class before each selector, so that our rules win over its own, but
    # cuts selectors at every comma and drops what it does not know: hence the plain file too.
    whole: FastAPI = gr.mount_gradio_app(
        app, page, path="/", footer_links=[], run_history=False, show_error=False,
        enable_monitoring=False, mcp_server=False, ssr_mode=False,
        allowed_paths=[], theme=make_theme(), css=all_css(),
        head=_HEAD,
    )  # fmt: skip
    # a mounted page is taken for one that is being built, and its callers for its author
    page.has_launched = True
    sessions = Sessions(page, idle_seconds=settings.session_minutes * 60.0)
    gradio_of(whole).state_holder = sessions
    door = Door(functions_of(page), services.limits, sessions)
    root = settings.root_path
    is_local = settings.host in LOOPBACK and not settings.public_host
    whole.add_middleware(Keeping, root_path=root)
    whole.add_middleware(Admitting, root_path=root, door=door, name=_whose)
    whole.add_middleware(Gate, way=Nobody(is_local=is_local), root_path=root)
    whole.add_middleware(Guard, origins=origins, root_path=root)
    if proxies:
        whole.add_middleware(Proxied, trusted=proxies)
    watch(
        whole, live=lambda: services.editions().generation.id, root_path=root,
        endpoint=settings.otlp_endpoint, may_read=partial(require, permission=Permission.HEALTH),
    )  # fmt: skip
    return whole


def _for_programs(services: Services) -> FastAPI:
    if not services.settings.api:
        return not_served()
    return make_api(services.assistant, services.editions, services.site, services.limits)


def _whose(scope: Scope) -> str:
    return person_of(HTTPConnection(scope)).id


def gradio_of(whole: FastAPI) -> App:
    """Give Gradio's own app, as it was put into ours."""
    from gradio.routes import App  # noqa: PLC0415  imported after what it reads is set

    mounted = (getattr(one, "app", None) for one in whole.routes)
    return next(one for one in mounted if isinstance(one, App))


def trusted_proxies(text: str) -> list[str]:
    """Give the addresses and networks of a setting, which has commas between them.

    Raises:
        ServingError: one of them is none.
    """
    named = [one.strip() for one in text.split(",") if one.strip()]
    for one in named:
        try:
            ipaddress.ip_network(one)
        except ValueError as error:
            msg = f"trusted_proxies {one}: give an address or a network such as 10.0.0.0/8"
            raise ServingError(msg) from error
    return named


def allowed_origins(host: str, port: int, public_host: str) -> tuple[Origin, ...]:
    """Give the origins that the server answers to.

    Raises:
        ServingError: ``host`` is beyond this machine and no ``public_host`` is named.
        OriginError: ``public_host`` is no name.
    """
    if host not in LOOPBACK and not public_host:
        msg = (
            f"host {host}: there is no sign-in of our own: serve on 127.0.0.1, or behind a proxy"
            " that signs people in, its name in FINDINGS_PUBLIC_HOST"
        )
        raise ServingError(msg)
    public = (read_public(public_host),) if public_host else ()
    return (*public, *local_origins(port))


def listen(host: str, port: int) -> socket.socket:
    """Take the port, before anything is loaded; callers wait in it until the app answers.

    Raises:
        ServingError: it cannot be had.
    """
    try:
        return socket.create_server((host, port), family=_family(host))
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: "in use: stop what uses it, or name another with --port",
            errno.EACCES: "not allowed to this user: name one above 1023 with --port",
            errno.EADDRNOTAVAIL: "not on this machine: name an address of its own with --host",
        }
        reason = reasons.get(error.errno or 0, f"not to be had ({error.strerror or error})")
        msg = f"port {port} of {host}: {reason}"
        raise ServingError(msg) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _add_routes(app: FastAPI, services: Services) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> Response:
        try:
            services.editions.library()
        except FindingsError:
            return JSONResponse({"status": "no knowledge base"}, status_code=503)
        return JSONResponse({"status": "ready"})

    @app.exception_handler(NotAllowedError)
    def not_allowed(_request: Request, error: Exception) -> Response:
        return JSONResponse({"detail": str(error)}, status_code=403)

    pictures = Pictures()

    @app.get("/document/{source:path}")
    def document(
        source: str, passage: str = "", quote: str = "", page: int = 0, *, picture: int = 0,
        changes: int = 0,
    ) -> Response:  # fmt: skip
        opened = open_document(services, source, passage, quote)
        if picture:
            return Response(opened.picture(pictures, picture), media_type="image/png")
        return HTMLResponse(opened.page(page, compared=bool(changes)))

    add_letters(app, services)

    @app.get("/findings/pages.css")
    def pages_css() -> Response:
        from ui import all_css  # noqa: PLC0415  imported by make_app, after its variables

        return Response(all_css(), media_type="text/css")

    app.mount("/findings", StaticFiles(directory=STATIC))


def _warming(
    services: Services, jobs: Jobs
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_warm, services)
        yield
        jobs.stop()
        await run_in_threadpool(_close, services)

    return lifespan


def _warm(services: Services) -> None:
    """Open the knowledge base and ask once, so that the first person does not wait for it."""
    try:
        services.assistant.reply("What is in the documents?")
        practices = services.editions.library().practices
    except FindingsError:
        return  # /readyz says so; the page still gives the safety steps
    if len(practices.areas) > 1:
        # the first person need not wait for it, nor anybody for this
        threading.Thread(target=practices.find_all, daemon=True).start()


def _close(services: Services) -> None:
    """Close the knowledge base: a signal ends the process without a clean-up of its own."""
    services.editions.close()
