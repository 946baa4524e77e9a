from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from domain import Block, Document, Kind, Part, Passage, Shape, Source, Status
from ingest.readers.layout import lay_out
from ingest.readers.text.markdown import read_markdown
from ingest.splitting import split
from pages.documents.changes import beside
from pages.documents.view import render_document, web_link
from using.addresses import address_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from store.generation.opened import Generation

HOSTILE = st.text(st.sampled_from(list("<>&\"'{}$`*[]()|ab=/ ")), min_size=1, max_size=40)


def made(text: str, shape: Shape, **facts: object) -> tuple[Document, tuple[Passage, ...]]:
    """A document of one block that is one passage."""
    source = Source("a.md", "A", **facts)  # type: ignore[arg-type]
    document = Document(source, text, (Block(shape, 0, len(text), 1),))
    passage = Passage("abc", source, (), Part.TEXT, (), text, 0, len(text), ())
    return document, (passage,)


def edition(name: str, words: str, **facts: object) -> tuple[Document, tuple[Passage, ...]]:
    """An edition of a procedure about visits."""
    source = Source(name, "Visits", kind=Kind.LOCAL, **facts)  # type: ignore[arg-type]
    document = Document(source, *lay_out(read_markdown(f"# Visits\n\n## When\n\n{words}").blocks))
    return document, split(document, max_words=110)


def two_editions(*, compared: bool) -> Markup:
    """The page of the later of two editions."""
    day = date(2025, 3, 4)
    old, before = edition(
        "old/v 1.md", "Staff visit within fourteen days.", published=date(2021, 2, 8),
        replaced_by="v2.md", replaced_on=day,
    )  # fmt: skip
    new, after = edition("v2.md", "Staff visit within ten days. Ring if 5 < 6.", published=day)
    held = beside(new.source, [*before, *after], [old.source, new.source], compared=compared)
    return render_document(new, after, editions=held)


def test_a_page_shows_what_changed_since_the_edition_before() -> None:
    page = BeautifulSoup(two_editions(compared=False), "html.parser")
    link = page.find("a", string=re.compile("What changed"))
    assert isinstance(link, Tag)
    assert link["href"] == "../document/v2.md?changes=1#changes"
    assert not page.find(id="changes")
    page = BeautifulSoup(two_editions(compared=True), "html.parser")
    assert [one.get_text() for one in page.select("#changes h3")] == ["When"]
    assert [one.get_text() for one in page.select("#changes del")] == [
        "Staff visit within fourteen days."
    ]
    now = [one.get_text() for one in page.select("#changes ins")]
    assert now == ["Staff visit within ten days.", "Ring if 5 < 6."]
    assert page.select_one('#changes a[href="../document/old/v%201.md"]')


def test_an_old_edition_leads_to_the_later_one_and_a_lone_one_to_none() -> None:
    old, passages = edition("old.md", "Staff visit.", replaced_by="new.md")
    new, _ = edition("new.md", "Staff ring.")
    held = beside(old.source, passages, [old.source, new.source], compared=True)
    page = BeautifulSoup(render_document(old, passages, editions=held), "html.parser")
    assert page.select_one('.notice-caution a[href="../document/new.md"]')
    assert not page.find(id="changes")


def test_every_passage_has_its_address_and_no_id_is_there_twice(generation: Generation) -> None:
    for document in generation.documents:
        own = [one for one in generation.passages if one.source.id == document.source.id]
        page = BeautifulSoup(render_document(document, own), "html.parser")
        names = [tag["id"] for tag in page.find_all(id=True)]
        assert len(names) == len(set(names))
        assert {f"p-{one.id}" for one in own} <= set(names)
        for link in page.select("a.address"):
            assert link["href"] == f"#{link['id']}"


def test_no_word_of_a_document_is_lost(generation: Generation) -> None:
    for document in generation.documents:
        page = BeautifulSoup(render_document(document, ()), "html.parser")
        assert page.main is not None
        shown = re.sub(r"\W+", "", page.get_text())
        for block in document.blocks:
            assert re.sub(r"\W+", "", document.text[block.start : block.end]) in shown


def test_a_quoted_sentence_is_marked_by_its_offsets(generation: Generation) -> None:
    for passage in generation.passages[::10]:
        document = next(one for one in generation.documents if one.source.id == passage.source.id)
        first = passage.sentences[0]
        span = (passage.start + first.start, passage.start + first.end)
        page = BeautifulSoup(render_document(document, [passage], span), "html.parser")
        marked = "".join(one.get_text() for one in page.find_all("mark"))
        plain = first.text.replace("**", "").replace("|", "")
        assert "".join(marked.split()) == "".join(plain.split())


def test_a_link_to_words_that_are_gone_says_so() -> None:
    document, passages = made("x", Shape.PARAGRAPH)
    assert "no longer in this document" in render_document(document, passages, is_changed=True)
    assert "no longer in this document" not in render_document(document, passages)


def test_an_address_marks_the_same_words_after_a_change_before_them() -> None:
    first = passage_in("Old beginning. The quoted words.", "The quoted words.")
    later = passage_in("A quite different beginning. The quoted words.", "The quoted words.")
    before = address_of(first, (first.start + 4, first.end))
    assert before == address_of(later, (later.start + 4, later.end))
    assert before == "document/a.md?passage=abc&quote=4-17#p-abc"


def passage_in(text: str, words: str) -> Passage:
    start = text.index(words)
    source = Source("a.md", "A")
    return Passage("abc", source, (), Part.TEXT, (), words, start, start + len(words), ())


@given(HOSTILE, st.sampled_from(Shape), st.tuples(st.integers(0, 50), st.integers(0, 50)))
def test_no_text_becomes_markup(text: str, shape: Shape, span: tuple[int, int]) -> None:
    document, passages = made(text, shape, licence=text, publisher=text, url=text)
    plain, plain_passages = made("b", shape, licence="b", publisher="b", url="b")
    expected = tags_of(render_document(plain, plain_passages)) | {"mark", "strong", "span"}
    assert tags_of(render_document(document, passages, span)) <= expected


def tags_of(page: str) -> set[str]:
    return {tag.name for tag in BeautifulSoup(page, "html.parser").select("*")}


def test_a_letter_says_that_it_is_of_its_time_and_whose_copyright_it_is() -> None:
    licence = "Crown copyright, Open Government Licence v3.0"
    document, passages = made(
        "x", Shape.PARAGRAPH, kind=Kind.FINDING, licence=licence, status=Status.CURRENT
    )
    page = BeautifulSoup(render_document(document, passages), "html.parser")
    assert page.header is not None
    assert licence in page.header.get_text()
    assert "does not describe practice today" in page.header.get_text()


def test_only_web_addresses_become_links() -> None:
    assert "<a " in web_link("https://www.gov.uk/x")
    for address in ("javascript:alert(1)", "data:text/html,x", "//evil.example", "http://[", "x"):
        assert ("<a " in web_link(address)) is False
