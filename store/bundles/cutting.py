"""Which neighbouring documents lie in one bundle, and what a bundle is told by."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.readers.kept import ingest_version
from store.generation.manifest import FORMAT, library_versions
from store.generation.records import dump_document, dump_lessons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain import Document, Taught

# Of a small collection so many documents lie in one bundle, on average; of a large one so many
# that there are between half as many bundles as these and all. A file is open for each.
_DOCUMENTS, _BUNDLES = 8, 64
_STORE = Path(__file__).parents[1]
# Beside what ingest makes of a file, these decide what is kept of it.
_RULES = (
    "generation/entries.py", "generation/records.py", "generation/columns.py",
    "generation/rows.py", "search/keywords.py", "search/counting.py", "bundles/planned.py",
    "bundles/writing.py",
)  # fmt: skip


def cut(names: Sequence[str]) -> Iterator[slice]:
    """Give the stretches of documents that lie together, by their ids in their order.

    A document ends its bundle where its own id says so, so that one that comes or goes changes no
    more than the bundle that it is in.
    """
    share = _DOCUMENTS
    while share * _BUNDLES < len(names):
        share *= 2
    start = 0
    for end, name in enumerate(names, 1):
        told = hashlib.blake2b(name.encode(), digest_size=8).digest()
        if end == len(names) or int.from_bytes(told) % share == 0:
            yield slice(start, end)
            start = end


def name_of(
    documents: Sequence[Document], lessons: Mapping[str, Sequence[Taught]], made_by: str
) -> str:  # fmt: skip
    """Give the name of a bundle: another for whatever would make another one."""
    told = hashlib.sha256(made_by.encode())
    for one in documents:
        for said in (dump_document(one), dump_lessons({one.source.id: lessons[one.source.id]})):
            told.update(len(said).to_bytes(8) + said)
    return told.hexdigest()[:32]


def made_by(model: str, max_words: int, partnership: str) -> str:
    """Give what all bundles of an edition are made by, beside their documents.

    ``partnership`` is the hash of the file that says which agencies passages may speak to.
    """
    libraries = " ".join(f"{name} {one}" for name, one in library_versions().items())
    return f"{FORMAT} {model} {max_words} {partnership} {libraries} {_rules()}"


@cache
def _rules() -> str:
    told = hashlib.sha256(ingest_version().encode())
    for name in _RULES:
        told.update((_STORE / name).read_bytes())
    return told.hexdigest()
