"""Passages are slices of their document, in order, apart, and together lose no word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import Document, Kind, Part, Passage, Shape, Source
from ingest.readers.layout import clean, lay_out
from ingest.readers.text.markdown import read_markdown
from ingest.reading import read_document
from ingest.splitting import split
from tests.ingest.files import WORKER

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SHIPPED = sorted([*KNOWLEDGE.glob("*/*.txt"), *KNOWLEDGE.glob("*/*.md")])
WORDS = st.lists(
    st.sampled_from(
        "Staff record harm. Dr e.g. police? 72 hours: [Tees (2022)] **now** act;".split()
    ),
    min_size=1,
    max_size=60,
).map(" ".join)
BLOCKS = st.tuples(st.sampled_from(["", "# ", "## ", "- ", "  - ", "1. ", "| "]), WORDS).map(
    lambda pair: pair[0] + pair[1] + (" |" if pair[0] == "| " else "")
)
DOCUMENTS = st.tuples(
    st.lists(BLOCKS, min_size=1, max_size=20).map("\n\n".join), st.sampled_from(list(Kind))
)


def document_of(text: str, kind: Kind = Kind.OTHER) -> Document:
    blocks = read_markdown(clean(text)).blocks
    laid_out, placed = lay_out(blocks)
    return Document(Source(id="made.md", title="Made", kind=kind), laid_out, placed)


def shipped(path: Path) -> Document:
    kind = Kind.FINDING if path.suffix == ".txt" else Kind.GUIDANCE
    return read_document(path, Source(id=path.name, title="", kind=kind), WORKER).document


def check(document: Document, passages: tuple[Passage, ...]) -> None:
    """Assert what holds of every document's passages."""
    end = 0
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end] != ""
        assert passage.start >= end
        assert not document.text[end : passage.start].strip()
        end = passage.end
        inner = 0
        for sentence in passage.sentences:
            assert sentence.text == passage.text[sentence.start : sentence.end] != ""
            assert sentence.start >= inner
            inner = sentence.end
    assert not document.text[end:].strip()
    assert len({passage.id for passage in passages}) == len(passages)


@given(DOCUMENTS, st.integers(20, 300))
def test_passages_are_slices_in_order_apart_and_lose_no_word(
    made: tuple[str, Kind], max_words: int
) -> None:
    document = document_of(*made)
    check(document, split(document, max_words=max_words))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("max_words", [40, 110, 400])
def test_the_shipped_documents_are_split_without_loss(path: Path, max_words: int) -> None:
    document = shipped(path)
    check(document, split(document, max_words=max_words))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_letter_of_a_shipped_block_is_in_a_sentence_or_a_pointer(path: Path) -> None:
    document = shipped(path)
    passages = split(document, max_words=110)
    quotable = "".join(one.text for passage in passages for one in passage.sentences)
    pointers = re.compile(r"\[[^\[\]\n]{3,}\](?!\()")
    wanted = ""
    previous = None
    for block in document.blocks:
        is_header = block.shape is Shape.ROW and previous is not Shape.ROW
        previous = block.shape
        if block.shape is not Shape.HEADING and not is_header:
            wanted += pointers.sub("", document.text[block.start : block.end])
    letters = [c for c in quotable if c.isalnum()]
    assert letters == [c for c in wanted if c.isalnum()]


def test_the_address_of_a_passage_outlives_a_change_elsewhere() -> None:
    old = split(document_of("# Steps\n\nAct.\n\n# After\n\nRecord."), max_words=60)
    new = split(
        document_of("# New\n\nAsk.\n\n# Steps\n\nAct now.\n\n# After\n\nRecord."), max_words=60
    )
    assert old[1].id == new[2].id
    assert old[0].id != new[1].id


def test_a_passage_keeps_to_the_longest_length_where_sentences_allow() -> None:
    document = document_of(" ".join(["Staff act now."] * 200))
    assert max(len(one.text.split()) for one in split(document, max_words=60)) <= 63


def test_a_list_item_keeps_the_sentence_that_introduces_it() -> None:
    document = document_of("Leaders should:\n\n- record harm\n- act\n")
    sentences = [one for passage in split(document, max_words=60) for one in passage.sentences]
    assert [one.lead for one in sentences] == ["", "Leaders should:", "Leaders should:"]


@pytest.mark.parametrize("above", ["# The police should:", "A person must not—"])
def test_a_heading_or_a_dash_introduces_a_list_that_ends_with_it(above: str) -> None:
    document = document_of(f"{above}\n\n- delay\n\nThe list has ended.\n\n- a stray item\n")
    leads = {one.text: one.lead for one in split(document, max_words=60)[0].sentences}
    assert leads["delay"] == above.removeprefix("# ")
    assert not leads["a stray item"]


@pytest.mark.parametrize(
    "text",
    [
        "1.1. Staff ring.", "B1. Staff ring.", "Step 3. Staff ring.", "a) Staff ring.",
        "iv. Staff ring.", "A. Staff ring.", "Staff ring: see para. 4.5.",
    ],
)  # fmt: skip
def test_a_number_is_no_sentence_and_goes_with_its_own(text: str) -> None:
    passages = split(document_of(f"{text} They log it.\n\nB2."), max_words=60)
    said = [one.text for passage in passages for one in passage.sentences]
    assert said == [text, "They log it."]


def test_a_nested_item_keeps_the_item_above_it() -> None:
    document = document_of("- Leaders should ensure:\n  - police record\n")
    sentences = [one for passage in split(document, max_words=60) for one in passage.sentences]
    assert sentences[1].lead == "Leaders should ensure:"


def test_a_table_row_keeps_its_header() -> None:
    document = document_of("| Step | Limit |\n|---|---|\n| Decision | One day |\n")
    (passage,) = split(document, max_words=60)
    assert [(one.text, one.lead) for one in passage.sentences] == [
        ("Decision | One day", "Step | Limit")
    ]


def test_a_pointer_is_kept_beside_the_sentence_that_it_closes() -> None:
    document = document_of("Act within 72 hours. [Tees procedures] Then record it.")
    (passage,) = split(document, max_words=60)
    assert [(one.text, one.pointer) for one in passage.sentences] == [
        ("Act within 72 hours.", "Tees procedures"),
        ("Then record it.", ""),
    ]


def test_a_passage_has_the_trail_of_headings_above_it() -> None:
    document = document_of("# Note\n\n## Steps\n\nAct.\n\n## After\n\nRecord.")
    headings = [one.heading for one in split(document, max_words=60)]
    assert headings == ["Note > Steps", "Note > After"]


def test_a_passage_never_mixes_two_parts_of_the_letter() -> None:
    letter = shipped(KNOWLEDGE / "letters" / "cheshire-east-jtai-2022.txt")
    for passage in split(letter, max_words=400):
        is_strength = passage.headings[-1:] == ("Strengths",)
        assert (passage.part is Part.STRENGTH) == is_strength
