"""A conversation to take away: plain text, rich text, Markdown and Word, each with its sources."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, assert_never

from bot.rendering import CORRECTED, place_of, render
from bot.writer import tidy
from domain import Answer, Correction, Escalation, Refusal, SmallTalk
from pages.conversation import citations_of, statements_of
from pages.markup import address_of, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as WordDocument

    from domain import Outcome, Source
    from pages.conversation import Exchange

_NOT_XML = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
TITLE = "Findings: questions and what the documents say"
CAUTION = (
    "Every quotation is word for word from the document named beside it. Check it against the"
    " document before you rely on it: findings are of their date, and guidance changes."
)
# Everything that Markdown may take for a mark (CommonMark 0.31, 2.4).
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:&@])")


def plain_answer(exchange: Exchange) -> str:
    """Give one exchange as plain text, with the address of every source."""
    if exchange.reply is None:
        return f"{exchange.question}\n\n{exchange.failure}"
    narrowed = [f"Only searched: {exchange.filtered}"] if exchange.filtered else []
    parts = [exchange.question, *narrowed, render(exchange.reply).replace("**", "")]
    sources = "\n".join(f"- {line}" for line in _source_lines([exchange]))
    return "\n\n".join([*parts, *([f"Sources:\n{sources}"] if sources else [])])


def rich_answer(exchange: Exchange) -> str:
    """Give one exchange as markup for a word processor: paragraphs, quotations, a list."""
    parts = [f"<p><strong>{escaped(exchange.question)}</strong></p>"]
    for kind, text in _lines(exchange):
        tag = "blockquote" if kind == "quote" else "p"
        parts.append(f"<{tag}>{escaped(text)}</{tag}>")
    items = "".join(f"<li>{escaped(line)}</li>" for line in _source_lines([exchange]))
    return "".join(parts) + (f"<p>Sources</p><ul>{items}</ul>" if items else "")


def to_markdown(exchanges: Sequence[Exchange]) -> str:
    """Give a conversation as Markdown in which no quoted or typed mark means anything."""
    parts = [f"# {TITLE}", _literal(CAUTION)]
    for exchange in exchanges:
        parts.append(f"## {_literal(exchange.question)}")
        for kind, text in _lines(exchange):
            parts.append(f"> {_literal(text)}" if kind == "quote" else _literal(text))
    lines = [f"- {_literal(line)}" for line in _source_lines(exchanges)]
    if lines:
        parts += ["## Sources", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def to_word(exchanges: Sequence[Exchange]) -> bytes:
    """Give a conversation as a Word document, a heading for each question."""
    from docx import Document  # noqa: PLC0415  only needed by those who export

    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Findings"
    document.add_heading(TITLE, level=0)
    document.add_paragraph(CAUTION)
    for exchange in exchanges:
        document.add_heading(_printable(exchange.question), level=1)
        for kind, text in _lines(exchange):
            style = "Quote" if kind == "quote" else None
            document.add_paragraph(_printable(text), style=style)
    _add_sources(document, exchanges)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_sources(document: WordDocument, exchanges: Sequence[Exchange]) -> None:
    lines = list(_source_lines(exchanges))
    if lines:
        document.add_heading("Sources", level=1)
    for line in lines:
        document.add_paragraph(_printable(line), style="List Bullet")


def _lines(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Give an exchange line by line, each with what it is: ``text``, ``quote`` or ``place``."""
    if exchange.reply is None:
        yield "text", exchange.failure
        return
    if exchange.filtered:
        yield "text", f"Only searched: {exchange.filtered}"
    for line in _preface(exchange.reply.outcome):
        yield "text", line
    if isinstance(exchange.reply.outcome, Refusal):
        for one in exchange.reply.outcome.nearby:
            yield "quote", f"“{tidy(one.quote)}”"
            yield "place", place_of(one.passage)
    for statement in statements_of(exchange):
        yield "quote", f"“{statement.text}”"
        yield "place", place_of(statement.citations[0].passage)
        if statement.caution:
            yield "text", f"Caution: {statement.caution}"


def _preface(outcome: Outcome) -> Iterator[str]:
    """Give the fixed text of an outcome, which comes before what it quotes."""
    match outcome:
        case Refusal(message, _) | SmallTalk(message):
            yield message
        case Escalation(steps, _):
            lines = steps.replace("**", "").splitlines()
            yield from (line.strip("* ") for line in lines if line.strip())
        case Correction():
            yield CORRECTED
        case Answer():
            return
        case never:
            assert_never(never)


def _source_lines(exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Give each source quoted, once: title, publisher, date, licence, passage, web address."""
    seen: set[str] = set()
    for exchange in exchanges:
        for citation in citations_of(exchange):
            passage = citation.passage
            if passage.id not in seen:
                seen.add(passage.id)
                yield _describe(passage.source, address_of(passage))


def _describe(source: Source, address: str) -> str:
    facts = (source.title, source.publisher, source.dated, source.licence, source.url)
    return f"{'; '.join(fact for fact in facts if fact)}; passage {address}"


def _literal(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _printable(text: str) -> str:
    """Drop the characters that an XML document cannot hold (XML 1.0, 2.2)."""
    return _NOT_XML.sub("", text)
