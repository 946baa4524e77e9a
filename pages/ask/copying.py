"""An answer as markup for the clipboard, from which a word processor takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.shared.markup import escaped
from using.exporting import lines_of, source_lines

if TYPE_CHECKING:
    from using.citing import Citing
    from using.conversation import Exchange


def rich_answer(exchange: Exchange, citing: Citing) -> str:
    """Give one exchange as markup for a word processor: paragraphs, quotations, a list."""
    parts = [f"<p><strong>{escaped(exchange.question)}</strong></p>"]
    for kind, text in lines_of(exchange, citing):
        tag = {"quote": "blockquote", "heading": "h4"}.get(kind, "p")
        lines = "<br>".join(map(escaped, text.splitlines()))
        parts.append(f"<{tag}>{lines}</{tag}>")
    items = "".join(f"<li>{escaped(line)}</li>" for line in source_lines([exchange], citing))
    return "".join(parts) + (f"<p>Sources</p><ul>{items}</ul>" if items else "")
