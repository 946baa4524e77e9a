"""A partnership's own colours and logo, as rules and as a picture that we drew."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from domain import FindingsError
from ingest.beside.colours import DARK, LIGHT, Scheme, nearest_that_passes, wash_of
from ingest.beside.logo import LOGO_NAME, Logo, read_logo
from ingest.beside.partnership import partnership_of
from pages.shared.templates import render
from store.generation.side import SIDE_NAME
from store.publishing.live import current_folder

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup
    from starlette.requests import Request

    from ingest.beside.partnership import Shown
    from pages.shared.services import Services

CSS_PATH = "/findings/own.css"
LOGO_PATH = "/findings/own-logo.png"
_NOT_GRADIOS = ":root:root:not(:has(.gradio-container))"
# Gradio writes our own ``.dark`` anew for what it draws, with four classes before it.
_GRADIOS_DARK = ".dark.dark, .dark.dark .contain.contain.contain"


def rules_of(shown: Shown) -> str:
    """Give the rules that put a partnership's colours in the place of ours; none without any.

    They stand above ours wherever they are read; pages that Gradio does not draw are dark where
    the reader's machine is.
    """
    if not (shown.colour or shown.colour_dark):
        return ""
    dark = shown.colour_dark or nearest_that_passes(shown.colour, DARK)
    rules = f"@media screen and (prefers-color-scheme: dark) {{ {_NOT_GRADIOS} \
{{{_tokens(dark, DARK)}}} }}\n{_GRADIOS_DARK} {{{_tokens(dark, DARK)}}}\n"
    if shown.colour:
        rules = f":root:root {{{_tokens(shown.colour, LIGHT)}}}\n{rules}"
    return rules


def brand_of(store: Path, home: str) -> Markup:
    """Give whose page it is, as it stands above every page that the server draws: logo and name.

    ``home`` is the address of the first page as seen from there, with a slash at its end.
    """
    return _brand(logo_of_store(store, home), home)


def brand_in(side: Path | None, home: str) -> Markup:
    """Give the same for an edition that is at hand, by the folder of what lies beside it."""
    return _brand(_logo_markup(side, home) if side else "", home)


def logo_of_store(store: Path, home: str = "") -> Markup | str:
    """Give the logo of the live edition; nothing where there is none that can be shown."""
    try:
        side = current_folder(store) / SIDE_NAME
    except FindingsError:
        return ""
    return _logo_markup(side, home)


def _brand(logo: Markup | str, home: str) -> Markup:
    return render("frame/brand.html", {"logo": logo, "home": home})


def _logo_markup(side: Path, home: str) -> Markup | str:
    try:
        logo, name = _kept(side)
    except FindingsError:
        return ""
    if logo is None:
        return ""
    address = f"{home}{LOGO_PATH.removeprefix('/')}?{logo.mark}"
    return render("frame/logo.html", {"logo": logo, "address": address, "name": name})


@lru_cache(maxsize=4)
def _kept(side: Path) -> tuple[Logo | None, str]:
    """Give the logo that an edition was published with, and whose it is: it is never edited.

    Raises:
        FindingsError: what keeps them is damaged.
    """
    return read_logo(side / LOGO_NAME), partnership_of(side).name


def own_look_routes(services: Services) -> list[Route]:
    """Give the routes of the rules and of the picture, which need no sign-in."""

    async def css(_request: Request) -> Response:
        shown = await run_in_threadpool(services.assistant.shown)
        return Response(rules_of(shown), media_type="text/css")

    async def logo(_request: Request) -> Response:
        try:
            held, _ = await run_in_threadpool(
                lambda: _kept(current_folder(services.settings.store) / SIDE_NAME)
            )
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
