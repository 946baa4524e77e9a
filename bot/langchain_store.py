"""The vectors of the knowledge base as a LangChain vector store that is only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from bot.langchain_retriever import as_document
from bot.privacy.masking import mask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from langchain_core.documents import Document
    from numpy.typing import NDArray

    from domain import Passage
    from store.generation.opened import Generation
    from store.models.embedding import Embedder

# Each passage stands in the index by itself and by its sentences: so many are asked for of each.
_ENTRIES_A_PASSAGE = 8


class ReadOnlyError(NotImplementedError):
    """What would change the store: documents come into it by ``findings ingest``."""

    def __init__(self) -> None:
        """Say how documents are added."""
        super().__init__("this vector store is only read: add documents with 'findings add'")


class FindingsEmbeddings(Embeddings):
    """The embedding model of the knowledge base, as LangChain calls one."""

    def __init__(self, embedder: Embedder) -> None:
        """Take the model."""
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give the vectors of texts that are searched."""
        return [[float(one) for one in row] for row in self._embedder.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Give the vector of a question, identifying details left out of it."""
        return [float(one) for one in self._embedder.embed([mask(text).text], asked=True)[0]]


class FindingsVectorStore(VectorStore):
    """Gives passages by their nearness alone, and says nothing of whether they answer.

    ``FindingsRetriever`` judges that and looks for danger first: use it wherever people ask. What
    would change the store raises ``ReadOnlyError``.
    """

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Take one edition of the knowledge base, and the model that it was built with."""
        self._generation = generation
        self._embeddings = FindingsEmbeddings(embedder)
        self._passages = {one.id: one for one in generation.passages}

    @property
    def embeddings(self) -> Embeddings:
        """The model that turns words into the vectors compared."""
        return self._embeddings

    def similarity_search(self, query: str, k: int = 4, **kwargs: Any) -> list[Document]:  # noqa: ANN401  LangChain's signature
        """Give the ``k`` passages nearest to a query, best first."""
        return [one for one, _ in self.similarity_search_with_score(query, k, **kwargs)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, **kwargs: Any  # noqa: ANN401
    ) -> list[tuple[Document, float]]:  # fmt: skip
        """Give them with the cosine of their nearest sentence."""
        del kwargs
        return self._nearest(self._embeddings.embed_query(query), k)

    def similarity_search_by_vector(
        self, embedding: list[float], k: int = 4, **kwargs: Any  # noqa: ANN401
    ) -> list[Document]:  # fmt: skip
        """Give the ``k`` passages nearest to a vector, best first."""
        del kwargs
        return [one for one, _ in self._nearest(embedding, k)]

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """Give the passages of these ids; those that are not held are left out."""
        return [as_document(self._passages[one]) for one in ids if one in self._passages]

    def add_texts(self, *_: object, **__: object) -> NoReturn:
        """Refuse: see ``ReadOnlyError``."""
        raise ReadOnlyError

    def delete(self, *_: object, **__: object) -> NoReturn:
        """Refuse: see ``ReadOnlyError``."""
        raise ReadOnlyError

    @classmethod
    def from_texts(cls, *_: object, **__: object) -> NoReturn:
        """Refuse: see ``ReadOnlyError``."""
        raise ReadOnlyError

    def _select_relevance_score_fn(self) -> Callable[[float], float]:
        return lambda cosine: max(0.0, min(1.0, cosine))

    def _nearest(self, embedding: Sequence[float], k: int) -> list[tuple[Document, float]]:
        held = self._generation
        vector: NDArray[np.float32] = np.asarray(embedding, np.float32)
        count = k * _ENTRIES_A_PASSAGE
        found: dict[str, tuple[Passage, float]] = {}
        while len(found) < k:
            for position in held.nearest(vector, min(count, held.own)):
                passage = held.passages[held.entries[position].passage]
                if passage.id not in found and len(found) < k:
                    found[passage.id] = (passage, float(held.vectors[position] @ vector))
            if count >= held.own:
                break
            count *= 2
        return [(as_document(passage), near) for passage, near in found.values()]
