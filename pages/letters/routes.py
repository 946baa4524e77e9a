"""The routes of the pages on several letters: drawn by the server, read with any browser."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from domain import FindingsError
from pages.letters.chosen import chosen_of
from pages.letters.compare import compare_page, grid_of, sentences_page
from pages.letters.drawing import CSS
from pages.letters.like_us import like_us_page
from pages.letters.patterns import patterns_page
from using.addresses import address_of
from using.files import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from bot.assistant import Library
    from pages.letters.chosen import LettersChosen
    from pages.shared.services import Services
    from themes.lines import PracticeLine

_NO_LETTERS = "Letters of one area only are held here, so there is nothing to set beside it."
# Areas that an address may name.
_MOST_AREAS = 200


def add_letters(
    app: FastAPI, services: Services, *, may_correct: Callable[[Request], bool]
) -> None:
    """Add the pages; each is of the edition that is live when it is asked for.

    ``may_correct`` says whether whoever asks is led to where a sentence's theme is corrected.
    """

    @app.get("/findings/letters.css")
    def page_css() -> Response:
        return Response(CSS, media_type="text/css")

    def chosen_by(request: Request) -> tuple[Library, LettersChosen]:
        library = _library(services)
        areas = request.query_params.getlist("area")[:_MOST_AREAS]
        return library, chosen_of(library, request.query_params, areas)

    @app.get("/letters/compare")
    def compare(request: Request) -> Response:
        return HTMLResponse(compare_page(*chosen_by(request), corrects=may_correct(request)))

    @app.get("/letters/sentences")
    def sentences(request: Request) -> Response:
        return HTMLResponse(sentences_page(*chosen_by(request), corrects=may_correct(request)))

    @app.get("/letters/patterns")
    def patterns(request: Request) -> Response:
        return HTMLResponse(patterns_page(*chosen_by(request)))

    @app.get("/letters/like-us")
    def like_us(letter: str = "", line: str = "") -> Response:
        return HTMLResponse(like_us_page(_library(services), letter, line))

    @app.get("/letters/compare.xlsx")
    def excel(request: Request) -> Response:
        from library.together.export import write_excel  # noqa: PLC0415  brings xlsxwriter

        library, chosen = chosen_by(request)

        def address(line: PracticeLine) -> str:
            return services.site + address_of(line.passage)

        body = write_excel(grid_of(library, chosen), address, said=chosen.said)
        return _file(body, "xlsx")

    @app.get("/letters/compare.docx")
    def word(request: Request) -> Response:
        from library.together.export import write_grid_word  # noqa: PLC0415  brings docx

        library, chosen = chosen_by(request)
        today = datetime.now(UTC).date()
        return _file(
            write_grid_word(grid_of(library, chosen), said=chosen.said, made=today), "docx"
        )


def _file(body: bytes, ending: str) -> Response:
    return Response(
        body, media_type=KINDS[ending],
        headers={"content-disposition": f'attachment; filename="letters-compared.{ending}"'},
    )  # fmt: skip


def _library(services: Services) -> Library:
    """Give the live edition's search, where it holds letters of several areas.

    Raises:
        HTTPException: 404, it does not; 503, there is no knowledge base.
    """
    try:
        library = services.editions().library
    except FindingsError as error:
        raise HTTPException(503, "The knowledge base cannot be read at the moment.") from error
    if len(library.practices.areas) < 2:  # noqa: PLR2004
        raise HTTPException(404, _NO_LETTERS)
    return library
