"""What a search needs of every entry and passage, as arrays: none of it is an object of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from domain import Part
from store.generation.entries import OWN_KINDS, EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from store.generation.records import Knowledge

    Starts = Mapping[str, NDArray[np.int64]]

_KINDS = tuple(EntryKind)
PARTS = tuple(Part)
_STARTS = "starts_"


def kind_number(kind: EntryKind) -> int:
    """Give the number that stands for a kind in ``HeldColumns.kinds``."""
    return _KINDS.index(kind)


@dataclass(frozen=True, slots=True)
class HeldColumns:
    """Of each entry its kind, the places of its passage and sentence, and its length in characters.

    ``texts`` tells each entry's words from others (``number_of``); none of an older format.
    Of each passage its document's place (``documents``) and its part's in ``PARTS`` (``parts``).
    ``starts`` says where the rows of the record start, by the names of its lists; empty where that
    is not kept.
    """

    kinds: NDArray[np.uint8]
    passages: NDArray[np.int32]
    sentences: NDArray[np.int32]
    lengths: NDArray[np.int32]
    documents: NDArray[np.int32]
    parts: NDArray[np.uint8]
    texts: NDArray[np.uint64]
    starts: Starts

    @property
    def own(self) -> int:
        """How many entries hold documents' own words; they come first."""
        return len(self.rows(*OWN_KINDS))

    def rows(self, *kinds: EntryKind) -> NDArray[np.intp]:
        """Give the rows of the entries of some kinds, in their order."""
        return np.flatnonzero(np.isin(self.kinds, [_KINDS.index(kind) for kind in kinds]))

    def save(self, path: Path) -> None:
        """Write them into one file."""
        held: dict[str, Any] = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name != "starts"
        }
        held |= {f"{_STARTS}{name}": one for name, one in self.starts.items()}
        np.savez(path, **held)


def columns_of(knowledge: Knowledge, starts: Starts | None = None) -> HeldColumns:
    """Give the columns of what is known; ``starts`` are those of its record."""
    entries, passages = knowledge.entries, knowledge.passages
    places = {one.source.id: place for place, one in enumerate(knowledge.documents)}
    kinds = {kind: number for number, kind in enumerate(_KINDS)}
    parts = {part: number for number, part in enumerate(PARTS)}
    return HeldColumns(
        np.array([kinds[one.kind] for one in entries], dtype=np.uint8),
        np.array([one.passage for one in entries], dtype=np.int32),
        np.array([one.sentence for one in entries], dtype=np.int32),
        np.array([len(one.text) for one in entries], dtype=np.int32),
        np.array([places[one.source.id] for one in passages], dtype=np.int32),
        np.array([parts[one.part] for one in passages], dtype=np.uint8),
        np.array([number_of(one.text) for one in entries], dtype=np.uint64),
        starts or {},
    )


def load_columns(path: Path) -> HeldColumns:
    """Give the columns that a file holds.

    Raises:
        OSError, ValueError, KeyError, EOFError: it cannot be read.
    """
    with np.load(path) as held:
        own = {name: held[name] for name in held.files}
    starts = {name.removeprefix(_STARTS): own.pop(name) for name in [*own] if _STARTS in name}
    # older ones lack it
    own.setdefault("texts", np.zeros(0, dtype=np.uint64))
    return HeldColumns(**own, starts=starts)


def join_columns(columns: Sequence[HeldColumns]) -> HeldColumns:
    """Give the columns of several records as of one: all own entries first, then what was taught.

    ``starts`` are left to each.
    """
    if len(columns) == 1:
        return columns[0]
    passages = np.cumsum([0, *(len(one.parts) for one in columns)])
    documents = np.cumsum([0, *(len(one.starts["documents"]) - 1 for one in columns)])

    def entries(values: Sequence[NDArray[Any]]) -> NDArray[Any]:
        owns = [one.own for one in columns]
        own = [value[:size] for value, size in zip(values, owns, strict=True)]
        taught = [value[size:] for value, size in zip(values, owns, strict=True)]
        return np.concatenate([*own, *taught])

    def shifted(value: NDArray[np.int32], by: int) -> NDArray[np.int32]:
        return np.where(value < 0, value, value + np.int32(by))

    return HeldColumns(
        entries([one.kinds for one in columns]),
        entries(
            [shifted(one.passages, int(by)) for one, by in zip(columns, passages, strict=False)]
        ),
        entries([one.sentences for one in columns]),
        entries([one.lengths for one in columns]),
        np.concatenate(
            [shifted(one.documents, int(by)) for one, by in zip(columns, documents, strict=False)]
        ),
        np.concatenate([one.parts for one in columns]),
        entries([one.texts for one in columns]),
        {},
    )


def number_of(text: str) -> int:
    """Give a number that hardly any other text has."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
