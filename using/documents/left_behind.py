"""Files that came in and that the live edition no longer needs: listed, and removed from disk.

What is withdrawn is quoted to nobody, but its file stays where it was put. Only what came in
through the program is looked at: what a person put into the folder, a person takes out.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.beside.recording import forget_entry
from ingest.beside.teaching import TAUGHT_SUFFIX
from ingest.folder.walking import id_of, taught_stems
from ingest.web.keeping import FOLDER_NAME
from store.generation.manifest import read_manifest
from store.publishing.live import generations_folder, published, read_current_manifest
from store.publishing.locking import writing
from using.documents.staging import UPLOADED_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

CAME_IN = (UPLOADED_NAME, FOLDER_NAME)


class LeftBehindError(FindingsError):
    """A file is none that may be removed, or cannot be."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A file that the live edition does not need, by the id that it had.

    ``digest`` is its SHA-256; ``beside`` are the files that teach it and nothing else, which go
    with it; ``editions`` counts those before the live one that hold its words still.
    """

    id: str
    size: int
    digest: str
    beside: tuple[str, ...]
    editions: int


def left_behind(store: Path, knowledge: Path) -> tuple[LeftBehind, ...]:
    """Give what came in and is not needed, in order of id; nothing where nothing is published.

    Raises:
        FindingsError: what is published cannot be read, so that nobody knows what is needed.
    """
    if not published(store):
        return ()
    needed = _needed(store)
    found = {id_of(path, knowledge): path for path in _came_in(knowledge)}
    gone = {one for one in found if not one.endswith(TAUGHT_SUFFIX)} - needed
    taught: dict[str, set[str]] = {}
    for name in (one for one in found if one.endswith(TAUGHT_SUFFIX)):
        stems = {id_of(one, knowledge) for one in taught_stems(found[name])}
        if not any(_stem(one) in stems for one in needed):
            taught[name] = {one for one in gone if _stem(one) in stems}
    earlier = _held_before(store)
    return tuple(
        LeftBehind(
            name, found[name].stat().st_size, _digest(found[name], found[name].stat().st_mtime_ns),
            tuple(sorted(one for one, of in taught.items() if of == {name})),
            sum(name in held for held in earlier),
        )
        # what teaches nothing that is there is listed by itself
        for name in sorted(gone | {one for one, of in taught.items() if not of})
    )  # fmt: skip


def remove_from_disk(store: Path, knowledge: Path, name: str, digest: str) -> LeftBehind:
    """Remove a file that is not needed, what teaches only it, and what the catalogue says of it.

    ``digest`` is that of the file which a person saw: another one of that name stays.

    Raises:
        LeftBehindError: the live edition needs it, it is another file than was seen, it did not
            come in through the program, or the disk does not let it go.
        FindingsError: another process publishes, or what is published cannot be read.
    """
    with writing(store):
        one = next((one for one in left_behind(store, knowledge) if one.id == name), None)
        if one is None or one.digest != digest:
            msg = f"{name[:200]}: is not, or no longer, a file that may be removed: nothing was"
            raise LeftBehindError(msg)
        try:
            for each in (*one.beside, one.id):
                (knowledge / each).unlink()
        except OSError as error:
            msg = f"{knowledge / name}: cannot be removed ({error.strerror}): its folder's rights"
            raise LeftBehindError(msg) from error
        forget_entry(name, knowledge)
    return one


def _needed(store: Path) -> set[str]:
    sources = [one.source for one in read_current_manifest(store).documents]
    return {name for one in sources for name in (one.id, *one.places)}


def _held_before(store: Path) -> list[set[str]]:
    """Give the ids of the documents of each edition that one can go back to."""
    found = []
    for identity in published(store)[1:]:
        try:
            records = read_manifest(generations_folder(store) / identity).documents
        except FindingsError:
            continue  # it cannot be gone back to
        found.append({name for one in records for name in (one.source.id, *one.source.places)})
    return found


def _came_in(knowledge: Path) -> Iterator[Path]:
    """Give each file below the folders of what came in; no link is followed."""
    for top in CAME_IN:
        if (knowledge / top).is_symlink():
            continue
        for folder, _, names in os.walk(knowledge / top):
            for path in (Path(folder) / name for name in names):
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


@lru_cache(maxsize=4096)
def _digest(path: Path, written: int) -> str:
    """Give the hash of a file that was last written then: asked for at each look at the list."""
    del written
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
