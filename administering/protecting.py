"""The data protection page: for people, about what becomes of what they type; open to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from administering.around.drawing import draw, look
from domain import FindingsError
from ingest.beside.partnership import partnership_of
from pages.frame.own_look import brand_of
from store.generation.side import SIDE_NAME
from store.publishing.live import current_folder

if TYPE_CHECKING:
    from starlette.requests import Request

    from settings import Settings

PATH = "/data-protection"


def protection_routes(settings: Settings) -> list[Route]:
    """Give the routes of the page and its look, which need no sign-in."""

    async def shown(request: Request) -> Response:
        root = request.scope.get("root_path", "")
        values = {
            "home": f"{root}/", "base": f"{root}{PATH}", "settings": settings,
            "brand": await run_in_threadpool(brand_of, settings.store, f"{root}/"),
            "partnership": await run_in_threadpool(_name_of, settings),
        }  # fmt: skip
        return draw("data_protection.html", values)

    async def css(_request: Request) -> Response:
        return Response(look(), media_type="text/css")

    return [Route(PATH, shown), Route(f"{PATH}/look.css", css)]


def _name_of(settings: Settings) -> str:
    """Give the partnership's name; empty where nothing says."""
    try:
        return partnership_of(current_folder(settings.store) / SIDE_NAME).name
    except FindingsError:
        return ""
