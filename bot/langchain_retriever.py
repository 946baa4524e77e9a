"""The knowledge base as a LangChain retriever, for a partnership that has chains of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from bot.answering.rendering import status_of
from bot.assistant import Assistant  # noqa: TC001  pydantic reads it

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun

    from domain import Evidence


class FindingsRetriever(BaseRetriever):
    """Gives the passages nearest to a message as LangChain documents, best first, at most ten.

    Details that identify a child are masked before anything is searched. ``metadata`` holds
    where the words come from, and ``outcome``: where it is 'declined' the documents do not say,
    and where it is 'escalated' the safety steps of ``Assistant.reply`` come before anything.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager
        reply = self.assistant.reply(query)
        return [_to_document(one, status_of(reply)) for one in reply.evidence]


def _to_document(evidence: Evidence, outcome: str) -> Document:
    passage = evidence.passage
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
            "relevance": evidence.relevance,
            "outcome": outcome,
        },
    )
