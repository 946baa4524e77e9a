"""What is written down comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import Document, Kind, Source, Status, Taught
from ingest.readers.layout import clean, lay_out
from ingest.readers.text.plain import read_plain
from ingest.splitting import split
from store.generation.entries import make_entries
from store.generation.records import (
    Knowledge,
    RecordError,
    dump_knowledge,
    dump_lessons,
    dump_source,
    load_knowledge,
    load_lessons,
    load_source,
)
from tests.store.texts import TEXTS, collected

if TYPE_CHECKING:
    from pathlib import Path

DATES = st.none() | st.dates(min_value=date(1989, 11, 16))
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
SOURCES = st.builds(
    Source,
    id=TEXT.filter(bool),
    title=TEXT,
    publisher=TEXT,
    published=DATES,
    checked=DATES,
    url=TEXT,
    licence=TEXT,
    kind=st.sampled_from(list(Kind)),
    status=st.sampled_from(list(Status)),
)
PAGES = st.lists(st.text(st.sampled_from("aé ‘🙂.\n- :“"), max_size=60), max_size=8).map(
    "\n\n".join
)


def knowledge_of(documents: tuple[Document, ...]) -> Knowledge:
    passages = tuple(one for document in documents for one in split(document, max_words=30))
    return Knowledge(documents, passages, tuple(make_entries(passages, [])))


@given(SOURCES)
def test_a_source_comes_back_unchanged(source: Source) -> None:
    assert load_source(dump_source(source)) == source


@given(SOURCES, st.lists(PAGES, max_size=3))
def test_knowledge_comes_back_unchanged(source: Source, pages: list[str]) -> None:
    documents = tuple(
        Document(replace(source, id=str(number)), *lay_out(read_plain(clean(page))))
        for number, page in enumerate(pages)
    )
    knowledge = knowledge_of(documents)
    assert load_knowledge(dump_knowledge(knowledge)) == knowledge


LESSONS = st.builds(
    Taught,
    quote=TEXT,
    questions=st.lists(TEXT, max_size=3).map(tuple),
    mistaken=st.lists(TEXT, max_size=2).map(tuple),
    missing=TEXT,
)


@given(st.dictionaries(TEXT, st.lists(LESSONS, max_size=3).map(tuple), max_size=3))
def test_lessons_come_back_unchanged(lessons: dict[str, tuple[Taught, ...]]) -> None:
    assert load_lessons(dump_lessons(lessons)) == lessons


def test_a_passage_that_is_no_slice_of_its_document_is_refused() -> None:
    knowledge = knowledge_of(tuple(one.document for one in collected(TEXTS)))
    bent = replace(knowledge.passages[0], text="Ring the front door never.")
    with pytest.raises(RecordError, match="not a slice"):
        dump_knowledge(replace(knowledge, passages=(bent, *knowledge.passages[1:])))


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"documents": [1]}', b"\xff"])
def test_a_damaged_record_says_so(data: bytes) -> None:
    with pytest.raises(RecordError, match="damaged"):
        load_knowledge(data)


def test_the_record_of_the_shipped_documents_is_the_same_each_time(whole_store: Path) -> None:
    (folder,) = (whole_store / "generations").iterdir()
    records = [one.read_bytes() for one in folder.rglob("knowledge.json")]
    assert len(records) > 1
    for data in records:
        assert dump_knowledge(load_knowledge(data)) == data
