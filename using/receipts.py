"""An answer's receipt: what it was made of, so that anybody can check its quotes later, offline.

It holds no word of the message and nothing that is made of it: where every quote stands, the hash
of the document and of its file, the models and the prompt, and what was dropped.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.grounding import cited
from bot.answering.rendering import status_of
from bot.safety.steps import REMINDER
from domain import Escalation, FindingsError, Refusal
from ingest.beside.tables import what_is_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from domain import Citation, Document, Reply
    from store.generation.opened import Generation

FORMAT = 1
# The status of a receipt that is a draft's.
DRAFT = "draft"
# A receipt of more bytes was not written by this program.
_LARGEST = 4 * 2**20


class ReceiptError(FindingsError):
    """A file is no receipt, or one of another format."""


class Stands(StrEnum):
    """Whether a quote still stands in the knowledge base that is held."""

    AS_IT_WAS = "stands word for word where it stood"
    ELSEWHERE = "stands word for word in a document that has changed"
    CHANGED = "no longer stands word for word"
    ALTERED = "does not stand where the receipt says"
    GONE = "the document is no longer held"

    @property
    def is_well(self) -> bool:
        """Whether the words are still the document's."""
        return self in {Stands.AS_IT_WAS, Stands.ELSEWHERE}


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuotedDocument(_Record):
    """A document that is quoted: the SHA-256 of its text, and of its file where that is kept."""

    id: str
    title: str
    published: str
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    file_sha256: str = Field(pattern=r"^(?:[0-9a-f]{64})?$")


class QuotedWords(_Record):
    """A quote: ``words`` are the characters ``start`` to ``end`` of the document's text."""

    document: str
    passage: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    page: int | None = None
    words: str = Field(min_length=1)


class DroppedStatement(_Record):
    """Why statements of a chat model were not shown, and how many; their words are not kept."""

    reason: str
    count: int = Field(ge=1)


class AnswerReceipt(_Record):
    """What an answer was made of; ``written`` counts the statements of a chat model in it.

    ``first`` says whom to ring first, where the reply did.
    """

    format: int = FORMAT
    made: str
    program: str
    status: str
    generation: str
    first: str = ""
    embedding_model: str = ""
    chat_model: str = ""
    prompt_version: str = ""
    documents: tuple[QuotedDocument, ...] = ()
    passages: tuple[str, ...] = ()
    quotes: tuple[QuotedWords, ...] = ()
    written: int = 0
    dropped: tuple[DroppedStatement, ...] = ()

    def as_json(self) -> str:
        """Give it as one JSON object, as ``findings verify`` reads it."""
        return self.model_dump_json(indent=1) + "\n"


class VerifiedQuote(_Record):
    """A quote of a receipt, and whether it still stands."""

    quote: QuotedWords
    title: str
    stands: Stands


class VerifiedReceipt(_Record):
    """What came of it; ``is_same_generation`` where the one that answered is live."""

    is_same_generation: bool
    quotes: tuple[VerifiedQuote, ...]

    @property
    def is_well(self) -> bool:
        """Whether every quote still stands word for word."""
        return all(one.stands.is_well for one in self.quotes)


def make_receipt(reply: Reply, generation: Generation | None) -> AnswerReceipt:
    """Give the receipt of a reply; ``generation`` is the one that answered, None where none did.

    The passages near a refusal are no quotes of an answer, and stand in none.
    """
    made = datetime.now(UTC).replace(microsecond=0).isoformat()
    rings_first = reply.reminds or isinstance(reply.outcome, Escalation)
    said = AnswerReceipt(made=made, program=f"findings {version('findings')}",
                         status=status_of(reply), generation=reply.generation,
                         first=REMINDER if rings_first else "")  # fmt: skip
    if generation is None:
        return said
    quoted = () if isinstance(reply.outcome, Refusal) else cited(reply.outcome)
    beside = reply.written.statements if reply.written else ()
    citations = (*quoted, *(one for statement in beside for one in statement.citations))
    documents = generation.by_id
    names = dict.fromkeys(one.passage.source.id for one in citations)
    return said.model_copy(
        update={
            "embedding_model": generation.manifest.model,
            "documents": tuple(_document(documents[one], generation) for one in names),
            "passages": tuple(one.passage.id for one in reply.evidence),
            "quotes": tuple(dict.fromkeys(map(_quote, citations))),
            **_of_the_writing(reply),
        }
    )


def make_record(citations: Iterable[Citation], generation: Generation) -> AnswerReceipt:
    """Give the receipt of quotes that no reply gave, as those of a draft."""
    quoted = tuple(citations)
    made = datetime.now(UTC).replace(microsecond=0).isoformat()
    names = dict.fromkeys(one.passage.source.id for one in quoted)
    return AnswerReceipt(
        made=made, program=f"findings {version('findings')}", status=DRAFT,
        generation=generation.id, embedding_model=generation.manifest.model,
        documents=tuple(_document(generation.by_id[one], generation) for one in names),
        quotes=tuple(dict.fromkeys(map(_quote, quoted))),
    )  # fmt: skip


def _of_the_writing(reply: Reply) -> dict[str, object]:
    """Give the facts of what a chat model wrote, none of its words."""
    written = reply.written
    if written is None:
        return {}
    dropped = Counter(written.dropped)
    return {
        "chat_model": written.model,
        "prompt_version": written.prompt,
        "written": len(written.statements),
        "dropped": tuple(
            DroppedStatement(reason=reason, count=count) for reason, count in dropped.items()
        ),
    }


def _document(document: Document, generation: Generation) -> QuotedDocument:
    original = generation.original(document.source.id)
    return QuotedDocument(
        id=document.source.id, title=document.source.title, published=document.source.dated,
        text_sha256=hash_of(document.text), file_sha256=original.digest if original else "",
    )  # fmt: skip


def _quote(citation: Citation) -> QuotedWords:
    passage = citation.passage
    start = passage.start + passage.text.index(citation.quote)
    return QuotedWords(
        document=passage.source.id, passage=passage.id, start=start,
        end=start + len(citation.quote), page=citation.page or None, words=citation.quote,
    )  # fmt: skip


def hash_of(text: str) -> str:
    """Give the SHA-256 of a document's text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_receipt(path: Path) -> AnswerReceipt:
    """Give the receipt of a file.

    Raises:
        ReceiptError: the file cannot be read, or is no receipt.
    """
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST + 1)
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}): name a file of 'findings ask --receipt'"
        raise ReceiptError(msg) from error
    return parse_receipt(body, str(path))


def parse_receipt(body: bytes | str, name: str = "receipt") -> AnswerReceipt:
    """Give the receipt that somebody sent or kept; ``name`` is what an error calls it.

    Raises:
        ReceiptError: it is no receipt, too long for one, or of another format.
    """
    remedy = "give one that 'findings ask --receipt' wrote"
    if len(body) > _LARGEST:
        msg = f"{name}: no receipt (more than {_LARGEST >> 20} MB): {remedy}"
        raise ReceiptError(msg)
    try:
        receipt = AnswerReceipt.model_validate_json(body)
    except ValidationError as error:
        msg = f"{name}: no receipt ({what_is_wrong(error)}): {remedy}"
        raise ReceiptError(msg) from error
    if receipt.format != FORMAT:
        msg = f"{name}: a receipt of format {receipt.format}, not {FORMAT}: {remedy}"
        raise ReceiptError(msg)
    return receipt


def verify_receipt(receipt: AnswerReceipt, generation: Generation) -> VerifiedReceipt:
    """Say of each quote whether it still stands, word for word, in the documents held.

    Nothing is believed of a receipt but what the documents show: a quote whose words are not
    between its offsets of the very text that it names was altered.
    """
    held = generation.by_id
    named = {one.id: one for one in receipt.documents}
    return VerifiedReceipt(
        is_same_generation=receipt.generation == generation.id,
        quotes=tuple(_verified(receipt.quotes, named, held)),
    )


def _verified(
    quotes: Iterable[QuotedWords], named: Mapping[str, QuotedDocument],
    held: Mapping[str, Document],
) -> Iterable[VerifiedQuote]:  # fmt: skip
    for quote in quotes:
        document, was = held.get(quote.document), named.get(quote.document)
        title = was.title if was else quote.document
        if document is None:
            stands = Stands.GONE
        elif was is None:
            stands = Stands.ALTERED
        elif hash_of(document.text) == was.text_sha256:
            is_there = document.text[quote.start : quote.end] == quote.words
            stands = Stands.AS_IT_WAS if is_there else Stands.ALTERED
        else:
            is_anywhere = quote.words in document.text
            stands = Stands.ELSEWHERE if is_anywhere else Stands.CHANGED
        yield VerifiedQuote(quote=quote, title=title, stands=stands)
