"""Documents, passages, entries and lessons as compact JSON, and back unchanged.

Rows are lists, not objects. A passage's row holds its words besides where they stand, so that it
is read without its document; that they are a slice of it is checked when it is written, and by the
audit.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from domain import (
    Block,
    Class,
    Document,
    FindingsError,
    Kind,
    Part,
    Passage,
    Sentence,
    Shape,
    Source,
    Status,
    Taught,
)
from ingest.classing import classed
from store.generation.entries import Entry, EntryKind
from store.generation.rows import sums_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

# The fields of a source that are dates.
DATES = (
    "published", "checked", "inspected_from", "inspected_to", "effective_from", "replaced_on",
    "review_due",
)  # fmt: skip
_SHAPES = {shape.value: shape for shape in Shape}
_PARTS = {part.value: part for part in Part}
_CLASSES = {one.value: one for one in Class}
_KINDS = {kind.value: kind for kind in EntryKind}


class RecordError(FindingsError):
    """A record does not hold what it should."""


@dataclass(frozen=True)
class Knowledge:
    """What a generation knows; an entry's position is its vector's row."""

    documents: Sequence[Document]
    passages: Sequence[Passage]
    entries: Sequence[Entry]

    @cached_property
    def headings(self) -> Sequence[tuple[str, ...]]:
        """Each document's headings, each once, in the order of the documents."""
        held: dict[str, dict[str, None]] = {one.source.id: {} for one in self.documents}
        for passage in self.passages:
            held[passage.source.id].update(dict.fromkeys(passage.headings))
        return tuple(map(tuple, held.values()))


def dump_knowledge(knowledge: Knowledge) -> bytes:
    """Give the knowledge as JSON, the same bytes for the same knowledge.

    Raises:
        RecordError: a passage or sentence is not a slice of its document.
    """
    return dump_with_starts(knowledge)[0]


def dump_with_starts(knowledge: Knowledge) -> tuple[bytes, dict[str, NDArray[np.int64]]]:
    """Give the knowledge as JSON, where the rows of each of its lists start, and its blocks' sums.

    The last start of a list is where a further row would start.

    Raises:
        RecordError: a passage or sentence is not a slice of its document.
    """
    places = {document.source.id: index for index, document in enumerate(knowledge.documents)}
    texts = {document.source.id: document.text for document in knowledge.documents}
    for passage in knowledge.passages:
        _check_slices(passage, texts[passage.source.id])
    lists: dict[str, Iterable[object]] = {
        "documents": map(_from_document, knowledge.documents),
        "passages": (_from_passage(one, places[one.source.id]) for one in knowledge.passages),
        "headings": map(list, knowledge.headings),
        "entries": ([e.kind, e.passage, e.sentence, e.text, e.missing] for e in knowledge.entries),
    }
    parts = [b"{"]
    starts, at = {}, 1
    for name, values in lists.items():
        head = f'"{name}":['.encode()
        rows = [_dump(one) for one in values]
        at += len(head)
        starts[name] = np.cumsum([at, *(len(row) + 1 for row in rows)], dtype=np.int64)
        parts += [head, b",".join(rows), b"],"]
        at = int(starts[name][-1]) + 1 + (not rows)
    parts[-1] = b"]}"
    return (data := b"".join(parts)), starts | {"blocks": sums_of(data)}


def read_headings(row: bytes) -> tuple[str, ...]:
    """Give a document's headings."""
    return tuple(json.loads(row))


def read_document(row: bytes) -> Document:
    """Give a document."""
    return _to_document(json.loads(row))


def read_passage(sources: Sequence[Source], row: bytes) -> Passage:
    """Give a passage; ``sources`` are those of the documents in its record, in their order."""
    held = json.loads(row)
    return _to_passage(held, sources[held[1]], held[8])


def read_entry(before: int, row: bytes) -> Entry:
    """Give an entry; so many passages stand ``before`` those of its record."""
    kind, passage, sentence, text, missing = json.loads(row)
    return Entry(_KINDS[kind], passage + before if passage >= 0 else -1, sentence, text, missing)


def load_knowledge(data: bytes) -> Knowledge:
    """Give back what ``dump_knowledge`` was given, or one of an older format, all at once.

    Raises:
        RecordError: the bytes are not such a record.
    """
    try:
        raw = json.loads(data)
        documents = tuple(_to_document(row) for row in raw["documents"])
        passages = tuple(
            _to_passage(row, documents[row[1]].source, documents[row[1]].text[row[5] : row[6]])
            for row in raw["passages"]
        )
        entries = tuple(
            Entry(_KINDS[kind], passage, sentence, text, missing)
            for kind, passage, sentence, text, missing in raw["entries"]
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        msg = f"knowledge record is damaged ({type(error).__name__}): run 'findings rollback'"
        raise RecordError(msg) from error
    return Knowledge(documents, passages, entries)


def dump_document(document: Document) -> bytes:
    """Give the row of a document, the same bytes for the same document."""
    return _dump(_from_document(document))


def dump_lessons(lessons: Mapping[str, Sequence[Taught]]) -> bytes:
    """Give what was taught beside each document, by its id, as JSON."""
    return _dump(
        {
            source: [[one.quote, one.questions, one.mistaken, one.missing] for one in taught]
            for source, taught in lessons.items()
        }
    )


def load_lessons(data: bytes) -> dict[str, tuple[Taught, ...]]:
    """Give back what ``dump_lessons`` was given.

    Raises:
        RecordError: the bytes are not such a record.
    """
    try:
        return {
            source: tuple(
                Taught(quote, tuple(questions), tuple(mistaken), missing)
                for quote, questions, mistaken, missing in rows
            )
            for source, rows in json.loads(data).items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        msg = f"lessons record is damaged ({type(error).__name__}): run 'findings rollback'"
        raise RecordError(msg) from error


def dump_source(source: Source) -> dict[str, str | list[str]]:
    """Give a source as an object of texts and lists of them; unknown facts are left out."""
    values = ((field.name, getattr(source, field.name)) for field in fields(source))
    return {name: _plain(value) for name, value in values if value or name in {"id", "title"}}


def _plain(value: object) -> str | list[str]:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def load_source(raw: Mapping[str, Any]) -> Source:
    """Give back what ``dump_source`` was given."""
    facts: dict[str, Any] = dict(raw)
    for name in DATES:
        if name in facts:
            facts[name] = date.fromisoformat(facts[name])
    facts |= {name: tuple(facts.get(name, ())) for name in ("places", "months")}
    facts["recognised"] = tuple(map(int, facts.get("recognised", ())))
    facts["kind"] = Kind(facts["kind"])
    facts["status"] = Status(facts["status"])
    return Source(**facts)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _from_document(document: Document) -> dict[str, object]:
    blocks = [[b.shape, b.start, b.end, b.level, b.page, b.breaks] for b in document.blocks]
    return {"source": dump_source(document.source), "text": document.text, "blocks": blocks}


def _to_document(raw: Mapping[str, Any]) -> Document:
    # rows of older formats end before the pages
    blocks = tuple(
        Block(_SHAPES[shape], start, end, level, *paging[:1], *map(tuple, paging[1:]))
        for shape, start, end, level, *paging in raw["blocks"]
    )
    return Document(load_source(raw["source"]), raw["text"], blocks)


def _from_passage(passage: Passage, place: int) -> list[object]:
    sentences = [
        [s.start, s.end, s.shape, s.lead, s.pointer, s.page, s.is_a] for s in passage.sentences
    ]
    return [
        passage.id, place, passage.headings, passage.part, passage.agencies,
        passage.start, passage.end, sentences, passage.text,
    ]  # fmt: skip


def _to_passage(row: Sequence[Any], source: Source, text: str) -> Passage:
    # rows of older formats end before their words
    address, _, headings, part, agencies, start, end, sentences = row[:8]
    return Passage(
        id=address,
        source=source,
        headings=tuple(headings),
        part=_PARTS[part],
        agencies=tuple(agencies),
        text=text,
        start=start,
        end=end,
        sentences=tuple(
            _to_sentence(text, row, (headings, source.kind, _PARTS[part])) for row in sentences
        ),
    )


def _to_sentence(
    text: str, row: Sequence[Any], above: tuple[Sequence[str], Kind, Part]
) -> Sentence:
    first, last, shape, lead, pointer, *rest = row
    page, is_a = (*rest, 0)[0], rest[1] if len(rest) > 1 else None
    sentence = Sentence(text[first:last], first, last, _SHAPES[shape], lead, pointer, page)
    if is_a is not None:
        return replace(sentence, is_a=_CLASSES[is_a])
    # one that was kept before sentences had classes
    headings, kind, part = above
    return classed(sentence, headings[-1] if headings else "", kind, part)


def _check_slices(passage: Passage, text: str) -> None:
    """Refuse words that their document does not hold at the place they name."""
    if text[passage.start : passage.end] != passage.text or not passage.text:
        msg = f"{passage.source.id}: passage {passage.id} is not a slice of its document"
        raise RecordError(msg)
    for sentence in passage.sentences:
        if passage.text[sentence.start : sentence.end] != sentence.text or not sentence.text:
            msg = f"{passage.source.id}: {sentence.text[:40]!r} is not a slice of its passage"
            raise RecordError(msg)
