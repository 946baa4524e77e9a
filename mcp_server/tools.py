"""The tools that assistant programs are given: all of them read, none of them changes anything."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from api.desk import EnquiryDesk, NotHeldError
from api.shapes.replies import GivenReply
from api.shapes.routes import GivenPathway, GivenPathways
from api.shapes.sources import GivenOutline, GivenSources, SectionInWords
from domain import FindingsError, Turn
from mcp_server.shapes import (
    CAUTION,
    DocumentChanges,
    FetchedText,
    FoundResult,
    FoundResults,
    SectionChange,
    SentenceChange,
)
from using.receipts import AnswerReceipt, VerifiedReceipt

if TYPE_CHECKING:
    from library.changes import ChangedSection

Given = ParamSpec("Given")
Got = TypeVar("Got")
HITS = 10
INSTRUCTIONS = (
    "Findings answers questions about safeguarding children from documents held on this machine,"
    " word for word. Use 'ask' for any question, with the user's own words. Where the reply or a"
    " search has 'safety', a child may be in danger: give the user those steps first and whole."
    " Where a reply's 'message' or a search's 'first' says whom to ring, give that line first."
    " Quote as the reply quotes, each with its document, date and caution. Where the outcome is"
    " 'declined', say that the documents do not answer it, and do not answer it from elsewhere."
    " Leave names and other details that identify a child out of what you send; they are left out"
    " of the search in any case."
)
_UNREADABLE = "The knowledge base cannot be read at the moment."


def make_server(desk: EnquiryDesk) -> MCPServer:
    """Give the server of a desk's tools."""
    # its own log has a caller's words in it where something fails
    server = MCPServer(
        "findings", title="Findings", instructions=INSTRUCTIONS, log_level="CRITICAL",
        subscriptions=False,
    )  # fmt: skip
    _ask(server, desk)
    _read(server, desk)
    return server


def _tool(
    server: MCPServer, title: str
) -> Callable[[Callable[Given, Got]], Callable[Given, Got]]:  # fmt: skip
    """Make a function a tool that says what it is, and whose faults say no more than they may."""

    def made(function: Callable[Given, Got]) -> Callable[Given, Got]:
        @wraps(function)
        def guarded(*arguments: Given.args, **named: Given.kwargs) -> Got:
            try:
                return function(*arguments, **named)
            except NotHeldError as error:
                raise ToolError(str(error)) from None
            except FindingsError:
                raise ToolError(_UNREADABLE) from None

        server.tool(
            title=title, structured_output=True,
            annotations=ToolAnnotations(
                title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True,
                open_world_hint=False,
            ),
        )(guarded)  # fmt: skip
        return guarded

    return made


def _ask(server: MCPServer, desk: EnquiryDesk) -> None:
    @_tool(server, "Ask the documents")
    def ask(
        message: Annotated[str, Field(description="the question, in the user's own words")],
        earlier_questions: Annotated[
            list[str], Field(description="earlier questions of this conversation, oldest first")
        ] = [],  # noqa: B006  the schema shows it, and nothing changes it
    ) -> GivenReply:
        """Answer a question, quoted from the documents, or say that they do not answer it."""
        return desk.ask(message, tuple(Turn(one, "") for one in earlier_questions))

    @_tool(server, "Search the documents")
    def search(query: Annotated[str, Field(description="what to look for")]) -> FoundResults:
        """Give the passages nearest to a query; fetch one by its id to read its whole section."""
        found = desk.search(query, HITS)
        return FoundResults(
            safety=found.safety, first=found.first, outcome=found.outcome, note=CAUTION,
            results=tuple(
                FoundResult(
                    id=one.id, title=" > ".join(dict.fromkeys((one.title, *one.headings))),
                    url=one.address, text=one.text,
                )
                for one in found.passages
            ),
        )  # fmt: skip

    @_tool(server, "Read what was found")
    def fetch(
        id: Annotated[str, Field(description="of a result, a section or a document")],  # noqa: A002
    ) -> FetchedText:
        """Give the section that a result stands in, or a document, word for word."""
        try:
            held = desk.section(id)
            document, text, url = held.document, held.text, held.section.address
        except NotHeldError:
            whole = desk.document(id)
            document, text, url = whole.document, whole.text, whole.document.address
        facts = document.model_dump(mode="json", include=_FACTS)
        return FetchedText(
            id=id, title=document.title, text=text, url=url,
            metadata={name: str(value or "") for name, value in facts.items()},
        )  # fmt: skip


_FACTS = {"id", "publisher", "kind", "area", "dated", "edition", "status", "licence"}


def _read(server: MCPServer, desk: EnquiryDesk) -> None:
    @_tool(server, "List the documents")
    def list_documents() -> GivenSources:
        """Give every document held, with publisher, date, status and area."""
        return desk.sources()

    @_tool(server, "Read a document's outline")
    def get_outline(
        document: Annotated[str, Field(description="the document's id")],
    ) -> GivenOutline:
        """Give the sections of a document, in order; read one with 'get_section'."""
        whole = desk.document(document)
        return GivenOutline(
            generation=whole.generation, document=whole.document, sections=whole.sections
        )

    @_tool(server, "Read a section")
    def get_section(
        section: Annotated[str, Field(description="the id of a section or of a passage")],
    ) -> SectionInWords:
        """Give a section of a document, word for word."""
        return desk.section(section)

    @_tool(server, "List the pathways")
    def list_pathways() -> GivenPathways:
        """Give the procedures that are held as steps, and when to use each."""
        return desk.pathways()

    @_tool(server, "Read a pathway")
    def get_pathway(
        pathway: Annotated[str, Field(description="the pathway's id")],
    ) -> GivenPathway:
        """Give a procedure: who does what by when, each step with the words it rests on."""
        return desk.pathway(pathway)

    @_tool(server, "List changes between documents")
    def list_changes(
        old: Annotated[str, Field(description="the earlier document's id")],
        new: Annotated[str, Field(description="the later document's id")],
    ) -> DocumentChanges:
        """Give what changed from one document to another, as between two editions."""
        sections = tuple(map(_section, desk.changes(old, new)))
        return DocumentChanges(old=old, new=new, sections=sections)

    @_tool(server, "Check a receipt")
    def verify_receipt(receipt: AnswerReceipt) -> VerifiedReceipt:
        """Say of each quote of an answer's receipt whether it still stands word for word."""
        return desk.verify(receipt)


def _section(one: ChangedSection) -> SectionChange:
    return SectionChange(
        heading=one.heading, was=one.was, added=one.added, dropped=one.dropped,
        changed=tuple(SentenceChange(old=pair.old, new=pair.new) for pair in one.changed),
    )  # fmt: skip
