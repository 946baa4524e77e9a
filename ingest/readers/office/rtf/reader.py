"""Rich text (RTF) into blocks: paragraphs, headings, items and rows, with its notes apart.

Own reading, in one pass: the words of Rich Text Format 1.9.1 that change what is seen are few,
and what only strips the others (striprtf) gives hidden and deleted text and loses the structure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.readers.hidden import Hidden
from ingest.readers.layout import Contents, RawBlock, UnreadableError, heads_of
from ingest.readers.office.rtf.story import State, Story
from ingest.readers.office.rtf.words import (
    BREAKS,
    CHARSETS,
    ESCAPED,
    SEEN,
    SIGNS,
    STORIES,
    TOKEN,
    UNSEEN,
    codec,
    styled_levels,
)
from ingest.readers.office.sections import with_bold_headings, with_notes

if TYPE_CHECKING:
    from pathlib import Path

_MAX_DEPTH = 1_000


def read_rtf(path: Path) -> Contents:
    """Give the blocks of a rich text file; hidden text is left out with a warning.

    Raises:
        UnreadableError: not rich text, or nested beyond what a program writes.
    """
    data = path.read_bytes()
    if not data.lstrip().startswith(b"{\\rtf"):
        msg = "not a rich text file (.rtf): save it again from the program that made it"
        raise UnreadableError(msg)
    reader = _RtfReader(data)
    reader.read()
    return reader.contents()


class _RtfReader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._state = State()
        self._groups: list[State] = []
        self._page = Story()
        self._story = self._page
        self._outer: list[Story] = []
        self._notes: list[tuple[int, list[RawBlock]]] = []
        self._heads: list[str] = []
        self._heading = ""
        self._unseen: list[tuple[str, list[str]]] = []
        self._bytes = bytearray()
        self._skipping = 0
        self._is_surrogate = ""
        found = re.search(rb"\\ansicpg(\d{1,5})", data[:2000])
        self._ansi = codec(f"cp{int(found[1])}") if found else "cp1252"
        if b"\\mac" in data[:200]:
            self._ansi = "mac_roman"
        self._state.encoding = self._ansi
        self._fonts = {
            int(one[1]): codec(CHARSETS[int(one[2])])
            for one in re.finditer(rb"\\f(\d{1,5})[^{};]{0,100}?\\fcharset(\d{1,3})", data)
            if int(one[2]) in CHARSETS and int(one[2])
        }
        self._levels = dict(styled_levels(data))

    def contents(self) -> Contents:
        """Give all that was read."""
        blocks = with_bold_headings(self._page.blocks, self._page.bold)
        hidden = Hidden()
        for heading, pieces in self._unseen:
            hidden.add("".join(pieces), heading)
        facts = {"heads": said} if (said := heads_of(self._heads)) else {}
        return Contents(with_notes(blocks, self._notes), facts, tuple(hidden.lines()))

    def read(self) -> None:
        """Go through the file once."""
        position, end = 0, len(self._data)
        while position < end:
            token = TOKEN.match(self._data, position)
            if token is None:  # a backslash at the very end
                break
            position = token.end()
            if token["bin"]:
                position += int(token["bin"])
                continue
            if token["hex"]:
                self._byte(bytes.fromhex(token["hex"].decode()))
            elif token["text"]:
                self._raw(token["text"])
            elif token["brace"]:
                self._flush()
                self._open() if token["brace"] == b"{" else self._close()
            elif token["word"]:
                self._flush()
                self._word(token["word"].decode(), token["number"])
            elif token["sign"]:
                self._escaped(token["sign"])
        self._flush()
        self._end_paragraph()

    def _open(self) -> None:
        if len(self._groups) > _MAX_DEPTH:
            msg = "is nested too deeply to read: save it again from the program that made it"
            raise UnreadableError(msg)
        self._groups.append(self._state)
        self._state = replace(self._state, opens=True, is_optional=False)
        self._skipping = 0

    def _close(self) -> None:
        if not self._groups:
            return
        ended, self._state = self._state, self._groups.pop()
        if ended.target in {"note", "box", "head"} and self._state.target != ended.target:
            self._end_paragraph()
            told, self._story = self._story.blocks, self._outer.pop()
            if ended.target == "box":
                self._story.beside += told
            elif ended.target == "head":
                self._heads += [one.text for one in told]
            elif told:
                told[0] = replace(told[0], marker=f"{len(self._notes) + 1} ")
                self._notes.append((len(self._page.blocks) + 1, told))

    def _word(self, word: str, raw: bytes | None) -> None:
        """Do what a control word says."""
        state, number = self._state, int(raw) if raw else None
        is_first, state.opens = state.opens, False
        if is_first and (word in UNSEEN or (state.is_optional and word not in SEEN)):
            state.is_seen = False
        elif is_first and state.is_seen and word in STORIES and state.target != STORIES[word]:
            state.target = STORIES[word]
            self._outer.append(self._story)
            self._story = Story()
        elif is_first and word in {"listtext", "pntext"}:
            state.target = "sign"
        elif word == "u" and number is not None:
            self._say(self._unicode(number))
            self._skipping = state.skip
            return
        self._format(word, number)
        self._place(word, number)
        if not state.is_seen:
            return
        if word in BREAKS:
            self._break(word)
        elif word in SIGNS:
            self._say(SIGNS[word])
        else:
            self._table(word)

    def _format(self, word: str, number: int | None) -> None:
        """Keep what a word says of the characters that follow."""
        state, is_on = self._state, number != 0
        if word == "v":
            state.is_hidden = is_on
        elif word == "deleted":
            state.is_deleted = is_on
        elif word == "plain":
            state.is_hidden = state.is_deleted = state.is_bold = False
            state.size, state.encoding = 24, self._ansi
        elif word == "b":
            state.is_bold = is_on
        elif word == "fs" and number:
            state.size = number
        elif word == "uc" and number is not None:
            state.skip = max(0, number)
        elif word == "f" and number is not None:
            state.encoding = self._fonts.get(number, self._ansi)

    def _place(self, word: str, number: int | None) -> None:
        """Keep what a word says of the paragraph at hand."""
        story = self._story
        if not self._state.is_seen:
            return
        if word == "pard":
            story.level = story.depth = 0
            story.in_table = False
        elif word == "s" and number is not None:
            story.level = self._levels.get(number, 0)
        elif word == "outlinelevel" and number is not None:
            story.level = number + 1 if 0 <= number < 9 else 0  # noqa: PLR2004  nine levels
        elif word == "ilvl" and number is not None:
            story.depth = number

    def _break(self, word: str) -> None:
        if word in {"line", "lbr", "tab"}:
            self._say(BREAKS[word])
        elif self._story.in_table:
            self._say(" ")
        else:
            self._end_paragraph()

    def _table(self, word: str) -> None:
        story = self._story
        if word in {"intbl", "trowd"}:
            story.in_table = True
        elif word in {"cell", "nestcell"}:
            story.end_cell()
        elif word == "row":
            story.end_row()

    def _end_paragraph(self) -> None:
        self._heading = self._story.end_paragraph() or self._heading

    def _escaped(self, sign: bytes) -> None:
        self._state.opens = False
        if sign == b"*":
            self._flush()
            self._state.opens = self._state.is_optional = True
        elif sign in ESCAPED:
            self._flush()
            self._say(ESCAPED[sign]) if sign not in {b"\n", b"\r"} else self._word("par", None)
        elif sign in {b"\\", b"{", b"}"}:
            self._raw(sign)

    def _raw(self, text: bytes) -> None:
        self._state.opens = False
        skipped = min(self._skipping, len(text))
        self._skipping -= skipped
        self._bytes += text[skipped:]

    def _byte(self, byte: bytes) -> None:
        self._state.opens = False
        if self._skipping:
            self._skipping -= 1
        else:
            self._bytes += byte

    def _flush(self) -> None:
        """Give the bytes read so far as words, in the character set of their font."""
        if self._bytes:
            text = self._bytes.decode(self._state.encoding, "replace")
            self._bytes.clear()
            self._say(text)

    def _unicode(self, number: int) -> str:
        """Give a character; those beyond the first plane come as two halves."""
        unit = number % 0x10000
        if 0xD800 <= unit < 0xDC00:  # noqa: PLR2004  the first half
            self._is_surrogate = chr(unit)
            return ""
        pair, self._is_surrogate = self._is_surrogate + chr(unit), ""
        return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _say(self, text: str) -> None:
        state, story = self._state, self._story
        if not state.is_seen or state.is_deleted or not text:
            return
        if state.is_hidden:
            if not self._unseen or self._unseen[-1][0] != self._heading:
                self._unseen.append((self._heading, []))
            self._unseen[-1][1].append(text)
        elif state.target == "sign":
            story.sign.append(text)
        else:
            story.text.append(text)
            if text.strip():
                story.weights.append((state.is_bold, state.size))
