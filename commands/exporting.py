"""``findings export``: what the Library page lets people save, without the page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from commands.options import Exported
from commands.replacing import replacing_bytes
from guarding.origins import site_of
from store.generation.opened import Generation
from store.publishing.live import current_folder
from using.files import actions_file, actions_of, matrix_file

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings


def export_file(settings: Settings, what: Exported, path: Path) -> None:
    """Write the table of actions or the matrix of findings; the ending of ``path`` says how.

    Raises:
        FindingsError: there is no store, no such kind of file, or it cannot be written.
    """
    generation = Generation(current_folder(settings.store))
    ending = path.suffix.lower().removeprefix(".")
    site = site_of(settings)
    if what is Exported.MATRIX:
        made = matrix_file(generation, site, ending)
    else:
        made = actions_file(actions_of(generation, site), generation, ending)
    with replacing_bytes(path) as file:
        file.write(made.body)
    print(f"{what} written into {path}", file=sys.stderr)
