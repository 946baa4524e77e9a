"""A document becomes passages: verbatim slices, in order, that lose no word."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries

from domain import Block, Document, Part, Passage, Sentence, Shape
from ingest.agencies import agencies_of
from ingest.classing import classed
from ingest.letter import find_parts
from ingest.readers.layout import HEADER_ROW, ROW_WITHOUT_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.agencies import Agencies

# A list item this short is quoted whole; a longer one is quoted by the sentence.
ITEM_MAX_WORDS = 45
_POINTER = re.compile(r"\s*\[(?P<label>[^\[\]\n]{3,})\](?!\()")
# Statutes introduce their lists with a dash.
_INTRODUCES = (":", ":-", "—")
# A number or letter before a sentence, as "1.1.", "B1." or "Step 3.": no sentence by itself.
_NUMBERING = re.compile(
    r"[\W_]*(?:(?:step|stage|part|phase|level|rule|section|no|number|appendix|annex|question)\.? )?"
    r"(?:[a-z]{0,2}\d+(?:\.\d+)*[a-z]?|[a-z]|[ivxl]{1,6})[.):]+[\W_]*",
    re.IGNORECASE,
)
# What comes before the number that it points to.
_POINTS_ON = re.compile(
    r"\b(?:paras?|pp?|nos?|ch|arts?|regs?|sects?|ss?|figs?|vol|cf)\.\s*$", re.IGNORECASE
)
# A signatory's name and post are quoted together; a longer list of names by the line.
_POST_LINES = 2


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with its place in the document; sentence offsets count the document's text."""

    block: Block
    part: Part
    headings: tuple[str, ...]
    start: int
    sentences: tuple[Sentence, ...]
    words: int


def split(
    document: Document, *, max_words: int, agencies: Agencies | None = None
) -> tuple[Passage, ...]:
    """Give the document's passages, in order, without overlap.

    Neighbouring blocks of one section are kept together up to ``max_words``; a longer
    paragraph is cut between sentences. The passage that opens a section holds its heading.
    ``agencies`` are those that it may speak to; where None, those of everywhere.
    """
    agencies = agencies or agencies_of()
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    for group in _group(list(_place(document)), max_words):
        passage = _passage(document, group, agencies)
        count = seen[passage.id] = seen.get(passage.id, 0) + 1
        passages.append(passage if count == 1 else replace(passage, id=f"{passage.id}-{count}"))
    return tuple(passages)


def _place(document: Document) -> Iterator[_Placed]:
    """Give every block with its headings, part and sentences, in order."""
    trail: list[tuple[int, str]] = []
    lead = header = ""
    parents: dict[int, str] = {}
    previous: Block | None = None
    for block, part in zip(document.blocks, find_parts(document), strict=True):
        text = document.text[block.start : block.end]
        start = document.text.rfind("\n", 0, block.start) + 1
        introduction = ""
        if block.shape is Shape.HEADING:
            trail = [step for step in trail if step[0] < block.level] + [(block.level, text)]
            # a heading such as "The police should:" is what introduces the list below it
            lead, parents = text if text.endswith(_INTRODUCES) else "", {}
        elif block.shape is Shape.ITEM:
            introduction = parents.get(block.level - 1, "") if block.level > 1 else lead
            parents[block.level] = text
        elif block.shape is Shape.ROW:
            if block.level == HEADER_ROW or (previous is None or previous.shape is not Shape.ROW):
                header = "" if block.level == ROW_WITHOUT_HEADER else text
            introduction = header if text != header else ""
        headings = tuple(name for _, name in trail)
        is_header = block.shape is Shape.ROW and text == header
        sentences = () if is_header else tuple(_sentences(block, part, text, introduction))
        sentences = tuple(
            classed(one, headings[-1] if headings else "", document.source.kind, part)
            for one in sentences
        )
        if block.shape is Shape.PARAGRAPH:
            lead = sentences[-1].text if sentences and text.endswith(_INTRODUCES) else ""
        yield _Placed(block, part, headings, start, sentences, len(text.split()))
        previous = block


def _sentences(block: Block, part: Part, text: str, lead: str) -> Iterator[Sentence]:
    """Give the quotable slices of a block, its bracketed pointers left out."""
    if block.shape is Shape.HEADING:
        return
    for start, end, pointer in _between_pointers(text):
        for first, last in _cut(text[start:end], block.shape, part):
            raw = text[start + first : start + last]
            quote = raw.strip(" \n|*")
            offset = block.start + start + first + raw.index(quote) if quote else 0
            is_number = block.shape is Shape.PARAGRAPH and _NUMBERING.fullmatch(quote)
            if any(character.isalnum() for character in quote) and not is_number:
                yield Sentence(
                    quote, offset, offset + len(quote), block.shape, lead, pointer,
                    block.page_at(offset),
                )  # fmt: skip


def _between_pointers(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the stretches of text between bracketed pointers, each with the one that closes it."""
    position = 0
    for match in _POINTER.finditer(text):
        yield position, match.start(), match["label"]
        position = match.end()
    yield position, len(text), ""


def _cut(text: str, shape: Shape, part: Part) -> Iterator[tuple[int, int]]:
    """Give the sentence spans of a stretch; rows, short items and posts stay whole."""
    if part is Part.ADDRESSEES:
        lines = text.split("\n")
        if len(lines) <= _POST_LINES:
            yield 0, len(text)
            return
        position = 0
        for line in lines:
            yield position, position + len(line)
            position += len(line) + 1
    elif shape is Shape.ROW or (shape is Shape.ITEM and len(text.split()) <= ITEM_MAX_WORDS):
        yield 0, len(text)
    else:
        # sentencex counts characters of the text it is given, blanks included
        cuts = ((one["start_index"], one["end_index"])
                for one in get_sentence_boundaries("en", text))  # fmt: skip
        yield from _with_their_numbers(text, cuts)


def _with_their_numbers(text: str, cuts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the spans of sentences, each with the number that stands before it."""
    held: tuple[int, int] | None = None
    for start, end in cuts:
        is_open = held and (
            _NUMBERING.fullmatch(text, *held)
            or (_POINTS_ON.search(text, *held) and text[start : start + 1].isdigit())
        )
        if held and is_open:
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _group(placed: Sequence[_Placed], max_words: int) -> Iterator[list[_Placed]]:
    """Give the blocks in passages: headings go with what follows, long paragraphs are cut."""
    group: list[_Placed] = []
    for item in (piece for whole in placed for piece in _cut_long(whole, max_words)):
        body = [one for one in group if one.block.shape is not Shape.HEADING]
        is_heading = item.block.shape is Shape.HEADING
        full = sum(one.words for one in body) + item.words > max_words
        if body and (is_heading or full or item.part is not body[-1].part):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _cut_long(placed: _Placed, max_words: int) -> Iterator[_Placed]:
    """Cut a paragraph of more than ``max_words`` between sentences, into even pieces."""
    pieces = -(-placed.words // max_words)
    if pieces <= 1 or len(placed.sentences) <= 1:
        yield placed
        return
    target = placed.words / pieces
    current: list[Sentence] = []
    start = placed.start
    for sentence in placed.sentences:
        count = sum(len(one.text.split()) for one in current)
        if current and count + len(sentence.text.split()) / 2 > target:
            block = replace(placed.block, start=start, end=sentence.start)
            yield replace(placed, block=block, start=start, sentences=tuple(current), words=count)
            current, start = [], sentence.start
        current.append(sentence)
    words = sum(len(one.text.split()) for one in current)
    block = replace(placed.block, start=start)
    yield replace(placed, block=block, start=start, sentences=tuple(current), words=words)


def _passage(document: Document, group: Sequence[_Placed], agencies: Agencies) -> Passage:
    start = group[0].start
    end = start + len(document.text[start : group[-1].block.end].rstrip())
    text = document.text[start:end]
    sentences = tuple(
        replace(one, start=one.start - start, end=one.end - start)
        for placed in group
        for one in placed.sentences
    )
    last = group[-1]
    words = " ".join(text.split())
    digest = hashlib.sha256(f"{document.source.id}\0{words}".encode()).hexdigest()
    leads = " ".join({one.lead for one in sentences})
    return Passage(
        id=digest[:12],
        source=document.source,
        headings=last.headings,
        part=last.part,
        agencies=agencies.find(f"{text} {leads}"),
        text=text,
        start=start,
        end=end,
        sentences=sentences,
    )
