"""Names of private persons in a message, told from places, bodies, laws and public people."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.privacy.held import NOTHING_HELD, NamesHeld, of_documents
from bot.privacy.identifiers import Detail, Public, Stretch
from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?")
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
    r"^,? ?(?:\(?\d{1,2}\)?(?: ?(?:yo|y/o|yrs?|years?)\b|,|\)|$)"
    r"|(?:s?he'?s|is|aged|age|who'?s|who is)"
    r" (?:just )?\d{1,2}\b(?! ?(?:min|hour|day|week|mile)))",
    re.IGNORECASE,
)
# A law, test or report that bears somebody's name: "Fraser guidelines", "Clare's Law".
_EPONYM = re.compile(
    r"^(?:['\u2019]s (?:law|inquiry|test)\b"
    r"|(?:(?: and| or|,|/) ?[A-Z]\w+){0,2} (?:competen\w+|guidelines?|test|ruling"
    r"|judge?ment|criteria|principles?|law|inquiry|review|report|reforms|framework|scale|questionnaire|syndrome)\b)",
    re.IGNORECASE,
)
# How far from a name its signs may stand, in characters.
_NEAR = 30
# Mostly capitals: then a capital says nothing about a word.
_SHOUTING = 0.6
# A first name typed in lower case counts by itself from this length: shorter ones are words too.
_LOWER_LENGTH = 5
_BIRTH = re.compile(r"^(?: \w+)?,? ?\(?(?:d\.?o\.?b|born)\b", re.IGNORECASE)
# The least letters of a family name typed in lower case, and what shows that a name ended.
_FAMILY_LENGTH = 4
_AFTER_FAMILY = re.compile(
    r"^,? ?\(?(?:d\.?o\.?b|born|nhs|upn|aged?\b|\d|(?:told|said|says|disclosed|has|is|was|hasn'?t"
    r"|isn'?t|wasn'?t|needs|went|keeps|lives|wants)\b)",
    re.IGNORECASE,
)
# "J. Rook", "Dr. Rook".
_INITIAL_LENGTH = 3
# Words in capitals up to this length are read as abbreviations.
_ACRONYM_LENGTH = 5
# Initials of a person: "T.J. (UPN ...", "KB, 14," but not an abbreviation before a number.
_INITIALS = re.compile(
    r"(?<![\w.])(?P<surname>[A-Z]\. ?[A-Z][a-z]{2,})(?!\w)|"
    r"(?<![\w.])(?P<dotted>(?!U\.[KS]|P\.S)[A-Z]\. ?[A-Z]\.?)(?= ?[(,]| is| was| has|'s)"
    r"|(?<!\w)(?P<plain>(?!CP|KS|YR|UK|IT|AP|SW|ED|GP|PC|NI)[A-Z]{2})"
    r"(?=(?:,? aged |, | \()\d{1,2}(?: ?yo| ?y/o| years?|,|\)|$))"
)


@dataclass(frozen=True, slots=True)
class NameLists:
    """First names, those that are also words, public words (towns too) and people, helplines."""

    first: frozenset[str]
    both: frozenset[str]
    public: frozenset[str]
    people: re.Pattern[str]
    surnames: frozenset[str]
    reach: Public


class NamesError(FindingsError):
    """The word lists are damaged, so that names cannot be left out of a message."""


def read_lists(path: Path) -> NameLists:
    """Read the lists of ``names.toml``.

    Raises:
        NamesError: the file is missing or damaged.
    """
    try:
        return _lists_of(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{path}: damaged ({type(error).__name__}): reinstall Findings"
        raise NamesError(msg) from error


def _lists_of(tables: dict[str, Any]) -> NameLists:
    both = frozenset(tables["both"].split())
    people = "|".join(map(re.escape, sorted(tables["people"], key=len, reverse=True)))
    return NameLists(
        first=frozenset(tables["first"].split()) - both,
        both=both,
        public=frozenset((*tables["public"].split(), *tables["towns"].split())) - both,
        people=re.compile(rf"(?<!\w)(?:{people})(?!\w)"),
        surnames=frozenset(person.split()[-1] for person in tables["people"]),
        reach=Public(frozenset(tables["helplines"]), tuple(tables["domains"])),
    )


@dataclass(frozen=True, slots=True)
class _MessageWord:
    """A word and its place; ``bare`` is lower case, without possessive and full stop."""

    start: int
    end: int
    text: str
    bare: str
    opens: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def _words(text: str) -> list[_MessageWord]:
    words = []
    for match in _WORD.finditer(text):
        raw = match[0]
        stem = re.sub(r"['\u2019]s$|['\u2019]$", "", raw.rstrip("."))
        last = match.start() - 1
        while last >= 0 and text[last] in " \"'\u2018\u201c(":
            last -= 1
        words.append(
            _MessageWord(
                match.start(),
                match.start() + len(stem),
                stem,
                stem.lower().replace("\u2019", "'"),
                opens=last < 0 or text[last] in ".?!\n",
            )
        )
    return [word for word in words if word.text]


def names(text: str, lists: NameLists, held: NamesHeld = NOTHING_HELD) -> Iterator[Stretch]:
    """Give the spans of private persons' names; ``held`` are those that documents give."""
    for match in _INITIALS.finditer(text):
        yield Stretch(*match.span(match.lastgroup or 0), Detail.NAME)
    message = _MessageWords(text, lists, held)
    place = 0
    while place < len(message.words):
        length = message.name_length(place)
        if length:
            end = message.words[place + length - 1].end
            yield Stretch(message.words[place].start, end, Detail.NAME)
        place += length or 1


class _MessageWords:
    """The words of a message, and the rules that tell a name among them."""

    def __init__(self, text: str, lists: NameLists, held: NamesHeld = NOTHING_HELD) -> None:
        self._text, self._lists = text, lists
        self.words = _words(text)
        letters = sum(map(str.isalpha, text))
        self._shouts = sum(map(str.isupper, text)) > _SHOUTING * letters
        plain, starts = text.lower().replace("\u2019", "'"), [word.start for word in self.words]
        self._known = {
            at
            for match in lists.people.finditer(plain)
            for at in range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
        }
        words = [one.bare for one in self.words]
        people = lists.first | lists.both
        self._known.update(of_documents(words, held, people, self._is_told_of))

    def name_length(self, place: int) -> int:
        """Give how many words from here on are one name; 0 where none begins."""
        word = self.words[place]
        aged = bool(_AGED.match(self._after(word)))
        cued = self._previous(place) in _KIN or aged
        if place in self._known or (len(word.bare) == 1 and not aged):
            return 0
        if _EPONYM.match(self._text[word.end : word.end + 2 * _NEAR]):
            return 0
        if word.bare in self._lists.surnames and not cued:
            return 0
        if self._is_capital(word):
            return self._capital_length(place, aged=aged)
        return self._lower_length(place, aged=aged)

    def _is_told_of(self, first: int, last: int) -> bool:
        after = self._after(self.words[last])
        told = _AGED.match(after) or _POSSESSED.match(after) or self._previous(first) in _KIN
        return bool(told) or self._is_cued(self.words[first])

    def _capital_length(self, place: int, *, aged: bool) -> int:
        """Give the length of a name that begins with a capital."""
        word, previous = self.words[place], self._previous(place)
        after, run = self._after(word), self._run(place)
        private = not self._is_public(word)
        both = word.bare in self._lists.both
        if private and after.lower().startswith(" family"):
            return 1
        if private and word.text.isupper() and after.startswith(", ") and self._is_first(place + 1):
            return 2
        named = (
            self._is_first(place)
            or (private and previous in _TITLES and len(word.bare) > 1)
            or ((private or both) and self._is_cued(word))
            or (private and run > 1 and (both or not word.opens or self._acts(place + run - 1)))
            or (both and (aged or bool(_POSSESSED.match(after))))
            or (both and not word.opens and previous in _KIN | {"ask"})
        )
        return run if named else 0

    def _lower_length(self, place: int, *, aged: bool) -> int:
        """Give the length of a name typed without a capital, or in capitals throughout."""
        word, previous = self.words[place], self._previous(place)
        first = word.bare in self._lists.first
        if not first and word.bare not in self._lists.both:
            return 0
        named = (
            (first and (len(word.bare) >= _LOWER_LENGTH or previous in _KIN))
            or (aged and previous not in {"to", "a", "the"})
            or bool(_BIRTH.match(self._after(word)))
            or self._is_cued(word)
        )
        return (2 if self._has_lower_family(place) else 1) if named else 0

    def _has_lower_family(self, place: int) -> bool:
        """Whether a family name follows a first name typed in lower case."""
        if place + 1 == len(self.words):
            return False
        word = self.words[place + 1]
        if self._text[self.words[place].end : word.start] != " ":
            return False
        if self._is_capital(word) or len(word.bare) < _FAMILY_LENGTH or self._is_public(word):
            return False
        return bool(_AFTER_FAMILY.match(self._after(word)))

    def _run(self, place: int) -> int:
        """Give how many words the name that begins here has."""
        length = 1
        while place + length < len(self.words):
            last, word = self.words[place + length - 1], self.words[place + length]
            initial = len(word.bare) == 1 and word.capital and word.bare not in {"i", "a"}
            family = (
                self._is_capital(word)
                and not self._is_public(word)
                and place + length not in self._known
            )
            between = self._text[last.end : word.start]
            # a full stop goes on with a name only after an initial
            is_next = between == " " or (between == ". " and len(last.bare) <= _INITIAL_LENGTH)
            if not is_next or not (family or initial):
                break
            length += 1
        return length

    def _is_first(self, place: int) -> bool:
        """Whether the word is a first name and nothing else, or begins like one: Ellie-Mae."""
        if place >= len(self.words) or not self.words[place].capital:
            return False
        bare = self.words[place].bare
        begins = bare.split("-")[0] in self._lists.first | self._lists.both and "-" in bare
        return bare in self._lists.first or begins

    def _is_capital(self, word: _MessageWord) -> bool:
        """Whether a capital says that the word is a name, not an abbreviation or a shout."""
        known = word.bare in self._lists.first
        short = word.text.isupper() and len(word.text) <= _ACRONYM_LENGTH and not known
        return word.capital and not self._shouts and not short

    def _is_public(self, word: _MessageWord) -> bool:
        public = self._lists.public
        return word.bare in public or word.bare.replace("'", "") in public

    def _is_cued(self, word: _MessageWord) -> bool:
        return bool(_CUES.search(self._text[max(0, word.start - _NEAR) : word.start]))

    def _acts(self, place: int) -> bool:
        """Whether what follows the word is what a person does or is."""
        return bool(_AFTER_FAMILY.match(self._after(self.words[place])))

    def _previous(self, place: int) -> str:
        return self.words[place - 1].bare if place else ""

    def _after(self, word: _MessageWord) -> str:
        return self._text[word.end : word.end + _NEAR]
