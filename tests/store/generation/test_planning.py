"""A plan says what is new; what the generation before holds is not made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain import Kind, Taught
from store.generation.entries import EntryKind
from store.generation.opened import Generation
from store.generation.planning import NoDocumentsError, Plan, plan
from tests.store.texts import SIDE, TEXTS, built, collected

if TYPE_CHECKING:
    from ingest.folder.collecting import Collected
    from store.models.embedding import Embedder


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Generation:
    return Generation(built(TEXTS, embedder, tmp_path_factory.mktemp("held")))


def planned(found: list[Collected], held: Generation | None, *, max_words: int = 110) -> Plan:
    model = held.manifest.model if held else "model"
    return plan(found, side=SIDE, model=model, max_words=max_words, previous=held)


def test_the_same_documents_again_change_nothing(held: Generation) -> None:
    again = planned(collected(TEXTS), held)
    assert again.is_unchanged
    assert again.fresh == ()


def test_a_changed_sentence_is_all_that_is_embedded(held: Generation) -> None:
    texts = TEXTS | {"missing.md": TEXTS["missing.md"].replace("72 hours", "three days")}
    again = planned(collected(texts), held)
    assert not again.is_unchanged
    (text,) = again.fresh
    assert "three days" in text


def test_a_withdrawn_document_is_a_change_that_embeds_nothing(held: Generation) -> None:
    texts = {name: text for name, text in TEXTS.items() if name != "missing.md"}
    again = planned(collected(texts), held)
    assert not again.is_unchanged
    assert again.fresh == ()


def test_a_new_fact_of_the_catalogue_is_a_change_that_embeds_nothing(held: Generation) -> None:
    first, *rest = collected(TEXTS)
    source = replace(first.document.source, kind=Kind.GUIDANCE, publisher="A partnership")
    first = replace(first, document=replace(first.document, source=source))
    again = planned([first, *rest], held)
    assert not again.is_unchanged
    assert again.fresh == ()


def test_another_length_of_passages_is_a_change(held: Generation) -> None:
    assert not planned(collected(TEXTS), held, max_words=20).is_unchanged


def test_vectors_of_another_model_are_not_reused(held: Generation) -> None:
    again = plan(collected(TEXTS), side=SIDE, model="another", max_words=110, previous=held)
    sentences = {one.text for one in held.entries if one.kind is EntryKind.SENTENCE}
    assert set(again.fresh) == sentences


def test_equal_texts_are_embedded_once() -> None:
    lesson = Taught("Report a missing child to the police.", ("who do I ring", "who do I ring"))
    fresh = planned(collected(TEXTS, missing=[lesson]), None).fresh
    assert fresh.count("who do I ring") == 1


def test_a_lesson_teaches_the_sentence_that_it_quotes() -> None:
    lesson = Taught("Report a missing child to the police.", ("who do I ring",), ("why not ring",))
    knowledge = planned(collected(TEXTS, missing=[lesson]), None).knowledge
    taught = [
        one for one in knowledge.entries if one.kind in {EntryKind.QUESTION, EntryKind.MISTAKEN}
    ]
    assert [(one.kind, one.text) for one in taught] == [
        (EntryKind.QUESTION, "who do I ring"),
        (EntryKind.MISTAKEN, "why not ring"),
    ]
    for one in taught:
        sentence = knowledge.passages[one.passage].sentences[one.sentence]
        assert sentence.text == "Report a missing child to the police."


def test_a_missing_lesson_may_quote_another_document() -> None:
    lesson = Taught("Police and health must attend it.", ("how many attend",), missing="numbers")
    plan_ = planned(collected(TEXTS, missing=[lesson]), None)
    assert plan_.warnings == ()
    assert plan_.lessons["missing.md"] == (lesson,)


def test_a_missing_lesson_that_quotes_no_document_loses_its_quote_and_is_named() -> None:
    lesson = Taught("Words that nobody wrote.", ("how many attend",), missing="numbers")
    plan_ = planned(collected(TEXTS, missing=[lesson]), None)
    assert plan_.lessons["missing.md"] == (replace(lesson, quote=""),)
    (warning,) = plan_.warnings
    assert "missing.md" in warning
    assert "Words that nobody wrote." in warning


def test_a_plan_without_documents_is_refused() -> None:
    with pytest.raises(NoDocumentsError):
        planned([], None)
