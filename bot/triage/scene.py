"""What a message shows of a scene: its words, its sentences, and the concepts behind them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

from bot.triage.phrases import PhraseIndex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Stands between sentences in a scene's stream, and before the first and after the last.
BREAK = "."
# Words that deny, and how many words after it each still speaks of.
_SCOPE = {
    **dict.fromkeys(
        "no nobody noone none never nothing without neither nor denies denied".split(), 6
    ),
    **dict.fromkeys("not hasnt havent hadnt isnt arent wasnt werent doesnt dont didnt".split(), 4),
}
# ... and those that end what it speaks of; what somebody does not know is so all the same.
_TURNS = frozenset(
    "but however though although yet except until unless because know knows knew realise realises"
    " realised notice noticed ? !".split()
)
# ... as another denial does, which speaks of what follows it.
_ENDS = _TURNS | _SCOPE.keys() | {BREAK}

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
# Patterns begin with what is rare, the look behind it after: a long message is searched faster.
_APOSTROPHES = re.compile("(['\u2018\u2019\u02bc`\u00b4])(?<=\\w.)(?=\\w)")
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
# A letter typed again and again; a number is left as it is.
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
# A word or sign said again and again in a long message, as in the dotted lines of a form.
_SAID_AGAIN = re.compile(r"(?<!\S)(\S+\s)\1{3,}")
_SIGNS_AGAIN = re.compile(r"([^\w\s])(?:\s?\1){3,}")
_SPACED = re.compile(r"\S+\s*")
_SHORT = 400
# ... and so many words on end that were said before tell nothing new.
_SAID_BEFORE = 6
# What is said more often than this is filling, beside which all else is read by itself as well.
_OFTEN = 3
# Somebody's own hair or nails: no injury. That another cut them may be one.
_HAIRCUT = re.compile(
    r"cut(?:(?<=\bshe cut)(?= her (?:own )?(?:hair|fringe|nails))"
    r"|(?<=\bhe cut)(?= his (?:own )?(?:hair|fringe|nails)))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[0-9](?<!\w.)(?:(?:(?<=[01])\d|(?<=2)[0-3])?[.:][0-5]\d ?(?:am|pm)?\b|\d? ?(?:am|pm)\b"
    r"|(?<=[0-2])\d[0-5]\d ?h(?:ou)?rs\b)"
)
_DIGIT = re.compile(r"\d")
_AGE = re.compile(
    r"[0-9](?<!\w.)\d?(?: ?(?:yo|y/o|y\.o\.?|yrs? old|years? old|yr ?old)|[- ]year[- ]olds?)\b"
)
_VOWEL = re.compile("[aeiouy]")
_NO_VOWELS = str.maketrans("", "", "aeiouy")
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
# The share of words typed short or without vowels from which a message is text-speak.
_TEXT_SPEAK = 0.3
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[a-z]+)?|[?!]|[.;:](?=\s|$)|\n")
# ... and what those stand for that are no words.
_SIGNS = {
    **{sign: (sign,) for sign in ("AGE", "CLOCK", "?", "!")},
    **dict.fromkeys((".", ";", ":", "\n"), (BREAK,)),
}


def squeezed(message: str) -> str:
    """Give a message of some length in which no word or sign is said more than three times on end.

    A reader takes in so many words only: neither dotted lines nor sentences said again and again,
    each of which is kept once, must crowd out what is told.
    """
    if len(message) < _SHORT:
        return message
    return _said_once(_SIGNS_AGAIN.sub(r"\1\1\1", _SAID_AGAIN.sub(r"\1\1\1", message)))


def seldom_said(message: str) -> str:
    """Give a message of some length without the runs of words that are said more than three times.

    Empty where no run is: what is left then is the message itself.
    """
    runs = _runs(message) if len(message) >= _SHORT else []
    often = {run for run, count in Counter(runs).items() if count > _OFTEN}
    if not often:
        return ""
    return _without(message, [place for place, run in enumerate(runs) if run in often])


def _said_once(message: str) -> str:
    """Give the words that no run of words from earlier in the message covers; linear in time."""
    said: set[tuple[str, ...]] = set()
    again = []
    for place, run in enumerate(_runs(message)):
        if run in said:
            again.append(place)
        said.add(run)
    return _without(message, again) if again else message


def _runs(message: str) -> list[tuple[str, ...]]:
    words = message.lower().split()
    return list(zip(*(words[at:] for at in range(_SAID_BEFORE)), strict=False))


def _without(message: str, places: Iterable[int]) -> str:
    """Give a message without the runs that begin at these words."""
    words = _SPACED.findall(message)
    kept = bytearray(b"\1") * len(words)
    for place in places:
        kept[place : place + _SAID_BEFORE] = bytes(_SAID_BEFORE)
    return "".join(compress(words, kept))


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that the stream holds, where, and whether it is said not to be so."""

    place: int
    name: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A message as triage sees it: plain words with breaks between sentences, and concepts."""

    stream: tuple[str, ...]
    shape: tuple[str, ...]
    found: tuple[Mention, ...]
    words: tuple[str, ...] = field(init=False)
    concepts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Derive what is asked for most."""
        object.__setattr__(self, "words", tuple([word for word in self.stream if word != BREAK]))
        object.__setattr__(
            self, "concepts", frozenset(one.name for one in self.found if not one.negated)
        )

    @property
    def opening(self) -> str:
        """The first word."""
        return self.words[0] if self.words else ""


class SceneReader:
    """Reads messages with the word lists of ``triage.toml``."""

    def __init__(self, path: Path) -> None:
        """Read the lists; raises OSError, ValueError or KeyError where they are broken."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        self._spelling = {
            short: tuple(words.split()) for short, words in tables["spelling"].items()
        }
        self._skeletons: dict[str, str] = {
            _skeleton(word): word for word in tables["skeletons"]["words"]
        }
        self._skeleton_ends = {(one[0], one[-1]) for one in self._skeletons}
        self._grammar = frozenset(tables["grammar"]["words"].split())
        self._emoji = {ord(sign): f" {word} " for sign, word in tables["emoji"].items()}
        self.concept_names = tuple(tables["concepts"])
        self._concepts = PhraseIndex(tables["concepts"])

    def read(self, message: str) -> Scene:
        """Give the words, sentences and concepts of a message."""
        return self._scene(self._stream(message))

    def words(self, message: str) -> tuple[str, ...]:
        """Give the message's words: lower case, spelt out, times and ages as classes."""
        return tuple(word for word in self._stream(message) if word != BREAK)

    def spelt_out(self, message: str) -> str:
        """Give the message, or where it is text-speak its words spelt out; no haircut is a cut."""
        message = _HAIRCUT.sub("trimmed", message)
        tokens = _TOKEN.findall(_LONG_RUN.sub(r"\1\1", message.lower()))
        short = sum(
            count
            for token, count in Counter(tokens).items()
            if token.isalpha() and self._spelt(token) != (token,)
        )
        return " ".join(self._stream(message)) if short > _TEXT_SPEAK * len(tokens) else message

    def _scene(self, stream: tuple[str, ...]) -> Scene:
        denied = _denied(stream)
        found = tuple(
            # a phrase that holds the negation itself ("not breathing") is told, not denied
            Mention(
                place,
                name,
                denied[place] and not any(map(_SCOPE.__contains__, stream[place : place + size])),
            )
            for place, size, name in self._concepts.find(stream)
        )
        shapes = {word: self._shape(word) for word in set(stream)}
        return Scene(stream, tuple(shapes[word] for word in stream), found)

    def _shape(self, word: str) -> str:
        """Give a word's part in the sentence: itself, its concept, or its ending."""
        if word in self._grammar or word == BREAK:
            return word
        if concept := self._concepts.name_of(word):
            return concept
        if word.endswith(("ing", "ed", "s")):
            return "-ing" if word.endswith("ing") else "-ed" if word.endswith("ed") else "-s"
        return "-"

    def _stream(self, message: str) -> tuple[str, ...]:
        text = message
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text.translate(self._emoji))
            text = _INVISIBLE.sub("", text)
        text = _APOSTROPHES.sub("", text.lower())
        if " cut " in text:
            text = _HAIRCUT.sub("trimmed", text)
        if _DIGIT.search(text):
            text = _AGE.sub(" AGE ", _CLOCK.sub(" CLOCK ", text))
        text = _LONG_RUN.sub(r"\1\1", text)
        found: list[str] = [BREAK]
        spelt: dict[str, tuple[str, ...]] = {}
        for token in _TOKEN.findall(text):
            if token not in spelt:
                spelt[token] = self._spelt(token)
            for word in spelt[token]:
                # one break is enough, and a word that is said again and again tells no more
                if word != found[-1] or (word != BREAK and word != found[-2]):
                    found.append(word)
        if found[-1] != BREAK:
            found.append(BREAK)
        return tuple(found)

    def _spelt(self, token: str) -> tuple[str, ...]:
        """Give the words that a token stands for."""
        if signs := _SIGNS.get(token):
            return signs
        if spelling := self._spelling.get(token):
            return spelling
        return (_number(token) if token.isdigit() else self._mended(token),)

    def _mended(self, word: str) -> str:
        """Read a word typed without its vowels as the word it stands for."""
        if len(word) < 3 or _VOWEL.search(word, 1):  # noqa: PLR2004
            return word
        if (word[0], word[-1]) not in self._skeleton_ends:
            return word
        return self._skeletons.get(_skeleton(word), word)


def _denied(stream: tuple[str, ...]) -> list[bool]:
    """Give for each word whether a negation before it in its sentence speaks of it."""
    denied = [False] * len(stream)
    for place in [place for place, word in enumerate(stream) if word in _SCOPE]:
        for at in range(place + 1, min(place + 1 + _SCOPE[stream[place]], len(stream))):
            denied[at] = True
            if stream[at] in _ENDS:
                break
    return denied


def _number(digits: str) -> str:
    if digits in {"999", "112", "101"}:
        return digits
    if len(digits) == 4 and digits[:2] in {"19", "20"}:  # noqa: PLR2004
        return "YEAR"
    return "NUM"


def _skeleton(word: str) -> str:
    """Give a word's first letter and consonants, doubled letters once."""
    return _DOUBLED.sub(r"\1", word[0] + word[1:].translate(_NO_VOWELS))
