"""Bullets that are drawn as shapes: browsers print them so, and no letter stands for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.pdf.drawn.shapes import Rule
    from ingest.readers.pdf.drawn.words import Word

BULLET = "•"
# A bullet's sides are so long beside the letters of its line, and nearly the same.
_LEAST_SIDE, _MOST_SIDE = 0.15, 0.6
_SIDES_DIFFER = 1.3
# More small shapes than this on a page are a drawing.
_MOST_SHAPES = 300
# It stands so near before the words (in sizes), and nothing so near before it.
_NEAR = 2.5


def with_bullets(words: Sequence[Word], marks: Sequence[Rule]) -> list[Word]:
    """Give the words of a page with a bullet before each that a small shape stands before.

    Where tags say what is an item, they are believed.
    """
    if len(marks) > _MOST_SHAPES:
        return list(words)
    before = {id(word): box for box in marks if (word := _marked(words, box))}
    given: list[Word] = []
    for word in words:
        if box := before.get(id(word)):
            given.append(
                replace(word, text=BULLET, left=box.left, right=box.right, glued=False)
            )  # fmt: skip
            word = replace(word, glued=False)  # noqa: PLW2901
        given.append(word)
    return given


def _marked(words: Sequence[Word], box: Rule) -> Word | None:
    """Give the first word of the line that a shape is the bullet of."""
    wide, high = box.right - box.left, box.top - box.bottom
    if not wide or not high or not 1 / _SIDES_DIFFER <= wide / high <= _SIDES_DIFFER:
        return None
    middle = (box.top + box.bottom) / 2
    beside = [
        one for one in words
        if one.base < middle < one.base + one.size
        and one.right > box.left - _NEAR * one.size and one.left < box.right + _NEAR * one.size
    ]  # fmt: skip
    if not beside:
        return None
    first = min(beside, key=lambda one: one.left)
    is_bullet = _LEAST_SIDE * first.size <= high <= _MOST_SIDE * first.size
    return first if is_bullet and first.left > box.right and not first.tag.block else None
