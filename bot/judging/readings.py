"""A sentence read for what may be contradicted: its telling words, and what it denies of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from bot.judging.quantities import amounts_of
from store.search.keywords import STOPWORDS, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.judging.quantities import Amount

_WORD = re.compile(r"[A-Za-z0-9]+(?:[&'’][A-Za-z0-9]+)*|[,;:.!?()|]")
# A denial reaches over so many words, and not beyond what parts clauses.
REACH = 7
_ENDS = frozenset(", ; : . ! ? ( ) | but and because so until unless if when while though".split())
# What is said not to be these stands before them.
PREDICATES = frozenset(
    "needed required necessary allowed permitted possible available obliged compulsory mandatory"
    " automatic".split()
)
_JOINS = frozenset(("but", "and"))
_NUMBERED = frozenset("phone tel telephone mobile contact case ref reference".split())
_STOPS = frozenset(". ; ! ? |".split())
_DENIES = frozenset(
    "not no never none nobody cannot cant neither nor without nothing excludes exclude excluding"
    " except dont doesnt didnt isnt arent wasnt werent hasnt havent wont wouldnt couldnt shouldnt"
    " mustnt aint stopped withheld".split()
)
# What looks like a denial and limits an amount or adds to what is said.
# What opens a clause: "a child not where they should be" denies that, and not the child.
_OPENS_CLAUSE = frozenset("where who whom what how when why which whether because as".split())
_NO_DENIAL = frozenset("only just later more less fewer longer matter further least doubt".split())
_LIFTED = frozenset("withdrawn abolished discontinued scrapped".split())
_MAY_DENY = _DENIES | _LIFTED
# Words that say how far or how surely, not what.
FORCE = frozenset(
    stem(word)
    for word in (
        "must may should can could need needs have has only all every any some always never usually"
        " often sometimes each both either just even still already really actually please right"
        " new now use used using make makes made take takes want wants done do doing happen happens"
        " held hold holds given sit sits go goes keep lot lots set sets first til till until wk wks"
    ).split()
)


class Token(NamedTuple):
    """A word of a text, its stem, where it stands, and whether the text denies it."""

    word: str
    stem: str
    start: int
    end: int
    is_telling: bool
    is_denied: bool = False
    denial: int = -1


@dataclass(frozen=True)
class Reading:
    """A text as read: its tokens, signs that part clauses included."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def telling(self) -> tuple[Token, ...]:
        """Those of its words that tell what it is about."""
        return tuple(one for one in self.tokens if one.is_telling)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(one.stem for one in self.tokens)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts that it gives."""
        return amounts_of(self.text)

    @property
    def words(self) -> frozenset[str]:
        """All its words, in small letters."""
        return frozenset(one.word for one in self.tokens)

    def denied(self, denial: int) -> tuple[Token, ...]:
        """The telling words that the denial at a place reaches."""
        return tuple(one for one in self.telling if one.denial == denial)


def read(text: str) -> Reading:
    """Give a text as read."""
    matches = list(_WORD.finditer(text))
    known = [_known(match[0]) for match in matches]
    words = [one[0] for one in known]
    denials: dict[int, int] = {}
    for place, word in enumerate(words):
        if word not in _MAY_DENY or not _is_denial(words, place):
            continue
        for other in _reached(words, place):
            denials.setdefault(other, place)
    tokens = []
    for place, (match, (_, bare, its_stem, is_telling)) in enumerate(
        zip(matches, known, strict=True)
    ):
        denial = denials.get(place, -1)
        start, end = match.span()
        tokens.append(Token(bare, its_stem, start, end, is_telling, denial >= 0, denial))
    return Reading(text, tuple(tokens))


def stems_in(text: str) -> frozenset[str]:
    """Give the stems of all words of a text, as those of its reading are."""
    return frozenset(_known(word)[2] for word in _WORD.findall(text))


@lru_cache(maxsize=20_000)
def _known(said: str) -> tuple[str, str, str, bool]:
    """Give a word as it may deny, as it is read, its stem, and whether it is telling."""
    word = said.lower().replace("’", "'")
    word = word.replace("'", "") if word.endswith("n't") else word
    bare = word.removesuffix("'s")
    return word, bare, stem(bare), _tells(bare)


def _tells(word: str) -> bool:
    is_word = word[0].isalnum() and word not in STOPWORDS and word not in _DENIES
    return is_word and stem(word) not in FORCE


def _reached(words: list[str], place: int) -> Iterator[int]:
    """Give the places of the words that the denial at a place reaches."""
    word = words[place]
    before = range(place - 1, max(place - 2 * REACH, -1), -1)
    if word.startswith("exclud"):
        yield from takewhile(lambda at: words[at] not in _STOPS, range(place + 1, len(words)))
        return
    if word in _LIFTED:
        yield from takewhile(lambda at: words[at] not in _ENDS, before)
        return
    after = range(place + 1, min(place + 1 + REACH, len(words)))
    reached = list(takewhile(lambda at: words[at] not in _ENDS, after))
    if words[place + 1 : place + 2] and words[place + 1] in _OPENS_CLAUSE:
        yield from reached
        return
    # of "proof is not needed" what is denied stands before
    if reached and words[reached[0]] in PREDICATES:
        # and of "proof may be asked for but is not needed" before what else is said of it
        ends = _ENDS - _JOINS if words[place - 2] in _JOINS else _ENDS
        yield from takewhile(lambda at: words[at] not in ends, before)
    elif not any(_tells(words[n]) for n in reached):
        yield from takewhile(lambda at: words[at] not in _ENDS, before)
    else:
        yield from reached


def _is_denial(words: list[str], place: int) -> bool:
    word = words[place]
    if word in _LIFTED:
        return True
    following = words[place + 1] if place + 1 < len(words) else ""
    if word == "not" and following == "only":
        return False
    # "phone no" asks for a number
    if word == "no" and place and words[place - 1] in _NUMBERED:
        return False
    # who was told no was refused something that is not said
    if word == "no" and (not following or following in _ENDS):
        return False
    if word == "no" and following == "longer":
        # "no longer than a week" says how long
        return words[place + 2 : place + 3] != ["than"]
    return word in _DENIES and following not in _NO_DENIAL
