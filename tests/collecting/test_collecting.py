"""Public letters are fetched one by one, go on where a run stopped, and name what failed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collecting.catalogue import Collection, CollectionError, PublicLetter, read_collection
from collecting.fetching import gather
from commands.publishing.collecting import collect_letters
from commands.publishing.outcome import HowToPublish
from settings import Settings
from store.publishing.live import open_current
from tests.ingest.web.server import ANSWERS, HOST, near, serving
from tests.letters import pdf_of, write_letters

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.models.embedding import OnnxEmbedder
    from tests.conftest import Ended

SHIPPED = Path(__file__).parents[2] / "knowledge"
PDF = {"Content-Type": "application/pdf"}
KELSHAW, BRENDALE = ("Kelshaw", date(2019, 5, 12)), ("Brendale", date(2022, 6, 20))


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ANSWERS, "/kelshaw", (200, PDF, pdf_of(0)))
    monkeypatch.setitem(ANSWERS, "/brendale", (302, {"Location": "/brendale.pdf"}, b""))
    monkeypatch.setitem(ANSWERS, "/brendale.pdf", (200, PDF, pdf_of(2)))
    monkeypatch.setitem(ANSWERS, "/fault", (500, PDF, b""))
    monkeypatch.setitem(ANSWERS, "/no-pdf", (200, PDF, b"<html>sign in</html>"))


def test_what_fails_is_named_and_a_second_run_asks_only_for_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {
        "kelshaw": "", "brendale": "", "guidance": "gives no PDF", "no-pdf": "gives no PDF",
        "fault": "it answers 500", "gone": "has no document", "loop": "leads on more than",
        "inside": "of a private network",
    }  # fmt: skip

    def run(port: int, *, afresh: bool = False) -> tuple[list[str], dict[str, str], int, int]:
        place = f"http://{HOST}:{port}"
        letters = [PublicLetter(one, date(2020, 1, 1), "", f"{place}/{one}") for one in paths]
        letters.append(PublicLetter("unknown", date(2020, 1, 1)))
        found = gather(
            Collection("test", "Test", tuple(letters)), tmp_path, allow_http=True, afresh=afresh,
            network=near(), pause=0,
        )  # fmt: skip
        assert [one.area for one in found.unaddressed] == ["unknown"]
        held = [letter.area for letter, one in found.fetched if one.file.is_file()]
        failed = {one.letter.area: one.reason for one in found.failed}
        return held, failed, found.new, len(found.changed)

    with serving() as port:
        held, failed, new, _ = run(port)
        assert (held, new) == (["kelshaw", "brendale"], 2)
        assert failed.keys() == {one for one, reason in paths.items() if reason}
        assert all(paths[area] in reason for area, reason in failed.items())
        # what was fetched is not asked for again, even where it is gone; a broken file is
        monkeypatch.setitem(ANSWERS, "/kelshaw", (404, PDF, b""))
        (tmp_path / "brendale-2020-01-01.pdf").write_bytes(b"%PDF-half")
        monkeypatch.setitem(ANSWERS, "/fault", (200, PDF, pdf_of(3)))
        held, failed, new, _ = run(port)
        assert (held, new) == (["kelshaw", "brendale", "fault"], 2)
        # a publisher's new file is told of
        monkeypatch.setitem(ANSWERS, "/brendale.pdf", (200, PDF, pdf_of(1)))
        held, _, new, changed = run(port, afresh=True)
        assert (held, new, changed) == (["brendale", "fault"], 2, 1)
    assert not list(tmp_path.glob(".part-*"))


def test_a_server_that_drips_is_left_after_its_time(tmp_path: Path) -> None:
    with serving() as port:
        one = PublicLetter(*KELSHAW, address=f"http://{HOST}:{port}/slow")
        found = gather(
            Collection("test", "Test", (one,)), tmp_path, allow_http=True,
            network=near(whole_seconds=0.3), pause=0,
        )  # fmt: skip
    assert ["takes too long" in one.reason for one in found.failed] == [True]


def test_letters_are_held_with_their_address_and_those_of_a_folder_without_network(
    tmp_path: Path, store: Path, documents: Path, model_export: Path, embedder: OnnxEmbedder,
    findings: Callable[..., Ended], capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (documents / "collections").mkdir()
    catalogue = documents / "collections" / "invented.toml"
    settings = Settings(store=store, knowledge=documents, model_export=model_export)
    with serving() as port:
        catalogue.write_text(
            f'[[letter]]\narea = "Kelshaw"\npublished = 2019-05-12\n'
            f'address = "http://{HOST}:{port}/kelshaw"\n'
            f'[[letter]]\narea = "Orrinport"\npublished = 2023-10-09\n'
            f'address = "http://{HOST}:{port}/brendale"\n'
            '[[letter]]\narea = "Brendale"\npublished = 2022-06-20\n'
        )
        code = collect_letters(
            settings, "invented", HowToPublish(as_json=True), allow_http=True, network=near(),
            pause=0,
        )  # fmt: skip
    said = capfd.readouterr()
    added = ["fetched/kelshaw-2019-05-12.pdf", "fetched/orrinport-2023-10-09.pdf"]
    assert (code, json.loads(said.out)["added"]) == (0, added)
    # a file that is another area's letter is told of
    assert "orrinport-2023-10-09.pdf: reads as of Brendale, 2022-06-20" in said.err
    assert "not held: Orrinport" in said.err
    held = {one.source.id: one.source for one in open_current(store, model=embedder.name).documents}
    assert (held[added[0]].area, held[added[0]].published) == KELSHAW
    assert held[added[0]].url.endswith("/kelshaw")
    folder = write_letters(tmp_path / "downloaded", (3,))
    ended = findings(
        "collect", "invented", "--from", folder, "--store", store, "--knowledge", documents
    )  # fmt: skip
    assert ended.code == 0
    assert "3 of 3 are held" in ended.err
    assert findings("collect", "others", "--knowledge", documents).code == 2


def test_the_catalogue_that_comes_with_findings_is_sound() -> None:
    letters = read_collection("jtai", (SHIPPED,)).letters
    assert len(letters) == 33
    assert all(not one.address or one.address.startswith("https://") for one in letters)


@pytest.mark.parametrize(
    "text",
    [
        "[[letter]\n",
        "[[letter]]\npublished = 2020-01-01\n",
        '[[letter]]\narea = "A"\npublished = "May"\n',
        '[[letter]]\narea = "A"\npublished = 2020-01-01\nother = 1\n',
        '[[letter]]\narea = "A"\npublished = 2020-01-01\n' * 2,
    ],
)
def test_a_damaged_catalogue_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "collections").mkdir()
    (tmp_path / "collections" / "some.toml").write_text(text)
    with pytest.raises(CollectionError, match=r"some\.toml"):
        read_collection("some", (tmp_path,))
