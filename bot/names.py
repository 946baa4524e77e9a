"""Names of private persons in a message, told from places, bodies, laws and public people."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.identifiers import Detail, Public, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?")
# What may stand between two words of one name.
_JOINT = re.compile(r"(?: |, (?=[A-Z])| (?:and|&) | [\"\u201c'(][^\"\u201d')]{1,20}[\"\u201d')] )")
_TITLES = frozenset("mr mrs ms miss master mx".split())
_KIN = frozenset(
    """son daughter brother sister child lad girl boy baby nephew niece grandson granddaughter
    pupil student kid mum dad mother father nan nana gran grandad grandma grandson aunt auntie
    uncle cousin stepdad stepmum stepson stepdaughter boyfriend girlfriend partner friend mate
    patient client resident toddler teenager twin sibling called named about""".split()
)
_CUES = re.compile(
    r"(?:name(?:'s|\u2019s| is|s is)?|named|called|calls? (?:him|her)self|known as|goes by|aka"
    r"|(?:child|pupil|client|patient|person|student|girl|boy|lad|yp|re|name)(?: \d)?:)[ :,]*$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"^['\u2019]s? (?:\w+ )?(?:mum|dad|mother|father|nan|gran|carer|carers|foster|parents?|brother"
    r"|sister|social|school|phone|case|file|plan|record|placement|conference|referral|boyfriend"
    r"|girlfriend|key|risk|conference|icpc|house|flat)",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"^,? ?(?:\(?\d{1,2}\)?(?: ?(?:yo|y/o|yrs?|years?)\b|,|\)|$)|(?:s?he'?s|is|aged|age|who'?s) "
    r"(?:just )?\d{1,2}\b(?! ?(?:min|hour|day|week|mile)))",
    re.IGNORECASE,
)
# A first name typed in lower case counts by itself from this length: shorter ones are words too.
_LOWER_LENGTH = 5
_BIRTH = re.compile(r"^(?: \w+)?,? ?\(?(?:d\.?o\.?b|born)\b", re.IGNORECASE)
# The least letters of a family name typed in lower case, and what shows that a name ended.
_FAMILY_LENGTH = 4
_AFTER_FAMILY = re.compile(
    r"^,? ?\(?(?:d\.?o\.?b|born|nhs|upn|aged?\b|\d|(?:told|said|says|disclosed|has|is|was|hasn'?t"
    r"|isn'?t|wasn'?t|needs)\b)",
    re.IGNORECASE,
)
# Words in capitals up to this length are read as abbreviations.
_ACRONYM_LENGTH = 5
# Initials of a person: "T.J. (UPN ...", "KB, 14," but not an abbreviation before a number.
_INITIALS = re.compile(
    r"(?<![\w.])(?P<dotted>(?!U\.[KS]|P\.S)[A-Z]\. ?[A-Z]\.?)(?= ?[(,]| is| was| has|'s)"
    r"|(?<!\w)(?P<plain>(?!CP|KS|YR|UK|IT|AP|SW|ED|GP|PC|NI)[A-Z]{2})(?=(?:,? aged |, | \()\d{1,2}(?: ?yo| ?y/o| years?|,|\)|$))"
)


@dataclass(frozen=True, slots=True)
class Lists:
    """First names, those that are also words, public words and people, helplines."""

    first: frozenset[str]
    both: frozenset[str]
    public: frozenset[str]
    people: re.Pattern[str]
    surnames: frozenset[str]
    reach: Public


def read_lists(path: Path) -> Lists:
    """Read the lists of ``names.toml``."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    both = frozenset(tables["both"].split())
    people = "|".join(map(re.escape, sorted(tables["people"], key=len, reverse=True)))
    return Lists(
        first=frozenset(tables["first"].split()) - both,
        both=both,
        public=frozenset(tables["public"].split()) - both,
        people=re.compile(rf"(?<!\w)(?:{people})(?!\w)"),
        surnames=frozenset(person.split()[-1] for person in tables["people"]),
        reach=Public(frozenset(tables["helplines"]), tuple(tables["domains"])),
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and its place; ``bare`` is lower case, without possessive and full stop."""

    start: int
    end: int
    text: str
    bare: str
    opens: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def _words(text: str) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        raw = match[0]
        stem = re.sub(r"['\u2019]s$|['\u2019]$", "", raw.rstrip("."))
        before = text[: match.start()].rstrip(" \"'\u2018\u201c(")
        words.append(
            _Word(
                match.start(),
                match.start() + len(stem),
                stem,
                stem.lower().replace("\u2019", "'"),
                opens=not before or before[-1] in ".?!\n",
            )
        )
    return [word for word in words if word.text]


def names(text: str, lists: Lists) -> Iterator[Span]:
    """Give the spans of private persons' names."""
    words = _words(text)
    shouting = sum(letter.isupper() for letter in text) > 0.6 * sum(map(str.isalpha, text))
    plain = text.lower().replace("\u2019", "'")
    known = {
        at
        for match in lists.people.finditer(plain)
        for at, word in enumerate(words)
        if match.start() <= word.start < match.end()
    }
    for match in _INITIALS.finditer(text):
        yield Span(*match.span(match.lastgroup or 0), Detail.NAME)
    place = 0
    while place < len(words):
        length = _length(words, place, text, lists, known, shouting=shouting)
        if length:
            yield Span(words[place].start, words[place + length - 1].end, Detail.NAME)
        place += length or 1


def _length(
    words: list[_Word], place: int, text: str, lists: Lists, known: set[int], *, shouting: bool
) -> int:
    """Give how many words from here on are one name; 0 where none begins."""
    word = words[place]
    if place in known or (len(word.bare) == 1 and not _AGED.match(text[word.end : word.end + 30])):
        return 0
    before = text[max(0, word.start - 25) : word.start]
    previous = words[place - 1].bare if place else ""
    after = text[word.end : word.end + 30]
    first, both = word.bare in lists.first, word.bare in lists.both
    if word.capital and "-" in word.bare and word.bare.split("-")[0] in lists.first | lists.both:
        first = True
    acronym = word.text.isupper() and not first
    capital = word.capital and not shouting and not (acronym and len(word.text) <= _ACRONYM_LENGTH)
    if word.bare in lists.surnames and previous not in _KIN and not _AGED.match(after):
        return 0
    run = _run(words, place, text, lists, known) if capital else 1
    if previous in _TITLES and capital and len(word.bare) > 1 and not _is_public(word, lists):
        return run
    if _CUES.search(before) and (first or both or (capital and not _is_public(word, lists))):
        return run
    if capital and first:
        return run
    if capital and not _is_public(word, lists) and after.lower().startswith(" family"):
        return 1
    if capital and not _is_public(word, lists) and after.startswith(", ") and place + 1 < len(words):
        given = words[place + 1]
        if given.capital and given.bare in lists.first and word.text.isupper():
            return 2
    if capital and run > 1 and not _is_public(word, lists) and (both or not word.opens):
        return run
    if (first or both) and _AGED.match(after) and (capital or previous not in {"to", "a", "the"}):
        return run
    if (first or both) and not word.capital and _BIRTH.search(text[word.end : word.end + 40]):
        return 2 if _lower_family(words, place, text, lists) else 1
    if both and capital and not word.opens and (_POSSESSED.match(after) or previous in _KIN | {"ask"}):
        return run
    if both and capital and _POSSESSED.match(after):
        return run
    if first and not word.capital and (len(word.bare) >= _LOWER_LENGTH or previous in _KIN):
        return 2 if _lower_family(words, place, text, lists) else 1
    return 0


def _lower_family(words: list[_Word], place: int, text: str, lists: Lists) -> bool:
    """Whether a family name follows a first name typed in lower case."""
    if place + 1 == len(words) or text[words[place].end : words[place + 1].start] != " ":
        return False
    word = words[place + 1]
    if word.capital or len(word.bare) < _FAMILY_LENGTH or _is_public(word, lists):
        return False
    return bool(_AFTER_FAMILY.match(text[word.end : word.end + 30]))


def _is_public(word: _Word, lists: Lists) -> bool:
    return word.bare in lists.public or word.bare.replace("'", "") in lists.public


def _run(words: list[_Word], place: int, text: str, lists: Lists, known: set[int]) -> int:
    """Give how many words the name that begins here has."""
    length = 1
    while place + length < len(words):
        last, word = words[place + length - 1], words[place + length]
        joint = text[last.end : word.start]
        initial = len(word.bare) == 1 and word.capital and word.bare not in {"i", "a"}
        acronym = word.text.isupper() and not initial and len(word.text) <= _ACRONYM_LENGTH
        family = word.capital and not acronym and not _is_public(word, lists) and place + length not in known
        if joint not in {" ", ". "} or not (family or initial):
            break
        length += 1
    return length
