"""The parts of an inspection letter, known by the headings that ``identity.toml`` lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import Document, Kind, Part, Shape
from ingest.identity.rules import rules

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_CLOSED = (".", "!", "?", ":")
# Fewer words than this make no sentence of a letter's own.
_SENTENCE_WORDS = 8
# A name with all its posts has fewer.
_NAME_WORDS = 25


def find_parts(document: Document) -> tuple[Part, ...]:
    """Give the part of each block of the document, in order.

    What stands before a letter's greeting and below its closing words are addressees and
    signatories; where it has no such words, names and posts at its ends are. A letter that heads
    no headline finding gives it between what tells of the inspection and the first heading.
    """
    if document.source.kind is not Kind.FINDING:
        part = Part.GUIDANCE if document.source.kind.is_expectation else Part.TEXT
        return (part,) * len(document.blocks)
    return tuple(_InspectionLetter(document).parts())


class _InspectionLetter:
    """One letter or report of an inspection, and what its headings open."""

    def __init__(self, document: Document) -> None:
        known = rules()
        self._about = known.letter.about
        self._texts = [document.text[one.start : one.end] for one in document.blocks]
        self._shapes = [one.shape for one in document.blocks]
        self._opened = [
            known.part_of(text) if _heads(text, shape) else None
            for text, shape in zip(self._texts, self._shapes, strict=True)
        ]
        first = next((place for place, part in enumerate(self._opened) if part), len(self._texts))
        self._greeting = _last(self._texts[:first], known.letter.greeting)
        self._closing = _last(self._texts, known.letter.closing)

    def parts(self) -> list[Part]:
        """Give the part of each block."""
        parts: list[Part] = []
        current = Part.INTRODUCTION
        for place, shape in enumerate(self._shapes):
            current = self._opened[place] or current
            is_named = shape is not Shape.HEADING and self._is_named(place, current)
            parts.append(Part.ADDRESSEES if is_named else current)
        if self._greeting >= 0 and Part.HEADLINE not in self._opened:
            self._tell_headline(parts)
        return parts

    def _is_named(self, place: int, current: Part) -> bool:
        """Say whether a block names whom the letter is to, or who signed it."""
        text = self._texts[place]
        if place <= self._greeting:
            return True
        if 0 <= self._closing <= place and not any(self._opened[self._closing : place]):
            # a note may stand below the names
            return not text.endswith(_CLOSED) or len(text.split()) < _SENTENCE_WORDS
        if self._greeting < 0 and self._closing < 0:
            return False  # a report, which is to nobody
        is_at_end = (current is Part.INTRODUCTION and self._greeting < 0) or (
            current is Part.NEXT and self._closing < 0
        )
        is_line = self._shapes[place] is Shape.PARAGRAPH and not text.endswith(_CLOSED)
        return is_at_end and is_line and ": " not in text and len(text.split()) < _NAME_WORDS

    def _tell_headline(self, parts: list[Part]) -> None:
        """Change what stands before all headings and does not tell of the inspection itself."""
        was_about = False
        for place, text in enumerate(self._texts):
            if self._opened[place]:
                return
            if parts[place] is not Part.INTRODUCTION or self._shapes[place] is Shape.HEADING:
                continue
            if self._shapes[place] is Shape.PARAGRAPH:
                is_about = any(one.match(text) for one in self._about)
            else:  # an item belongs to what introduces it
                is_about = parts[place - 1] is Part.INTRODUCTION
            was_about = was_about or is_about
            if was_about and not is_about:
                parts[place] = Part.HEADLINE


def _heads(text: str, shape: Shape) -> bool:
    """Say whether a block may head a part: a heading, or a line by itself."""
    is_line = shape is Shape.PARAGRAPH and not text.endswith(_CLOSED)
    return shape is Shape.HEADING or (is_line and len(text.split()) <= _SENTENCE_WORDS)


def _last(texts: Sequence[str], pattern: re.Pattern[str]) -> int:
    """Give the place of the last text that is what the pattern says; -1 without one."""
    return max((at for at, text in enumerate(texts) if pattern.fullmatch(text.strip())), default=-1)
