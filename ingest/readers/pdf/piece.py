"""Lines that belong together, read as text: words that a line parted are whole again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.pdf.drawn.words import Word
    from ingest.readers.pdf.lines import Line

ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
# What is raised and may be a note's mark, or several; and before what it is a power instead.
_MARKS = re.compile(r"[A-Z]{0,2}\d{1,3}(?:[,; –-]*\d{1,3})*[,.;]?|[*†‡]+")
_CLOSES = frozenset(".,;:)]”’")
_POWERED = re.compile(r"(?:\d|\b(?:[A-Za-z]|[kcm]m|ft|yd))$")
# No power or index follows these: what is raised there is the mark of a note.
_BEFORE_MARK = (".", ",", ";", ":", ")", "”", "’", "?", "!")
_JOINERS = frozenset("and or to und".split())


@dataclass(slots=True)
class Piece:
    """Lines that belong together; ``label`` is the bullet or number before them.

    ``is_item`` says that the file's tags begin an item of a list with it, labelled or not.
    """

    lines: list[Line]
    label: str = ""
    is_note: bool = False
    is_item: bool = False
    cells: list[list[Line]] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    words_known: Counter[str] = field(default_factory=Counter)

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.lines[0].page

    @property
    def last_page(self) -> int:
        """The page that it ends on."""
        return self.lines[-1].page

    def read(self) -> tuple[str, tuple[int, ...], list[tuple[int, str]]]:
        """Give the text, where in it each further page begins, and the marks of notes left out."""
        left_out: list[tuple[int, str]] = []
        if self.cells:
            cells = [one for one in (self._join(held, left_out) for held in self.cells) if one[0]]
            text = " | ".join(words for words, _ in cells)
            # only the last cell runs over a page
            last, breaks = cells[-1] if cells else ("", ())
            return text, tuple(len(text) - len(last) + one for one in breaks), left_out
        return *self._join(self.lines, left_out), left_out

    def _join(
        self, lines: Sequence[Line], left_out: list[tuple[int, str]]
    ) -> tuple[str, tuple[int, ...]]:  # fmt: skip
        text = ""
        breaks: list[int] = []
        page = lines[0].page if lines else 0
        for place, line in enumerate(lines):
            words = line.words[1:] if place == 0 and self.label and not self.cells else line.words
            said = self._say(words, line.page, left_out)
            if not said:
                continue
            if text:
                text, said = self._meet(text, said)
            breaks += [len(text)] * (line.page - page)
            page = line.page
            text += said
        return text, tuple(breaks)

    def _say(self, words: Sequence[Word], page: int, left_out: list[tuple[int, str]]) -> str:
        said = ""
        was_mark = was_glued = False
        for word in words:
            if word.is_raised and not self.is_note and self._is_mark(word, said):
                mark = word.text.rstrip(",.;")
                left_out.append((page, mark))
                said += word.text[len(mark) :]
                was_glued = word.glued and (was_glued or not was_mark)
                was_mark = True
                continue
            glued = word.glued
            if was_mark:  # what the mark was set to meets what stands before the mark
                glued = (
                    said.endswith(("[", "(")) or word.text[0] in _CLOSES or (glued and was_glued)
                )
            was_mark = was_glued = False
            said += word.text if glued or not said else f" {word.text}"
        return said

    def _is_mark(self, word: Word, said: str) -> bool:
        if word.text in self.marks or said.endswith(_BEFORE_MARK):
            return True
        is_power = word.glued and not word.text[0].isalpha() and bool(_POWERED.search(said))
        return bool(_MARKS.fullmatch(word.text)) and not is_power

    def _meet(self, text: str, said: str) -> tuple[str, str]:
        """Join two lines; a word that was parted at the end of a line is whole again."""
        before, after = text.rsplit(None, 1)[-1], said.split(None, 1)[0]
        if before.endswith("\u2010"):  # a soft hyphen, shown since the line ended there
            return text[:-1], said
        if (
            before.endswith("-") and len(before) > 1 and after[0].isalnum()
            and after.casefold().strip(",.;") not in _JOINERS
        ):  # fmt: skip
            whole = re.sub(r"\W+$", "", before[:-1] + after).casefold()
            parted = re.sub(r"\W+$", "", before + after).casefold()
            is_one_word = self.words_known[whole] > self.words_known[parted]
            return (text[:-1] if is_one_word and after[0].islower() else text), said
        return f"{text} ", said

    @property
    def is_open(self) -> bool:
        """Whether its last sentence is not ended."""
        return not ENDED.search(self.lines[-1].text.rstrip())
