"""Telephone numbers within a text, so that a touch rings them."""

from __future__ import annotations

import re

from ingest.facts.contacts import NUMBER

# The short ones where the words say that they are to be rung.
_RUNG = re.compile(
    rf"{NUMBER}|(?<![\d,.£-])999\b(?![ ,]?\d| of| child)|(?<=(?:ring|call|dial) )(?:101|111)\b",
    re.IGNORECASE,
)


def parted(text: str) -> list[tuple[str, str, str]]:
    """Give a text in pieces: the words before a number, the number, and what is dialled for it.

    The last piece has no number.
    """
    pieces, at = [], 0
    for match in _RUNG.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        dialled = f"+{digits}" if match[0].startswith("+") else digits
        pieces.append((text[at : match.start()], match[0], dialled))
        at = match.end()
    return [*pieces, (text[at:], "", "")]
