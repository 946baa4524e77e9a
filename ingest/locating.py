"""Find quoted words in a text whose white space and bold marks may differ from the quote."""

from __future__ import annotations

from functools import cached_property

_IGNORED = "*_"


class Locator:
    """Finds quotes in one text; make it once for a text that many quotes are sought in."""

    def __init__(self, text: str) -> None:
        """Take ``text``, indexed once it is first sought in; offsets count its characters."""
        self._text = text

    @cached_property
    def _index(self) -> tuple[str, list[int]]:
        return _plain(self._text)

    def find(self, quote: str) -> tuple[int, int] | None:
        """Give start and end of the quote in the text, or None where it is not there."""
        plain, _ = _plain(quote)
        plain = plain.strip()
        text, offsets = self._index
        position = text.find(plain) if plain else -1
        if position < 0:
            return None
        return offsets[position], offsets[position + len(plain) - 1] + 1


def _plain(text: str) -> tuple[str, list[int]]:
    """Give the text without bold marks, white space as single blanks, and each offset."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if character in _IGNORED:
            continue
        if character.isspace():
            if characters and characters[-1] == " ":
                continue
            character = " "  # noqa: PLW2901  every white space counts as one blank
        characters.append(character)
        offsets.append(offset)
    return "".join(characters), offsets
