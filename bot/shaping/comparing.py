"""Two things side by side: what is quoted of each under like heads, and where one is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from bot.quoting.spans import sentences_of
from bot.quoting.standing import with_what_it_leans_on
from bot.shaping.naming import telling
from domain import Answer, Citation
from store.search.keywords import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.assistant import Library
    from bot.ranking.retriever import Scope
    from bot.ranking.table import Mask
    from domain import Statement

# Quotes of one side under one head.
MOST_OF_A_SIDE = 2
# Sentences that may be one: so many of the best.
LOOKED_AT = 12
BOTH = "Of both together"
# What is set side by side, from its first word on.
_BETWEEN = re.compile(
    r"\b(?:diff(?:erence)?s?|distinction|contrast)\b.{0,20}?\bbetween (?P<pair>.+)", re.IGNORECASE
)
_COMPARE = re.compile(r"\b(?:compare|contrast) (?P<pair>.+)", re.IGNORECASE)
# What stands between the two, the plainest first.
_JOINS = (
    re.compile(r" (?:with|to|against) ", re.IGNORECASE),
    re.compile(r" (?:and|&) ", re.IGNORECASE),
)
_DIFFER = re.compile(
    r"\bhow (?:does|do|is|are) (?P<first>[^,;?.:]+?) (?:differ|different)(?: from| to)?"
    r" (?P<second>[^,;?.:]+)",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    r"(?:^|[-,;:–] ?)(?P<first>[^-,;:–?]+?),? "
    r"(?:versus|vs?\.?|compared (?:with|to|w)|as opposed to) (?P<second>[^-,;:–?]+)",
    re.IGNORECASE,
)
_OR = re.compile(
    r"^\W*(?P<first>[^,;?.:]{1,60}?) (?:or|and|&) (?P<second>[^,;?.:]{1,60}?)[,;:. –-]{0,3}"
    r"(?:what(?:['’]?s| is| are)(?: the)? diff\w*|how do(?:es)? (?:they|it) differ)",
    re.IGNORECASE,
)
# Two things that share what stands before the first: "what inspectors said about A and B".
_SHARED = re.compile(r"^(?P<context>.*\b(?:about|of|for|by|on)) (?P<first>.+)$", re.IGNORECASE)
# What a question of a head says besides the side.
_ASKING = telling(
    "what who takes part decides does how soon when must happen within long inspectors said say"
    " says found find letter report"
)
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_ARTICLE = re.compile(
    r"^(?:(?:a|an|the|what(?:['’]?s| is| are)?|how|between|please|pls|just|any|our)\b ?)+"
    r"|(?: please| pls)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two things to compare, and what of each is asked; empty where all of them is."""

    sides: tuple[str, str]
    context: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """A like head: what is asked of each side, and what a quote under it holds."""

    name: str
    ask: str
    holds: re.Pattern[str]


_HEADS = (
    _Head("What it is", "what is {}", re.compile(
            r"\b(?:is an?|is the|are the|are an?|means?|brings|aims?|purpose|happens when)\b"
        )),
    _Head(
        "Who",
        "who takes part in, decides or does {}",
        re.compile(
            r"\b(?:social|polic\w+|health|school\w*|council|agenc\w+|authorit\w+|workers?|leads?"
            r"|chair\w*|court|partner\w*|professional\w*|parents?|staff|team|nurses?|teachers?)\b",
            re.IGNORECASE,
        ),
    ),
    _Head(
        "When",
        "how soon and when must {} happen, within how long",
        re.compile(
            r"\b(?:\d+|one|two|three|four|five|six|seven|ten|fifteen|each|every)[\w\s-]{0,12}\b"
            r"(?:hours?|days?|weeks?|months?|years?)\b|\b(?:immediately|at once|monthly|weekly)\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip


def compared_in(text: str) -> Compared | None:
    """Give the two things that a question sets side by side; None where it does not."""
    for pattern in (_BETWEEN, _COMPARE, _DIFFER, _OR, _VERSUS):
        match = pattern.search(text)
        if not match:
            continue
        found = match.groupdict()
        pair = _parted(found["pair"]) if "pair" in found else (found["first"], found["second"])
        if not pair:
            continue
        first, second = (one.strip() for one in pair)
        context = f"{text[: match.start()]} {text[match.end() :]}" if pattern is _VERSUS else ""
        if shared := _SHARED.match(first):
            first, context = shared["first"], shared["context"]
        sides = _bare(first), _bare(second)
        if all(telling(one) for one in sides) and telling(sides[0]) != telling(sides[1]):
            return Compared(sides, " ".join(context.strip(" -,;:–?.").split()))
    return None


def _parted(pair: str) -> tuple[str, str] | None:
    """Give the two that a pair of things names; None where nothing joins them.

    Of several places to part them ("slavery and trafficking risk orders and prevention orders") it
    is the one that leaves two things of one sort, which end in the same word, or else the first.
    """
    for join in _JOINS:
        parts = [
            (pair[: one.start()], re.split(r"[,;?.:]", pair[one.end() :])[0])
            for one in join.finditer(pair)
        ]
        parts = [(first, second) for first, second in parts if first.strip() and second.strip()]
        alike = (one for one in parts if one[0].split()[-1].lower() == one[1].split()[-1].lower())
        if parts:
            return next(alike, parts[0])
    return None


def compare(
    library: Library, compared: Compared, text: str, scope: Scope, among: Mask | None = None
) -> Answer | None:
    """Give what is held of both sides under like heads; None where neither side is found.

    ``among`` are the sentences of the place that is asked about.

    Raises:
        FindingsError: the store is damaged.
    """
    statements = list(_of_both(library, compared, text, scope, among))
    used = {_place(one) for one in statements}
    asked = _Head(_as_head(compared), f"{compared.context} {{}}", re.compile(""))
    for head in [asked] if telling(compared.context) else _HEADS:
        for side in compared.sides:
            found = [
                one
                for one in _searched(library, head.ask.format(side), scope, among)
                if _fits(one, side, compared, head) and _place(one) not in used
            ]
            for one in found[:MOST_OF_A_SIDE]:
                used.add(_place(one))
                statements.append(replace(one, head=head.name, side=side))
    held = {one.side for one in statements}
    if not held & set(compared.sides) and BOTH not in {one.head for one in statements}:
        return None
    return Answer(tuple(_in_order(statements)), sides=compared.sides)


def _place(statement: Statement) -> tuple[str, str]:
    return statement.citations[0].passage.id, statement.citations[0].quote


def _fits(statement: Statement, side: str, compared: Compared, head: _Head) -> bool:
    """Say whether a quote tells of a side what stands under a head."""
    words = f"{statement.text} {statement.citations[0].subject}"
    return bool(head.holds.search(words)) and _tells_of(statement, side, compared)


def _as_head(compared: Compared) -> str:
    words = compared.context.strip(" ?.")
    return words[:1].upper() + words[1:]


def _of_both(
    library: Library, compared: Compared, text: str, scope: Scope, among: Mask | None
) -> Iterator[Statement]:
    """Give what the documents say of both sides in one breath."""
    found = [
        one
        for one in _searched(library, text, scope, among)
        if all(_place_of(side, one.text) >= 0 for side in compared.sides)
    ]
    for one in found[:MOST_OF_A_SIDE]:
        yield replace(one, head=BOTH)


def _searched(
    library: Library, text: str, scope: Scope, among: Mask | None
) -> tuple[Statement, ...]:
    question = library.understanding.read(text)
    ranking = library.retriever.rank(question, scope, among=among)
    is_sure = library.judge(question, ranking).outcome != "declined"
    ranked = sorted(sentences_of(ranking.evidence), key=lambda one: -one.weight)[:LOOKED_AT]
    margin = library.quoting.margins.compared
    near = [one for one in ranked if ranked[0].log_odds - one.log_odds <= margin]
    statements = [
        one for span in near for one in library.quoting.state([with_what_it_leans_on(span)])
    ]
    return tuple(one for one in statements if is_sure or _is_near(one, text))


def _is_near(statement: Statement, text: str) -> bool:
    """Say whether a quote holds all that is asked, where the judge is not sure of the best."""
    return telling(text) - _ASKING <= _about(statement.citations[0])


def _tells_of(statement: Statement, side: str, compared: Compared) -> bool:
    """Say whether a quote is of one side: its words stand there or above, before the other's."""
    (other,) = (one for one in compared.sides if one != side)
    own = telling(side) - telling(other)
    named = [_about(one) for one in statement.citations]
    if not any(own <= words for words in named):
        return False
    # of a sentence that names both, the one that it names first is what it tells of
    place, others = _place_of(side, statement.text), _place_of(other, statement.text)
    return others < 0 or 0 <= place <= others


def _place_of(side: str, text: str) -> int:
    """Give where in a text a side is named, by its first word; -1 where it is not all named."""
    if not telling(side) <= telling(text):
        return -1
    first = next(word for word in words_of(side) if telling(word))
    return next((n for n, word in enumerate(words_of(text)) if telling(word) == telling(first)), -1)


def _about(citation: Citation) -> frozenset[str]:
    passage = citation.passage
    # the number of a section is none of a stage or level
    heading = " ".join(_NUMBERED.sub("", one) for one in passage.headings)
    return telling(f"{tidy(citation.quote)} {citation.subject} {heading} {passage.source.title}")


def _in_order(statements: list[Statement]) -> list[Statement]:
    heads = list(dict.fromkeys(one.head for one in statements))
    return sorted(statements, key=lambda one: heads.index(one.head))


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words.strip(" ?.,'\"“”")).strip()
