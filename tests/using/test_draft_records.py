"""A saved draft says when a source that it quotes has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from docx import Document

from drafting.audiences import AUDIENCES
from drafting.choosing import Chosen
from drafting.composing import compose
from drafting.lines import make_lines
from drafting.themes import question_theme
from drafting.wording import DraftKind, Length
from store.generation.opened import Generation
from store.publishing.live import current_folder, generations_folder, publish
from tests.store.texts import MEETINGS, TEXTS, built
from using.files import draft_file
from using.receipts import ReceiptError
from using.records.drafts import checked, read_record, recorded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafting.composing import Draft
    from store.models.embedding import OnnxEmbedder
    from tests.conftest import Ended


def make(generation: Generation) -> Draft:
    chosen = [Chosen(one, at, 0) for one in generation.passages for at in range(len(one.sentences))]
    lines = make_lines(chosen, {}, lambda one: f"http://127.0.0.1/#p-{one.id}")
    draft = compose(
        question_theme("Who chairs?"), lines, generation.sources, kind=DraftKind.HANDOUT,
        audience=AUDIENCES[0], length=Length.FULL, made=date(2026, 11, 22),
    )  # fmt: skip
    return recorded(draft, generation)


@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_a_saved_draft_is_checked_by_what_it_holds(
    store: Path, tmp_path: Path, embedder: OnnxEmbedder, findings: Callable[..., Ended], ending: str
) -> None:
    draft = make(Generation(current_folder(store)))
    saved = tmp_path / f"draft.{ending}"
    saved.write_bytes(draft_file(draft, ending).body)
    assert findings("verify", saved, "--store", store).code == 0
    if ending == "docx":
        # somebody opens it, writes something and saves it
        opened = Document(str(saved))
        opened.add_paragraph("Our own remark.")
        opened.save(str(saved))
        assert findings("verify", saved, "--store", store).code == 0
    changed = TEXTS | {"meetings.md": MEETINGS.replace("chairs", "leads")}
    publish(store, built(changed, embedder, generations_folder(store)).name, keep=2)
    ended = findings("verify", saved, "--store", store)
    assert ended.code == 2
    assert "no longer stands word for word" in ended.out
    assert "it was made of" in ended.out


def test_an_open_draft_says_that_a_source_has_changed(store: Path, embedder: OnnxEmbedder) -> None:
    before = Generation(current_folder(store))
    draft = make(before)
    assert checked(draft, before) == draft
    changed = TEXTS | {"meetings.md": MEETINGS.replace("chairs", "leads")}
    publish(store, built(changed, embedder, generations_folder(store)).name, keep=2)
    now = Generation(current_folder(store))
    told = checked(draft, now)
    assert "no longer stand word for word" in told.cover[0]
    # a draft without the lines that changed has nothing to say
    sections = tuple(
        replace(one, lines=tuple(line for line in one.lines if "chairs" not in line.text))
        for one in draft.sections
    )
    assert checked(replace(draft, sections=sections), now).cover == draft.cover


def test_a_file_without_a_record_says_so(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "other.docx"))
    with pytest.raises(ReceiptError, match="no record of quotes"):
        read_record(tmp_path / "other.docx")
    (tmp_path / "plain.json").write_text("{}")
    assert read_record(tmp_path / "plain.json") is None
