"""Files of many layouts and formats say what they are, whatever their metadata says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain import Source
from ingest.reading import read_document
from tests.ingest.files import WORKER
from tests.ingest.identity.varied import VARIED, Varied
from tests.ingest.identity.varied_files import make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("one", VARIED, ids=[str(one.facts["title"])[:40] for one in VARIED])
def test_a_file_says_what_it_is(one: Varied, tmp_path: Path) -> None:
    path = tmp_path / f"doc{one.suffix}"
    path.write_bytes(make(one))
    source = read_document(path, Source(path.name, ""), WORKER).document.source
    assert {name: getattr(source, name) for name in one.facts} == one.facts
