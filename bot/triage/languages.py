"""Which language a message is in, and whether it tells of danger in one other than English.

A fixed lexicon (``languages.toml``), compared without marks and in lower case; it reads the
plainest words only. A message in no language that it knows is judged as English.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.triage.phrases import PhraseIndex

DATA = Path(__file__).parent.parent / "data"

# Letters of Latin alphabets that are no letter with a mark.
_LETTERS = str.maketrans("łøđıßæœ", "lodisao")
_ARABIC = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u064a\u0643\u0629\u06c0",
    "\u0627" * 4 + "\u06cc" * 2 + "\u06a9" + "\u0647" * 2,
)
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670]")
_WORD = re.compile(
    r"[^\s.,;:!?()\[\]\"/\u00a1\u00ab\u00bb\u00bf\u060c\u061f\u06d4\u0964\u2010-\u2027\u3001\u3002\uff01\uff1f-]+"
)
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
# Scripts, and the languages of the lexicon that are written in each; other letters are Latin.
_SCRIPTS = (
    ("\u3040-\u30ff", ("ja",)),
    ("\u4e00-\u9fff", ("zh", "ja")),
    ("\u0400-\u04ff", ("uk", "ru", "bg")),
    ("\u0600-\u06ff", ("ar", "ur", "fa")),
    ("\u0980-\u09ff", ("bn",)),
    ("\u0a00-\u0a7f", ("pa",)),
)
_SCRIPT_SIGNS = tuple((re.compile(f"[{signs}]"), codes) for signs, codes in _SCRIPTS)
_OF_A_SCRIPT = frozenset(code for _, codes in _SCRIPTS for code in codes)
# Letters that only one language of a script has.
_OWN_LETTERS = {
    "ur": re.compile("[ٹڈڑںے]"),
    "fa": re.compile("[پچژگ]"),
    "uk": re.compile("[іїєґ]"),
    "ru": re.compile("[ыэё]"),
}
# Lists of the lexicon, and those of which a phrase each makes a danger, unless one is calm: what
# nobody here can read errs towards it.
_PARTS = ("sure", "harm", "near", "kin", "bed", "calm")
_DANGERS = (("sure",), ("harm",), ("kin", "bed"))
# Least share of a message's words that belong to its language, and least number of them.
_SHARE = 0.2
_LEAST = 2


def folded(text: str) -> str:
    """Give text in lower case without marks and apostrophes, so that "są" and "sa" are one."""
    # a Cyrillic й, ї and a marked letter of Indic scripts are letters of their own
    low = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    low = _APOSTROPHES.sub("", low)
    if low.isascii():
        return low
    bare = {
        ord(sign): _MARKS.sub("", unicodedata.normalize("NFD", sign))
        for sign in set(low)
        if not sign.isascii() and sign not in "йїёў"
    }
    return low.translate(bare).translate(_ARABIC)


class Spoken(NamedTuple):
    """The code of a message's language, empty for English or unknown, and whether of danger."""

    language: str
    is_danger: bool


ENGLISH = Spoken("", is_danger=False)


class Languages:
    """The lexicon, read once."""

    def __init__(self, path: Path) -> None:
        """Read the lists; raises OSError, ValueError or KeyError where they are broken."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        # words that English has as well tell nothing
        self._english = frozenset(tables.pop("en")["words"].split())
        self._names = {code: str(table["name"]) for code, table in tables.items()}
        self._letters = {
            code: re.compile(f"[{table['letters']}]")
            for code, table in tables.items()
            if "letters" in table
        }
        self._words: dict[str, set[str]] = {}
        lists: dict[str, list[str]] = {}
        self._unspaced: list[tuple[str, str]] = []
        for code, table in tables.items():
            vocabulary = set(folded(table["words"]).split())
            for part in _PARTS:
                for phrase in map(folded, table.get(part, ())):
                    if _UNSPACED.match(phrase):
                        self._unspaced.append((phrase, f"{code}.{part}"))
                        continue
                    lists.setdefault(f"{code}.{part}", []).append(phrase)
                    if part != "calm":
                        vocabulary.update(word for word in phrase.split() if word[-1] != "*")
            for word in vocabulary - self._english:
                self._words.setdefault(word, set()).add(code)
        self._phrases = PhraseIndex(lists)

    def name(self, code: str) -> str:
        """Give the English name of a language by its code; raises KeyError for an unknown one."""
        return self._names[code]

    def read(self, message: str) -> Spoken:
        """Give the language of a message, and whether it tells of danger in one it knows."""
        text = folded(message)
        words = _WORD.findall(text)
        found: Counter[str] = Counter()
        # languages with a phrase that no message in another holds by chance
        certain: set[str] = set()
        for place, size, name in self._phrases.find(words):
            found[name] += 1
            phrase = words[place : place + size]
            if size > 1 or not phrase[0].isascii():
                code, part = name.split(".")
                if part == "sure" and not self._english.issuperset(phrase):
                    certain.add(code)
        if not text.isascii():
            found.update(name for sign, name in self._unspaced if sign in text)
        spoken = self._language(message, words)
        is_danger = any(
            not found[f"{code}.calm"]
            and any(all(found[f"{code}.{part}"] for part in parts) for parts in _DANGERS)
            for code in {spoken, *certain} - {""}
        )
        return Spoken(spoken, is_danger)

    def _language(self, message: str, words: list[str]) -> str:
        if not words:
            return ""
        counts: Counter[str] = Counter()
        each = Counter(words)
        for word in each.keys() & self._words.keys():
            for code in self._words[word]:
                counts[code] += each[word]
        low = message.lower()
        is_plain = message.isascii()
        letters = 0 if is_plain else sum(map(str.isalpha, message))
        for sign, codes in _SCRIPT_SIGNS if letters else ():
            if len(sign.findall(low)) * 3 >= letters:
                for code in set(codes) & set(_OWN_LETTERS):
                    counts[code] += 3 * len(_OWN_LETTERS[code].findall(low))
                return max(codes, key=lambda code: counts[code])
        for code, own in () if is_plain else self._letters.items():
            counts[code] += len(own.findall(low))
        latin = {code: count for code, count in counts.items() if code not in _OF_A_SCRIPT}
        if not latin:
            return ""
        code = max(latin, key=lambda one: latin[one])
        english = sum(each[word] for word in each.keys() & self._english)
        enough = latin[code] >= max(min(_LEAST, len(words)), _SHARE * len(words))
        return code if enough and latin[code] > english else ""


@cache
def _lexicon() -> Languages:
    return Languages(DATA / "languages.toml")


def language_of(message: str) -> str:
    """Give the code of the language that a message is in; empty for English or unknown.

    Raises:
        OSError: the lexicon is missing; ValueError, KeyError: it is broken.
    """
    return _lexicon().read(message).language
