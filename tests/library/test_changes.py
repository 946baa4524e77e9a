"""What changed from one edition to the next: the sentences that did, under their headings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from domain import Document, Kind, Source
from ingest.readers.layout import lay_out
from ingest.readers.text.markdown import read_markdown
from ingest.splitting import split
from library.changes import Changed, changes_between

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain import Passage
    from tests.conftest import Ended

OLD = """# Visits

Staff visit.

## When

A visit is made within fourteen days. It is written down the same day.

## Who goes

The health visitor goes. The midwife tells her. The manager knows where she is.

## Fax

Send the form by fax.
"""
NEW = """# Visits

Staff visit. It is written down the same day.

## When

A visit is made within ten days.

## Who visits

The health visitor goes. The midwife tells her. The manager knows where she is.

## Online

Send the form online.
"""


def passages(text: str, max_words: int = 110) -> tuple[Passage, ...]:
    laid_out = lay_out(read_markdown(text).blocks)
    return split(Document(Source("a.md", "A", kind=Kind.LOCAL), *laid_out), max_words=max_words)


def test_each_change_stands_under_its_heading_once() -> None:
    found = {one.heading: one for one in changes_between(passages(OLD), passages(NEW))}
    assert found.keys() == {"When", "Who visits", "Online", "Fax"}
    within = Changed("A visit is made within fourteen days.", "A visit is made within ten days.")
    assert (found["When"].changed, found["When"].dropped, found["When"].added) == (
        (within,),
        (),
        (),
    )
    assert (found["Who visits"].was, found["Who visits"].changed) == ("Who goes", ())
    assert (found["Online"].is_added, found["Online"].added) == (True, ("Send the form online.",))
    assert (found["Fax"].is_dropped, found["Fax"].dropped) == (True, ("Send the form by fax.",))


def test_what_is_the_same_did_not_change_however_it_is_cut_or_spaced() -> None:
    other = OLD.replace("Staff visit.", "Staff  visit .").replace("fourteen days", "fourteen\ndays")
    assert not changes_between(passages(OLD), passages(other, max_words=12))


def test_a_document_held_is_compared_with_a_file(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    held = json.loads(findings("sources", "--store", store, "--json").out)["documents"][0]["id"]
    path = tmp_path / "new.md"
    path.write_text("# Other\n\nThe board meets in May.\n", "utf-8")
    said = findings("changes", held, path, "--store", store).out
    assert "## Other (added)\n+ The board meets in May.\n" in said
    told = json.loads(findings("changes", path, path, "--store", store, "--json").out)
    assert told["sections"] == []
    ended = findings("changes", held, "nowhere.pdf", "--store", store)
    assert (ended.code, ended.err.count("\n"), "nowhere.pdf" in ended.err) == (2, 1, True)
