"""The knowledge base as a LangChain retriever, for a partnership that has chains of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from bot.answering.rendering import first_lines, status_of
from bot.assistant import Assistant  # noqa: TC001  pydantic reads it

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun

    from domain import Passage

MOST = 10


class FindingsRetriever(BaseRetriever):
    """Gives the ``k`` passages nearest to a message as LangChain documents, best first.

    Ten are ranked of each message. Details that identify a child are masked before anything is
    searched. ``metadata`` holds where the words come from, and ``outcome``: where it is 'declined'
    the documents do not say, and where it is 'escalated' the safety steps of ``Assistant.reply``
    come before anything. ``first`` says whom to ring before anything is read, where a message may
    tell of danger after all; empty for any other.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = Field(default=MOST, ge=1, le=MOST)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        del run_manager
        reply = self.assistant.reply(query)
        outcome, first = status_of(reply), " ".join(first_lines(reply))
        return [
            as_document(one.passage, relevance=one.relevance, outcome=outcome, first=first)
            for one in reply.evidence[: k or self.k]
        ]


def as_document(passage: Passage, **besides: float | str) -> Document:
    """Give a passage as a LangChain document, with where its words come from."""
    source = passage.source
    return Document(
        page_content=passage.text,
        id=passage.id,
        metadata={
            "document": source.id,
            "title": source.title,
            "heading": passage.heading,
            "page": passage.page,
            "part": passage.part.value,
            "kind": source.kind.value,
            "dated": source.dated,
            "status": source.status.value,
            "url": source.url,
            "start": passage.start,
            "end": passage.end,
            **besides,
        },
    )
