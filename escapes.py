"""Text that does nothing in the file that it goes into: CSV, XML, Markdown."""

from __future__ import annotations

import re

# What a spreadsheet may take for a formula or a command: the signs of OWASP's page on CSV
# injection, full-width forms included, also behind blanks or apostrophes.
_FORMULA = re.compile(r"'*[\t\r\n]|['\s]*[=+\-@＝＋－＠]")  # noqa: RUF001
# XML 1.0, section 2.2: characters that no document may hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What Markdown takes for a mark within a line (CommonMark 0.31, 2.4), the sign of formulas, what
# makes a link of a bare address (GitHub's extension 6.9).
_MARKS = re.compile(r"[\\`*_{}\[\]()<>#!|~&@$]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# ... and what opens a list, a rule or a heading at the begin of one.
_OPENS = re.compile(r"^(\d{1,9})?([-+=.)])")


def neutralised(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula; ``restored`` undoes it exactly."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """Give the cell that was neutralised; any other as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def for_xml(text: str, *, instead: str = "") -> str:
    """Give text without what an XML document, and so an Office file, cannot hold."""
    return _NOT_XML.sub(instead, text)


def for_markdown(text: str) -> str:
    """Give text in one line, as Markdown that shows it and does nothing else."""
    marked = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    return _OPENS.sub(r"\1\\\2", marked)
