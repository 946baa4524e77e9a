"""Names of private persons in a message, told from places, bodies, laws and public people."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.privacy import surnames
from bot.privacy.held import NOTHING_HELD, NamesHeld, of_documents
from bot.privacy.identifiers import Detail, Stretch
from bot.privacy.signs import (
    ACRONYM_LENGTH,
    AFTER_A_THING,
    AFTER_FAMILY,
    AGED,
    AGED_IN_WORDS,
    BIRTH,
    CUES,
    EPONYM,
    FAMILY,
    FAMILY_LENGTH,
    HOUSEHOLD,
    INITIAL_LENGTH,
    INITIALS,
    KIN,
    LOWER_LENGTH,
    LOWER_TITLES,
    NEAR,
    OF_A_PERSON,
    OF_PLACES,
    OF_THINGS,
    POSSESSED,
    RELATED,
    SHOUTING,
    THING,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.privacy.lists import NameLists

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?")
_NO_ACCENTS = str.maketrans("\u0142\u0111\u00f8\u0131", "ldoi")


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


def _plain(word: str) -> str:
    """Give a word without the accents on its letters, as the lists hold it."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word.translate(_NO_ACCENTS))
    return "".join(one for one in apart if not unicodedata.combining(one)) or word


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
                _plain(stem.lower().replace("\u2019", "'")),
                opens=last < 0 or text[last] in ".?!\n",
            )
        )
    return [word for word in words if word.text]


def names(text: str, lists: NameLists, held: NamesHeld = NOTHING_HELD) -> Iterator[Stretch]:
    """Give the spans of private persons' names; ``held`` are those that documents give."""
    for match in INITIALS.finditer(text):
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
        self._shouts = sum(map(str.isupper, text)) > SHOUTING * letters
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
        aged = bool(AGED.match(self._after(word)))
        cued = self._previous(place) in KIN or aged
        if place in self._known or (len(word.bare) == 1 and not aged):
            return 0
        if EPONYM.match(self._text[word.end : word.end + 2 * NEAR]):
            return 0
        if word.bare in self._lists.surnames and not cued:
            return 0
        if self._is_capital(word):
            return self._capital_length(place, aged=aged)
        if self._has_lower_title(place):
            return 0 if self._is_public(word) else 1
        return self._lower_length(place, aged=aged)

    def _is_told_of(self, first: int, last: int) -> bool:
        after = self._after(self.words[last])
        told = AGED.match(after) or POSSESSED.match(after) or self._previous(first) in KIN
        return bool(told) or self._is_cued(self.words[first])

    def _capital_length(self, place: int, *, aged: bool) -> int:
        """Give the length of a name that begins with a capital."""
        word, previous = self.words[place], self._previous(place)
        after, run = self._after(word), self._run(place)
        private = not self._is_public(word)
        both = word.bare in self._lists.both
        home = HOUSEHOLD.match(self._after(self.words[place + run - 1])) if private else None
        if home and (home[1] == "family" or (previous == "the" and not both)):
            return run
        if private and word.text.isupper() and after.startswith(", ") and self._is_first(place + 1):
            return 2
        named = (
            self._is_first(place)
            or (private and previous in TITLES and len(word.bare) > 1)
            or ((private or both) and self._is_cued(word))
            or (private and self._is_told_privately(place, previous))
            or (private and run == 1 and not word.opens and self._is_surname(word))
            or (private and run > 1 and self._is_whole(place, run, both=both))
            or (both and (aged or bool(POSSESSED.match(after))))
            or (both and not word.opens and previous in KIN | {"ask"})
        )
        return run if named else 0

    def _has_lower_title(self, place: int) -> bool:
        """Whether a word typed without a capital stands right after "mr", "mrs" or "ms"."""
        word, last = self.words[place], self.words[place - 1] if place else None
        if last is None or last.bare not in LOWER_TITLES or not word.text.islower():
            return False
        return self._text[last.end : word.start] in {" ", ". "} and len(word.bare) > 1

    def _is_told_privately(self, place: int, previous: str) -> bool:
        """Whether what stands around an unlisted word with a capital is said of a person only."""
        word = self.words[place]
        after, last = self._after(word), self.words[place - 1] if place else None
        if RELATED.match(after):
            return True
        if AGED_IN_WORDS.match(after) and previous not in OF_PLACES:
            return True
        if last is None or previous not in FAMILY:
            return False
        between = self._text[last.end : word.start]
        return (
            between == " " and ((last.text.islower() and previous != "child") or self._acts(place))
        ) or (between in {", ", " ("} and after[:1] in {",", ")"})

    def _is_whole(self, place: int, run: int, *, both: bool) -> bool:
        """Whether two words or more with a capital are a name, not the end of a thing's."""
        word, last = self.words[place], self.words[place - 1] if place else None
        if (
            last is not None
            and not both
            and not any(map(self._is_first, range(place, place + run)))
        ):
            joined = self._text[last.end : word.start] == " " and last.bare not in TITLES
            after = self._after(self.words[place + run - 1])
            is_of_person = OF_A_PERSON.match(after) or self._acts(place + run - 1)
            thing = THING.match(after) or (last.bare in OF_THINGS and not is_of_person)
            goes_on = last.capital and not last.opens and AFTER_A_THING.match(after)
            if joined and (thing or (goes_on and last.bare not in FAMILY - {"child"})):
                return False
        owns = POSSESSED.match(self._after(self.words[place + run - 1]))
        return both or not word.opens or self._acts(place + run - 1) or bool(owns)

    def _lower_length(self, place: int, *, aged: bool) -> int:
        """Give the length of a name typed without a capital, or in capitals throughout."""
        word, previous = self.words[place], self._previous(place)
        first = word.bare in self._lists.first
        if not first and word.bare not in self._lists.both:
            return 0
        named = (
            (first and (len(word.bare) >= LOWER_LENGTH or previous in KIN))
            or (aged and previous not in {"to", "a", "the"})
            or bool(BIRTH.match(self._after(word)))
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
        if self._is_capital(word) or len(word.bare) < FAMILY_LENGTH or self._is_public(word):
            return False
        return bool(AFTER_FAMILY.match(self._after(word)))

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
            is_next = between == " " or (between == ". " and len(last.bare) <= INITIAL_LENGTH)
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
        short = word.text.isupper() and len(word.text) <= ACRONYM_LENGTH and not known
        return word.capital and not self._shouts and not short

    def _is_public(self, word: _MessageWord) -> bool:
        public = self._lists.public
        return word.bare in public or word.bare.replace("'", "") in public

    def _is_cued(self, word: _MessageWord) -> bool:
        return bool(CUES.search(self._text[max(0, word.start - NEAR) : word.start]))

    def _is_surname(self, word: _MessageWord) -> bool:
        if word.bare.removesuffix("s") in self._lists.surnames:
            return False
        before = self._text[max(0, word.start - NEAR) : word.start]
        return surnames.is_told(before, word.text, self._after(word))

    def _acts(self, place: int) -> bool:
        """Whether what follows the word is what a person does or is."""
        return bool(AFTER_FAMILY.match(self._after(self.words[place])))

    def _previous(self, place: int) -> str:
        return self.words[place - 1].bare if place else ""

    def _after(self, word: _MessageWord) -> str:
        return self._text[word.end : word.end + NEAR]
