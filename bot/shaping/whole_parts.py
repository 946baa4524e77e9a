"""A whole part of a place's letters: all that inspectors asked to improve there, or found good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.across.asked import side_in
from bot.quoting.lists import ListedItem, list_at, points_of
from bot.quoting.parts import PARTS
from bot.quoting.spans import Span
from bot.reading.english import is_english
from bot.shaping.duties import ASKING
from bot.shaping.naming import NO_SUBJECT, telling
from dates import in_words
from domain import Answer, Class, Evidence, Kind, Part, Shape
from store.search.keywords import stem, words_of
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.quoting.lists import Listed
    from bot.quoting.writer import QuoteWriter
    from domain import Passage, Source, Statement

_OF_A_SIDE = {Side.WEAKNESS: Part.IMPROVE, Side.STRENGTH: Part.STRENGTH}
# What is to be put right at once is what a letter names for priority action.
_URGENT = re.compile(
    r"\b(?:sort|fix|address|improv|tackl|chang|act|put right|deal\w* with)\w*(?: \w+){0,2}"
    r" (?:urgent\w*|immediate\w*|straight away|at once|as a priority)\b"
    r"|\b(?:urgent|immediate)\w* (?:action|improvement|chang|fix|concern|weakness)\w*",
    re.IGNORECASE,
)
_SHORTEST = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A part of more characters is told by the first sentence of each of its points, up to so many
# characters; and of points that run on over passages nothing else can be quoted whole.
WHOLE_CHARACTERS = 2_400
BEGINNINGS_CHARACTERS = 2_000


def parts_named(text: str, *, by_side: bool) -> tuple[tuple[Part, ...], str]:
    """Give the parts of a letter that a message names, in their order, and what it says besides.

    ``by_side`` counts any words for what is weak or good, which elsewhere say so of other things.
    """
    found: dict[Part, int] = {}
    rest = text
    if by_side and (match := _URGENT.search(rest)):
        found[Part.PRIORITY] = match.start()
        rest = _URGENT.sub(" ", rest)
    for part, words in PARTS.items():
        if match := words.search(rest):
            found.setdefault(part, text.find(match[0]))
            rest = words.sub(" ", rest)
    for _ in _OF_A_SIDE if by_side else ():
        side, left = side_in(rest)
        if side in _OF_A_SIDE:
            place = next((at for at, one in enumerate(rest) if left[at : at + 1] != one), len(rest))
            found.setdefault(_OF_A_SIDE[side], place)
            rest = left
    return tuple(sorted(found, key=found.__getitem__)), rest


def parts_asked(
    text: str, held: Sequence[Passage], quoting: QuoteWriter, holds: Callable[[str], bool], *,
    by_side: bool,
) -> Answer | None:  # fmt: skip
    """Give each part of letters that a message asks for and says nothing more of, whole.

    ``held`` are the passages of the place that it names; of the year that it names, if any.
    ``holds`` says of a stem whether any document does, ``by_side`` whether the message names
    letters or a place, so that what is weak or good is a part of them.
    """
    parts, rest = parts_named(text, by_side=by_side)
    years = set(_YEAR.findall(text))
    # "& co", "pls" and slips ask for nothing more
    said = (one for one in words_of(rest) if len(one) > _SHORTEST)
    known = " ".join(one for one in said if is_english(one) or holds(stem(one)))
    asked = telling(known) - NO_SUBJECT - ASKING - years
    statements: list[Statement] = []
    is_cut = False
    for part in parts:
        for source in _letters(held, asked, years):
            own = [one for one in held if one.source.id == source.id]
            for listed, is_whole in _lists(own, part):
                statements.append(_stated(listed, quoting))
                is_cut = is_cut or not is_whole or _is_long(listed)
    if not statements:
        return None
    top = f"{statements[0].extent} are quoted." if len(statements) == 1 and not is_cut else ""
    if is_cut:
        top = "Of long points the beginning is quoted; the document's page holds the rest."
    if Part.IMPROVE in parts and Part.PRIORITY not in parts:
        top = " ".join(filter(None, (top, _besides(statements, held))))
    return Answer(tuple(statements), top=top)


def _besides(statements: Sequence[Statement], held: Sequence[Passage]) -> str:
    """Say that a letter also asks for priority action, where one that is quoted does."""
    quoted = {one.citations[0].passage.source.id for one in statements}
    is_urgent = any(one.part is Part.PRIORITY and one.source.id in quoted for one in held)
    return "The letter has areas for priority action besides." if is_urgent else ""


def _letters(held: Sequence[Passage], asked: frozenset[str], years: set[str]) -> Iterator[Source]:
    """Give the letters that hold all else that is asked in their titles, the newest first."""
    sources = {one.source.id: one.source for one in held if one.source.kind is Kind.FINDING}
    for source in sorted(sources.values(), key=_day, reverse=True):
        dated = _dates_of(source)
        said = telling(f"{source.title} {source.area} {source.theme} {dated}")
        if asked <= said and years <= set(dated.split()):
            yield source


def _day(source: Source) -> str:
    return str(source.published or source.inspected_to or "")


def _dates_of(source: Source) -> str:
    days = [one for one in (source.published, source.inspected_to) if one]
    return " ".join(f"{in_words(one)} {one:%y}" for one in days)


def _lists(document: Sequence[Passage], part: Part) -> list[tuple[Listed, bool]]:
    """Give the lists of a part, and whether each holds all of every point.

    Of a part that tells at length and asks besides, it is what it asks.
    """
    sections: dict[tuple[str, ...], list[Passage]] = {}
    for passage in document:
        if passage.part is part and passage.sentences:
            sections.setdefault(passage.headings, []).append(passage)
    asks = [one for one in sections.values() if _is_asked(one)]
    wanted = asks if asks and part is Part.IMPROVE else list(sections.values())
    return [found for one in wanted for found in _of_section(document, one)]


def _is_asked(section: Iterable[Passage]) -> bool:
    said = [sentence.is_a is Class.EXPECTED for one in section for sentence in one.sentences]
    return 2 * sum(said) > len(said)


def _of_section(document: Sequence[Passage], section: Sequence[Passage]
) -> Iterator[tuple[Listed, bool]]:  # fmt: skip
    found: list[Listed] = []
    outside = 0
    for passage in section:
        for number, one in enumerate(passage.sentences):
            listed = list_at(document, passage, number) if one.shape is Shape.ITEM else None
            outside += listed is None
            if listed and listed.count > 1 and listed not in found:
                found.append(listed)
    # a sentence or two may lead to a list
    if found and outside <= sum(len(one.items) for one in found):
        yield from ((one, True) for one in found)
    elif (points := points_of(section)) and points.count > 1:
        told = sum(item.last - item.first + 1 for item in points.items)
        held = [sentence for one in section for sentence in one.sentences]
        yield points, told == sum(not one.text.endswith(":") for one in held)


def _stated(listed: Listed, quoting: QuoteWriter) -> Statement:
    is_long = _is_long(listed)
    spans: list[Span] = []
    for item in listed.items:
        evidence = Evidence(item.passage, 0.0, (0.0,) * len(item.passage.sentences))
        last = item.first if is_long else item.last
        spans.append(Span(evidence, item.first, last))
        if is_long and sum(len(one.quote) for one in spans) > BEGINNINGS_CHARACTERS:
            break
    if not is_long:
        return quoting.state_points(spans, listed)
    begun = [ListedItem(one.passage, one.first, one.first, one.depth) for one in listed.items]
    return quoting.state_points(
        spans, type(listed)(listed.introduction, listed.is_headed, tuple(begun))
    )


def _is_long(listed: Listed) -> bool:
    return listed.characters > WHOLE_CHARACTERS
