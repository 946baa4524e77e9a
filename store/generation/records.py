"""Documents, passages, entries and lessons as compact JSON, and back unchanged.

Passages and sentences are kept as offsets only, so what comes back is a slice of its
document by construction. Rows are lists, not objects: a file of 12,000 entries opens in
a few hundredths of a second.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a generation knows; an entry's position is its vector's row."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    entries: tuple[Entry, ...]


def dump_knowledge(knowledge: Knowledge) -> bytes:
    """Give the knowledge as JSON, the same bytes for the same knowledge.

    Raises:
        RecordError: a passage or sentence is not a slice of its document.
    """
    places = {document.source.id: index for index, document in enumerate(knowledge.documents)}
    texts = {document.source.id: document.text for document in knowledge.documents}
    for passage in knowledge.passages:
        _check_slices(passage, texts[passage.source.id])
    return _dump(
        {
            "documents": [_from_document(document) for document in knowledge.documents],
            "passages": [_from_passage(one, places[one.source.id]) for one in knowledge.passages],
            "entries": [
                [e.kind, e.passage, e.sentence, e.text, e.missing] for e in knowledge.entries
            ],
        }
    )


def load_knowledge(data: bytes) -> Knowledge:
    """Give back what ``dump_knowledge`` was given.

    Raises:
        RecordError: the bytes are not such a record.
    """
    try:
        raw = json.loads(data)
        documents = tuple(_to_document(row) for row in raw["documents"])
        passages = tuple(_to_passage(row, documents) for row in raw["passages"])
        entries = tuple(
            Entry(_KINDS[kind], passage, sentence, text, missing)
            for kind, passage, sentence, text, missing in raw["entries"]
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        msg = f"knowledge record is damaged ({type(error).__name__}): run 'findings rollback'"
        raise RecordError(msg) from error
    return Knowledge(documents, passages, entries)


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
    facts["places"] = tuple(facts.get("places", ()))
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
        passage.start, passage.end, sentences,
    ]  # fmt: skip


def _to_passage(row: Sequence[Any], documents: Sequence[Document]) -> Passage:
    address, place, headings, part, agencies, start, end, sentences = row
    text = documents[place].text[start:end]
    return Passage(
        id=address,
        source=documents[place].source,
        headings=tuple(headings),
        part=_PARTS[part],
        agencies=tuple(agencies),
        text=text,
        start=start,
        end=end,
        sentences=tuple(
            _to_sentence(text, row, (headings, documents[place].source.kind, _PARTS[part]))
            for row in sentences
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
