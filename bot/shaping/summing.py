"""A document in short, built by its parts from its own sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.quoting.spans import Span
from bot.quoting.standing import is_fragment, leans, tells_of_its_text
from bot.shaping.naming import named_documents, telling
from domain import Answer, Evidence, Kind, Part, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.quoting.writer import QuoteWriter
    from domain import Passage, Source, Statement

# What is quoted of a part, in characters and in sentences; of how many sections of other documents.
PART_CHARACTERS = 900
PART_SENTENCES = 2
MOST_SECTIONS = 10

_ASKS = re.compile(
    r"\b(?:summar\w+|main points|key (?:points|messages|findings)|overview|gist|in a nutshell"
    r"|tl;?dr|sum up|in short|(?:main|headline|overall) findings)\b",
    re.IGNORECASE,
)
# For whom it is, and how long: nothing of what it is about.
_BESIDES = re.compile(
    r"\b(?:for|to) (?:the|my|our|a|an|me|us)\b.*$"
    r"|\b(?:in )?(?:a few|one|two|three|four|five|\d+) "
    r"(?:lines?|sentences?|points?|bullets?|words)\b"
    r"|\b(?:short|brief|quick|long|one.page)\b",
    re.IGNORECASE,
)
_ASKING = telling("give write make do need want can could please tell show say says said about")
_PARTS = (Part.HEADLINE, Part.PRIORITY, Part.IMPROVE, Part.STRENGTH, Part.MAIN, Part.NEXT)


def summary_asked(text: str, sources: Sequence[Source]) -> Source | None:
    """Give the one document that a message asks to have in short; None where there is none."""
    if not _ASKS.search(text):
        return None
    named = named_documents(_BESIDES.sub(" ", _ASKS.sub(" ", text)), sources, _ASKING)
    return named[0] if len(named) == 1 else None


def summarise(source: Source, passages: Iterable[Passage], quoting: QuoteWriter) -> Answer | None:
    """Give a document's parts, each by what it begins with; None where it has no sentences."""
    own = [one for one in passages if one.source.id == source.id and one.sentences]
    parts = _of_letter(own) if source.kind is Kind.FINDING else _of_sections(own)
    statements: list[Statement] = []
    for head, spans in parts:
        statements += [replace(one, head=head) for one in quoting.state(spans)]
    if not statements:
        return None
    top = f"{source.title}, {source.dated}, in short: the beginning of each part, word for word."
    return Answer(tuple(statements), top=top)


def _of_letter(passages: Sequence[Passage]) -> Iterator[tuple[str, list[Span]]]:
    for part in _PARTS:
        held = [one for one in passages if one.part is part]
        if held:
            # what is to be done first is given whole
            room = 2 * PART_CHARACTERS if part is Part.PRIORITY else PART_CHARACTERS
            yield part.value[:1].upper() + part.value[1:], _beginning(held, characters=room)


def _of_sections(passages: Sequence[Passage]) -> Iterator[tuple[str, list[Span]]]:
    sections: dict[tuple[str, ...], list[Passage]] = {}
    for one in passages:
        sections.setdefault(one.headings, []).append(one)
    shown = 0
    for headings, held in sections.items():
        spans = _beginning(held, sentences=1)
        if spans and shown < MOST_SECTIONS:
            shown += 1
            yield headings[-1] if headings else "", spans


def _beginning(
    passages: Sequence[Passage], sentences: int = PART_SENTENCES, characters: int = PART_CHARACTERS
) -> list[Span]:
    """Give the first sentences of a part, of a list as many items as there is room for."""
    spans: list[Span] = []
    length = 0
    for passage in passages:
        for number, one in enumerate(passage.sentences):
            is_item = one.shape is Shape.ITEM and sentences > 1
            if tells_of_its_text(one) or (not is_item and (leans(one) or is_fragment(one))):
                continue
            length += len(one.text)
            full = length > characters or (not is_item and len(spans) >= sentences)
            if spans and full:
                return spans
            weightless = Evidence(passage, 0.0, (0.0,) * len(passage.sentences))
            span = Span(weightless, number, number)
            spans = (
                [*spans[:-1], spans[-1].joined(span)]
                if (spans and spans[-1].touches(span) and is_item)
                else [*spans, span]
            )
    return spans
