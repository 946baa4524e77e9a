"""Saved e-mail (.eml) into blocks: its subject, who and when, and the words of its text."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from domain import Shape
from ingest.readers.decoding import decode
from ingest.readers.hidden import counted
from ingest.readers.layout import Contents, RawBlock, UnreadableError, clean
from ingest.readers.text.html import read_html
from ingest.readers.text.plain import read_plain

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

# Parts of a message; one with more is a load on whoever opens it.
_MAX_PARTS = 1_000
_MOST_NAMED = 20


def read_eml(path: Path) -> Contents:
    """Give the subject as a heading and the text; its plain part, else its HTML part.

    The day that it was sent is a fact; attachments are named in a warning and not read.

    Raises:
        UnreadableError: it is no saved message, or has no text.
    """
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not {"from", "date", "subject"} & {
        name.lower() for name in message
    }:
        msg = "is no saved e-mail (.eml): save it again from the program that holds it"
        raise UnreadableError(msg)
    if sum(1 for _, _ in zip(message.walk(), range(_MAX_PARTS + 1), strict=False)) > _MAX_PARTS:
        msg = f"has more than {_MAX_PARTS:,} parts: save its text as .txt"
        raise UnreadableError(msg)
    subject = " ".join(clean(str(message.get("subject") or "")).split())
    words = _words_of(message)
    if not words.blocks:
        msg = "is an e-mail without text: save what is attached to it by itself"
        raise UnreadableError(msg)
    heading = [RawBlock(Shape.HEADING, subject, 1, "# ")] if subject else []
    facts = {"title": subject, "published": _sent(message)}
    return Contents(
        heading + words.blocks,
        {name: value for name, value in facts.items() if value},
        (*words.warnings, *_attached(message)),
    )


def _words_of(message: EmailMessage) -> Contents:
    """Give the text; the HTML part only where there is no plain one."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        if part is None or not isinstance(data := part.get_payload(decode=True), bytes):
            continue
        text, warning = _decode(data, part.get_content_charset() or "")
        warnings = [warning] if warning else []
        if kind == "html":
            page = read_html(text, is_page=False)
            found = Contents(page.blocks, warnings=(*warnings, *page.warnings))
        else:
            found = Contents(read_plain(clean(text)), warnings=tuple(warnings))
        if found.blocks:
            return found
    return Contents([])


def _decode(data: bytes, named: str) -> tuple[str, str]:
    try:
        return data.decode(named or "utf-8"), ""
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _sent(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(str(message["date"])).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _attached(message: EmailMessage) -> list[str]:
    names = [
        " ".join(clean(part.get_filename() or part.get_content_type()).split())[:120]
        for part in message.walk()
        if part.is_attachment() or (part.get_filename() and not part.is_multipart())
    ]
    if not names:
        return []
    more = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return [f"{counted(len(names), 'attachment')} not read: {shown}: save each by itself"]
