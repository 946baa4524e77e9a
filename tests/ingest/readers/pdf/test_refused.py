"""A PDF that cannot be read is refused with the true reason; one that can be is not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4

from ingest.readers.layout import UnreadableError
from tests.ingest.readers.pdf.pdf_files import Pages, picture, read, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("algorithm", ["AES-128", "AES-256", "RC4-128"])
def test_a_password_is_asked_for_only_where_one_is_needed(tmp_path: Path, algorithm: str) -> None:
    pages = Pages()
    pages.say("Anyone may read this page.")
    data = pages.bytes()
    assert shown(read(tmp_path, _locked(data, "", algorithm))) == ["Anyone may read this page."]
    with pytest.raises(UnreadableError, match="needs a password"):
        read(tmp_path, _locked(data, "secret", algorithm))


def _locked(data: bytes, password: str, algorithm: str) -> bytes:
    if algorithm.startswith("AES"):
        pytest.importorskip("cryptography", reason="pypdf writes AES with cryptography only")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (lambda pages: pages.turn(), "its pages are blank"),
        (lambda pages: pages.canvas.drawImage(picture(), 0, 0, *A4), "only pictures"),
        (lambda pages: pages.say("Tiny.", size=1), "can be seen"),
    ],
)
def test_a_file_without_text_is_refused_with_the_true_reason(
    tmp_path: Path, draw: Callable[[Pages], None], reason: str
) -> None:
    pages = Pages()
    draw(pages)
    with pytest.raises(UnreadableError, match=reason):
        read(tmp_path, pages.bytes())
