"""Marking without a model: an answer is right when it is the choice that the line holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learning.quiz.items import FALSE, GAP, ItemKind
from learning.quiz.lines import plain

if TYPE_CHECKING:
    from learning.quiz.items import QuizItem


@dataclass(frozen=True, slots=True)
class Marked:
    """Whether an answer is right, and why, in a sentence of ours."""

    is_right: bool
    because: str


def mark(item: QuizItem, choice: int) -> Marked:
    """Mark the choice, counted from 0, of an item.

    Raises:
        IndexError: there is no such choice.
    """
    if not 0 <= choice < len(item.choices):
        msg = f"choice {choice} of {len(item.choices)}"
        raise IndexError(msg)
    return Marked(choice == item.answer, _because(item))


def _because(item: QuizItem) -> str:
    right = item.choices[item.answer]
    if item.kind is ItemKind.ORDER:
        return f"The order is {right}."
    if item.kind is ItemKind.SCENARIO:
        return f"The documents lead to: {right}. Each choice is explained below."
    if item.kind is not ItemKind.CLAIM:
        return f"The line says “{item.key}”."
    if right == FALSE:
        return f"False. Where the claim was changed, the line says “{item.key}”."
    return "True. The claim is the line, word for word."


def explained(item: QuizItem) -> tuple[str, ...]:
    """Give what stands above each citation: of a scenario, which choice it explains; else ""."""
    if item.kind is not ItemKind.SCENARIO:
        return ("",) * len(item.citations)
    return tuple(
        f"{choice}: {'right' if number == item.answer else 'belongs elsewhere'}."
        for number, choice in enumerate(item.choices)
    )


def is_held(item: QuizItem) -> bool:
    """Say whether the source line holds the answer, and the question leaves it out or turns it."""
    line = plain(item.citations[0].quote)
    if item.kind is ItemKind.ORDER:
        return item.key == line
    if item.kind is ItemKind.CLAIM:
        is_same = item.text == line
        return item.key in line and is_same == (item.choices[item.answer] != FALSE)
    return item.text.replace(GAP, item.choices[item.answer]) == line
