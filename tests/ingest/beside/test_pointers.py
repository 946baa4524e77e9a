"""The shipped pointers fit the shipped notes; a damaged list says what to correct."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import Source, Status
from ingest.beside.pointers import POINTERS_NAME, PointersError, Weight, read_pointers, split_label
from ingest.reading import read_document
from ingest.splitting import split
from tests.ingest.files import WORKER

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
ENTRY = """[[pointer]]
label = "Tees procedures, referrals"
area = "Tees"
weight = "local procedure"
title = "Making and response to a referral"
publisher = "Tees safeguarding children partnerships' procedures"
"""


def labels_in_notes() -> set[str]:
    """Give every label that the bracketed pointers of the shipped notes use."""
    return {
        label
        for path in (KNOWLEDGE / "guidance").glob("*.md")
        for passage in split(
            read_document(path, Source(id=path.name, title=""), WORKER).document, max_words=200
        )
        for sentence in passage.sentences
        for label in split_label(sentence.pointer)
    }


def write(folder: Path, text: str) -> Path:
    """Write a list of pointers and give its path."""
    path = folder / POINTERS_NAME
    path.write_text(text, "utf-8")
    return path


def test_every_pointer_in_the_shipped_notes_has_an_entry() -> None:
    assert labels_in_notes() - set(read_pointers(KNOWLEDGE / POINTERS_NAME)) == set()


def test_no_entry_is_unused() -> None:
    assert set(read_pointers(KNOWLEDGE / POINTERS_NAME)) - labels_in_notes() == set()


@pytest.mark.parametrize(
    ("start", "area"),
    [
        ("CESCP", "Cheshire East"),
        ("Cheshire West", "Cheshire West and Chester"),
        ("Halton", "Halton"),
        ("Pan-Cheshire", "Pan-Cheshire"),
        ("Warrington", "Warrington"),
    ],
)
def test_neighbouring_areas_are_told_apart(start: str, area: str) -> None:
    pointers = read_pointers(KNOWLEDGE / POINTERS_NAME).values()
    assert {one.area for one in pointers if one.label.startswith(start)} == {area}


def test_a_local_procedure_always_names_its_area() -> None:
    pointers = read_pointers(KNOWLEDGE / POINTERS_NAME).values()
    assert [one.label for one in pointers if one.weight is Weight.LOCAL and not one.area] == []


def test_law_and_statutory_guidance_are_national() -> None:
    pointers = read_pointers(KNOWLEDGE / POINTERS_NAME).values()
    national = {Weight.LAW, Weight.STATUTORY}
    assert [one.label for one in pointers if one.weight in national and one.area] == []


def test_an_entry_is_found_by_its_label(tmp_path: Path) -> None:
    pointer = read_pointers(write(tmp_path, ENTRY))["Tees procedures, referrals"]
    assert (pointer.area, pointer.weight) == ("Tees", Weight.LOCAL)
    assert (pointer.published, pointer.url, pointer.status) == ("", "", Status.UNKNOWN)


def test_a_folder_without_the_list_has_no_pointers(tmp_path: Path) -> None:
    assert read_pointers(tmp_path / POINTERS_NAME) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[pointer", "not valid TOML"),
        (ENTRY.replace('area = "Tees"\n', ""), r"pointer\.0\.area: Field required"),
        (ENTRY + 'colour = "red"\n', r"pointer\.0\.colour"),
        (ENTRY.replace("local procedure", "gossip"), r"pointer\.0\.weight"),
        (ENTRY + 'published = "not seen"\n', r"pointer\.0\.published"),
        (ENTRY + 'url = "held here"\n', r"pointer\.0\.url"),
        (ENTRY + ENTRY, "'Tees procedures, referrals' is there twice"),
    ],
)
def test_a_damaged_list_says_what_to_correct(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PointersError, match=message):
        read_pointers(write(tmp_path, text))


def test_labels_are_split_at_semicolons_only() -> None:
    assert split_label("NICE NG76 (2017);  Barnet SCP, CP-IS") == (
        "NICE NG76 (2017)",
        "Barnet SCP, CP-IS",
    )


@given(st.lists(st.text(st.characters(exclude_characters=";")).map(str.split).map(" ".join)))
def test_labels_that_were_joined_come_back(labels: list[str]) -> None:
    assert split_label("; ".join(labels)) == tuple(label for label in labels if label)
