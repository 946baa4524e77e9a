"""Text as an Office file can hold it."""

from __future__ import annotations

import re

# XML 1.0, section 2.2: characters that no document may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Give text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)
