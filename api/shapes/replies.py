"""A reply as other programs are given it: the safety steps first, then what the documents say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from api.shapes.sources import ForPrograms, GivenSource
from bot.answering.grounding import cited
from bot.answering.rendering import (
    about,
    class_of,
    first_lines,
    group_of,
    not_said,
    render,
    status_of,
)
from bot.answering.tidying import tidy
from bot.answering.weights import weights_of
from bot.privacy.masking import CUT
from bot.reading.asks import read_message
from domain import Answer, Correction, Escalation, Inventory, Refusal, Statement
from using.addresses import address_of
from using.citing import cautions_of, facts_of
from using.receipts import AnswerReceipt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain import Citation, Reply
    from ingest.beside.pointers import Pointer
    from using.asking import Answered


class GivenSafety(ForPrograms):
    """What to do first: a child may be in danger. To be shown before anything else, whole."""

    title: str
    steps: str = Field(description="the steps, as Markdown")
    for_staff: bool = Field(description="false where a child or a member of the public writes")


class GivenQuote(ForPrograms):
    """Words of a document, as they stand there: ``text[start:end]`` of it."""

    quote: str
    subject: str = Field(description="verbatim too: the line that says what the quote is about")
    document: str = Field(description="the document's id")
    title: str
    publisher: str
    kind: str
    area: str
    dated: str = Field(description="the document's date in words")
    status: str
    headings: tuple[str, ...]
    page: int | None
    is_recognised: bool = Field(description="a machine read these words off a picture")
    passage: str = Field(description="the passage's id")
    start: int = Field(description="where it begins in the document's text, in characters")
    end: int
    rests_on: tuple[str, ...] = Field(description="the sources that the document names for it")
    url: str = Field(description="where the publisher has the document")
    address: str = Field(description="the very words, marked in the document's page in Findings")


class GivenStatement(ForPrograms):
    """One thing that the documents say, with the words that say it."""

    heading: str = Field(description="what it is: what is expected, what inspectors found, ...")
    is_a: str = Field(description="its class: expected, found, reported later, background")
    text: str = Field(description="the quote as it reads on a page: marks of layout left out")
    caution: str = Field(description="what to know before relying on it; to be shown with it")
    items: tuple[str, ...] = Field(description="of a quoted list its items")
    extent: str = Field(description="how much of the list they are")
    side: str = Field(description="the one of two things compared that it tells of")
    quotes: tuple[GivenQuote, ...]


class GivenReply(ForPrograms):
    """What comes back for a message, in the order in which it is to be shown."""

    outcome: str = Field(description="answered, corrected, declined, escalated or chat")
    safety: GivenSafety | None = Field(description="only where the outcome is 'escalated'")
    first: str = Field(
        default="",
        description="whom to ring first, where the message may tell of danger after"
        " all; to be shown before anything else",
    )
    is_checked: bool = Field(description="false: the check for danger is damaged; say so")
    message: str = Field(description="what is said besides quotes: a refusal, a greeting, a note")
    wrong: str = Field(description="words of the message that the first statement contradicts")
    asks: tuple[str, ...] = Field(description="the things asked, as the message was read")
    not_answered: tuple[str, ...] = Field(description="those of them that nothing answers")
    statements: tuple[GivenStatement, ...]
    nearest: tuple[GivenQuote, ...] = Field(description="near a refusal; never an answer")
    options: tuple[str, ...] = Field(description="whole questions to choose from")
    documents: tuple[GivenSource, ...] = Field(description="those that 'message' tells of")
    cautions: tuple[str, ...] = Field(description="what to know of all of it")
    masked: tuple[str, ...] = Field(description="kinds of identifying details that were left out")
    understood: str = Field(description="what was searched, where it differs from the message")
    follows: bool = Field(description="it was read as going on from the earlier messages")
    is_shortened: bool = Field(description="the message was longer than what is read of one")
    generation: str = Field(description="the edition of the knowledge base that answered")
    text: str = Field(description="all of it as plain text")
    receipt: AnswerReceipt | None = Field(
        default=None, description="what it was made of, where that was asked for"
    )


def reply_of(answered: Answered, pointers: Mapping[str, Pointer], site: str) -> GivenReply:
    """Give what came back for a message; ``pointers`` are those of the edition that answered.

    ``answered`` has a reply.
    """
    reply = answered.reply
    assert reply is not None  # noqa: S101  whoever has none has said so already
    outcome = reply.outcome
    statements = statements_in(reply)
    nearest = outcome.nearby if isinstance(outcome, Refusal) else ()
    declined = outcome.declined if isinstance(outcome, Answer | Correction) else ()
    return GivenReply(
        outcome=status_of(reply), safety=safety_of(reply), is_checked=reply.is_checked,
        first=" ".join(first_lines(reply)),
        message=_message(reply, is_shortened=answered.is_shortened),
        wrong=outcome.wrong if isinstance(outcome, Correction) else "",
        asks=_asks(answered), not_answered=declined,
        statements=tuple(_statement(one, pointers, site) for one in statements),
        nearest=tuple(quote_of(one, pointers, site) for one in nearest),
        options=outcome.options if isinstance(outcome, Refusal) else (),
        documents=tuple(
            GivenSource.of(one, site)
            for one in (outcome.sources if isinstance(outcome, Inventory) else ())
        ),
        cautions=tuple(cautions_of(statements)),
        masked=reply.masked, understood=reply.understood, follows=reply.follows,
        is_shortened=answered.is_shortened, generation=reply.generation,
        text="\n\n".join(filter(None, (render(reply), CUT if answered.is_shortened else ""))),
    )  # fmt: skip


def statements_in(reply: Reply) -> tuple[Statement, ...]:
    """Give the quoted statements of a reply in order; none where it has none."""
    match reply.outcome:
        case Answer(statements) | Correction(statements):
            return statements
        case Escalation(_, statements, _, answers):
            return (*statements, *answers)
        case _:
            return ()


def citations_in(reply: Reply) -> Sequence[Citation]:
    """Give what a reply quotes, in order; passages near a refusal are no citations of it."""
    return () if isinstance(reply.outcome, Refusal) else cited(reply.outcome)


def safety_of(reply: Reply) -> GivenSafety | None:
    """Give the safety steps of a reply; None where it has none."""
    match reply.outcome:
        case Escalation(steps=steps, title=title, for_staff=for_staff):
            return GivenSafety(title=title, steps=steps, for_staff=for_staff)
        case _:
            return None


def quote_of(citation: Citation, pointers: Mapping[str, Pointer], site: str) -> GivenQuote:
    """Give a citation with all that says where its words stand."""
    passage, source = citation.passage, citation.passage.source
    start = passage.start + passage.text.index(citation.quote)
    span = (start, start + len(citation.quote))
    behind = (one for one in weights_of(citation, pointers) if one.title)
    return GivenQuote(
        quote=citation.quote, subject=citation.subject, document=source.id, title=source.title,
        publisher=source.publisher, kind=source.kind.value, area=source.area, dated=source.dated,
        status=source.status.value, headings=passage.headings, page=citation.page or None,
        is_recognised=citation.page in source.recognised, passage=passage.id, start=span[0],
        end=span[1], rests_on=tuple(f"{facts_of(one)} ({one.kind})" for one in behind),
        url=source.url, address=site + address_of(passage, span),
    )  # fmt: skip


def _statement(one: Statement, pointers: Mapping[str, Pointer], site: str) -> GivenStatement:
    lead = about(one.citations[0])
    return GivenStatement(
        heading=one.head or group_of(one), is_a=class_of(one).value,
        text=f"{lead} {tidy(one.text)}".lstrip(), caution=one.caution,
        items=tuple(f"{item.number} {item.text}".lstrip() for item in one.items),
        extent=one.extent, side=one.side,
        quotes=tuple(quote_of(citation, pointers, site) for citation in one.citations),
    )  # fmt: skip


def _message(reply: Reply, *, is_shortened: bool) -> str:
    said = list(first_lines(reply))
    if is_shortened:
        said.append(CUT)
    match reply.outcome:
        case Answer(_, declined, note, top):
            said += [top, note, *map(not_said, declined)]
        case Correction(_, _, declined, note):
            said += [note, *map(not_said, declined)]
        case Escalation():
            pass
        case never:
            said.append(never.message)
    return "\n".join(filter(None, said))


def _asks(answered: Answered) -> tuple[str, ...]:
    """Give the things asked, of the message without identifying details."""
    outcome = answered.reply.outcome if answered.reply else None
    match outcome:
        case Escalation(asked=asked):
            return (asked,) if asked else ()
        case Answer() | Correction() | Refusal() | Inventory():
            read = read_message(answered.message)
            return tuple(one.text for one in read.parts or (read.whole,))
        case _:
            return ()
