"""The actions table: what a letter asks a partnership to put right, for the partnership to fill."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from bot.answering.rendering import place_of
from domain import Class, Kind, Part, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from domain import Block, Document, Passage
    from ingest.agencies import Agencies

# The parts whose duties are actions, and the letter that their numbers begin with.
_NUMBERED = {Part.PRIORITY: "P", Part.IMPROVE: "I"}
NOT_HELD = "not in this knowledge base: words as the file gives them"


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table; all its values are text, as they stand in a file.

    ``finding`` is verbatim; ``reference`` depends on the document's path and those words only,
    so that a file filled in before a rebuild still fits. ``owner``, ``due``, ``evidence`` and
    ``status`` are the partnership's.
    """

    number: str
    finding: str
    agencies: str = ""
    owner: str = ""
    due: str = ""
    evidence: str = ""
    status: str = ""
    part: str = ""
    source: str = ""
    address: str = ""
    reference: str = ""


COLUMNS = tuple(one.name for one in fields(Action))
FILLED = ("owner", "due", "evidence", "status")


@dataclass(frozen=True, slots=True)
class Merged:
    """The table after a file was read into it, with what the reader must know, a line each."""

    actions: tuple[Action, ...]
    notes: tuple[str, ...]


def make_actions(
    documents: Sequence[Document], passages: Sequence[Passage],
    address_of: Callable[[Passage, tuple[int, int]], str], agencies: Agencies,
    elsewhere: Container[str] = (),
) -> tuple[Action, ...]:  # fmt: skip
    """Give the empty table for all inspection letters among the documents, in their order.

    ``address_of`` gives the address of a passage, opened at a slice of its document;
    ``agencies`` are those that a line may name. ``elsewhere`` are the ids of other areas'
    documents: what those ask for is for others to do.
    """
    actions = []
    held: dict[str, list[Passage]] = {}
    for passage in passages:
        held.setdefault(passage.source.id, []).append(passage)
    for document in documents:
        if document.source.kind is Kind.FINDING and document.source.id not in elsewhere:
            own = held.get(document.source.id, [])
            actions += list(_of_letter(document, own, address_of, agencies))
    return tuple(actions)


def _of_letter(
    document: Document,
    passages: Sequence[Passage],
    address_of: Callable[[Passage, tuple[int, int]], str],
    agencies: Agencies,
) -> Iterator[Action]:
    counts: dict[Part, list[int]] = {part: [] for part in _NUMBERED}
    for block, passage in _asked(document, passages):
        words = " ".join(document.text[block.start : block.end].split())
        number = _next_number(counts[passage.part], block.level)
        yield Action(
            number=_NUMBERED[passage.part] + number,
            finding=words,
            agencies="; ".join(agencies.find(words)),
            part=passage.part.value,
            source=place_of(passage),
            address=address_of(passage, (block.start, block.end)),
            reference=hashlib.sha256(f"{document.source.id}\0{words}".encode()).hexdigest()[:10],
        )


def _asked(document: Document, passages: Sequence[Passage]) -> Iterator[tuple[Block, Passage]]:
    """Give what the letter asks for: a part's list items, or its paragraphs where it has no list.

    What a part only tells beside, such as what inspectors saw, is no action.
    """
    held = [
        (block, passage)
        for block in document.blocks
        if block.shape in {Shape.ITEM, Shape.PARAGRAPH}
        and (passage := _holding(block, passages))
        and passage.part in _NUMBERED
        and _is_asked(block, passage)
    ]
    listed = {passage.part for block, passage in held if block.shape is Shape.ITEM}
    for block, passage in held:
        leads = document.text[block.start : block.end].rstrip().endswith(":")
        if block.shape is Shape.ITEM or not (leads or passage.part in listed):
            yield block, passage


def _is_asked(block: Block, passage: Passage) -> bool:
    start, end = block.start - passage.start, block.end - passage.start
    return any(one.is_a is Class.EXPECTED for one in passage.sentences if start <= one.start < end)


def _holding(block: Block, passages: Sequence[Passage]) -> Passage | None:
    """Give the passage in which the block begins."""
    return next((one for one in passages if one.start <= block.start < one.end), None)


def _next_number(counts: list[int], level: int) -> str:
    """Give the number of the next item, such as ``2`` or ``2.1``; counts one on in place."""
    del counts[max(level, 1) :]
    counts += [0] * (max(level, 1) - len(counts))
    counts[-1] += 1
    return ".".join(map(str, counts))


def fill(actions: Sequence[Action], row: int, entries: Sequence[str]) -> tuple[Action, ...]:
    """Give the table with the four entries of one row replaced, in the order of ``FILLED``."""
    filled = replace(actions[row], **dict(zip(FILLED, entries, strict=True)))
    return (*actions[:row], filled, *actions[row + 1 :])


def merge(table: Sequence[Action], read: Sequence[Action]) -> Merged:
    """Give the table with the entries of a file that was read; nothing of the file is lost.

    A row of the file that the table does not hold stays, at the end, and is marked. Where the
    file changed the words of a finding, the document's own words stay. The last of two rows
    with one reference counts.
    """
    held = {one.reference: one for one in table}
    given = {one.reference: one for one in read}
    merged = [
        replace(one, **{name: getattr(given[one.reference], name) for name in FILLED})
        if one.reference in given
        else one
        for one in table
    ]
    strangers = [one for one in read if one.reference not in held]
    merged += [replace(one, source=NOT_HELD, address="") for one in strangers]
    return Merged(tuple(merged), tuple(_notes(held, read, given, len(strangers))))


def _notes(
    held: dict[str, Action], read: Sequence[Action], given: dict[str, Action], strangers: int
) -> Iterator[str]:
    yield f"{len(given.keys() & held.keys())} of {len(held)} rows of the table are in the file."
    if strangers:
        yield (
            f"{strangers} rows of the file are not in this knowledge base: they stay at the end "
            "of the table, with the words of the file."
        )
    changed = [
        one.number
        for one in read
        if one.reference in held and one.finding != held[one.reference].finding
    ]
    if changed:
        yield (
            f"Words of a finding were changed in the file ({', '.join(changed)}): the document's "
            "own stay."
        )
    repeated = len(read) - strangers - len(given.keys() & held.keys())
    if repeated:
        yield f"{repeated} rows repeat a reference: the last of each counts."
