"""A printed page is shown as a picture, with the quoted words marked where they stand."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bs4 import BeautifulSoup
from fastapi import HTTPException
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from ingest.folder.collecting import Collected, collect
from pages.documents.opening import Opened
from pages.pictures.drawing import draw
from pages.pictures.pictures import PictureError, Pictures
from store.generation.building import write
from store.generation.manifest import changed_files
from store.generation.opened import Generation
from store.generation.planning import plan
from store.generation.reusing import held_editions
from tests.store.texts import SIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from store.models.embedding import OnnxEmbedder

FIRST = "The panel meets every Thursday and hears every child whose plan is to be re-"


def printed(path: Path, turn: int = 0) -> Path:
    """A letter of two pages: words broken at a line's end, words of letters drawn as one."""
    canvas = Canvas(str(path), pagesize=A5)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(40, 400, FIRST)
    canvas.drawString(40, 388, "viewed. Its chair sends the minutes to all.")
    canvas.showPage()
    canvas.setFont("Helvetica", 9)
    canvas.drawString(40, 400, "The second page tells of visits at home.")
    canvas.save()
    writer = PdfWriter(clone_from=path)
    for page in writer.pages:
        page.rotate(turn)
    writer.write(path)
    return path


def marked(picture: bytes) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Where the picture is yellow."""
    dots = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
    yellow: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = (dots[..., 0] - dots[..., 2]) > 60
    return yellow


@pytest.fixture(scope="module")
def build(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder
) -> Callable[[Sequence[Collected], Generation | None], Generation]:
    store = tmp_path_factory.mktemp("store")

    def make(collected: Sequence[Collected], previous: Generation | None) -> Generation:
        planned = plan(
            collected, side=SIDE, model=embedder.name, max_words=110, previous=previous
        )  # fmt: skip
        return Generation(write(planned, embedder, directory=store))

    return make


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed(tmp_path_factory.mktemp("letters") / "letter.pdf")


@pytest.fixture(scope="module")
def held(
    letter: Path, build: Callable[[Sequence[Collected], Generation | None], Generation]
) -> Generation:
    (letter.parent / "note.txt").write_text("A note that has no pages.")
    found = [one for one in collect(letter.parent) if isinstance(one, Collected)]
    return build(found, None)


def opened(generation: Generation, name: str, words: str = "") -> Opened:
    (document,) = (one for one in generation.documents if one.source.id == name)
    passages = tuple(one for one in generation.passages if one.source.id == name)
    start = document.text.index(words)
    span = (start, start + len(words)) if words else None
    return Opened(generation, document, passages, passages[0].id, "1-2" if words else "", span)


def test_quoted_words_are_marked_over_a_broken_word_and_on_their_own_page_only(
    held: Generation,
) -> None:
    pictures = Pictures()
    quoted = opened(held, "letter.pdf", "every child whose plan is to be re-viewed.")
    spots = marked(quoted.picture(pictures, 1))
    rows = np.flatnonzero(spots.any(axis=1))
    high, wide = spots.shape
    # two lines, at the heights at which they stand on paper; the first from its middle on
    assert 0.30 < rows[0] / high < rows[-1] / high < 0.40
    upper = np.flatnonzero(spots[rows[0] + 4])
    lower = np.flatnonzero(spots[rows[-1] - 4])
    assert upper[0] > 0.3 * wide > lower[-1]
    assert not marked(quoted.picture(pictures, 2)).any()
    assert not marked(opened(held, "letter.pdf").picture(pictures, 1)).any()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_the_marks_turn_with_the_page(letter: Path, tmp_path: Path, turn: int) -> None:
    straight = marked(draw(letter, 1, ["every Thursday"]))
    turned = marked(draw(printed(tmp_path / "turned.pdf", turn), 1, ["every Thursday"]))
    back = np.rot90(turned, turn // 90)
    spots = [np.argwhere(one).mean(axis=0) / one.shape for one in (straight, back)]
    assert np.allclose(spots[0], spots[1], atol=0.01)


def test_words_that_something_parts_are_marked_in_pieces(letter: Path) -> None:
    parted = "The panel meets every Thursday and (as a note says here) hears every child whose plan"
    spots = marked(draw(letter, 1, [parted]))
    assert spots.any()
    assert not marked(draw(letter, 1, ["Nothing of the kind is printed here at all."])).any()


def test_the_page_shows_the_printed_page_of_its_quote_and_leads_to_those_beside_it(
    held: Generation,
) -> None:
    shown = BeautifulSoup(opened(held, "letter.pdf", "visits at home").page(0), "html.parser")
    image = shown.select_one("aside.paper img")
    assert image is not None
    assert image["loading"] == "lazy"
    assert str(image["alt"]).startswith("Page 2 of ")
    assert str(image["src"]).startswith("./letter.pdf?")
    assert "picture=2" in image["src"]
    (before,) = shown.select("aside.paper a[rel]")
    assert (before.get_text(), "page=1" in before["href"]) == ("Page 1", True)
    assert shown.select_one("aside.paper ~ main") is None  # below the text on a phone
    assert "<aside" not in opened(held, "note.txt").page(0)
    assert "<aside" not in opened(held, "letter.pdf").page(3)


@pytest.mark.parametrize(
    ("name", "number"), [("letter.pdf", 3), ("letter.pdf", -1), ("note.txt", 1)]
)
def test_a_page_that_is_not_kept_has_no_picture(held: Generation, name: str, number: int) -> None:
    with pytest.raises(HTTPException) as fault:
        opened(held, name).picture(Pictures(), number)
    assert fault.value.status_code == 404


def test_the_original_is_kept_by_its_content_and_a_damaged_one_is_not_shown(
    letter: Path, held: Generation, tmp_path: Path,
    build: Callable[[Sequence[Collected], Generation | None], Generation],
) -> None:  # fmt: skip
    kept = held.original("letter.pdf")
    assert kept is not None
    assert kept.path.read_bytes() == letter.read_bytes()
    assert held.original("note.txt") is None
    later = build([*held_editions(held).values()], held)
    same = later.original("letter.pdf")
    assert same is not None
    assert same.path.samefile(kept.path)
    without = build([held_editions(held)["note.txt"]], held)
    assert not list((without.directory / "originals").iterdir())
    copied = Generation(shutil.copytree(held.directory, tmp_path / "copy"))
    (tmp_path / "copy" / "originals" / kept.path.name).write_bytes(b"%PDF-1.7 another")
    assert changed_files(copied.directory, copied.manifest) == [f"originals/{kept.path.name}"]
    with pytest.raises(HTTPException) as fault:
        opened(copied, "letter.pdf").picture(Pictures(), 1)
    assert fault.value.status_code == 503


def test_a_file_that_cannot_be_drawn_harms_nobody(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(PictureError, match="cannot be drawn"):
        Pictures().draw(tmp_path / "x.pdf", 1, [])
