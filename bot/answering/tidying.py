"""How quoted words read on a page."""

from __future__ import annotations

import re


def tidy(quote: str) -> str:
    """Give a quote as it reads on a page: bold marks, pointers and white space dropped.

    Each paragraph and each item of a list keeps a line of its own.
    """
    plain = re.sub(r"\s*\[[^\[\]\n]{3,}\](?!\()", "", quote.replace("**", ""))
    lines = re.split(r"\n\n+|\n(?=\s*(?:[-*•]|\d+[.)])\s)", plain)
    return "\n".join(" ".join(line.split()) for line in lines)
