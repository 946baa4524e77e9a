"""What other programs may ask for, whichever way they come: by HTTP or by MCP.

Everything here masks a message once, looks for danger first and logs no word of it: it calls what
the page calls (``using/``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from api.shapes.hits import GivenHits, passage_of
from api.shapes.replies import reply_of, safety_of
from api.shapes.routes import pathway_of, pathways_of
from api.shapes.sources import document_of, section_of, sources_of
from bot.answering.rendering import first_lines, status_of
from bot.privacy.masking import mask
from bot.ranking.retriever import EVERYTHING, Scope
from bot.safety.steps import REMINDER
from domain import FindingsError
from library.changes import changes_between
from library.searching import may_hold, search_words
from using import parts
from using.asking import answer_message, log_fault, steps_in_danger, without_details
from using.receipts import make_receipt, verify_receipt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.shapes.replies import GivenReply
    from api.shapes.routes import GivenPathway, GivenPathways
    from api.shapes.sources import GivenDocument, GivenSources, SectionInWords
    from bot.assistant import Assistant
    from bot.edition import Editions
    from domain import Turn
    from ingest.beside.pointers import Pointer
    from library.changes import ChangedSection
    from store.generation.opened import Generation
    from using.receipts import AnswerReceipt, VerifiedReceipt

Held = TypeVar("Held")
# Turns before a message that are read; a page keeps as many.
_TURNS = 50
# Passages that one search gives at most.
MOST_HITS = 50


class UnansweredError(FindingsError):
    """A message has no answer, for the knowledge base cannot be searched."""

    def __init__(self) -> None:
        """Say it as the page does: what failed is written down, without any word of a message."""
        super().__init__("The knowledge base cannot be searched at the moment.")


class NotHeldError(FindingsError):
    """What is asked for by its id is not held."""


class EnquiryDesk:
    """Answers other programs from the live edition; keeps nothing between two questions."""

    def __init__(self, assistant: Assistant, editions: Editions, site: str) -> None:
        """Take what answers, what gives the live edition, and the app's own web address."""
        self._assistant = assistant
        self._editions = editions
        self._site = site

    def ask(
        self, message: str, history: Sequence[Turn] = (), scope: Scope = EVERYTHING,
        *, with_receipt: bool = False,
    ) -> GivenReply:  # fmt: skip
        """Give the reply to a message; of danger the safety steps are given whatever fails.

        Raises:
            UnansweredError: there is none.
        """
        edition = self._editions.pinned()
        turns = without_details(history[-_TURNS:])
        answered = answer_message(self._assistant, edition, message, turns, scope, quotes_only=True)
        if answered.reply is None:
            if answered.fault:
                log_fault(answered.fault)
            raise UnansweredError
        held: Generation | None = None
        pointers: Mapping[str, Pointer] = {}
        try:
            if answered.reply.generation:
                held = edition().generation
                pointers = held.pointers
        except FindingsError as error:
            log_fault(error)
        given = reply_of(answered, pointers, self._site)
        if not with_receipt:
            return given
        return given.model_copy(update={"receipt": make_receipt(answered.reply, held)})

    def steps_alone(self, message: str, history: Sequence[Turn] = ()) -> GivenReply | None:
        """Give a message that tells of danger with its safety steps alone; None for any other.

        No search is made: for a caller who has asked for too much, and before a slow answer.
        """
        found = steps_in_danger(self._assistant, message, without_details(history[-_TURNS:]))
        return reply_of(found, {}, self._site) if found else None

    def steps_found(self, query: str) -> GivenHits | None:
        """Give a search that tells of danger with its safety steps alone; None for any other."""
        found = self.steps_alone(query)
        if found is None:
            return None
        return GivenHits(
            safety=found.safety, outcome=found.outcome, masked=found.masked, generation="",
            passages=(),
        )  # fmt: skip

    def search(self, query: str, count: int, *, by_words: bool = False) -> GivenHits:
        """Give the passages nearest to a query, or those that hold its words, best first.

        Raises:
            UnansweredError: the knowledge base cannot be searched.
        """
        return self._search_words(query, count) if by_words else self._search_meaning(query, count)

    def sources(self) -> GivenSources:
        """Give the documents held.

        Raises:
            FindingsError: there is no knowledge base, as for all below.
        """
        return sources_of(self._editions().generation, self._site)

    def document(self, source_id: str) -> GivenDocument:
        """Give a document whole.

        Raises:
            NotHeldError: none of this id is held.
        """
        found = document_of(self._editions().generation, source_id, self._site)
        return _held(found, "document")

    def section(self, section_id: str) -> SectionInWords:
        """Give the section that a passage or section id names.

        Raises:
            NotHeldError: none of this id is held.
        """
        found = section_of(self._editions().generation, section_id, self._site)
        return _held(found, "section")

    def pathways(self) -> GivenPathways:
        """Give the pathways in short."""
        return pathways_of(self._editions().made(parts.pathways))

    def pathway(self, pathway_id: str) -> GivenPathway:
        """Give a pathway whole.

        Raises:
            NotHeldError: none of this id is held.
        """
        found = pathway_of(self._editions().made(parts.pathways), pathway_id, self._site)
        return _held(found, "pathway")

    def changes(self, old: str, new: str) -> tuple[ChangedSection, ...]:
        """Give what changed from one document to another, both by their ids.

        Raises:
            NotHeldError: one of them is not held.
        """
        held = self._editions().generation
        before, after = (_held(held.passages_of(name), "document") for name in (old, new))
        return changes_between(before, after)

    def verify(self, receipt: AnswerReceipt) -> VerifiedReceipt:
        """Say whether each quote of an answer's receipt still stands in what is held."""
        return verify_receipt(receipt, self._editions().generation)

    def _search_meaning(self, query: str, count: int) -> GivenHits:
        edition = self._editions.pinned()
        answered = answer_message(self._assistant, edition, query, quotes_only=True)
        reply = answered.reply
        if reply is None:
            if answered.fault:
                log_fault(answered.fault)
            raise UnansweredError
        return GivenHits(
            safety=safety_of(reply), outcome=status_of(reply), masked=reply.masked,
            generation=reply.generation, first=" ".join(first_lines(reply)),
            passages=tuple(
                passage_of(one.passage, self._site, round(one.relevance, 4))
                for one in reply.evidence[:count]
            ),
        )  # fmt: skip

    def _search_words(self, query: str, count: int) -> GivenHits:
        found = self.steps_alone(query)
        masked = mask(query)
        generation = self._editions().generation
        hits = search_words(may_hold(generation, masked.text), masked.text, count)
        return GivenHits(
            safety=found.safety if found else None, outcome="", masked=masked.kinds,
            generation=generation.id, first=REMINDER if self._assistant.in_doubt(query) else "",
            passages=tuple(passage_of(one.passage, self._site) for one in hits),
        )  # fmt: skip


def _held(found: Held | None, what: str) -> Held:
    if not found:
        msg = f"no {what} of this id is held"
        raise NotHeldError(msg)
    return found
