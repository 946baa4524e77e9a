"""What people take away says whose it is: name, colour and logo, in Word, slides and Markdown."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches

from domain import SmallTalk
from drafting.composing import Draft
from drafting.formats.slide_shapes import FOOT
from drafting.sections import DraftSection
from drafting.wording import DraftKind
from ingest.beside.colours import LEAST, LIGHT, contrast, nearest_that_passes
from ingest.beside.logo import LOGO_NAME, logo_of, text_of_logo
from ingest.beside.look import PLAIN, HouseLook, look_in
from letterhead import add_letterhead
from store.generation.opened import Generation
from store.publishing.live import current_folder
from tests.ingest.beside.test_own_look import picture
from tests.pages.ask.test_transcript import exchange
from using.citing import Citing
from using.files import House, actions_file, conversation_file, draft_file, look_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document as WordDocument

    from tests.conftest import Ended

NAME, COLOUR = "Fenmarsh <Partnership>", "#7a1fa2"
LOOK = HouseLook(NAME, COLOUR, "#f2e9f6", "#c499d5", logo_of(picture((600, 160))))
DRAFT = Draft(
    DraftKind.SLIDES, "A theme", "everybody", "Why it matters.", date(2026, 12, 1), ("A draft.",),
    (DraftSection("What to do", points=("Talk of it.", "Ask the room.")),), ("HouseLook further.",),
)  # fmt: skip


def opened(body: bytes) -> WordDocument:
    return Document(BytesIO(body))


def head_of(document: WordDocument) -> tuple[str, list[str]]:
    """What stands above every page: its words, and what its pictures say of themselves."""
    header = document.sections[0].header
    pictures = header._element.xpath(".//wp:docPr/@descr")  # noqa: SLF001
    return "".join(one.text for one in header.paragraphs).strip(), pictures


@pytest.mark.parametrize("kind", ["draft", "answers", "actions"])
def test_a_word_file_is_headed_by_logo_and_name(
    store: Path, documents: Path, findings: Callable[..., Ended], kind: str
) -> None:
    (store.parent / "logo.png").write_bytes(picture((600, 160)))
    (documents / "partnership.toml").write_text(
        f'name = "{NAME}"\nareas = ["Fenmarsh"]\n[shown]\ncolour = "{COLOUR}"\n'
    )
    logo = store.parent / "logo.png"
    ended = findings("partnership", "--store", store, "--knowledge", documents, "--logo", logo)
    assert ended.code == 0, ended.err
    generation = Generation(current_folder(store))
    look = look_of(lambda: generation)
    if kind == "draft":
        body = draft_file(DRAFT, "docx", House(look=look)).body
    elif kind == "answers":
        body = conversation_file([exchange(SmallTalk("Hello."))], Citing(), "docx", look).body
    else:
        body = actions_file((), generation, "docx").body
    assert head_of(opened(body)) == (NAME, [f"Logo of {NAME}"])


def test_headings_and_links_of_a_word_draft_have_its_colour() -> None:
    made = opened(draft_file(DRAFT, "docx", House(look=LOOK)).body)
    assert str(made.styles["Heading 1"].font.color.rgb) == COLOUR.removeprefix("#").upper()


def test_each_slide_has_the_logo_at_its_foot_and_the_bar_its_colour() -> None:
    slides = Presentation(BytesIO(draft_file(DRAFT, "pptx", House(look=LOOK)).body)).slides
    assert len(slides) > 1
    for slide in slides:
        drawn = [one for one in slide.shapes if one.shape_type is MSO_SHAPE_TYPE.PICTURE]
        assert [one._element.nvPicPr.cNvPr.get("descr") for one in drawn] == [f"Logo of {NAME}"]  # noqa: SLF001
        assert drawn[0].top >= Inches(FOOT)
        assert drawn[0].top + drawn[0].height <= Inches(7.5)
        bars = [one for one in slide.shapes if one.shape_type is MSO_SHAPE_TYPE.AUTO_SHAPE]
        assert str(bars[0].fill.fore_color.rgb) == COLOUR.removeprefix("#").upper()


def test_without_a_logo_the_cover_of_a_deck_has_the_name() -> None:
    slides = Presentation(
        BytesIO(draft_file(DRAFT, "pptx", House(look=HouseLook(NAME))).body)
    ).slides
    told = [[one.text_frame.text for one in slide.shapes if one.has_text_frame] for slide in slides]
    assert NAME in told[0]
    assert not any(NAME in one for one in told[1:])


def test_markdown_says_whose_it_is_and_loads_nothing() -> None:
    told = draft_file(DRAFT, "md", House(look=LOOK)).body.decode()
    assert told.splitlines()[0] == r"Fenmarsh \<Partnership\>"
    assert "![" not in told


def test_the_houses_own_file_keeps_its_own_head(tmp_path: Path) -> None:
    house = Document()
    house.sections[0].header.paragraphs[0].text = "Head of the house"
    house.save(str(tmp_path / "house.docx"))
    made = draft_file(DRAFT, "docx", House(word=tmp_path / "house.docx", look=LOOK)).body
    assert head_of(opened(made)) == ("Head of the house", [])


def test_what_is_nobodys_has_no_head(tmp_path: Path) -> None:
    assert head_of(opened(draft_file(DRAFT, "docx").body)) == ("", [])
    assert look_of(lambda: Generation(current_folder(tmp_path / "gone"))) == PLAIN


@given(st.integers(1, 640), st.integers(1, 128))
def test_a_logo_of_any_shape_stays_in_the_margin(width: int, height: int) -> None:
    document = Document()
    add_letterhead(document, HouseLook(NAME, logo=logo_of(picture((width, height)))))
    sizes = document.sections[0].header._element.xpath(".//wp:extent")  # noqa: SLF001
    assert int(sizes[0].get("cy")) <= Mm(7)
    assert int(sizes[0].get("cx")) <= Mm(60)


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_words_can_be_read_in_any_look(
    tmp_path_factory: pytest.TempPathFactory, given_colour: str
) -> None:
    side = tmp_path_factory.mktemp("side")
    colour = nearest_that_passes(given_colour, LIGHT)
    (side / "partnership.toml").write_text(f'name = "A"\n[shown]\ncolour = "{colour}"\n')
    assert LOOK.logo
    (side / LOGO_NAME).write_text(text_of_logo(LOOK.logo))
    look = look_in(side)
    assert look.logo == LOOK.logo
    assert contrast(look.accent, look.pale) >= LEAST
    # a chart's second bars have dark numbers
    assert contrast("#17212b", look.second) >= LEAST
