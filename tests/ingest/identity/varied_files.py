"""The invented documents of ``varied.py`` as files of their formats."""

from __future__ import annotations

import html
import io
from datetime import datetime
from typing import TYPE_CHECKING

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

if TYPE_CHECKING:
    from tests.ingest.identity.varied import Varied

# What follows the opening, in every one: prose that says nothing of what the document is.
BODY = (
    "Practitioners meet families at home and listen to what children say about their lives.",
    "Records are written on the day, and a manager reads each one before the week is over.",
) * 4  # fmt: skip
MARKS = ("TITLE ", "AUTHOR ", "MADE ")


def make(one: Varied) -> bytes:
    """Give the document as a file of its format."""
    lines = one.lines.split("\n")
    said = {
        mark.strip(): line.removeprefix(mark)
        for line in lines for mark in MARKS if line.startswith(mark)
    }  # fmt: skip
    lines = [line for line in lines if not line.startswith(MARKS)] + list(BODY)
    makers = {".pdf": _pdf, ".docx": _word, ".html": _page, ".md": _markdown}
    return makers[one.suffix](lines, said)


def _pdf(lines: list[str], said: dict[str, str]) -> bytes:
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    made = SimpleDocTemplate(
        out, pagesize=A4, title=said.get("TITLE"), author=said.get("AUTHOR"), invariant=1
    )
    made.build(
        [
            Paragraph(html.escape(line.removeprefix("# "), quote=False),
                      styles["Heading1" if line.startswith("# ") else "BodyText"])
            for line in lines
        ]
    )  # fmt: skip
    return out.getvalue()


def _word(lines: list[str], said: dict[str, str]) -> bytes:
    made = docx.Document()
    made.core_properties.title = said.get("TITLE", "")
    made.core_properties.author = said.get("AUTHOR", "python-docx")
    made.core_properties.created = datetime.fromisoformat(said.get("MADE", "2013-12-23"))
    for line in lines:
        if line.startswith("# "):
            made.add_heading(line[2:], 1)
        else:
            made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(lines: list[str], said: dict[str, str]) -> bytes:
    head = f"<title>{said['TITLE']}</title>" if "TITLE" in said else ""
    body = "".join(
        f"<h1>{html.escape(line[2:], quote=False)}</h1>" if line.startswith("# ")
        else f"<p>{html.escape(line, quote=False)}</p>"
        for line in lines
    )  # fmt: skip
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def _markdown(lines: list[str], said: dict[str, str]) -> bytes:
    assert not said, "Markdown says nothing of itself here"
    return "\n\n".join(lines).encode()
