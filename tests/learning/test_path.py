"""The reading path: short sittings, each reading a quote that is in its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from learning.path import LONGEST_MINUTES, PathError, load_path

if TYPE_CHECKING:
    from pathlib import Path

    from learning.desk import Materials
    from store.generation.opened import Generation

LETTER = "letters/cheshire-east-jtai-2022.txt"
SITTING = """
[[sitting]]
id = "found"
title = "What was found"
aim = "Know it."
    [[sitting.reading]]
    says = "Pace."
    quote = "{quote}"
    document = "{document}"
"""


def write(folder: Path, text: str) -> Path:
    """Give a file with the text."""
    file = folder / "path.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_shipped_path_is_whole(materials: Materials) -> None:
    assert materials.problem == ""
    assert len(materials.sittings) >= 6


def test_no_sitting_takes_longer_than_ten_minutes(materials: Materials) -> None:
    assert all(1 <= one.minutes <= LONGEST_MINUTES for one in materials.sittings)


def test_the_path_quotes_the_letter_and_most_notes(materials: Materials) -> None:
    quoted = {one.citation.passage.source.id for two in materials.sittings for one in two.readings}
    assert LETTER in quoted
    assert len(quoted) >= 15


def test_its_words_are_in_the_glossary_and_its_pathways_exist(materials: Materials) -> None:
    routes = {one.id for one in materials.pathways}
    for sitting in materials.sittings:
        assert [word for word in sitting.words if not materials.glossary.named(word)] == []
        assert set(sitting.pathways) <= routes


def test_every_sitting_can_be_asked_about(materials: Materials) -> None:
    for sitting in materials.sittings:
        about = [one for one in materials.items
                 if one.citations[0].passage.id in sitting.passages]  # fmt: skip
        assert about, sitting.id


def test_a_quote_that_is_gone_is_named(tmp_path: Path, generation: Generation) -> None:
    file = write(tmp_path, SITTING.format(quote="The pace was brisk.", document=LETTER))
    with pytest.raises(PathError, match=r"'found'.*'The pace was brisk\.'.*letters/"):
        load_path(file, generation)


def test_a_document_that_is_gone_is_named(tmp_path: Path, generation: Generation) -> None:
    file = write(tmp_path, SITTING.format(quote="The pace", document="letters/other.txt"))
    with pytest.raises(PathError, match=r"letters/other\.txt"):
        load_path(file, generation)


@pytest.mark.parametrize("text", ["[[sitting", '[[sitting]]\nid = "a b"', "", "\ufffe"])
def test_a_file_that_is_wrong_is_an_error_in_one_line(
    tmp_path: Path, generation: Generation, text: str
) -> None:
    with pytest.raises(PathError, match=r"^learning/path\.toml: [^\n]+$"):
        load_path(write(tmp_path, text), generation)


def test_two_sittings_of_one_id_are_an_error(tmp_path: Path, generation: Generation) -> None:
    one = SITTING.format(
        quote="The pace of change for exploited children is too slow.", document=LETTER
    )
    with pytest.raises(PathError, match="same id"):
        load_path(write(tmp_path, one + one), generation)


def test_without_a_file_there_is_no_path(tmp_path: Path, generation: Generation) -> None:
    assert load_path(tmp_path / "path.toml", generation) == ()
