"""The page of the file that words stand on is known from the block to the citation."""

from __future__ import annotations

from bot.answering.rendering import render
from domain import Answer, Citation, Document, Reply, Shape, Source, Statement
from ingest.readers.layout import RawBlock, lay_out
from ingest.splitting import split
from store.generation.records import Knowledge, dump_knowledge, load_knowledge

_FIRST = "The chair writes the plan on the day of the meeting."
_TURNED = "Every agency then reads it and signs it within two days."
_LAST = "The child's parents are given a copy."
_WHOLE = f"{_FIRST} {_TURNED} {_LAST}"


def _document() -> Document:
    blocks = [
        RawBlock(Shape.HEADING, "The plan", 1, "# ", 4),
        # the second sentence runs over the page, and page 6 holds a picture alone
        RawBlock(
            Shape.PARAGRAPH, _WHOLE, page=4,
            breaks=(_WHOLE.index("signs"), _WHOLE.index("The child"))
        ),
        RawBlock(Shape.ITEM, "a social worker", 1, "- ", 6),
    ]  # fmt: skip
    return Document(Source("plan.pdf", "The plan"), *lay_out(blocks))


def test_a_quote_knows_the_page_that_it_begins_on() -> None:
    document = _document()
    passages = split(document, max_words=200)
    kept = load_knowledge(dump_knowledge(Knowledge((document,), passages, ())))
    assert kept.documents == (document,)
    assert kept.passages == passages
    (passage,) = kept.passages
    assert passage.page == 4
    pages = [(one.text, one.page) for one in passage.sentences]
    assert pages == [(_FIRST, 4), (_TURNED, 4), (_LAST, 6), ("a social worker", 6)]
    assert [Citation(passage, text).page for text, _ in pages] == [4, 4, 6, 6]


def test_an_answer_in_words_names_the_page() -> None:
    (passage,) = split(_document(), max_words=200)
    reply = Reply(Answer((Statement(_LAST, (Citation(passage, _LAST),)),)))
    assert f"“{_LAST}” (The plan, date unknown, The plan, page 6)" in render(reply)


def test_a_document_without_pages_names_none() -> None:
    document = Document(Source("a.md", "A"), *lay_out([RawBlock(Shape.PARAGRAPH, _WHOLE)]))
    (passage,) = split(document, max_words=200)
    assert Citation(passage, _LAST).page == 0
    reply = Reply(Answer((Statement(_LAST, (Citation(passage, _LAST),)),)))
    assert "page" not in render(reply)
