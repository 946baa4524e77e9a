"""A conversation to take away: plain text, rich text, Markdown and Word, each with its sources."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, assert_never

from bot.answering.rendering import (
    SILENT,
    by_sides,
    cited_words,
    corrected,
    first_lines,
    groups_of,
    not_said,
    place_of,
    quoted,
    quoted_statement,
    source_line,
)
from bot.answering.tidying import tidy
from bot.quoting.plain import written_text
from domain import Answer, Correction, Escalation, Inventory, Refusal, SmallTalk
from escapes import for_markdown, for_xml
from ingest.beside.look import PLAIN
from using.citing import cautions_of, facts_of
from using.conversation import citations_of, statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.weights import Backing
    from domain import Citation, Reply, Statement
    from ingest.beside.look import HouseLook
    from using.citing import Citing
    from using.conversation import Exchange

TITLE = "Findings: questions and what the documents say"
CAUTION = (
    "Every quotation is word for word from the document named beside it. Check it against the"
    " document before you rely on it: findings are of their date, and guidance changes."
)
NEAREST = "Nearest passages, not an answer"
# What stands below a quote and belongs to it.
_BESIDE = frozenset({"place", "rests", "caution"})


def plain_answer(exchange: Exchange, citing: Citing) -> str:
    """Give one exchange as plain text, with the address of every source."""
    lines = [exchange.question]
    for kind, text in lines_of(exchange, citing):
        lines.append({"heading": f"{text}:", "quote": f"- {text}"}.get(kind, text))
        if kind in _BESIDE:
            lines[-2:] = [f"{lines[-2]}\n  {text}"]
    sources = "\n".join(f"- {line}" for line in source_lines([exchange], citing))
    return "\n\n".join([*lines, *([f"Sources:\n{sources}"] if sources else [])])


def to_markdown(exchanges: Sequence[Exchange], citing: Citing, look: HouseLook = PLAIN) -> str:
    """Give a conversation as Markdown in which no quoted or typed mark means anything."""
    of = [for_markdown(look.name)] if look.name else []
    parts = [*of, f"# {TITLE}", for_markdown(CAUTION)]
    for exchange in exchanges:
        parts.append(f"## {for_markdown(exchange.question)}")
        for kind, text in lines_of(exchange, citing):
            mark = {"quote": "> ", "heading": "### "}.get(kind, "")
            # two spaces end a line within a quotation: an item of a quoted list
            parts.append("  \n".join(f"{mark}{for_markdown(line)}" for line in text.splitlines()))
    lines = [f"- {for_markdown(line)}" for line in source_lines(exchanges, citing)]
    if lines:
        parts += ["## Sources", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def to_word(exchanges: Sequence[Exchange], citing: Citing, look: HouseLook = PLAIN) -> bytes:
    """Give a conversation as a Word document, a heading for each question."""
    from docx import Document  # noqa: PLC0415  only needed by those who export

    from letterhead import add_letterhead  # noqa: PLC0415  as above

    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Findings"
    add_letterhead(document, look)
    document.add_heading(TITLE, level=0)
    document.add_paragraph(CAUTION)
    styles = {"quote": "Quote", "heading": "Heading 2"}
    for exchange in exchanges:
        document.add_heading(for_xml(exchange.question), level=1)
        for kind, text in lines_of(exchange, citing):
            document.add_paragraph(for_xml(text), style=styles.get(kind))
    lines = list(source_lines(exchanges, citing))
    if lines:
        document.add_heading("Sources", level=1)
    for line in lines:
        document.add_paragraph(for_xml(line), style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines_of(exchange: Exchange, citing: Citing) -> Iterator[tuple[str, str]]:
    """Give an exchange line by line, each with what it is.

    A ``heading`` stands above its quotes; a ``place``, what a quote ``rests`` on and a
    ``caution`` below theirs; everything else is ``text``.
    """
    if exchange.reply is None:
        yield "text", exchange.failure
        return
    citing = citing.of(exchange.pointers)
    yield from (("text", line) for line in _preface(exchange, exchange.reply))
    if beside := written_text(exchange.reply.written, cited_words):
        yield "text", beside
    if isinstance(exchange.reply.outcome, Refusal):
        nearby = exchange.reply.outcome.nearby
        if nearby:
            yield "heading", NEAREST
        for one in nearby:
            yield from _quoted(quoted(tidy(one.quote), one), one, "", citing)
    statements = statements_of(exchange)
    for name, held in _groups(exchange, statements):
        yield "heading", name
        if not held:
            yield "text", SILENT
        for statement in held:
            words = quoted_statement(statement)
            yield from _quoted(words, statement.citations[0], statement.caution, citing)
    yield from (("text", f"Caution: {one}") for one in cautions_of(statements))


def _groups(
    exchange: Exchange, statements: Sequence[Statement]
) -> list[tuple[str, tuple[Statement, ...]]]:
    """Give the statements below their headings; each side of a comparison has one of its own."""
    outcome = exchange.reply.outcome if exchange.reply else None
    if not isinstance(outcome, Answer) or not outcome.sides:
        return groups_of(statements)
    return [
        (f"{name}: {side}" if side else name, held)
        for name, shares in by_sides(statements, outcome.sides)
        for side, held in shares
    ]


def _quoted(
    text: str, citation: Citation, caution: str, citing: Citing
) -> Iterator[tuple[str, str]]:
    yield "quote", text
    yield "place", place_of(citation)
    behind = [f"{facts_of(one)} ({one.kind})" for one in citing.behind(citation)]
    if behind:
        yield "rests", f"Rests on: {'; '.join(behind)}"
    if caution:
        yield "caution", f"Caution: {caution}"


def _preface(exchange: Exchange, reply: Reply) -> Iterator[str]:
    """Give whom to ring, how the question was read, and what else stands before the quotes."""
    yield from first_lines(reply)
    if reply.understood:
        yield f"Read as: “{reply.understood}”"
    if exchange.earlier:
        yield f"Read as following on from: “{exchange.earlier}”"
    if exchange.filtered:
        yield f"Only searched: {exchange.filtered}"
    match reply.outcome:
        case Refusal(message, _, options):
            yield message
            yield from options
        case SmallTalk(message):
            yield message
        case Inventory(message, sources):
            yield message
            yield from map(source_line, sources)
        case Escalation(steps):
            lines = steps.replace("**", "").splitlines()
            yield from (line.strip("* ") for line in lines if line.strip())
        case Correction(_, wrong, declined, note):
            yield from filter(None, [note, corrected(wrong), *map(not_said, declined)])
        case Answer(_, declined, note, top):
            yield from filter(None, [top, note, *map(not_said, declined)])
        case never:
            assert_never(never)


def source_lines(exchanges: Sequence[Exchange], citing: Citing) -> Iterator[str]:
    """Give each source once: the documents quoted, then the sources that they rest on."""
    citations = [(one, exchange) for exchange in exchanges for one in citations_of(exchange)]
    quoted = (_describe(one, citing) for one, _ in citations)
    behind = (
        _describe_behind(weight)
        for one, exchange in citations
        for weight in citing.of(exchange.pointers).behind(one)
    )
    yield from dict.fromkeys([*quoted, *behind])


def _describe(citation: Citation, citing: Citing) -> str:
    source = citation.passage.source
    facts = (source.title, source.publisher, source.dated, source.licence, source.url,
             citing.address(citation))  # fmt: skip
    return "; ".join(fact for fact in facts if fact)


def _describe_behind(weight: Backing) -> str:
    dated = weight.dated or "date not seen"
    named = ", ".join(fact for fact in (weight.title, weight.area) if fact)
    facts = (f"{weight.kind[:1].upper()}{weight.kind[1:]}: {named}", dated, weight.url)
    return "; ".join(fact for fact in facts if fact)
