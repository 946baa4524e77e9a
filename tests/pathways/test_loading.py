from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain import Document, Source
from pathways.loading import PathwayError, load_pathways

if TYPE_CHECKING:
    from pathlib import Path

NOTE = Document(
    Source(id="note.md", title="A note"), "- Ring **now**. Then wait.\n- Write it.\n", ()
)
ROUTE = """
id = "ring"
title = "Ringing"
place = 1
when = "When it rings."
keywords = ["ring"]

[[step]]
id = "first"
label = "Ring"
ask = "When to ring?"
who = "You"
by_when = "Now"
quote = "Ring now."
document = "note.md"
next = [{ step = "then", branch = "Nobody answers" }]

[[step]]
id = "then"
label = "Wait"
ask = "And then?"
who = "You"
by_when = "Then"
quote = "Then wait."
document = "note.md"
"""


def load(folder: Path, text: str = ROUTE, name: str = "ring") -> str:
    """The fault that loading names; empty where there is none."""
    (folder / f"{name}.toml").write_text(text)
    try:
        load_pathways(folder, {NOTE.source.id: NOTE})
    except PathwayError as error:
        return str(error)
    return ""


def test_a_step_carries_the_words_of_its_document_and_where_they_stand(tmp_path: Path) -> None:
    assert not load(tmp_path)
    [pathway] = load_pathways(tmp_path, {NOTE.source.id: NOTE})
    quotation = pathway.step("first").quotation
    assert quotation.text == NOTE.text[quotation.start : quotation.end] == "Ring **now**."
    assert quotation.words == "Ring now."


def test_a_quote_no_longer_there_is_named_with_its_pathway_and_step(tmp_path: Path) -> None:
    fault = load(tmp_path, ROUTE.replace("Then wait.", "Then run."))
    assert "pathway 'ring', step 'then'" in fault
    assert "'Then run.' is not in note.md" in fault
    assert "knowledge/pathways/ring.toml" in fault


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('label = "Ring"', f'label = "{"word " * 9}word"', "more than 9 words"),
        ('quote = "Then wait."', 'quote = "Then wait. - Write it."', "runs over a line"),
        ('document = "note.md"\nnext', 'document = "gone.md"\nnext', "gone.md is not in the kno"),
        ('step = "then"', 'step = "nowhere"', "'nowhere', which is not there"),
        ('id = "then"', 'id = "first"', "two steps have the same id"),
        ('next = [{ step = "then", branch = "Nobody answers" }]', "", "is not reached"),
        ('by_when = "Then"', 'by_when = "Then"\nnext = [{ step = "first" }]', "leads back"),
        ('by_when = "Then"', 'by_when = "Then"\nsee = "other"', "the pathway 'other'"),
        ('id = "ring"', 'id = "rang"', "name file and id alike"),
        ('who = "You"', 'whom = "You"', "Field required"),
        ('title = "Ringing"', "title = Ringing", "not valid TOML"),
        ("place = 1", 'place = 1\ncolour = "red"', "Extra inputs are not permitted"),
    ],
)
def test_a_damaged_pathway_is_refused_with_the_reason(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert old in ROUTE
    assert fault in load(tmp_path, ROUTE.replace(old, new, 1))


def test_no_folder_is_no_pathways(tmp_path: Path) -> None:
    assert load_pathways(tmp_path / "none", {NOTE.source.id: NOTE}) == ()
