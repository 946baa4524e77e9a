"""What is taken away is the same file from the page and from the command."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from escapes import neutralised
from library.action_csv import read_csv
from library.matrix import make_matrix
from using.files import FileKindError, actions_file, actions_of, matrix_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.generation.opened import Generation
    from tests.conftest import Ended

SITE = "http://127.0.0.1:7860/"


def test_the_matrix_of_findings_has_a_row_for_each_finding_and_agency(
    generation: Generation,
) -> None:
    file = matrix_file(generation, "https://our.example/", "csv")
    rows = list(csv.DictReader(io.StringIO(file.body.decode("utf-8-sig"), newline="")))
    matrix = make_matrix(generation.passages, generation.agencies)
    assert [(one["part"], one["agency"], one["words"]) for one in rows] == [
        (row.label, cell.agency, neutralised(row.words_of(passage)))
        for row in matrix.rows for cell in row.cells for passage in cell.passages
    ]  # fmt: skip
    assert all(one["address"].startswith("https://our.example/document/") for one in rows)


def test_the_command_writes_what_the_page_gives(
    generation: Generation, whole_store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    made = actions_file(actions_of(generation, SITE), generation, "csv")
    path = tmp_path / "actions.csv"
    assert findings("export", "actions", path, "--store", whole_store).code == 0
    assert path.read_bytes() == made.body
    assert read_csv(path.read_text("utf-8")).actions == actions_of(generation, SITE)


def test_a_file_that_there_is_not_is_refused_with_those_that_there_are(
    generation: Generation,
) -> None:
    with pytest.raises(FileKindError, match="csv or docx"):
        actions_file((), generation, "xlsx")
