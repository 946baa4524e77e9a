"""What a person says that a document is wins, and stays when the folder is read anew."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from store.publishing.live import published, read_current_manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended


def test_a_corrected_fact_is_published_and_stays(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    facts = ("published=2023-11-05", "kind=guidance", "owner=Ann", "title=Missing")
    where = ("--store", store, "--knowledge", documents)
    assert findings("correct", "missing.md", *facts, *where).code == 0
    sources = {one.source.id: one.source for one in read_current_manifest(store).documents}
    one = sources["missing.md"]
    assert (str(one.published), one.kind, one.owner, one.title) == (
        "2023-11-05", "guidance", "Ann", "Missing",
    )  # fmt: skip
    (entry,) = tomllib.loads((documents / "sources.toml").read_text())["document"]
    assert (entry["path"], entry["kind"]) == ("missing.md", "guidance")
    ended = findings("ingest", documents, "--store", store, "--json")
    assert json.loads(ended.out)["changed"] == []
    again = {one.source.id: one.source for one in read_current_manifest(store).documents}
    assert again["missing.md"] == one


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (["published=2023-13-45"], "published: '2023-13-45' will not do: give a day"),
        (["kind=poem"], "take one of inspection finding"),
        (["colour=red"], "colour: is no fact"),
        (["title"], "is not of the form"),
        (["url=javascript:alert(1)"], "give it with https://"),
    ],
)
def test_what_is_no_fact_is_named_and_nothing_is_changed(
    store: Path, documents: Path, findings: Callable[..., Ended], facts: list[str], said: str
) -> None:
    before = published(store)
    ended = findings("correct", "missing.md", *facts, "--store", store, "--knowledge", documents)
    assert ended.code == 2
    assert said in ended.err
    assert published(store) == before
    assert not (documents / "sources.toml").exists()
