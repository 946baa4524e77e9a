"""A reply as plain text, for the command line, a batch and a copy to the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from bot.quoting.plain import written_text
from bot.safety.steps import REMINDER, UNCHECKED
from domain import (
    Answer,
    Citation,
    Class,
    Correction,
    Escalation,
    Inventory,
    Kind,
    Refusal,
    Reply,
    SmallTalk,
    Statement,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain import Passage, Source

EXPECTED = "What is expected"
SAID = "What the documents say"
FOUND = "What inspectors found"
ASKED = "What inspectors asked for"
TOLD = "What others found or reported"
CORRECTED = "The question takes something for granted that the documents contradict. They say:"
ON_WHAT_WAS_ASKED = "On what you asked:"
# What a side of a comparison says where nothing held tells of it.
SILENT = "Nothing was found under this head in the documents held here."
FINDINGS_ONLY = "These are inspectors' findings at the time: they do not describe practice today."
_OF_FINDINGS = {Class.EXPECTED: ASKED, Class.FOUND: FOUND}


def status_of(reply: Reply) -> str:
    """Give the outcome's name: answered, corrected, declined, escalated or chat."""
    match reply.outcome:
        case Answer() | Inventory():
            return "answered"
        case Correction():
            return "corrected"
        case Refusal():
            return "declined"
        case Escalation():
            return "escalated"
        case SmallTalk():
            return "chat"


def groups_of(statements: Sequence[Statement]) -> list[tuple[str, tuple[Statement, ...]]]:
    """Give the statements by what they are, most telling first.

    What inspectors found or asked for stands under where and when, what is expected under its own
    heading, and background under neither. An answer that is put together by heads keeps its own.
    """
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.head or group_of(statement), []).append(statement)
    return [(name, tuple(held)) for name, held in groups.items()]


def group_of(statement: Statement) -> str:
    """Give the heading that a statement belongs under."""
    passage = statement.citations[0].passage
    if passage.source.kind is Kind.FINDING:
        name = _OF_FINDINGS.get(class_of(statement))
        return found_in(passage.source.seen, name) if name else SAID
    if statement.retells:
        return found_in(statement.retells)
    is_rule = passage.source.kind.is_expectation and class_of(statement) is Class.EXPECTED
    return EXPECTED if is_rule else SAID


def what_it_is(citation: Citation) -> str:
    """Give what a quote is, where it stands alone: expected, asked for, found, told by others.

    Empty for what is none of these.
    """
    alone = Statement(citation.quote, (citation,))
    name = group_of(alone)
    if name != SAID:
        return name
    return TOLD if class_of(alone) in {Class.FOUND, Class.REPORTED} else ""


def class_of(statement: Statement) -> Class:
    """Give what a statement is: that of all its sentences, background where they differ."""
    classes = {
        one.is_a
        for citation in statement.citations
        for one in citation.passage.sentences
        if one.start < _end(citation) and one.end > citation.passage.text.index(citation.quote)
    }
    return classes.pop() if len(classes) == 1 else Class.BACKGROUND


def _end(citation: Citation) -> int:
    return citation.passage.text.index(citation.quote) + len(citation.quote)


def found_in(seen: str, name: str = FOUND) -> str:
    """Give the heading of findings with where and when, as ``Source.seen`` gives these."""
    return f"{name}{'' if seen.startswith('in ') or not seen else ','} {seen}".rstrip()


def is_finding(statement: Statement) -> bool:
    """Say whether a statement tells what inspectors found, rather than what is expected."""
    return group_of(statement).startswith(FOUND)


def place_of(place: Passage | Citation) -> str:
    """Give the document, date, part or heading, and page of a passage or quote as one line."""
    passage = place.passage if isinstance(place, Citation) else place
    heading = passage.headings[-1] if passage.headings else ""
    steps = [passage.source.title, passage.source.dated]
    if passage.source.kind is Kind.FINDING:
        steps.append(passage.part.value)
    elif heading:
        steps.append(heading)
    if place.page:
        steps.append(f"page {place.page}")
    if place.page in passage.source.recognised:
        steps.append("read by machine")
    return ", ".join(steps)


def about(citation: Citation) -> str:
    """Give the words that say what a quote is about, to stand before it; empty where it does."""
    words = " ".join(tidy(citation.subject).strip("| ").split())
    return f"{words.rstrip(' :')}:" if words else ""


def quoted(text: str, citation: Citation) -> str:
    """Give a quote in its marks, after what says what it is about."""
    return f"{about(citation)} “{text}”".lstrip()


def introduced(statement: Statement) -> str:
    """Give what stands before a statement's quote: what it is about, of a list how much it is."""
    words = about(statement.citations[0])
    if not statement.extent:
        return words
    return f"{words.rstrip(':')} ({statement.extent}):".lstrip()


def item_lines(statement: Statement) -> list[str]:
    """Give a quoted list item by item, each in its own marks behind its number."""
    return [
        f"{f'{one.number}. ' if one.number else ''}“{' '.join(one.text.split())}”"
        for one in statement.items
    ]


def cited_words(citation: Citation) -> str:
    """Give a quote in its marks with its place."""
    return f"{quoted(tidy(citation.quote), citation)} ({place_of(citation)})"


def quoted_statement(statement: Statement) -> str:
    """Give a statement's quote with what stands before it; a list has a line for each item."""
    if statement.items:
        return "\n".join(filter(None, [introduced(statement), *item_lines(statement)]))
    return quoted(statement.text, statement.citations[0])


def render(reply: Reply) -> str:
    """Give the whole reply as plain text, quotes with their places."""
    match reply.outcome:
        case Answer(statements, declined, note, top, sides):
            plain = written_text(reply.written, cited_words)
            quotes = _render_sides(statements, sides) if sides else _render_statements(statements)
            parts = [top, plain, note, quotes, *map(not_said, declined)]
            text = "\n\n".join(filter(None, parts))
        case Correction(statements, wrong, declined, note):
            shown = _corrections(statements) if wrong else [_render_statements(statements)]
            plain = written_text(reply.written, cited_words)
            parts = [plain, note, corrected(wrong), *shown, *map(not_said, declined)]
            text = "\n\n".join(filter(None, parts))
        case Refusal(message, nearby, options):
            lines = [f"- {cited_words(one)}" for one in nearby]
            text = "\n".join([message, *lines, *(f"- {one}" for one in options)])
        case Escalation(steps, statements, asked, answers):
            parts = [steps, _render_statements(statements)]
            if answers:
                parts += [also_asked(asked), _render_statements(answers)]
            text = "\n\n".join(filter(None, parts))
        case Inventory(message, sources):
            text = "\n".join([message, *(f"- {source_line(one)}" for one in sources)])
        case SmallTalk(message):
            text = message
    below = privacy_notice(reply.masked) if reply.masked else ""
    return "\n\n".join(filter(None, (*first_lines(reply), text, below)))


def first_lines(reply: Reply) -> tuple[str, ...]:
    """Give what stands above a reply wherever it is shown or taken to: whom to ring first."""
    above = (UNCHECKED if not reply.is_checked else "", REMINDER if reply.reminds else "")
    return tuple(filter(None, above))


def _corrections(statements: Sequence[Statement]) -> list[str]:
    """Give the quote that says otherwise, then those that answer."""
    first, others = _render_statements(statements[:1]), statements[1:]
    return [first, ON_WHAT_WAS_ASKED, _render_statements(others)] if others else [first]


def source_line(source: Source) -> str:
    """Give a document as one line: its title, publisher, date, kind and how far it holds."""
    status = "" if source.status is Status.UNKNOWN else source.status.value
    facts = (source.title, source.publisher, source.area, source.dated, source.kind.value, status)
    return "; ".join(fact for fact in facts if fact)


def not_said(asked: str) -> str:
    """Give the line for one of several things asked that nothing in the documents answers."""
    return f"The documents do not say: “{asked}”"


def corrected(wrong: str) -> str:
    """Give the line above what contradicts words of a question, empty where none are known."""
    return f"You wrote “{wrong}”; the document says:" if wrong else CORRECTED


def also_asked(asked: str) -> str:
    """Give the line above the answer to a question that came with a danger."""
    return f"You also asked: “{asked}”"


def privacy_notice(kinds: Iterable[str]) -> str:
    """Give the notice for a message that held identifying details; it repeats none of them."""
    return (
        f"Your message seems to hold identifying details ({', '.join(kinds)}). They were left out"
        " of the search and are not stored. Please leave them out of your questions."
    )


def by_sides(
    statements: Sequence[Statement], sides: Sequence[str]
) -> list[tuple[str, list[tuple[str, tuple[Statement, ...]]]]]:
    """Give a comparison head by head, each with what is quoted of each side, in their order.

    A head of both sides together has one share, under no name.
    """
    return [
        (
            name,
            [
                (side, tuple(one for one in held if one.side == side))
                for side in (sides if any(one.side for one in held) else [""])
            ],
        )
        for name, held in groups_of(statements)
    ]


def _render_sides(statements: Sequence[Statement], sides: Sequence[str]) -> str:
    parts = []
    for name, shares in by_sides(statements, sides):
        lines = [f"{name}:"]
        for side, held in shares:
            if side:
                lines.append(f"{side[:1].upper()}{side[1:]}:")
            for one in held:
                lines += _statement_lines(one)
            if not held:
                lines.append(f"- {SILENT}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _statement_lines(one: Statement) -> list[str]:
    citation = one.citations[0]
    words = quoted_statement(one).replace("\n", "\n  ") + ("\n " if one.items else "")
    lines = [f"- {words} ({place_of(citation)})"]
    return [*lines, f"  {one.caution}"] if one.caution else lines


def _render_statements(statements: Sequence[Statement]) -> str:
    parts = []
    groups = groups_of(statements)
    for name, held in groups:
        lines = [f"{name}:"] if name else []
        for one in held:
            lines += _statement_lines(one)
        parts.append("\n".join(lines))
    if groups and all(map(is_finding, statements)):
        parts.append(FINDINGS_ONLY)
    return "\n\n".join(parts)
