"""Text that its author hid: left out, and said with its place to the person who ingests."""

from __future__ import annotations

# Words of a hidden text that are shown, and hidden texts that are named, in a report.
_WORDS_SHOWN = 8
_MOST_NAMED = 20


class Hidden:
    """Gathers the hidden texts of a file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lines: list[str] = []
        self._more = 0

    def add(self, text: str, heading: str) -> None:
        """Keep a hidden text by the heading that it stands under (empty: before the first)."""
        place = f"under “{heading}”" if heading else "before the first heading"
        self.add_at(text, f"hidden text {place} is left out")

    def add_at(self, text: str, said: str) -> None:
        """Keep a hidden text by words that say where it was and what became of it."""
        words = text.split()
        if not words:
            return
        if len(self._lines) >= _MOST_NAMED:
            self._more += 1
            return
        dots = " ..." if len(words) > _WORDS_SHOWN else ""
        shown = " ".join(words[:_WORDS_SHOWN]) + dots
        self._lines.append(f"{said} ({counted(len(words), 'word')}): “{shown}”")

    def lines(self) -> list[str]:
        """Give a warning for each, up to a number, and how many more there are."""
        return self._lines + ([f"and {self._more} more hidden texts"] if self._more else [])


def counted(count: int, noun: str) -> str:
    """Give a number with its noun: ``1 word``, ``2 words``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
