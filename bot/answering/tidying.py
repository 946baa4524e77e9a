"""How quoted words read on a page."""

from __future__ import annotations

import re


def tidy(quote: str) -> str:
    """Give a quote as it reads on a page: bold marks, pointers and white space dropped.

    Each paragraph, item of a list and row of a table keeps a line of its own.
    """
    plain = re.sub(r"\s*\[[^\[\]\n]{3,}\](?!\()", "", quote.replace("**", ""))
    lines = re.split(r"\n\n+|\n(?=\s*(?:[-*•|]|\d+[.)])\s)", plain)
    return "\n".join(" ".join(line.removeprefix("| ").split()) for line in lines)
