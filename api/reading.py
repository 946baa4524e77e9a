"""``/v1/documents``, ``/v1/pathways``: what is held; ``/v1/receipts``: whether it still is."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.callers import Callers
from api.desk import EnquiryDesk
from api.problems import COMMON
from api.shapes.routes import GivenPathway, GivenPathways
from api.shapes.sources import GivenDocument, GivenSources
from using.receipts import AnswerReceipt, VerifiedReceipt


def reading_routes(desk: EnquiryDesk, callers: Callers) -> APIRouter:
    """Give the routes that read what is held."""
    router = APIRouter(tags=["Read"], responses=COMMON)

    @router.get("/documents", summary="List the documents held")
    async def documents(request: Request) -> GivenSources:
        callers.admit(request)
        return await callers.run(desk.sources)

    @router.get("/documents/{document_id:path}", summary="Read a document")
    async def document(document_id: str, request: Request) -> GivenDocument:
        """Give a document's facts, sections and words; the offsets of quotes count in `text`."""
        callers.admit(request)
        return await callers.run(desk.document, document_id)

    @router.get("/pathways", summary="List the pathways")
    async def pathways(request: Request) -> GivenPathways:
        callers.admit(request)
        return await callers.run(desk.pathways)

    @router.get("/pathways/{pathway_id}", summary="Read a pathway")
    async def pathway(pathway_id: str, request: Request) -> GivenPathway:
        """Give the steps, each with who, by when, and the words that it rests on."""
        callers.admit(request)
        return await callers.run(desk.pathway, pathway_id)

    @router.post("/receipts/verify", summary="Check an answer's receipt")
    async def verify(receipt: AnswerReceipt, request: Request) -> VerifiedReceipt:
        """Say of each quote whether it still stands word for word in what is held."""
        callers.admit(request)
        return await callers.run(desk.verify, receipt)

    return router
