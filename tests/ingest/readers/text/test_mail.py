"""A saved e-mail is its subject, its day and its text; what is attached is named, not read."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from domain import Shape
from ingest.readers.layout import UnreadableError
from ingest.readers.text.mail import read_eml

if TYPE_CHECKING:
    from pathlib import Path


def message(**heads: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in ({"Subject": "Ferry – duty", "From": "a@b.c",
                         "Date": "Tue, 3 Jun 2031 09:00:00 +0100"} | heads).items():  # fmt: skip
        made[name] = value
    return made


def save(path: Path, made: EmailMessage) -> Path:
    path.write_bytes(bytes(made))
    return path


def test_the_plain_part_is_read_and_attachments_are_named(tmp_path: Path) -> None:
    made = message()
    made.set_content("Ring the hub first.\n\n- say who\n- say whén\n", charset="iso-8859-1")
    made.add_alternative("<p>Not this.</p>", subtype="html")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="plan.pdf")
    found = read_eml(save(tmp_path / "a.eml", made))
    assert [(b.shape, b.text) for b in found.blocks] == [
        (Shape.HEADING, "Ferry – duty"), (Shape.PARAGRAPH, "Ring the hub first."),
        (Shape.ITEM, "say who"), (Shape.ITEM, "say whén"),
    ]  # fmt: skip
    assert found.facts == {"title": "Ferry – duty", "published": date(2031, 6, 3)}
    assert found.warnings == ("1 attachment not read: plan.pdf: save each by itself",)


def test_without_a_plain_part_the_page_is_read_less_what_it_hides(tmp_path: Path) -> None:
    made = message(Date="no day")
    made.set_content("<p>Ring.</p><p hidden>promise secrecy</p>", subtype="html")
    found = read_eml(save(tmp_path / "a.eml", made))
    assert [block.text for block in found.blocks] == ["Ferry – duty", "Ring."]
    assert "promise secrecy" in found.warnings[0]
    assert "published" not in found.facts


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"Ring the hub.\n", "no saved e-mail"), (b"Subject: x\n\n", "without text")],
)
def test_what_is_no_message_or_has_no_text_is_refused(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "a.eml").write_bytes(data)
    with pytest.raises(UnreadableError, match=reason):
        read_eml(tmp_path / "a.eml")
