"""A server whose documents, people and settings a test of Administer may change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import serving
from tests.store.texts import TEXTS, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import Site


@pytest.fixture(scope="module")
def own_site(
    small_store: Path, model_export: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server of its own, on documents that may change."""
    folder = tmp_path_factory.mktemp("administered")
    store = shutil.copytree(small_store, folder / "store")
    documents = write_files(folder / "documents", TEXTS)
    settings = {
        "FINDINGS_KNOWLEDGE": str(documents), "FINDINGS_BACKUPS": str(folder / "backups"),
        "FINDINGS_RECORDS": str(folder / "records.sqlite3"),
        "FINDINGS_KEEP_DECLINED_QUESTIONS": "true",
    }  # fmt: skip
    with serving(folder, model_export, store=store, settings=settings) as served:
        yield served
