"""What a learner has done, as their own browser keeps it; and which question comes next."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol, TypeVar

# How many questions later an item comes back, by the number of right answers in a row
# (Leitner's boxes, 1972, counted in questions because a sitting is short).
COMES_BACK_AFTER = (3, 8, 25, 80, 240)
# A topic is weak while this share of its answers was wrong.
WEAK_SHARE = 1 / 3
# Every other new question is taken from the weakest topic.
WEAK_TURN = 2

# The value comes from a browser, where anybody may have changed it.
_VERSION = 1
_MOST_ENTRIES = 2_000
_MOST_COUNT = 1_000_000
_LONGEST_NAME = 200


class Practised(Protocol):
    """What is practised until it is known: a question of the quiz, or a card."""

    @property
    def id(self) -> str:
        """What it is remembered by; it outlives a rebuild of the documents."""

    @property
    def topic(self) -> str:
        """What it is about."""


Item = TypeVar("Item", bound=Practised)


@dataclass(frozen=True, slots=True)
class Memory:
    """How an item went: right answers in a row, and the count of answers at which it is due."""

    box: int
    due: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Right and wrong answers."""

    right: int = 0
    wrong: int = 0

    @property
    def is_weak(self) -> bool:
        """Whether enough was wrong that the topic should come back."""
        return self.wrong > 0 and self.wrong >= WEAK_SHARE * (self.right + self.wrong)


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's progress; nothing in it says who the learner is.

    ``asked`` is the item on the page, ``is_open`` whether it still waits for an answer; ``days``
    are those on which sittings were marked as read, where that is known.
    """

    tally: Tally = Tally()
    items: Mapping[str, Memory] = field(default_factory=lambda: MappingProxyType({}))
    topics: Mapping[str, Tally] = field(default_factory=lambda: MappingProxyType({}))
    read: tuple[str, ...] = ()
    days: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    asked: str = ""
    is_open: bool = False

    @property
    def answered(self) -> int:
        """How many questions have been answered."""
        return self.tally.right + self.tally.wrong

    @property
    def weak_topics(self) -> tuple[str, ...]:
        """The topics that went badly, worst first."""
        weak = [(topic, one) for topic, one in self.topics.items() if one.is_weak]
        return tuple(topic for topic, _ in sorted(weak, key=lambda pair: (-_share(pair[1]), pair)))

    def ask(self, item: Practised) -> Progress:
        """Give the progress with an item on the page."""
        return replace(self, asked=item.id, is_open=True)

    def answer(self, item: Practised, *, is_right: bool) -> Progress:
        """Give the progress after an answer; an item that went wrong comes back soon."""
        count = self.answered + 1
        last = len(COMES_BACK_AFTER) - 1
        box = min(self.items[item.id].box + 1 if item.id in self.items else 1, last)
        box = box if is_right else 0
        memory = Memory(box, count + COMES_BACK_AFTER[box])
        return replace(
            self,
            tally=_add(self.tally, is_right=is_right),
            items=MappingProxyType({**self.items, item.id: memory}),
            topics=MappingProxyType({
                **self.topics,
                item.topic: _add(self.topics.get(item.topic, Tally()), is_right=is_right),
            }),
            is_open=False,
        )  # fmt: skip

    def mark_read(self, sitting: str, day: date | None = None) -> Progress:
        """Give the progress with a sitting of the reading path marked as read on a day."""
        if sitting in self.read:
            return self
        days = {**self.days, sitting: day} if day else self.days
        return replace(self, read=(*self.read, sitting), days=MappingProxyType(days))


def choose(progress: Progress, items: Sequence[Item]) -> Item | None:
    """Give the item to ask next; None only where there are no items.

    What went wrong and is due comes first; then new items, every other one from the weakest
    topic; then what was known and is due; then what is due soonest.
    """
    others = [one for one in items if one.id != progress.asked] or list(items)
    if not others:
        return None
    seen = [one for one in others if one.id in progress.items]
    due = [one for one in seen if progress.items[one.id].due <= progress.answered]
    failed = [one for one in due if progress.items[one.id].box == 0]
    if failed:
        return min(failed, key=lambda one: progress.items[one.id].due)
    new = [one for one in others if one.id not in progress.items]
    if new:
        return _pick(progress, new)
    return min(due or seen, key=lambda one: progress.items[one.id].due)


def _pick(progress: Progress, new: Sequence[Item]) -> Item:
    if progress.answered % WEAK_TURN:
        for topic in progress.weak_topics:
            from_topic = [one for one in new if one.topic == topic]
            if from_topic:
                return min(from_topic, key=_place)
    return min(new, key=_place)


def _place(item: Practised) -> str:
    """Give an item's place in an order that mixes topics and kinds."""
    return hashlib.sha256(item.id.encode()).hexdigest()


def to_stored(progress: Progress) -> dict[str, object]:
    """Give the progress as the browser keeps it."""
    return {
        "version": _VERSION,
        "tally": [progress.tally.right, progress.tally.wrong],
        "items": {name: [one.box, one.due] for name, one in progress.items.items()},
        "topics": {name: [one.right, one.wrong] for name, one in progress.topics.items()},
        "read": list(progress.read),
        # numbers, as the door lets words through in lists alone
        "days": {name: day.toordinal() for name, day in progress.days.items()},
        "asked": progress.asked,
        "open": progress.is_open,
    }


def from_stored(stored: object) -> Progress:
    """Give the progress that a browser kept; what cannot be read counts as nothing done."""
    if not isinstance(stored, Mapping) or stored.get("version") != _VERSION:
        return Progress()
    tally = _pair(stored.get("tally"))
    read = stored.get("read")
    asked = stored.get("asked")
    last = len(COMES_BACK_AFTER) - 1
    return Progress(
        tally=Tally(*tally) if tally else Tally(),
        items=MappingProxyType({
            name: Memory(min(box, last), due) for name, (box, due) in _pairs(stored.get("items"))
        }),
        topics=MappingProxyType({
            name: Tally(*pair) for name, pair in _pairs(stored.get("topics"))
        }),
        read=tuple(filter(_is_name, read[:_MOST_ENTRIES])) if isinstance(read, list) else (),
        days=MappingProxyType(_days(stored.get("days"))),
        asked=asked if isinstance(asked, str) and _is_name(asked) else "",
        is_open=stored.get("open") is True,
    )  # fmt: skip


def _pairs(stored: object) -> list[tuple[str, tuple[int, int]]]:
    if not isinstance(stored, Mapping):
        return []
    entries = list(stored.items())[:_MOST_ENTRIES]
    return [(name, pair) for name, one in entries if _is_name(name) and (pair := _pair(one))]


def _days(stored: object) -> dict[str, date]:
    entries = list(stored.items())[:_MOST_ENTRIES] if isinstance(stored, Mapping) else []
    return {name: day for name, one in entries if _is_name(name) and (day := _day(one))}


def _day(stored: object) -> date | None:
    if isinstance(stored, int) and 1 <= stored <= date.max.toordinal():
        return date.fromordinal(stored)
    return None


def _pair(stored: object) -> tuple[int, int] | None:
    match stored:
        case [int(first), int(second)]:
            inside = 0 <= first <= _MOST_COUNT and 0 <= second <= _MOST_COUNT
            return (int(first), int(second)) if inside else None
        case _:
            return None


def _is_name(stored: object) -> bool:
    return isinstance(stored, str) and 0 < len(stored) <= _LONGEST_NAME


def _add(tally: Tally, *, is_right: bool) -> Tally:
    if is_right:
        return replace(tally, right=tally.right + 1)
    return replace(tally, wrong=tally.wrong + 1)


def _share(tally: Tally) -> float:
    return tally.wrong / (tally.right + tally.wrong)
