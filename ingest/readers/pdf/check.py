"""The gate: the letters of every page are compared with what the extractor itself gives for it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# More than one letter in a thousand, and more than a short word, is a loss.
_SHARE = 1 / 1000
_LETTERS = 6
# A document that loses more of its letters is not read as it stands.
REFUSED_SHARE = 0.05


def letters_of(text: str) -> Counter[str]:
    """Give how often each letter and digit stands in a text."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def compare(
    raw: Mapping[int, Counter[str]], read: Mapping[int, Counter[str]]
) -> tuple[list[str], float]:  # fmt: skip
    """Give a warning for each page that lost or doubled letters, and the share lost of all."""
    warnings = []
    wrong = 0
    for page, letters in raw.items():
        found = read.get(page, Counter())
        lost, doubled = (letters - found).total(), (found - letters).total()
        wrong += lost + doubled
        if lost + doubled > max(_LETTERS, _SHARE * letters.total()):
            warnings.append(
                f"page {page}: {lost} of {letters.total()} letters are lost and {doubled} doubled:"
                " compare what is quoted from it with the file"
            )
    return warnings, wrong / max(1, sum(one.total() for one in raw.values()))
