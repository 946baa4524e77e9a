"""The pipeline that tutorials show, as the measure of ours: fixed-size chunks, one vector each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import chromadb
from chromadb.config import Settings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer

from evaluation.measures.results import ShownWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

CHUNK_CHARACTERS = 1_000
OVERLAP_CHARACTERS = 200
SHOWN = 4
_DEPTH = 10
_BATCH = 1_000
_COLLECTION = "tutorial"


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the tutorial reads it: its name and its whole text."""

    document: str
    text: str


class Tutorial:
    """RecursiveCharacterTextSplitter 1000/200, Chroma, all-MiniLM-L6-v2, top 4; never declines."""

    shown = SHOWN

    def __init__(self, folder: Path, model: Path) -> None:
        """Open the collection in ``folder``, empty where it is new; ``model`` is a model folder."""
        self._model = SentenceTransformer(str(model), device="cpu", local_files_only=True)
        client = chromadb.PersistentClient(
            str(folder), settings=Settings(anonymized_telemetry=False)
        )
        self._collection = client.get_or_create_collection(_COLLECTION, embedding_function=None)

    def add(self, texts: Iterable[Text]) -> int:
        """Split, embed and store the texts; give the number of chunks."""
        chunks = split_texts(texts)
        for start in range(0, len(chunks), _BATCH):
            batch = chunks[start : start + _BATCH]
            self._collection.add(
                ids=[str(number) for number in range(start, start + len(batch))],
                embeddings=self._model.encode(
                    [one.text for one in batch], show_progress_bar=False, convert_to_numpy=True
                ),
                documents=[one.text for one in batch],
                metadatas=[{"document": one.document} for one in batch],
            )
        return len(chunks)

    def search(self, question: str, count: int = _DEPTH) -> list[ShownWords]:
        """Give the chunks nearest to a question, best first; its history is not used."""
        return [words for words, _ in self.search_with_cosines(question, count)]

    def search_with_cosines(
        self, question: str, count: int = _DEPTH
    ) -> list[tuple[ShownWords, float]]:
        """Give the chunks nearest to a question with their cosine similarity."""
        vector = self._model.encode([question], show_progress_bar=False, convert_to_numpy=True)
        found = self._collection.query(
            query_embeddings=vector, n_results=count,
            include=["documents", "metadatas", "distances"],
        )  # fmt: skip
        texts, metas, distances = found["documents"], found["metadatas"], found["distances"]
        if not texts or not metas or not distances:
            return []
        # Chroma's default is squared Euclidean distance; of unit vectors it is 2 - 2 cosine
        return [
            (ShownWords(str(meta["document"]), text), 1 - distance / 2)
            for text, meta, distance in zip(texts[0], metas[0], distances[0], strict=True)
        ]


def split_texts(texts: Iterable[Text]) -> Sequence[ShownWords]:
    """Give the chunks of the texts, in order."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS
    )
    return [
        ShownWords(one.document, chunk) for one in texts for chunk in splitter.split_text(one.text)
    ]
