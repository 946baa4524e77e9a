"""Small documents for stores that are built in a second."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from domain import Document, Source, Taught
from ingest.beside.side import with_language
from ingest.folder.collecting import Collected
from ingest.readers.layout import clean, lay_out
from ingest.readers.text.markdown import read_markdown
from store.generation.building import write
from store.generation.manifest import MANIFEST_NAME
from store.generation.planning import plan
from store.publishing.live import generations_folder, publish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from store.generation.opened import Generation
    from store.models.embedding import Embedder

FRONT_DOOR = """# Front door

Ring the front door at once if a child may be suffering harm. They decide within a day.

## Hours

- Monday to Friday from nine to five
- other hours: the out-of-hours team
"""
MISSING = """# Missing children

Report a missing child to the police. A return home interview follows within 72 hours.
"""
MEETINGS = """# Strategy meetings

Children's social care chairs the strategy meeting. Police and health must attend it.
"""
# what lies beside documents that have nothing of their own beside them
SIDE = with_language({}, Path(__file__).parents[2] / "knowledge")
TEXTS = {"front-door.md": FRONT_DOOR, "missing.md": MISSING, "meetings.md": MEETINGS}


def collected(texts: Mapping[str, str], **taught: Sequence[Taught]) -> list[Collected]:
    """Give the texts as collected documents; lessons by the file's name without ending."""
    found = []
    for name, text in sorted(texts.items()):
        blocks = read_markdown(clean(text)).blocks
        document = Document(Source(id=name, title=blocks[0].text), *lay_out(blocks))
        stem = name.removesuffix(".md").replace("-", "_")
        found.append(Collected(document, tuple(taught.get(stem, ()))))
    return found


def built(
    texts: Mapping[str, str],
    embedder: Embedder,
    directory: Path,
    previous: Generation | None = None,
    side: Mapping[str, bytes] = SIDE,
) -> Path:
    """Write a generation of the texts and give its folder."""
    planned = plan(
        collected(texts), side=side, model=embedder.name, max_words=110, previous=previous
    )
    return write(planned, embedder, directory=directory)


def bundled(folder: Path, name: str) -> Path:
    """Give the file of a name that lies in the first bundle below a folder."""
    return min(folder.rglob(f"bundles/*/{name}"))


def files_under(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file below the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def write_files(folder: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Write the files below the folder, by their paths, and give the folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


class CountingEmbedder:
    """An embedder that keeps what it was asked for; the vectors are the real one's."""

    def __init__(self, inner: Embedder, *, name: str = "") -> None:
        """Wrap ``inner``, under another name where one is given."""
        self._inner = inner
        self.name = name or inner.name
        self.asked: list[str] = []

    def embed(
        self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False
    ) -> NDArray[np.float32]:
        """Give the vectors and remember the texts."""
        self.asked += texts
        return self._inner.embed(texts, asked=asked)


def publish_copy(store: Path, model: Path, number: int) -> None:
    """Publish a copy of a generation under another name."""
    folder = shutil.copytree(model, generations_folder(store) / f"copy-{number}")
    raw = json.loads((folder / MANIFEST_NAME).read_bytes()) | {"id": folder.name}
    (folder / MANIFEST_NAME).write_text(json.dumps(raw), "utf-8")
    publish(store, folder.name, keep=2)
