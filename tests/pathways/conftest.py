from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.folder.collecting import Collected, collect
from pathways.loading import load_pathways

if TYPE_CHECKING:
    from domain import Document
    from pathways.route import Pathway

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="session")
def documents() -> tuple[Document, ...]:
    """The shipped documents, read without a store."""
    return tuple(one.document for one in collect(KNOWLEDGE) if isinstance(one, Collected))


@pytest.fixture(scope="session")
def pathways(documents: tuple[Document, ...]) -> tuple[Pathway, ...]:
    """The shipped pathways."""
    return load_pathways(KNOWLEDGE / "pathways", {one.source.id: one for one in documents})


@pytest.fixture(scope="session")
def titles(pathways: tuple[Pathway, ...]) -> dict[str, str]:
    return {one.id: one.title for one in pathways}
