"""What is to be done, of what was found: the sections that tell of it, each in its own order.

Where staff's words and a document's are not the same, the best sentence is seldom the one that says
what to do, and often stands beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.quoting.spans import Span
from bot.quoting.standing import is_elsewhere
from bot.shaping.howto import with_its_lists
from bot.shaping.sections.stating import (
    Section,
    as_statements,
    is_step,
    size_of,
    spans_of,
)
from domain import Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.assistant import Library
    from domain import Evidence, Statement

# What a section gains for how near its heading is to what is asked (a cosine), and for each further
# passage of it that was found, beside the log-odds of its best sentence. Of 14 of 20 messages about
# real guidance, half of them told cases, the right section is among those found; it is then one of
# the two best for all 14, and for nine of them by its best sentence alone.
NEAR_HEADING = 3.0
FOUND_AGAIN = 0.6
# So many sections are told, and a second one only where it is behind by no more than this.
MOST_SECTIONS = 2
BEHIND = 1.0
# So many characters of the first are told, and of the second; more of one that stands alone.
ROOM = (700, 500)
ROOM_ALONE = 1_000
# A best paragraph or list that is no longer is told whole, whatever the room.
LONGEST_WHOLE = 1_200
# What a paragraph loses, in log-odds, for each that it stands after the best one, or before it.
AFTER, BEFORE = 0.5, 1.0
# The heading and the one above it say what a section is about.
_NAMING = 2


@dataclass(frozen=True, slots=True)
class NearSection:
    """A section with what was found of it, and how near it is to what is asked."""

    section: Section
    evidence: tuple[Evidence, ...]
    nearness: float


def told_of(library: Library, evidence: Sequence[Evidence], asked: str) -> tuple[Statement, ...]:
    """Give what the nearest sections say to do about a task; none where none does.

    Of a short section everything is given, of a longer one what it says to do around its best
    sentence.
    """
    found = nearest(library, evidence, asked)
    near = [one for one in found if found[0].nearness - one.nearness <= BEHIND][:MOST_SECTIONS]
    rooms = ROOM if len(near) > 1 else (ROOM_ALONE,)
    stated: list[Statement] = []
    for one, room in zip(near, rooms, strict=False):
        for paragraph in _nearest_of(one, asked, room):
            stated += as_statements(library, paragraph)
    return tuple(stated)


def nearest(library: Library, evidence: Sequence[Evidence], asked: str) -> list[NearSection]:
    """Give the sections of what was found that say what to do, nearest first.

    What inspectors saw lays down nothing.
    """
    held: dict[tuple[str, tuple[str, ...]], list[Evidence]] = {}
    for one in evidence:
        if one.passage.source.kind is not Kind.FINDING and one.passage.headings:
            held.setdefault((one.passage.source.id, one.passage.headings), []).append(one)
    sections = {key: _section(library, *key) for key in held}
    held = {key: one for key, one in held.items() if sections[key].duties}
    if not held:
        return []
    names = [". ".join(headings[-_NAMING:]) for _, headings in held]
    cosines = library.quoting.nearness(asked, names)
    found = [
        NearSection(sections[key], tuple(own), _nearness(own, cosine))
        for (key, own), cosine in zip(held.items(), cosines, strict=True)
    ]
    return sorted(found, key=lambda one: -one.nearness)


def _section(library: Library, document: str, headings: tuple[str, ...]) -> Section:
    passages = library.generation.passages_of(document)
    own = tuple(one for one in passages if one.headings == headings)
    return with_its_lists(library, Section(headings, own))


def _nearness(evidence: Sequence[Evidence], cosine: float) -> float:
    best = max(one.relevance for one in evidence)
    bounded = min(max(best, 1e-9), 1 - 1e-9)
    found = math.log(bounded / (1 - bounded))
    return found + NEAR_HEADING * cosine + FOUND_AGAIN * (len(evidence) - 1)


def _nearest_of(found: NearSection, asked: str, room: int) -> list[list[Span]]:
    """Give a section by its paragraphs, whole where there is room, else the nearest of them.

    What follows the best paragraph mostly tells the next step, what stands before it when to take
    it.
    """
    paragraphs = list(_paragraphs(found, asked))
    if sum(map(size_of, paragraphs)) <= room:
        return paragraphs
    nearness = [_of_paragraph(one) for one in paragraphs]
    best = max(range(len(paragraphs)), key=nearness.__getitem__)
    behind = [
        near - (AFTER * (at - best) if at >= best else BEFORE * (best - at))
        for at, near in enumerate(nearness)
    ]
    kept: dict[int, list[Span]] = {}
    for at in sorted(range(len(paragraphs)), key=lambda one: -behind[one]):
        left = room - sum(map(size_of, kept.values()))
        if at != best and not any(map(is_step, paragraphs[at])):
            continue
        if size_of(paragraphs[at]) <= left:
            kept[at] = paragraphs[at]
        elif not kept:
            # of who is to be told when, an item left out turns the sense
            is_short = size_of(paragraphs[at]) <= LONGEST_WHOLE
            kept[at] = paragraphs[at] if is_short else _best_of(paragraphs[at], left)
        else:
            break
    return [kept[at] for at in sorted(kept)]


def _best_of(paragraph: list[Span], room: int) -> list[Span]:
    """Give so many sentences of a long paragraph or list as there is room for, the best ones."""
    kept: list[Span] = []
    for one in sorted(paragraph, key=lambda each: -each.weight):
        if kept and size_of([*kept, one]) > room:
            break
        kept.append(one)
    return [one for one in paragraph if one in kept]


def _of_paragraph(spans: Sequence[Span]) -> float:
    return max(one.log_odds for one in spans)


def _paragraphs(found: NearSection, asked: str) -> Iterator[list[Span]]:
    """Give the sentences of a section by paragraph; a list stands with what introduces it."""
    weighed = {one.passage.id: one for one in found.evidence}
    held: list[Span] = []
    for passage in found.section.passages:
        own = weighed.get(passage.id)
        for one in spans_of(passage):
            span = Span(own, one.first, one.last) if own else one
            if is_elsewhere(span, asked):
                continue
            if held and not _is_of_one_paragraph(held[-1], span):
                yield held
                held = []
            held.append(span)
    if held:
        yield held


def _is_of_one_paragraph(before: Span, after: Span) -> bool:
    first, second = before.sentences[-1], after.sentences[0]
    if second.shape is Shape.ITEM:
        return first.shape is Shape.ITEM or second.lead == first.text
    passage = before.evidence.passage
    if first.shape is not Shape.PARAGRAPH or passage.id != after.evidence.passage.id:
        return False
    return "\n" not in passage.text[first.end : second.start]
