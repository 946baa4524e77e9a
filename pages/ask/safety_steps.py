"""The safety steps as markup: text of ours, with its emphasis, its list and numbers to ring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.safety.steps import REMINDER, UNCHECKED
from pages.shared.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_WHOLE = re.compile(r"\*(?!\*)(.+)\*")
_ITEM = re.compile(r"\d+\. (.*)")
_NUMBER = re.compile(r"(?<![\w/])(999|101|116 \d{3}|0\d{2,4} \d[\d ]{2,}\d)(?!\w)")


@dataclass(frozen=True, slots=True)
class _StepWords:
    """Words of a line that are shown alike; of each pair the second is a number to ring."""

    is_strong: bool
    parts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _StepLine:
    """A line, or an item of the list, in words; one that is wholly emphasised says so."""

    is_item: bool
    is_emphasised: bool
    words: list[_StepWords]


def steps_markup(steps: str) -> Markup:
    """Give the safety steps; from the first item to the last they are a list."""
    lines = [_line(one) for one in steps.splitlines() if one]
    items = [place for place, one in enumerate(lines) if one.is_item]
    first, last = (items[0], items[-1] + 1) if items else (len(lines), len(lines))
    return render("ask/steps.html", {
        "before": lines[:first], "items": lines[first:last], "after": lines[last:],
    })  # fmt: skip


def reminder_markup() -> Markup:
    """Say whom to ring first, above an answer to what may tell of danger after all."""
    return render("ask/reminder.html", {"said": _line(REMINDER)})


def unchecked_markup() -> Markup:
    """Say that the check for danger is out of order, with what to ring."""
    return render("ask/unchecked.html", {"said": _line(UNCHECKED)})


def _line(text: str) -> _StepLine:
    whole = _WHOLE.fullmatch(text)
    text = whole[1] if whole else text
    item = _ITEM.match(text)
    text = item[1] if item else text
    return _StepLine(bool(item), bool(whole), list(_words_of(text)))


def _words_of(text: str) -> Iterator[_StepWords]:
    # of what is split, every other part is what the pattern found
    for number, part in enumerate(_STRONG.split(text)):
        if part:
            pieces = _NUMBER.split(part)
            yield _StepWords(
                bool(number % 2), list(zip(pieces[::2], [*pieces[1::2], ""], strict=True))
            )
