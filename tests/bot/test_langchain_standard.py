"""LangChain's own standard tests hold for the retriever, and for the store where they only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from langchain_tests.integration_tests import (
    RetrieversIntegrationTests,
    VectorStoreIntegrationTests,
)

from bot.langchain_retriever import FindingsRetriever
from bot.langchain_store import FindingsEmbeddings, FindingsVectorStore, ReadOnlyError
from settings import load_settings
from wiring import make_assistant

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Assistant
    from store.generation.opened import Generation
    from store.models.embedding import OnnxEmbedder

ASKED = "how soon is a return home interview offered"
# Of the standard tests these write to the store, or expect it to be empty.
WRITING = [
    name + ending
    for name in (
        "test_vectorstore_is_empty", "test_add_documents", "test_vectorstore_still_empty",
        "test_deleting_documents", "test_deleting_bulk_documents", "test_delete_missing_content",
        "test_add_documents_with_ids_is_idempotent", "test_add_documents_by_id_with_mutation",
        "test_get_by_ids", "test_add_documents_documents", "test_add_documents_with_existing_ids",
    )
    for ending in ("", "_async")
]  # fmt: skip


@pytest.fixture(scope="module")
def asked(whole_store: Path, model_export: Path) -> Assistant:
    return make_assistant(load_settings(store=whole_store, model_export=model_export))


class TestRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _given(self, asked: Assistant) -> None:
        self._assistant = asked

    @property
    def retriever_constructor(self) -> type[FindingsRetriever]:
        return FindingsRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"assistant": self._assistant}

    @property
    def retriever_query_example(self) -> str:
        return ASKED


class TestStore(VectorStoreIntegrationTests):
    @pytest.fixture
    def vectorstore(self, generation: Generation, embedder: OnnxEmbedder) -> FindingsVectorStore:
        return FindingsVectorStore(generation, embedder)


for _name in WRITING:
    _reason = "the store is only read"
    _standard = getattr(VectorStoreIntegrationTests, _name)
    setattr(TestStore, _name, pytest.mark.xfail(reason=_reason, strict=True)(_standard))


def test_the_store_gives_passages_and_is_never_written(
    generation: Generation, embedder: OnnxEmbedder
) -> None:
    store = FindingsVectorStore(generation, embedder)
    found = store.similarity_search_with_relevance_scores(ASKED, k=5)
    assert len({one.id for one, _ in found}) == 5
    assert "72 hours" in found[0][0].page_content
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.5
    [again] = store.get_by_ids([str(found[0][0].id)])
    assert again == found[0][0]
    assert store.as_retriever(search_kwargs={"k": 2}).invoke(ASKED) == [one for one, _ in found[:2]]
    for write in (store.add_texts, store.delete, FindingsVectorStore.from_texts):
        with pytest.raises(ReadOnlyError, match="findings add"):
            write(["1"])


def test_a_childs_details_reach_no_vector(embedder: OnnxEmbedder) -> None:
    asked = FindingsEmbeddings(embedder).embed_query
    assert asked("help for Zebedee Quillfeather") == asked("help for Thomasina Appleyard")
