"""What an answer needs beside the documents goes with them: kept, checked, rolled back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.safety.advice import DANGER_NAME
from commands.publishing.side import gather_side
from drafting.themes import THEMES_NAME
from ingest.beside.catalogue import CATALOGUE_NAME
from ingest.beside.partnership import PARTNERSHIP_NAME
from ingest.beside.pointers import POINTERS_NAME
from ingest.beside.side import SideError, is_read_in_place, is_used, read_side
from learning.path import FILE_NAME as PATH_NAME
from learning.quiz.rules import RULES_NAME
from store.publishing.live import current_folder, open_current, published
from tests.store.texts import SIDE, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.models.embedding import Embedder
    from tests.conftest import Ended

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
POINTER = """[[pointer]]
label = "Hull's procedures"
area = "{area}"
weight = "local procedure"
title = "Procedures"
publisher = "A partnership"
"""
OWN = {
    "pointers.toml": POINTER.format(area="Hull"),
    "partnership.toml": """name = "Ayle"
areas = ["Ayle"]
[[contact]]
role = "front_door"
name = "Ayle's front door"
number = "01632 960000"
source = "Ayle Council"
reviewed = 2026-01-05
""",
    "pathways/ring.toml": """id = "ring"
title = "Ring"
place = 1
when = "At once"
keywords = ["ring"]
[[step]]
id = "first"
label = "Ring the front door"
ask = "Ring?"
who = "You"
by_when = "Now"
quote = "They decide within a day."
document = "front-door.md"
""",
}


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    for name, text in (TEXTS | OWN).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path, documents: Path, findings: Callable[..., Ended]) -> Path:
    assert findings("ingest", documents, "--store", tmp_path / "store").code == 0
    return tmp_path / "store"


def test_a_generation_holds_what_lies_beside_its_documents(store: Path, documents: Path) -> None:
    side = current_folder(store) / "side"
    assert read_side(side) == SIDE | read_side(documents)
    assert read_side(documents).keys() == OWN.keys()


@pytest.mark.parametrize("name", ["settings.toml", "sub/danger.toml", "pathways/old/a.toml"])
def test_a_file_that_nothing_reads_is_named_and_not_copied(
    documents: Path, tmp_path: Path, findings: Callable[..., Ended], name: str
) -> None:
    (documents / name).parent.mkdir(parents=True, exist_ok=True)
    (documents / name).write_bytes(b"key = 'secret \xff'")
    ended = findings("ingest", documents, "--store", tmp_path / "store")
    assert (ended.code, f"{name}: nothing reads" in ended.err) == (0, True)
    assert not (current_folder(tmp_path / "store") / "side" / name).exists()


def test_every_shipped_file_beside_the_documents_has_a_name_that_is_read() -> None:
    names = {path.relative_to(KNOWLEDGE).as_posix() for path in KNOWLEDGE.rglob("*.toml")}
    assert names
    assert {name for name in names if not (is_used(name) or is_read_in_place(name))} == set()
    reading = {POINTERS_NAME, PARTNERSHIP_NAME, CATALOGUE_NAME, DANGER_NAME, THEMES_NAME}
    assert all(is_used(name) for name in reading | {PATH_NAME, RULES_NAME})


def test_a_change_beside_the_documents_is_published_and_rolled_back(
    store: Path, documents: Path, embedder: Embedder, findings: Callable[..., Ended]
) -> None:
    def area() -> str:
        return open_current(store, model=embedder.name).pointers["Hull's procedures"].area

    (documents / "pointers.toml").write_text(POINTER.format(area="Leeds"), "utf-8")
    assert area() == "Hull"
    ended = findings("ingest", documents, "--store", store)
    assert "(0 new), published" in ended.out
    assert area() == "Leeds"
    assert "nothing changed" in findings("ingest", documents, "--store", store).out
    assert findings("rollback", "--store", store).code == 0
    assert area() == "Hull"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pointers.toml", "[[pointer]]\nlabel = 3", "pointers.toml: pointer.0.label"),
        ("pointers.toml", "[[pointer", "pointers.toml: not valid TOML"),
        (
            "lexicon/terms.toml",
            "[[term]]\nterm = 'a'\nsays = 'b'\nodd = 1",
            "terms.toml: term.0.od",
        ),
        ("lexicon/synonyms.toml", "group = 1", "synonyms.toml: group"),
        ("lexicon/polarity.toml", "positive = [", "polarity.toml: not valid TOML"),
        ("learning/path.toml", "[[sitting]]\nid = 1", "path.toml: sitting.0.id"),
        (
            "pathways/ring.toml",
            OWN["pathways/ring.toml"].replace("place = 1", ""),
            "ring.toml: plac",
        ),
        (
            "themes.toml",
            "[[theme]]\nid = 'a'\ntitle = 'b'\nwords = ['(']",
            "themes.toml: theme.0.words.0: no regular expression: '('",
        ),
        ("practice.toml", "[[sentence]]\ndocument = 'a'", "practice.toml: sentence.0.quote"),
        ("learning/quiz.toml", "seed = 'x'", "learning/quiz.toml: seed"),
        ("partnership.toml", b"a = '\xff'", "partnership.toml: not UTF-8"),
    ],
)
def test_a_damaged_file_stops_the_ingest_by_name(
    store: Path, documents: Path, findings: Callable[..., Ended], name: str,
    text: str | bytes, said: str,
) -> None:  # fmt: skip
    before = published(store)
    (documents / name).parent.mkdir(parents=True, exist_ok=True)
    (documents / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    ended = findings("ingest", documents, "--store", store)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert said in ended.err
    assert published(store) == before


def test_a_file_that_is_no_longer_there_is_withdrawn_only_with_yes(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    (documents / "pointers.toml").unlink()
    before = published(store)
    ended = findings("ingest", documents, "--store", store)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "pointers.toml is not there" in ended.err
    assert published(store) == before
    assert findings("ingest", documents, "--store", store, "--yes").code == 0
    assert not (current_folder(store) / "side" / "pointers.toml").exists()


def test_a_quote_that_the_documents_no_longer_hold_is_said(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    (documents / "front-door.md").write_text("# Front door\n\nRing it.\n", "utf-8")
    ended = findings("ingest", documents, "--store", store)
    assert ended.code == 0
    assert "pathway 'ring', step 'first': the quote" in ended.err


@pytest.mark.parametrize("damage", [b"", POINTER.encode()[:20], None], ids=["empty", "cut", "gone"])
def test_a_damaged_copy_is_an_error_not_an_answer_without_its_cautions(
    store: Path, findings: Callable[..., Ended], damage: bytes | None
) -> None:
    path = current_folder(store) / "side" / "pointers.toml"
    path.unlink() if damage is None else path.write_bytes(damage)
    for command in (["ask", "When do they decide?"], ["verify"]):
        ended = findings(*command, "--store", store)
        assert (ended.code, ended.err.count("\n")) == (2, 1)
        assert "side/pointers.toml" in ended.err


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path, documents: Path) -> None:
    (tmp_path / "secret.toml").write_text("a = 1", "utf-8")
    (documents / "themes.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(SideError, match="leads out of"):
        read_side(documents)


def test_cautions_do_not_depend_on_the_folder_that_one_stands_in(
    whole_store: Path, tmp_path: Path, findings: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("FINDINGS_STORE", str(whole_store))
    question = "How quickly does children's services decide on a referral?"
    here = findings("ask", question)
    monkeypatch.chdir(tmp_path)
    assert findings("ask", question).out == here.out
    assert "not a Cheshire East rule" in here.out


def test_what_lies_below_the_folder_of_one_file_is_not_read(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Note\n\nThe panel meets.\n", "utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "partnership.toml").write_bytes(b"\xff")
    (tmp_path / "other" / "settings.toml").write_text('key = "secret"\n', "utf-8")
    assert not [name for name in gather_side(note) if name.startswith("other")]
