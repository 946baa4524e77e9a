"""A partnership's own colours and logo, as rules and as a picture that we drew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from domain import FindingsError
from ingest.beside.colours import DARK, LIGHT, Scheme, nearest_that_passes, wash_of
from ingest.beside.logo import LOGO_NAME, Logo, read_logo
from pages.shared.templates import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup
    from starlette.requests import Request

    from bot.edition import Edition
    from ingest.beside.partnership import Partnership, Shown
    from pages.shared.services import Services

CSS_PATH = "/findings/own.css"
LOGO_PATH = "/findings/own-logo.png"


def rules_of(shown: Shown) -> str:
    """Give the rules that put a partnership's colours in the place of ours; none without any.

    They stand above ours wherever they are read; pages that Gradio does not draw are dark where
    the reader's machine is.
    """
    if not (shown.colour or shown.colour_dark):
        return ""
    dark = shown.colour_dark or nearest_that_passes(shown.colour, DARK)
    rules = f"@media (prefers-color-scheme: dark) {{ :root:root:not(:has(.gradio-container)) \
{{{_tokens(dark, DARK)}}} }}\n.dark.dark {{{_tokens(dark, DARK)}}}\n"
    if shown.colour:
        rules = f":root:root {{{_tokens(shown.colour, LIGHT)}}}\n{rules}"
    return rules


def logo_of_edition(edition: Edition) -> Logo | None:
    """Give the logo that an edition was published with.

    Raises:
        LogoError: it is damaged.
    """
    return read_logo(edition.generation.side / LOGO_NAME)


def logo_markup(editions: Callable[[], Edition], partnership: Partnership) -> Markup | str:
    """Give the logo as it stands above the page; nothing where there is none that can be shown."""
    try:
        logo = editions().made(logo_of_edition)
    except FindingsError:
        return ""
    if logo is None:
        return ""
    address = f"{LOGO_PATH.removeprefix('/')}?{logo.mark}"
    return render("frame/logo.html", {"logo": logo, "address": address, "name": partnership.name})


def own_look_routes(services: Services) -> list[Route]:
    """Give the routes of the rules and of the picture, which need no sign-in."""

    async def css(_request: Request) -> Response:
        shown = await run_in_threadpool(services.assistant.shown)
        return Response(rules_of(shown), media_type="text/css")

    async def logo(_request: Request) -> Response:
        try:
            held = await run_in_threadpool(lambda: services.editions().made(logo_of_edition))
        except FindingsError:
            held = None
        if held is None:
            return Response(status_code=404)
        return Response(held.data, media_type="image/png")

    return [Route(CSS_PATH, css), Route(LOGO_PATH, logo)]


def _tokens(colour: str, scheme: Scheme) -> str:
    return (
        f" --findings-accent: {colour}; --findings-accent-wash: {wash_of(colour, scheme)};"
        f" --findings-on-accent: {scheme.on_colour}; --findings-focus: {colour}; "
    )
