"""A LangChain chain is given the passages with their sources, and the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from langchain_core.runnables import RunnableLambda

from bot.langchain_retriever import FindingsRetriever
from settings import load_settings
from wiring import make_assistant

if TYPE_CHECKING:
    from pathlib import Path

    from langchain_core.documents import Document


@pytest.fixture(scope="module")
def retriever(whole_store: Path, model_export: Path) -> FindingsRetriever:
    settings = load_settings(store=whole_store, model_export=model_export)
    return FindingsRetriever(assistant=make_assistant(settings))


def first(found: list[Document]) -> Document:
    return found[0]


def test_a_chain_finds_the_passage_with_its_source(retriever: FindingsRetriever) -> None:
    chain = retriever | RunnableLambda(first)
    best = chain.invoke("how soon is a return home interview offered")
    assert "72 hours" in best.page_content
    assert best.metadata["document"] == "guidance/children-missing-from-home-and-care.md"
    assert best.metadata["outcome"] == "answered"
    assert best.metadata["dated"]
    path = load_settings().knowledge / best.metadata["document"]
    assert " ".join(best.page_content.split()) in " ".join(path.read_text("utf-8").split())


def test_passages_come_best_first_with_their_relevance(retriever: FindingsRetriever) -> None:
    found = retriever.invoke("what did inspectors say about the emergency department")
    relevances = [one.metadata["relevance"] for one in found]
    assert 1 < len(found) <= 10
    assert relevances == sorted(relevances, reverse=True)


def test_what_the_documents_do_not_say_is_marked(retriever: FindingsRetriever) -> None:
    found = retriever.invoke("what is the capital of france")
    assert {one.metadata["outcome"] for one in found} == {"declined"}
