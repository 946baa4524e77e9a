"""What is no Word file, or may not be read, is refused with its reason and what to do."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from domain import Source
from ingest.readers.layout import UnreadableError
from ingest.reading import read_document
from tests.ingest.readers.office.word_files import PLAIN, changed, contents_of, word_file


def with_member(name: str) -> bytes:
    out = io.BytesIO(word_file(PLAIN))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    return out.getvalue()


DEEP = "<w:p>" * 300 + "</w:p>" * 300
ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_member("word/vbaProject.bin"), "holds macros: save it as a plain .docx"),
        (with_member("../../evil.xml"), "paths that lead out of it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old office format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
        (b"PK\x03\x04 nothing", "not a Word file"),
        (changed(word_file(PLAIN), "word/document.xml", lambda _: "<w:docu"), "damaged Word file"),
        (
            changed(word_file(PLAIN), "word/document.xml",
                    lambda xml: re.sub("<w:document", ENTITY, xml, count=1)),
            "entities",
        ),
        (
            changed(word_file(PLAIN), "word/document.xml",
                    lambda xml: xml.replace("<w:body>", "<w:body>" + DEEP)),
            "damaged Word file",
        ),
    ],
    ids=["macro", "path", "old", "password", "cut", "broken", "entity", "deep"],
)  # fmt: skip
def test_a_file_that_is_no_document_is_refused_with_its_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=re.escape(reason)) as refusal:
        contents_of(tmp_path, data)
    assert "\n" not in str(refusal.value)
    held = {os.path.realpath(one) for one in Path("/proc/self/fd").iterdir()}
    assert str(tmp_path / "file.docx") not in held


@pytest.mark.parametrize(
    ("name", "better"),
    [("a.doc", ".docx"), ("a.xls", ".xlsx"), ("a.ppt", ".pptx"), ("a.docm", ".docx")],
)
def test_an_older_office_file_is_refused_with_what_to_save_it_as(
    tmp_path: Path, name: str, better: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(UnreadableError, match=f"not read: save it as {better}"):
        read_document(path, Source(id=name, title=""))
