"""An answer as markup for the clipboard, from which a word processor takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.shared.templates import render
from using.exporting import lines_of, source_lines

if TYPE_CHECKING:
    from markupsafe import Markup

    from using.citing import Citing
    from using.conversation import Exchange


def rich_answer(exchange: Exchange, citing: Citing) -> Markup:
    """Give one exchange as markup for a word processor: paragraphs, quotations, a list."""
    tags = {"quote": "blockquote", "heading": "h4"}
    return render("ask/rich.html", {
        "question": exchange.question,
        "lines": [(tags.get(kind, "p"), text.splitlines())
                  for kind, text in lines_of(exchange, citing)],
        "sources": list(source_lines([exchange], citing)),
    })  # fmt: skip
