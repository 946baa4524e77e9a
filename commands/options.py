"""What several commands are given: the options that they share, and the settings in force."""

from __future__ import annotations

from enum import StrEnum

# Typer reads annotations at run time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from settings import Settings


class Exported(StrEnum):
    """What ``findings export`` writes."""

    ACTIONS = "actions"
    MATRIX = "matrix"


Store = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Folder of the knowledge base [setting: store].", show_default=False
    ),
]
Knowledge = Annotated[
    Path | None,
    typer.Option(
        "--knowledge", help="Folder of the documents [setting: knowledge].", show_default=False
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Publish nothing if a file is not read, whatever the reason."),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report", help="File for what was read of each document (JSON).", show_default=False
    ),
]
Files = Annotated[
    bool, typer.Option("--files", help="Remove their uploaded or fetched files from disk too.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def read_settings(**given: Path | str | int | None) -> Settings:
    """Give the settings in force, what was given on the command line before all others."""
    import logging  # noqa: PLC0415

    from observing.lines import make_handler  # noqa: PLC0415
    from settings import load_settings  # noqa: PLC0415

    settings = load_settings(**given)
    handler = make_handler(as_json=settings.log_format == "json")
    handler.setLevel(settings.log_level)  # some libraries' loggers have a lower level of their own
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    return settings
