"""A list of a document, whole: what introduces it and its items, over however many passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from domain import ListItem, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.quoting.spans import Span
    from domain import Passage, Sentence

_INTRODUCES = (":", ":-", "—")
# A paragraph that opens with the term that it explains: "Neglect: the failure to".
_TERM = re.compile(r"[A-Z][\w ’'()/-]{2,40}: (?=[a-z])")
FEWEST_TERMS = 3


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item: sentences ``first`` to ``last`` of a passage; ``depth`` is 1 unless it is nested."""

    passage: Passage
    first: int
    last: int
    depth: int

    @property
    def text(self) -> str:
        """Its words, as the document has them."""
        held = self.passage.sentences
        return self.passage.text[held[self.first].start : held[self.last].end]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: the line or heading that introduces it, verbatim, and its items in their order.

    ``is_headed`` is True where nothing but a heading stands above the items.
    """

    introduction: str
    is_headed: bool
    items: tuple[ListedItem, ...]

    @property
    def count(self) -> int:
        """How many items it has, those nested in another not counted."""
        return sum(item.depth == 1 for item in self.items)

    @property
    def characters(self) -> int:
        """How long its items are together."""
        return sum(len(item.text) for item in self.items)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that its items explain, where that is what it does."""
        opened = [_TERM.match(item.text) for item in self.items]
        return tuple(one[0].rstrip(": ") for one in opened if one) if all(opened) else ()

    def numbers(self) -> tuple[str, ...]:
        """Give each item's number, such as ``2`` or, nested in it, ``2.1``."""
        counts: list[int] = []
        numbers = []
        for item in self.items:
            counts = [*counts[: item.depth], *[0] * (item.depth - len(counts))]
            counts[-1] += 1
            numbers.append(".".join(map(str, counts)))
        return tuple(numbers)

    def within(self, passage: Passage, first: int, last: int) -> tuple[int, ...]:
        """Give the positions of the items that lie in sentences ``first`` to ``last``."""
        return tuple(
            at
            for at, item in enumerate(self.items)
            if item.passage.id == passage.id and first <= item.first and item.last <= last
        )

    def runs(self) -> list[tuple[Passage, int, int]]:
        """Give the passages that hold it, with the first and last of neighbouring sentences."""
        runs: list[tuple[Passage, int, int]] = []
        for item in self.items:
            if runs and runs[-1][0] is item.passage and item.first == runs[-1][2] + 1:
                runs[-1] = (item.passage, runs[-1][1], item.last)
            else:
                runs.append((item.passage, item.first, item.last))
        return runs


def list_at(passages: Sequence[Passage], passage: Passage, number: int) -> Listed | None:
    """Give the list that a sentence introduces or is an item of; None where it is neither.

    ``passages`` are the document's, in their order, or ``passage`` alone.
    """
    flat = [
        (one, n)
        for one in passages
        if one.headings == passage.headings
        for n in range(len(one.sentences))
    ]
    place = next(
        (at for at, (one, n) in enumerate(flat) if one.id == passage.id and n == number), None
    )
    if place is None:
        return None
    sentence = passage.sentences[number]
    if sentence.shape is Shape.PARAGRAPH and _TERM.match(sentence.text):
        return _terms([one for one, _ in flat])
    if sentence.shape is Shape.PARAGRAPH:
        follows = flat[place + 1 : place + 2]
        if not follows:
            return None
        after = follows[0][0].sentences[follows[0][1]]
        # some lines that introduce a list have no colon
        if not sentence.text.endswith(_INTRODUCES) and after.lead != sentence.text:
            return None
        place += 1
        sentence = after
    if sentence.shape is not Shape.ITEM:
        return None
    return _grown(flat, place)


def _terms(section: Sequence[Passage]) -> Listed | None:
    """Give the terms that paragraphs below one heading explain as a list, each by what it is."""
    items = [
        ListedItem(one, number, number, 1)
        for one in dict.fromkeys(section)
        for number, sentence in enumerate(one.sentences)
        if sentence.shape is Shape.PARAGRAPH and _TERM.match(sentence.text)
    ]
    if len(items) < FEWEST_TERMS:
        return None
    headings = section[0].headings
    return Listed(headings[-1] if headings else "", is_headed=True, items=tuple(items))


def points_of(passages: Sequence[Passage]) -> Listed | None:
    """Give what stands below a heading as a list: each paragraph, item or row of it is a point.

    ``passages`` are those below it, in their order. A point that goes on in another passage ends
    where the first one does. Lines that only introduce others are none. None without any point.
    """
    flat = [(one, number) for one in passages for number in range(len(one.sentences))]
    items: list[ListedItem] = []
    for at, (passage, number) in enumerate(flat):
        if at and _goes_on(flat[at - 1], (passage, number)):
            held = items[-1] if items else None
            if held and held.passage is passage:
                items[-1] = ListedItem(passage, held.first, number, 1)
        elif not passage.sentences[number].text.endswith(_INTRODUCES):
            items.append(ListedItem(passage, number, number, 1))
    if not items:
        return None
    headings = passages[0].headings
    return Listed(headings[-1] if headings else "", is_headed=True, items=tuple(items))


def _grown(flat: Sequence[tuple[Passage, int]], place: int) -> Listed | None:
    """Give the list around the item at ``place``, nested items with what they are nested in."""
    first = last = place
    while first and _is_item(flat[first - 1]):
        first -= 1
    while last + 1 < len(flat) and _is_item(flat[last + 1]):
        last += 1
    lists: list[tuple[str, list[ListedItem]]] = []
    parents: list[str] = []
    for at in range(first, last + 1):
        passage, number = flat[at]
        sentence = passage.sentences[number]
        if at > first and _goes_on(flat[at - 1], flat[at]):
            if flat[at - 1][0] is not passage:
                # an item that two passages share cannot be quoted as one
                return None
            held = lists[-1][1]
            held[-1] = ListedItem(passage, held[-1].first, number, held[-1].depth)
            continue
        depth = _depth(sentence, parents) if lists else 1
        if depth == 1 and (not lists or sentence.lead != lists[-1][0]):
            lists.append((sentence.lead, []))
        lists[-1][1].append(ListedItem(passage, number, number, depth))
        parents = [*parents[: depth - 1], sentence.text]
    around = flat[place]
    for lead, items in lists:
        if any(one.passage is around[0] and one.first <= around[1] <= one.last for one in items):
            headings = around[0].headings
            introduction = lead or (headings[-1] if headings else "")
            return Listed(introduction, not lead or lead in headings, tuple(items))
    return None


def _is_item(place: tuple[Passage, int]) -> bool:
    return place[0].sentences[place[1]].shape is Shape.ITEM


def _goes_on(before: tuple[Passage, int], after: tuple[Passage, int]) -> bool:
    """Say whether two sentences that follow on each other belong to one item."""
    if before[0] is not after[0]:
        # the passage begins within an item: no mark stands before its first words
        return _is_item(after) and after[1] == 0 and after[0].sentences[0].start == 0
    held = after[0].sentences
    return "\n" not in after[0].text[held[before[1]].end : held[after[1]].start]


def _depth(sentence: Sentence, parents: Sequence[str]) -> int:
    """Give how deep an item lies, by which of the items before it introduces it."""
    for depth, parent in reversed(list(enumerate(parents, start=1))):
        if sentence.lead and sentence.lead.lstrip("*").startswith(parent):
            return depth + 1
    return 1


def list_items(spans: Sequence[Span], listed: Listed) -> tuple[tuple[ListItem, ...], str]:
    """Give the items of a list that spans hold, numbered, and how much of it they are.

    An item without a number is what stands before the first one. Nothing where they hold fewer
    than two items, or words that belong to none.
    """
    numbers = listed.numbers()
    items: list[ListItem] = []
    held: list[int] = []
    for span in spans:
        passage = span.evidence.passage
        within = listed.within(passage, span.first, span.last)
        if not within or listed.items[within[-1]].last != span.last:
            return (), ""
        start = listed.items[within[0]].first
        if start > span.first:
            before = passage.sentences[span.first : start]
            items.append(ListItem("", tidy(passage.text[before[0].start : before[-1].end])))
        items += [ListItem(numbers[at], tidy(listed.items[at].text)) for at in within]
        held += within
    if len(held) < 2:  # noqa: PLR2004
        return (), ""
    if len(held) == len(listed.items):
        return tuple(items), f"{listed.count} of {listed.count}"
    tops = [numbers[at] for at in held if listed.items[at].depth == 1] or [numbers[held[0]]]
    return tuple(items), f"{in_runs(tops)} of {listed.count}"


def in_runs(numbers: Sequence[str]) -> str:
    """Give numbers as a reader would say them: three or more that follow on as first to last."""
    runs: list[list[str]] = []
    for one in numbers:
        follows = runs and one.isdigit() and runs[-1][-1].isdigit()
        if follows and int(one) == int(runs[-1][-1]) + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    said = [
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run)  # noqa: PLR2004
        for run in runs
    ]
    return ", ".join(said)
