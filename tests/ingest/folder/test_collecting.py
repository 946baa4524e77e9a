"""A folder gives its documents in order; what cannot be read is named, the rest is read."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain import Kind, Status
from ingest.beside.catalogue import CatalogueError, read_catalogue
from ingest.folder.collecting import Collected, collect
from ingest.folder.walking import LeftOut, NothingToReadError, Refused
from ingest.readers.kept import Readings

if TYPE_CHECKING:
    from collections.abc import Iterable

ENTRY = """[[document]]
path = "letter.txt"
title = "The letter"
publisher = "Ofsted"
published = 2022-09-26
kind = "inspection finding"
status = "current"
"""


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_files_are_read_in_order_with_their_path_for_address(tmp_path: Path) -> None:
    write(tmp_path, b_txt="Second.", a__c_md="First.", x_bin="Not read.")
    found = list(collect(tmp_path))
    assert [one.document.source.id for one in found if isinstance(one, Collected)] == [
        "a/c.md",
        "b.txt",
    ]
    assert [one.id for one in found if isinstance(one, LeftOut)] == ["x.bin"]


def test_a_single_file_is_a_knowledge_base_too(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Words.", b_txt="Others.")
    (one,) = collect(tmp_path / "a.txt")
    assert isinstance(one, Collected)
    assert one.document.source.id == "a.txt"


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt="", b_txt="Words.")
    refused, collected = collect(tmp_path)
    assert isinstance(refused, Refused)
    assert refused.id == "a.txt"
    assert isinstance(collected, Collected)


def test_lessons_belong_to_the_document_of_their_name_alone(tmp_path: Path) -> None:
    quoted = '{"quote": "Words of another.", "questions": ["whose words"]}\n'
    write(tmp_path, note_md="Words.", **{"note-two_md": "Words of another."})
    (tmp_path / "note-two.questions.jsonl").write_text(quoted, "utf-8")
    (tmp_path / "note-two.more.questions.jsonl").write_text(quoted, "utf-8")
    taught = {
        one.document.source.id: len(one.taught)
        for one in collect(tmp_path)
        if isinstance(one, Collected)
    }
    assert taught == {"note.md": 0, "note-two.md": 2}


def test_lessons_that_are_not_text_refuse_their_document(tmp_path: Path) -> None:
    write(tmp_path, note_md="Words.")
    (tmp_path / "note.questions.jsonl").write_bytes(b"\xff\xfe")
    (refused,) = collect(tmp_path)
    assert isinstance(refused, Refused)
    assert "note.questions.jsonl" in refused.reason


def test_a_file_name_that_is_not_utf8_can_be_printed_and_stored(tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text("Words.", "utf-8")
    (one,) = collect(tmp_path)
    assert isinstance(one, Collected)
    assert one.document.source.id == "caf\\udce9.txt"
    assert one.document.source.title.isprintable()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="no such file or folder"):
        list(collect(tmp_path / "nowhere"))


def test_a_folder_with_nothing_to_read_says_what_would_be(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match=r"\.txt, \.md"):
        list(collect(tmp_path))


def test_the_catalogue_gives_a_document_its_facts(tmp_path: Path) -> None:
    write(tmp_path, letter_txt="Words of the letter.", sources_toml=ENTRY)
    (one,) = (each for each in collect(tmp_path) if isinstance(each, Collected))
    source = one.document.source
    assert (source.title, source.kind, source.status) == (
        "The letter",
        Kind.FINDING,
        Status.CURRENT,
    )
    assert source.published == date(2022, 9, 26)
    assert source.dated == "26 September 2022"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENTRY + 'colour = "red"\n', "colour"),
        (ENTRY.replace('path = "letter.txt"\n', ""), "path"),
        ("[[document", "not valid TOML"),
        (ENTRY.replace('"current"', '"fresh"'), "status"),
    ],
)
def test_a_damaged_catalogue_says_where(tmp_path: Path, text: str, reason: str) -> None:
    write(tmp_path, sources_toml=text)
    with pytest.raises(CatalogueError, match=reason) as fault:
        read_catalogue(tmp_path)
    assert "\n" not in str(fault.value)


def test_an_entry_of_the_catalogue_that_names_no_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, Letter_txt="Words of the letter.", sources_toml=ENTRY)
    told = [one for one in collect(tmp_path) if isinstance(one, LeftOut) and not one.by_design]
    assert [one.id for one in told] == ["letter.txt"]
    assert "correct the entry's path" in told[0].reason


def test_a_file_that_did_not_change_is_the_document_held(tmp_path: Path) -> None:
    folder, kept = tmp_path / "folder", Readings(tmp_path / "kept")
    write(folder, a_txt="The first.", letter_txt="The letter's words.", sources_toml=ENTRY)

    def read(held: Iterable[Collected]) -> dict[str, Collected]:
        by_id = {one.document.source.id: one for one in held}
        found = [one for one in collect(folder, kept, by_id) if isinstance(one, Collected)]
        return {one.document.source.id: one for one in found}

    first = read(())
    marked = [replace(one, warnings=("held",)) for one in first.values()]
    assert [one.warnings for one in read(marked).values()] == [("held",)] * 2
    write(folder, a_txt="Another.", sources_toml=ENTRY.replace("Ofsted", "CQC"))
    again = read(marked)
    assert (again["a.txt"].document.text, again["a.txt"].warnings) == ("Another.", ())
    assert again["letter.txt"].document.source.publisher == "CQC"
    other = [replace(one, document=replace(one.document, source=replace(
        one.document.source, places=("b.txt",)))) for one in marked]  # fmt: skip
    write(folder, a_txt="The first.", sources_toml=ENTRY)
    assert not any(one.warnings for one in read(other).values()), "another file told of it"
