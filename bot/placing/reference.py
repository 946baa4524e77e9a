"""Whether an ask names a document as what has to answer it, and by which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Kind, Status
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain import Source

# What a document is called, and the kinds of document that may be called so; of others any may be
# that is neither what inspectors found nor a statute.
_OF_KINDS = {
    "letter": frozenset({Kind.FINDING, Kind.OTHER}),
    "inspection": frozenset({Kind.FINDING}),
    "jtai": frozenset({Kind.FINDING}),
    "report": frozenset({Kind.FINDING, Kind.REVIEW, Kind.OTHER}),
    "review": frozenset({Kind.FINDING, Kind.REVIEW, Kind.OTHER}),
    "act": frozenset({Kind.STATUTE}),
    "regulations": frozenset({Kind.STATUTE}),
    "minutes": frozenset({Kind.OTHER}),
}
_OTHERS = frozenset(Kind) - {Kind.FINDING, Kind.STATUTE}
_NOUN = (
    r"(?:letter|inspection|jtai|report|review|act|regulations|minutes|procedures?|protocol|policy"
    r"|policies|guidance|guidelines?|guide|handbook|manual|pathway|strategy|framework|document|doc"
    r"|brief|briefing|code of practice|toolkit|charter|standards|circular|bulletin)"
)
_IS_NOUN = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_SAYS = (
    r"(?:say|says|said|state|states|stated|mention|mentions|tell us|recommend|advise|set out"
    r"|expects?|requires?|allows?)"
)
# A name never holds who does something, or when.
_NO_NAME = re.compile(
    r"\b(?:i|we|you|they|he|she|it|this|that|need|needs|have|has|should|must|can|who|what|when|where"
    r"|how|if|which|to (?:do|tell|say))\b|^(?:the |a |an |our )*$",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[^,;?!\n]{2,90}?)"
_ASKS = r"(?:who|what|when|where|which|how|why|is|are|do|does|did|must|should|can|may|has|have)"
_PATTERNS = (
    # "what does Working Together say"
    re.compile(
        rf"\b(?:do|does|did)\s+{_NAME}\s+(?:actually |also |really |currently )?{_SAYS}\b",
        re.IGNORECASE,
    ),
    # "according to KCSIE, how"
    re.compile(rf"\baccording to\s+{_NAME}(?=\s*[,;?!\n]|\s+{_ASKS}\b|\s*$)", re.IGNORECASE),
    # "what the Leeds letter says"
    re.compile(
        rf"\b(?P<name>(?:the|our)\s+(?:[\w&'’.-]+\s+){{1,6}}?{_NOUN}(?:\s+\d[\d.]*)?)\s+"
        rf"{_SAYS}\b",
        re.IGNORECASE,
    ),
    # "in the escalation policy who decides"
    re.compile(
        rf"\b(?:in|under|per)\s+(?P<name>(?:the|our)\s+(?:[\w&'’.-]+\s+){{1,6}}?{_NOUN}"
        r"(?:\s+\d[\d.]*)?)(?=\s*[,;?!\n]|\s+(?!of|on|for|about|from|in|to|and|or)\w|\s*$)",
        re.IGNORECASE,
    ),
)
_EDITION = re.compile(
    r"\b(?:the\s+)?(?:(?P<year>(?:19|20)\d\d)\s+|(?P<old>previous|earlier|older|old|former|last)\s+)?"
    r"(?:version|edition|issue)\b(?:\s+(?:no\.?\s*|number\s+)?(?P<number>\d+(?:\.\d+)*))?"
    r"(?:\s+(?:of|from|dated)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Fewer letters are short for many things.
_LEAST_INITIALS = 4
# What goes with a name and says nothing of which document it is.
_EMPTY = frozenset(
    stem(one)
    for one in "local multi agency joint own new current latest statutory national official area"
    " practice council partnership safeguarding children child staff".split()
)
_DIGITS = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as an ask names it.

    ``said`` is the name as typed, ``bare`` the ask without it. ``kinds`` are those that it may be
    of, and ``noun`` what it is called; empty where it is named by its title alone. ``year``,
    ``number`` and ``is_earlier`` tell which edition is meant.
    """

    said: str
    bare: str
    noun: str
    kinds: frozenset[Kind]
    year: int = 0
    number: str = ""
    is_earlier: bool = False

    @property
    def words(self) -> list[str]:
        """The words that tell which document it is, without what kind of document and edition."""
        # an Act's year is part of its name, and so is that it is one
        if self.kinds == _OF_KINDS["act"]:
            return [one for one in words_of(self.said) if one not in STOPWORDS]
        name = _YEAR.sub(" ", _EDITION.sub(" ", self.said)).lower()
        head = re.sub(rf"\b{self.noun}\b", " ", name) if self.noun else name
        return [one for one in words_of(head) if one not in STOPWORDS]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of these words, but for those that go with any document."""
        stems = frozenset(map(stem, self.words))
        return stems if self.kinds == _OF_KINDS["act"] else stems - _EMPTY


def reference_in(text: str, initials: Collection[str] = ()) -> Reference | None:
    """Give the document whose words an ask wants; None where it names none.

    One of ``initials`` names the document whose title it is short for, wherever something else is
    asked besides.
    """
    by_initials = _of_initials(initials) if initials else None
    for pattern in filter(None, (*_PATTERNS, by_initials)):
        for match in pattern.finditer(text):
            name = re.sub(
                r"^(?:the|our|your|this)\s+", "", match["name"].strip(), flags=re.IGNORECASE
            )
            if not name or _NO_NAME.search(name):
                continue
            if pattern is by_initials and not _tells(
                f"{text[: match.start()]} {text[match.end() :]}"
            ):
                continue
            nouns = [one[0].lower() for one in _IS_NOUN.finditer(name)]
            edition = _EDITION.search(name)
            year = _YEAR.search(name)
            return Reference(
                said=name,
                bare=_bare(text, match, name),
                noun=nouns[-1] if nouns else "",
                kinds=_kinds(name, nouns),
                year=int(year[0]) if year else 0,
                number=(edition["number"] or "") if edition else "",
                is_earlier=bool(edition and edition["old"]),
            )
    return None


def _of_initials(initials: Collection[str]) -> re.Pattern[str]:
    """Give a pattern of "under KCSIE 2024"."""
    name = rf"(?:{'|'.join(map(re.escape, sorted(initials)))})(?:\s+(?:19|20)\d\d)?"
    before = r"(?:(?:in|under|per|by|from|via)\s+)?(?:the\s+)?"
    return re.compile(rf"\b{before}(?P<name>{name})\b", re.IGNORECASE)


def initials_of(title: str) -> frozenset[str]:
    """Give what a title's words begin with, all of them and the telling ones; none of a few."""
    words = title_words(title)
    telling = [one for one in words if one not in STOPWORDS]
    found = {"".join(one[0] for one in kept) for kept in (words, telling)}
    return frozenset(one for one in found if len(one) >= _LEAST_INITIALS)


def is_short_for(said: str, title: str) -> bool:
    """Say whether words are a title said for short: how it begins, or its initials."""
    name = title_words(said)
    if len(name) == 1:
        return name[0] in initials_of(title)
    return bool(name) and title_words(title)[: len(name)] == name


def title_words(text: str) -> list[str]:
    """Give the words of a title, numbers left out."""
    return [one for one in words_of(text) if not one.isdigit()]


def _kinds(name: str, nouns: list[str]) -> frozenset[Kind]:
    if not nouns:
        return frozenset(Kind)
    if re.search(r"\bstatutory guidance\b", name, re.IGNORECASE):
        return frozenset({Kind.STATUTORY})
    # of "the inspection report" and "the Act's guidance" the first noun says more
    return _OF_KINDS.get(nouns[0] if nouns[0] in _OF_KINDS else nouns[-1], _OTHERS)


def _bare(text: str, match: re.Match[str], name: str) -> str:
    """Give the ask without the name: what is asked, of whatever answers."""
    rest = f"{text[: match.start()]} {text[match.end() :]}" if match[0] else text
    bare = " ".join(re.sub(r"\s+(?=[,?.!;])", "", rest).split()).strip(" ,")
    # "what does X say about supervision" is left as "what about supervision"
    return bare if _tells(bare) else text.replace(name, " ")


def _tells(text: str) -> bool:
    return any(one not in STOPWORDS for one in words_of(text))


def is_meant(reference: Reference, source: Source) -> bool:
    """Say whether a document is of the edition that a name says."""
    if reference.is_earlier:
        return bool(source.replaced_on or source.status is Status.SUPERSEDED)
    if reference.number:
        return reference.number in _DIGITS.findall(source.edition)
    return reference.year in years_of(source)


def tells_its_edition(reference: Reference, source: Source) -> bool:
    """Say whether a document says of what edition it is, in the way that a name does."""
    if reference.is_earlier:
        return True
    if reference.number:
        return bool(_DIGITS.search(source.edition))
    return bool(years_of(source))


def years_of(source: Source) -> set[int]:
    """Give the years that a document is known by."""
    days = (source.published, source.effective_from, source.inspected_from, source.inspected_to)
    said = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{source.title} {source.edition} {source.id}")
    return {one.year for one in days if one} | set(map(int, said))
