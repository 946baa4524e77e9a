"""Lines that belong together, read as text: words that a line parted are whole again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.pdf.lines import Line
    from ingest.readers.pdf.words import Word

# No power or index follows these: what is raised there is the mark of a note.
_BEFORE_MARK = (".", ",", ";", ":", ")", "”", "’", "?", "!")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
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
            cells = [self._join(one, left_out) for one in self.cells]
            return " | ".join(text for text, _ in cells if text), (), left_out
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
        for word in words:
            is_mark = word.text in self.marks or said.endswith(_BEFORE_MARK)
            if word.is_raised and is_mark and not self.is_note:
                left_out.append((page, word.text))
                continue
            said += word.text if word.glued or not said else f" {word.text}"
        return said

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
        return not _ENDED.search(self.lines[-1].text.rstrip())
