"""All that one agency must do: what inspectors asked of it, and what guidance says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.rendering import ASKED, EXPECTED, found_in
from bot.quoting.spans import Span
from bot.shaping.naming import telling
from domain import Answer, Class, Evidence, Kind, Part, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.quoting.writer import QuoteWriter
    from domain import Passage, Statement
    from ingest.agencies import Agencies

# Of guidance that speaks to the agency so many lines are shown.
MOST_OF_GUIDANCE = 6
_ALL = re.compile(
    r"\b(?:everything|all|every|list|full|actions?|responsibilit\w+|duties)\b", re.IGNORECASE
)
_DO = re.compile(
    r"\b(?:must|has to|have to|should|needs? to|required|asked|expected|supposed to|duties|actions?"
    r"|responsib\w+|responsibilit\w+|recommend\w+|told to|to do|tasks?|improve)\b",
    re.IGNORECASE,
)
# "What did it ask the police to improve" asks for all of it too.
_TOLD = re.compile(
    r"\b(?:ask\w*|tell|told|want\w*|expect\w*|recommend\w*)\b.{1,60}?\bto"
    r" (?:improve|do|change|fix|put right)\b"
    r"|\b(?:need\w*|have|has|had) to (?:improve|change|fix|put right)\b"
    r"|\b(?:must|should) .{0,40}?\b(?:improve|put right)\b",
    re.IGNORECASE,
)
_BEFORE_AN_AGENCY = re.compile(r"^(?:the|all|any|each|every|your|our)\s+", re.IGNORECASE)
_ASKED_OF = {Part.PRIORITY, Part.IMPROVE, Part.NEXT}
_OF_EVERY_AGENCY = re.compile(
    r"\b(?:all|each|every|across)(?: the)? (?:partners?|agencies|agency|staff|services|partnership)"
    r"|\bmulti-agency\b|\bacross agencies\b|\ball partners\b",
    re.IGNORECASE,
)
ASKING = telling(
    "everything all every list full what which must has have to should need needs required asked"
    " expected supposed duties duty actions action responsibility responsibilities responsible"
    " recommendations recommended told do tasks task improve letter inspection inspectors report"
    " ofsted jtai priority areas area things thing services service staff leaders agencies agency"
    " professionals team teams partners according points give tell show please say says said set"
    " out after following visit jobs job ask asks want wanted wants recommend change fix put right"
    " there for of by in on the does did from our we us"
)


def duties_asked(text: str, known: Agencies) -> str:
    """Give the agency of which a message asks everything that it must do; empty where none."""
    agencies = known.find(text)
    asks_for_all = (_ALL.search(text) and _DO.search(text)) or _TOLD.search(text)
    if len(agencies) != 1 or not asks_for_all:
        return ""
    rest = telling(known.words_for(agencies[0]).sub(" ", text)) - ASKING
    return "" if rest else agencies[0]


def duties_of(
    agency: str, passages: Iterable[Passage], quoting: QuoteWriter, known: Agencies
) -> Answer | None:
    """Give all actions asked of an agency, by part, and what guidance says it must do.

    ``known`` are the agencies that the documents may name.

    None where no document asks anything of it.
    """
    statements: list[Statement] = []
    counts: list[str] = []
    held = list(passages)
    for name, is_of_all in ((agency, False), ("all agencies", True)):
        found = [
            (passage, number)
            for passage, number in _actions(held)
            if _is_asked(passage.sentences[number].text, agency, known, of_all=is_of_all)
        ]
        for passage, number in found:
            part = f"{found_in(passage.source.seen, ASKED)}: {passage.part.value}, {name}"
            statements += _stated(passage, number, part, quoting)
        if found:
            counts.append(f"{len(found)} of {name}")
    own = list(_guidance(held, known.words_for(agency)))
    for passage, number in own[:MOST_OF_GUIDANCE]:
        statements += _stated(passage, number, f"{EXPECTED} of {agency}", quoting)
    if not statements:
        return None
    top = f"Asked for by inspectors: {', '.join(counts)}." if counts else ""
    if own:
        shown = min(len(own), MOST_OF_GUIDANCE)
        top += f" Guidance: {shown} of {len(own)} sentences that begin with {agency}."
    return Answer(tuple(statements), top=top.strip())


def _actions(passages: Iterable[Passage]) -> Iterator[tuple[Passage, int]]:
    """Give each action that inspectors asked for, by its first sentence."""
    for passage in passages:
        if passage.source.kind is Kind.FINDING and passage.part in _ASKED_OF:
            for number, one in enumerate(passage.sentences):
                introduces = one.text.endswith(":")
                is_asked = one.is_a is Class.EXPECTED
                if one.shape is Shape.ITEM and is_asked and not introduces:
                    yield passage, number


def _is_asked(text: str, agency: str, known: Agencies, *, of_all: bool) -> bool:
    names = agency in known.find(text)
    return not names and bool(_OF_EVERY_AGENCY.search(text)) if of_all else names


def _guidance(passages: Iterable[Passage], words: re.Pattern[str]) -> Iterator[tuple[Passage, int]]:
    """Give each sentence of guidance that begins with ``words`` and says what is to be done."""
    for passage in passages:
        if not passage.source.kind.is_expectation:
            continue
        for number, one in enumerate(passage.sentences):
            said = _BEFORE_AN_AGENCY.sub("", one.text)
            begins = (found := words.match(said)) and not said[
                found.end() : found.end() + 1
            ].isalpha()
            if begins and one.shape is not Shape.ROW and one.is_a is Class.EXPECTED:
                yield passage, number


def _stated(passage: Passage, number: int, head: str, quoting: QuoteWriter) -> Iterator[Statement]:
    weightless = Evidence(passage, 0.0, (0.0,) * len(passage.sentences))
    for one in quoting.state([Span(weightless, number, number)]):
        yield replace(one, head=head)
