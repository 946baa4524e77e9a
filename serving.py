"""The web server: an app of ours that decides what reaches Gradio, and under which policy."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
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
from api.mounting import make_api, mounted, not_served
from domain import FindingsError
from guarding.admitting import Admitting
from guarding.calls import functions_of
from guarding.door import Door
from guarding.guard import Guard, Proxied
from guarding.keeping import Keeping
from guarding.listening import allowed_origins, trusted_proxies
from guarding.origins import LOOPBACK
from observing.watching import watch
from offline import stay_offline
from pages.ask.safety_steps import steps_markup
from pages.documents.fault import show_faults
from pages.documents.opening import open_document
from pages.frame.following import Followed
from pages.frame.own_look import own_look_routes
from pages.frame.sparing import spared
from pages.letters.ahead import keep_ahead
from pages.letters.routes import add_letters
from pages.pictures.pictures import Pictures
from people.audit import forget_old
from people.records import Records
from people.roles import NotAllowedError, Permission, person_of, require
from people.tokens import Tokens
from signing_in.drawing import signing_in_css, without_lead
from signing_in.gate import Gate
from signing_in.opening import open_sign_in
from signing_in.permissions import ROOMS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from gradio.routes import App
    from starlette.types import Scope

    from administering.jobs.running import Jobs
    from guarding.calls import Function
    from pages.shared.services import Services
    from settings import Settings

_LOG = logging.getLogger(__name__)
_DAY = 86_400.0
STATIC = Path(__file__).parent / "pages" / "static"
# Waiting callers; the next is told that the service is busy. Who waits for so many does so for some
# ten seconds.
QUEUE_SIZE = 200
RUNNING = 4
UPDATES_SECONDS = 30.0
# How often the queue looks whether somebody waits; a thousand times a second it takes the one lock
# from those who answer.
LOOKS_SECONDS = 0.01
# Gradio remembers of each call how long it took, and adds that up anew after each one: it may
# remember so many, and adds them up after so many more.
REMEMBERED_CALLS, CALLS_UNTIL_ADDED_UP = "100", "1000000000"
# From where the page is, which may be below a path of a proxy's.
_HEAD = (
    '<link rel="icon" href="favicon.ico">'
    '<link rel="stylesheet" href="findings/pages.css">'
    '<link rel="stylesheet" href="findings/own.css">'
    '<script src="findings/outage.js" defer></script>'
    '<script src="findings/findings.js" defer></script>'
    '<script src="findings/pathways.js" defer></script>'
    '<script src="findings/returning.js" defer></script>'
    '<script src="findings/administering.js" defer></script>'
)


def make_app(services: Services, records: Records | None = None) -> FastAPI:
    """Give the whole web app: our routes, with the page mounted behind sign-in and guard.

    The routes find the ``records`` in ``request.app.state.records``; without any given they are
    those that the settings name.

    Raises:
        ServingError: it would listen beyond this machine with nobody signing people in.
    """
    stay_offline()
    settings = services.settings
    records = records or Records(settings.records, settings.records_address.get_secret_value())
    origins = allowed_origins(settings.host, settings.port, settings.public_host)
    proxies = trusted_proxies(settings.trusted_proxies)
    signing_in = open_sign_in(
        settings, records, lambda: steps_markup(without_lead(services.assistant.steps().steps)),
        site=services.site, is_local=settings.host in LOOPBACK and not settings.public_host,
    )  # fmt: skip
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = REMEMBERED_CALLS
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = CALLS_UNTIL_ADDED_UP
    os.environ.pop("GRADIO_SHARE", None)
    # read when gradio is imported; what it keeps is removed by the page's delete_cache
    os.environ.setdefault("GRADIO_TEMP_DIR", tempfile.mkdtemp(prefix="findings-"))
    with spared():
        import gradio as gr  # noqa: PLC0415  seconds of imports, after the variables it reads

    from guarding.sessions import Sessions  # noqa: PLC0415  imports gradio
    from pages.frame.handing_out import Handing  # noqa: PLC0415
    from pages.frame.sending import send_quickly  # noqa: PLC0415
    from ui import all_css, build_page, make_theme  # noqa: PLC0415

    site, jobs = administration(settings, records)
    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None,
        lifespan=_warming(services, jobs, records),
    )  # fmt: skip
    app.state.records = records
    app.router.routes.extend([*site.routes(), *protection_routes(settings)])
    app.router.routes.extend(own_look_routes(services))
    _add_routes(app, services)
    app.router.routes.extend(signing_in.routes)
    app.router.routes.append(mounted(_for_programs(services)))
    # with one of our own, Gradio adds no cross-origin rule of its own
    app.add_middleware(CORSMiddleware, allow_origins=[])
    page = build_page(services)
    page.queue(
        max_size=QUEUE_SIZE, default_concurrency_limit=RUNNING, api_open=False,
        # else each call that is begun is told of to all who wait, who are shown none of it
        status_update_rate=UPDATES_SECONDS,
    )  # fmt: skip
    page._queue.sleep_when_free = LOOKS_SECONDS  # noqa: SLF001  Gradio has no other name for it
    send_quickly(page)
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
    whole.add_middleware(Followed, following=services.following, page=page, root_path=root)
    whole.add_middleware(Keeping, root_path=root)
    whole.add_middleware(
        Admitting, root_path=root, door=door, name=_whose, may=_may,
        hand_out=Handing(page._queue),  # noqa: SLF001  Gradio has no other name for it
    )  # fmt: skip
    whole.add_middleware(Gate, way=signing_in.way, tokens=Tokens(records), root_path=root)
    whole.add_middleware(Guard, origins=origins, root_path=root)
    if proxies:
        whole.add_middleware(Proxied, trusted=proxies, header=settings.proxy_header)
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
    person = HTTPConnection(scope).state.person
    return person.id if person else ""


def _may(scope: Scope, function: Function) -> bool:
    """Say whether whoever calls a function of the page may have it."""
    room = function.module.split(".")[1]
    # what fills a page's choices as it opens shows nothing that is not in the documents
    return function.opens or person_of(HTTPConnection(scope)).may(ROOMS[room])


def gradio_of(whole: FastAPI) -> App:
    """Give Gradio's own app, as it was put into ours."""
    from gradio.routes import App  # noqa: PLC0415  imported after what it reads is set

    mounted = (getattr(one, "app", None) for one in whole.routes)
    return next(one for one in mounted if isinstance(one, App))


def _add_routes(app: FastAPI, services: Services) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> Response:
        try:
            edition = services.editions()
            _ = edition.library  # opened, so that the first question of it does not wait
        except FindingsError:
            return JSONResponse({"status": "no knowledge base"}, status_code=503)
        return JSONResponse({"status": "ready", "generation": edition.generation.id})

    @app.exception_handler(NotAllowedError)
    def not_allowed(_request: Request, error: Exception) -> Response:
        return JSONResponse({"detail": str(error)}, status_code=403)

    show_faults(app, services.settings.store)
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

    add_letters(app, services, may_correct=lambda request: person_of(request).may(Permission.TEACH))

    @app.get("/findings/signing-in.css")
    def look_of_signing_in() -> Response:
        return Response(signing_in_css(), media_type="text/css")

    @app.get("/findings/pages.css")
    def pages_css() -> Response:
        from ui import all_css  # noqa: PLC0415  imported by make_app, after its variables

        return Response(all_css(), media_type="text/css")

    app.mount("/findings", StaticFiles(directory=STATIC))


def _warming(
    services: Services, jobs: Jobs, records: Records
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_warm, services)
        over = threading.Event()
        # the first person need not wait for it, nor anybody for this
        ahead = threading.Thread(target=keep_ahead, args=(services.editions, over), daemon=True)
        ahead.start()
        forgetting = asyncio.create_task(_forgetting(services.settings, records))
        yield
        over.set()
        jobs.stop()
        forgetting.cancel()
        await run_in_threadpool(_close, services)
        await run_in_threadpool(records.close)

    return lifespan


async def _forgetting(settings: Settings, records: Records) -> None:
    """Forget, each day, the records that are older than they should be, where any are kept."""
    while settings.sign_in != "none" or settings.records.exists():
        try:
            await run_in_threadpool(forget_old, records, audit_days=settings.audit_days)
        except FindingsError as error:
            _LOG.warning("%s", error)
        await asyncio.sleep(_DAY)


def _warm(services: Services) -> None:
    """Open the knowledge base and ask once, so that the first person does not wait for it."""
    with contextlib.suppress(FindingsError):  # /readyz says so; the page has the safety steps
        services.assistant.reply("What is in the documents?")


def _close(services: Services) -> None:
    """Close the knowledge base: a signal ends the process without a clean-up of its own."""
    services.editions.close()
