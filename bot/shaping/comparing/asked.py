"""Which two things a question sets side by side, and what of each it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.shaping.naming import telling

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
    r"(?:what(?:['’]?s| is| are)(?: the)? diff\w*|how (?:do(?:es)?|are|is) (?:they|it) differ\w*)",
    re.IGNORECASE,
)
# Two things that share what stands before the first: "what inspectors said about A and B".
_SHARED = re.compile(
    r"^(?P<context>(?:what|how|which|who|when|where|did|do|does)\b.*\b(?:about|of|for|by|on))"
    r" (?P<first>.+)$",
    re.IGNORECASE,
)
# That they are compared is nothing that is asked of each.
_DIFFERENCE = re.compile(
    r"\b(?:what(?:['’]?s| is| are)|how (?:are|do|is))?(?: (?:the|they|it))* ?\bdiff\w*",
    re.IGNORECASE,
)
# What somebody does, or whether something is so, is no thing: it is asked as it stands.
_CLAUSE = re.compile(
    r"^(?:do|does|did|is|are|was|were|can|should|must|will|would|has|have|had|i|we|they|he|she)\b",
    re.IGNORECASE,
)
# When a thing happens says no more of its name.
_WHEN = re.compile(r" (?:when|whenever|where|if|after|once|while)\b.*", re.IGNORECASE)
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
        context = _DIFFERENCE.sub(" ", context)
        if shared := _SHARED.match(first):
            first, context = shared["first"], shared["context"]
        sides = _bare(first), _bare(second)
        if any(map(_CLAUSE.match, sides)):
            return None
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


def _bare(words: str) -> str:
    bare = _ARTICLE.sub("", words.strip(" ?.,'\"“”")).strip()
    return _WHEN.sub("", bare) or bare
