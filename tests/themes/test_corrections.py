"""What a person said of a sentence wins over what was worked out, is published, and stays."""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING

import pytest

import wiring
from settings import Settings
from store.publishing.live import published
from tests.administering.conftest import Site
from tests.letters import LETTERS
from themes.corrections import (
    ASSIGNED_NAME,
    AssignedError,
    SaidOfLine,
    read_assigned,
    unbound,
    with_line,
)
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Library
    from tests.conftest import Ended

LETTER, QUOTE = "brendale-2.pdf", LETTERS[2][4][0]


def _library(store: Path, model_export: Path) -> Library:
    return wiring.make_library(Settings(store=store, model_export=model_export))()


def _place(library: Library) -> int:
    lines = enumerate(library.practices.lines)
    return next(at for at, one in lines if one.sentence.text == QUOTE)


def test_an_editor_says_what_a_sentence_tells_of_and_it_stays(
    letters_store: Path, model_export: Path, tmp_path: Path
) -> None:
    store = shutil.copytree(letters_store, tmp_path / "store")
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    before = _library(store, model_export).practices
    line = before.lines[_place(_library(store, model_export))]
    name = f"{line.passage.id}-{line.number}"
    site = Site(Settings(
        store=store, knowledge=knowledge, model_export=model_export,
        feedback=tmp_path / "feedback", records=tmp_path / "records",
    ))  # fmt: skip
    shown = site.get(f"/letters?line={name}&theme=supervision")
    assert QUOTE in shown
    assert "Does it tell of Staff supervision?" in shown
    assert site.post("/letters/assign", {"line": name}).status_code == 400
    assert site.post("/letters/assign", {"line": "gone-1", "side": "found"}).status_code == 400
    told = {"line": name, "is-not": "supervision", "is": "capacity", "side": "strength"}
    assert site.post("/letters/assign", told).status_code == 303
    assert site.ended().state == "done"
    assert site.acts == ["assign", "assign: done"]
    library = _library(store, model_export)
    practices, place = library.practices, _place(library)
    themes = [one.id for one in practices.taxonomy.themes if place in practices.of(one)]
    assert "capacity" in themes
    assert "supervision" not in themes
    assert practices.side(place) is Side.STRENGTH
    assert practices.praises(place)
    others = [at for at in range(len(practices.lines)) if at != place]
    assert [practices.side(at) for at in others] == [before.side(at) for at in others]
    assert (knowledge / ASSIGNED_NAME).read_bytes() == (
        library.generation.side / ASSIGNED_NAME
    ).read_bytes()
    shown = site.get("/letters")
    assert "does not tell of Staff supervision" in shown
    assert "tells of Staffing, capacity and workloads" in shown


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ((LETTER, QUOTE), "nothing is said"),
        ((LETTER, QUOTE, "--theme", "weather"), "weather: no such theme"),
        ((LETTER, QUOTE, "--theme", "neglect", "--not-theme", "neglect"), "say one"),
        ((LETTER, "Not held.", "--side", "found"), "is not in brendale-2.pdf"),
        (("gone.pdf", QUOTE, "--side", "found"), "no such document"),
    ],
)
def test_what_is_said_of_nothing_held_is_named_and_nothing_changes(
    letters_store: Path, tmp_path: Path, findings: Callable[..., Ended], said: tuple[str, ...],
    fault: str,
) -> None:  # fmt: skip
    before = published(letters_store)
    ended = findings("assign", *said, "--store", letters_store, "--knowledge", tmp_path)
    assert ended.code == 2
    assert fault in ended.err
    assert published(letters_store) == before
    assert list(tmp_path.iterdir()) == []


def test_what_is_said_later_wins_and_all_else_stays() -> None:
    mine = (LETTER, f"  {QUOTE} ")
    text = "# ours\n[[sentence]]\ndocument = 'a'\nquote = 'Other.'\nthemes = ['neglect']\n"
    text = with_line(text, mine, SaidOfLine(themes=("capacity",), not_themes=("supervision",)))
    text = with_line(text, mine, SaidOfLine(themes=("supervision",), side=Side.TOLD))
    assert text.startswith("# ours")
    assert tomllib.loads(text)["sentence"] == [
        {"document": "a", "quote": "Other.", "themes": ["neglect"]},
        {"document": LETTER, "quote": QUOTE, "themes": ["capacity", "supervision"],
         "side": "found"},
    ]  # fmt: skip
    text = with_line(text, mine, SaidOfLine(forgets=True))
    assert [one["document"] for one in tomllib.loads(text)["sentence"]] == ["a"]


def test_what_the_documents_or_themes_no_longer_hold_is_named(
    letters_store: Path, model_export: Path, tmp_path: Path
) -> None:
    path = tmp_path / ASSIGNED_NAME
    said = (("gone.pdf", "Words."), (LETTER, "Never said."), (LETTER, QUOTE))
    text = ""
    for one in said:
        text = with_line(text, one, SaidOfLine(themes=("weather",)))
    path.write_text(text)
    documents = _library(letters_store, model_export).generation.documents
    lines = list(unbound(read_assigned(path), documents, ["supervision"]))
    assert [one for one in lines if "no longer in" in one] == [
        f"{ASSIGNED_NAME}: no longer in {LETTER}: 'Never said.'"
    ]
    assert len([one for one in lines if "weather: no such theme" in one]) == 3
    path.write_text("[[sentence]]\ndocument = 'a'\nquote = 'b'\nside = 'praise'\n")
    with pytest.raises(AssignedError, match=r"sentence\.0\.side"):
        read_assigned(path)
