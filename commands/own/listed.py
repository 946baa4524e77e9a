"""The commands by which a partnership sets up its own and keeps it healthy: init, ..."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(help="Folder to make; it may be there, without such files.")
    ] = Path(),
    *,
    name: Annotated[
        str | None, typer.Option(help="The partnership's name.", show_default=False)
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(
            help="The area whose rules are its own; again for those that it is part of.",
            show_default=False,
        ),
    ] = None,
    said: Annotated[
        list[str] | None,
        typer.Option(help="Another word that staff use for the area.", show_default=False),
    ] = None,
    agency: Annotated[
        list[str] | None,
        typer.Option(
            help="What a partner is called, as in 'police=Dale Police'.", show_default=False
        ),
    ] = None,
    word: Annotated[
        list[str] | None,
        typer.Option(
            help="A local word, as in 'daisy meeting=strategy meeting'.", show_default=False
        ),
    ] = None,
    contact: Annotated[
        list[str] | None,
        typer.Option(
            help="'role=front_door; name=...; staff=...; number=...; option=...; hours=...;"
            " source=...; address=...; reviewed=2026-05-31'.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make a folder for a partnership of your own: its settings, its facts, a place for documents.

    In a terminal it asks for what is not given. Nothing that is there is overwritten; a number
    without the page and the day that it was checked on is refused.
    """
    from commands.own.asking import Given, init_folder  # noqa: PLC0415

    given = Given(
        name or "", tuple(area or ()), tuple(said or ()), tuple(agency or ()), tuple(word or ()),
        tuple(contact or ()),
    )  # fmt: skip
    init_folder(folder, given)
