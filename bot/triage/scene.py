"""What a message shows of a scene: its words, the concepts behind them, and hashed n-grams."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING
from zlib import crc32

from bot.triage.phrases import PhraseIndex

if TYPE_CHECKING:
    from pathlib import Path

# Hashed features are spread over this many weights (a power of two).
BUCKETS = 1 << 16
# What the features of each block of hashed() count for together; spread over their number,
# except that concepts are few and each tells by itself.
BLOCK_WEIGHTS = (1.0, 0.7, 0.04, 0.5)
_CONCEPT_BLOCK = 2

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_APOSTROPHES = re.compile("(?<=\\w)['\u2018\u2019\u02bc`\u00b4](?=\\w)")
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_LONG_RUN = re.compile(r"(\w)\1{2,}")
# Somebody's own hair or nails: no injury. That another cut them may be one.
_HAIRCUT = re.compile(
    r"(?<=\bshe )cut(?= her (?:own )?(?:hair|fringe|nails))"
    r"|(?<=\bhe )cut(?= his (?:own )?(?:hair|fringe|nails))"
)
_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])[.:][0-5]\d ?(?:am|pm)?\b|\b\d{1,2} ?(?:am|pm)\b"
    r"|\b[0-2]\d[0-5]\d ?h(?:ou)?rs\b"
)
_AGE = re.compile(
    r"\b\d{1,2} ?(?:yo|y/o|y\.o\.?|yrs? old|years? old|yr ?old)\b|\b\d{1,2}[- ]year[- ]olds?\b"
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[a-z]+)?|[?!]")


@dataclass(frozen=True, slots=True)
class Scene:
    """A message as triage sees it: plain words, and the concepts found in them."""

    words: tuple[str, ...]
    concepts: frozenset[str]
    shape: tuple[str, ...]


class SceneReader:
    """Reads messages with the word lists of ``triage.toml``."""

    def __init__(self, path: Path) -> None:
        """Read the lists; raises OSError, ValueError or KeyError where they are broken."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        self._spelling: dict[str, str] = tables["spelling"]
        self._skeletons: dict[str, str] = {
            _skeleton(word): word for word in tables["skeletons"]["words"]
        }
        self._grammar = frozenset(tables["grammar"]["words"].split())
        self._emoji = {ord(sign): f" {word} " for sign, word in tables["emoji"].items()}
        foreign = tables["foreign"]["phrases"].strip().replace("\n", "|").split("|")
        self._foreign = re.compile(
            "|".join(
                re.escape(phrase) if _UNSPACED.match(phrase) else rf"\b{re.escape(phrase)}\b"
                for phrase in foreign
            )
        )
        self._concepts = PhraseIndex(tables["concepts"])

    def read(self, message: str) -> Scene:
        """Give the words and concepts of a message."""
        scene = self.scene(self.words(message))
        if self._foreign.search(unicodedata.normalize("NFKC", message).lower()):
            return replace(scene, concepts=scene.concepts | {"foreign"})
        return scene

    def scene(self, words: tuple[str, ...]) -> Scene:
        """Give the scene that the words show."""
        return Scene(words, self.concepts(words), tuple(self._shape(word) for word in words))

    def _shape(self, word: str) -> str:
        """Give a word's part in the sentence: itself, its concept, or its ending."""
        if word in self._grammar:
            return word
        if concept := self._concepts.name_of(word):
            return concept
        if word.endswith(("ing", "ed", "s")):
            return "-ing" if word.endswith("ing") else "-ed" if word.endswith("ed") else "-s"
        return "-"

    def words(self, message: str) -> tuple[str, ...]:
        """Give the message's words: lower case, spelt out, times and ages as classes."""
        text = message.translate(self._emoji)
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
        text = _LONG_RUN.sub(r"\1\1", _APOSTROPHES.sub("", text))
        text = _HAIRCUT.sub("trimmed", text)
        text = _AGE.sub(" AGE ", _CLOCK.sub(" CLOCK ", text))
        found: list[str] = []
        for word in _TOKEN.findall(text):
            if word in {"AGE", "CLOCK", "?", "!"}:
                found.append(word)
            elif word.isdigit():
                found.append(_number(word))
            elif word in self._spelling:
                found.extend(self._spelling[word].split())
            else:
                found.append(self._mended(word))
        return tuple(found)

    def _mended(self, word: str) -> str:
        """Read a word typed without its vowels as the word it stands for."""
        if len(word) < 3 or any(letter in "aeiouy" for letter in word[1:]):  # noqa: PLR2004
            return word
        return self._skeletons.get(_skeleton(word), word)

    def concepts(self, words: tuple[str, ...]) -> frozenset[str]:
        """Give the names of the concepts that the words hold."""
        return frozenset(name for _, _, name in self._concepts.find(words))


def _number(digits: str) -> str:
    if digits in {"999", "112", "101"}:
        return digits
    if len(digits) == 4 and digits[:2] in {"19", "20"}:  # noqa: PLR2004
        return "YEAR"
    return "NUM"


def _skeleton(word: str) -> str:
    """Give a word's first letter and consonants, doubled letters once."""
    bare = word[0] + "".join(letter for letter in word[1:] if letter not in "aeiouy")
    return "".join(
        letter for index, letter in enumerate(bare) if index == 0 or letter != bare[index - 1]
    )


def hashed(scene: Scene) -> tuple[set[int], ...]:
    """Give the buckets of word 1-3-grams, of character n-grams, and of concepts and their pairs."""
    words = ("<", *scene.words, ">")
    mask = BUCKETS - 1
    grams = {crc32(word.encode()) & mask for word in words}
    for size in (2, 3):
        grams.update(
            crc32(" ".join(words[at : at + size]).encode()) & mask
            for at in range(len(words) - size + 1)
        )
    characters: set[int] = set()
    for word in set(scene.words):
        spelt = b"#" + word.encode() + b"#"
        for size in (3, 4):
            characters.update(
                crc32(spelt[at : at + size], size) & mask for at in range(len(spelt) - size + 1)
            )
    names = sorted(scene.concepts)
    pairs = {crc32(name.encode(), 9) & mask for name in names}
    pairs.update(
        crc32(f"{one}+{other}".encode(), 9) & mask
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    )
    pairs.update(crc32(f"no {name}".encode(), 9) & mask for name in _ABSENT - scene.concepts)
    shape = ("<", *scene.shape, ">")
    shapes = {
        crc32(" ".join(shape[at : at + size]).encode(), 5) & mask
        for size in (2, 3, 4)
        for at in range(len(shape) - size + 1)
    }
    return grams, characters, pairs, shapes


def feature_weight(block: int, count: int) -> float:
    """Give what one of a block's features counts for, where the message has so many of them."""
    weight = BLOCK_WEIGHTS[block]
    return weight if block == _CONCEPT_BLOCK else weight / sqrt(count)


# Concepts whose absence tells something too.
_ABSENT = frozenset({"now", "here", "them", "me", "asks", "study", "past", "calm"})
