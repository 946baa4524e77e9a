"""Who published a document, and whose area it is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ingest.identity.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PREFIXES = re.compile(
    r"^(?:the )?(?:(?:london|royal|metropolitan) borough(?: council)? of |city (?:council )?of "
    r"|county (?:borough )?of |nhs )+",
    re.IGNORECASE,
)
_SUFFIXES = re.compile(
    r"(?:['’]s)?(?: (?:local area partnership|area partnership|local area|partnership|county"
    r"|borough|city|metropolitan|mbc|council|district|local authority|unitary authority|regional"
    r"|children['’]?s?(?: and (?:young people|famil(?:y|ies))['’]?s?)?|adults?|local|safeguarding"
    r"|multi-agency|together|university|teaching|hospitals?|healthcare|health|care|community))*$",
    re.IGNORECASE,
)
# Where a name runs into the sentence after it, as in text without its lines.
_NEXT_SENTENCE = re.compile(r" (?:This|Between|From|In|On|The|During|An?|It|Inspection)(?: .*)?$")
# Words that a capital begins and that name no place.
_NO_PLACE = frozenset(
    "the a an this these our local your dear director chair chief executive leader head all any"
    " national joint family children adult adults early multi nhs her his majesty hm cabinet board"
    " county city borough town parish community integrated safeguarding independent regional deputy"
    " assistant interim strategic council england wales scotland ireland britain kingdom".split()
)
# What stands before a publisher's name: the beginning of a line or sentence, or that it is by it.
_OPENS = re.compile(
    r"(?:^|\n|[.!?|]\s|\b(?:by|from|of|publisher|owner|author)\b:?\s"
    r"|\b(?:partnership|organisation|council|board):\s)[\W_]*"
    r"(?:(?:of |by |from |for )?the )?$",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof (?:the )?$", re.IGNORECASE)
_GOES_ON = re.compile(r" [a-z]")
# A body by its initials.
_INITIALS = re.compile(r"(?<![\w&])[A-Z]{3,8}(?![\w&])")
# A word without a vowel is said letter by letter.
_SAID_BY_LETTER = re.compile(r"\b[B-DF-HJ-NP-TV-XZ]{3,}\b", re.IGNORECASE)
# What a sentence says of a person, and of no place.
_OF_A_PERSON = re.compile(
    r"\b(?:he|she|him|his|her|hers|DOB|born|aged|mother|father|mum|dad|sibling|brother|sister)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+")
_SITE = re.compile(r"\s*(?:[|–—]|\s-|::)\s+")
# A place that a title names is named so often where a document is of that place.
_NAMED_TIMES = 2


def tidy_area(name: str) -> str:
    """Give the name of a place without what kind of authority it is; empty for no place."""
    name = _NEXT_SENTENCE.sub("", " ".join(name.split())).strip(" ,.")
    # of two bodies on end ("X Partnership with Y Constabulary") the first one's
    if inner := rules().local_body.match(name):
        name = inner["area"] or inner["place"]
    area = _SUFFIXES.sub("", _PREFIXES.sub("", re.sub(r"^(?:The|THE) ", "", name)))
    words = area.lower().replace(",", " ").split()
    return as_name(area.strip(" ,.")) if words and words[0] not in _NO_PLACE else ""


def as_name(text: str) -> str:
    """Give a name in capitals as it is written elsewhere; others, and initials, as they are."""
    is_short = len(text) < len("York") or _SAID_BY_LETTER.search(text)
    if not text.isupper() or (" " not in text and is_short):
        return text
    words = _SAID_BY_LETTER.sub(lambda one: one[0].upper(), text.title())
    words = words.replace("’S", "’s").replace("'S", "'s")
    return re.sub(r"(?<= )(?:And|Of|Upon|On|Under|The|With|In)(?= )", lambda m: m[0].lower(), words)


def area_of_body(name: str) -> str:
    """Give the area of a local body by its name; empty for any other."""
    body = rules().local_body.fullmatch(name)
    return tidy_area(body["area"] or body["place"]) if body else ""


def inspectorates_in(*texts: str) -> str:
    """Give the inspectorates that the ends of a letter or report name, as a citation has them."""
    bodies = [
        short
        for short, words in rules().inspectorates.items()
        if any(words.search(one) for one in texts)
    ]
    if "HMICFRS" in bodies and "HMIC" in bodies:
        bodies.remove("HMIC")
    return " and ".join(filter(None, (", ".join(bodies[:-1]), *bodies[-1:])))


def publisher_of(cover: str, closing: str, known: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give who publishes a document, the area where it is a body of one, and what says so.

    Whoever the cover names first; else whom the file names and its words name too, or whose
    address ends the document. Each may be empty.
    """
    rule = rules()
    named = [
        (at, -len(one), one) for one in rule.national.names if (at := _named_at(cover, one)) >= 0
    ]
    if own := rule.own_body.search(cover):
        named.append((own.start(), 0, as_name(own["name"])))
    national = min(named)[2] if named else _witnessed(closing, known)
    for local, area in _bodies_in(cover):
        if not national or local.start() < min(named, default=(len(cover),))[0]:
            return as_name(re.sub(r"^The ", "", local["name"])), area, local[0]
    if not named:
        # whose pages they are stands at their heads
        for local, area in _bodies_in(str(known.get("heads", ""))):
            return as_name(re.sub(r"^The ", "", local["name"])), area, local[0]
        # a page's own title ends with whose site it is
        for piece in _SITE.split(str(known.get("metadata_title", ""))):
            head = rule.local_body.match(piece)
            area = tidy_area(head["area"] or head["place"]) if head else ""
            if head and area and area in cover:
                return head["name"], area, "the file's metadata, and its words"
    return national, "", national


def _bodies_in(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Give the bodies of one area that a text names otherwise than in passing, each with it."""
    for local in rules().local_body.finditer(text):
        area = tidy_area(local["area"] or local["place"])
        if area and _OPENS.search(text[: local.start()]):
            yield local, area


def _named_at(cover: str, name: str) -> int:
    """Give where a cover names a body as its publisher, and not in passing; -1 where nowhere."""
    named = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", cover)
    return next(
        (
            one.start() for one in named
            if _OPENS.search(cover[: one.start()])
            # "a list of Ofsted letters" is not theirs
            and not (_OF.search(cover[: one.start()]) and _GOES_ON.match(cover, one.end()))
        ), -1,
    )  # fmt: skip


def body_of(titles: Sequence[str], opening: str) -> tuple[str, str, str]:
    """Give the body of one area whose initials stand in a title, its area, and what says so.

    Its whole name has to stand in the opening; empty where none does.
    """
    initials = {one for title in titles for one in _INITIALS.findall(title)}
    for local in rules().local_body.finditer(opening):
        area = tidy_area(local["area"] or local["place"])
        words = re.findall(r"[^\W\d_]+", local["name"].removeprefix("The "))
        short = "".join(one[0] for one in words if one[0].isupper())
        if area and short in initials:
            return as_name(re.sub(r"^The ", "", local["name"])), area, local[0]
    return "", "", ""


def _witnessed(closing: str, known: Mapping[str, Any]) -> str:
    rule = rules()
    last = closing[:1_500]
    author = str(known.get("author", ""))
    where = rule.addresses.get(author)
    if author in rule.national.names and (author in closing or (where and where.search(last))):
        return author
    at_the_end = [one for one in rule.national.names if one in closing]
    if len(at_the_end) != 1 or _named_at(closing, at_the_end[0]) < 0:
        at_the_end = [one for one, where in rule.addresses.items() if where.search(last)]
    return at_the_end[0] if len(at_the_end) == 1 else ""


def area_of(titles: Sequence[str], opening: str) -> str:
    """Give the place that a title names, where the opening writes it as a name."""
    found = [(match, title) for title in titles for match in rules().titles.place.finditer(title)]
    # one that stands after "in" is surer than one that a title opens with
    for match, title in sorted(found, key=lambda one: bool(one[0]["head"])):
        area = tidy_area(match["area"] or match["head"])
        # what stands in brackets and capitals is short for the words before it
        if area.isupper() and title[: match.start("area")].endswith("("):
            continue
        # as a word, not within an address
        word = rf"(?<![\w@./-]){re.escape(area)}(?![\w@/]|\.\w)"
        written = re.findall(word, opening, re.IGNORECASE) if area else []
        is_name = not any(one.islower() for one in written) and area not in rules().national.names
        if area and _is_somebody(area, opening):
            continue
        needed = _NAMED_TIMES if match["head"] or not _is_sentence(title) else 1
        if len(written) >= needed and is_name:
            return area
    return ""


def _is_sentence(title: str) -> bool:
    """Say whether a title is written as sentences are: a capital in it begins a name."""
    words: list[str] = re.findall(r"[^\W\d_]{4,}", title)
    return sum(word.islower() for word in words) > len(words) / 2


def _is_somebody(name: str, opening: str) -> bool:
    """Say whether a name is a person's: a sentence with it tells what is told of people alone."""
    told = (one for one in _SENTENCE.findall(opening) if name in one)
    return any(_OF_A_PERSON.search(one) for one in told)
