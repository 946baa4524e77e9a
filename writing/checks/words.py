"""A text as checks read it: its words by what they mean, and which words mean the same."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.judging.readings import read
from store.search.keywords import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATA = Path(__file__).parents[1] / "data"

# Signs that end a clause stand among the words.
_WORD = re.compile(
    r"\d+(?:[.:]\d+)*(?:am|pm)?|[^\W\d_]+(?:[&'’][^\W\d_]+)*|[,;:.!?()|–—]", re.IGNORECASE
)
# WordNet is spelt in American: "authorize", "analyze".
_BRITISH = re.compile(r"([iy])z(?=(?:e[ds]?|ing|ation)$)")
# "It is the parent who signs" says that the parent signs.
_CLEFT = re.compile(r"\bit (?:is|was) ((?:[^\W_]+[ ]){1,6}?)(?:who|that|which)\b", re.IGNORECASE)
# "Let the parents know" says to tell them.
_LET = re.compile(r"\blet((?: [^\W_]+){1,4}?) know\b", re.IGNORECASE)
# Words that join others and say nothing by themselves; what they limit is looked at elsewhere.
_JOINING = frozenset(
    """a an the this that these those it its they their them there he she his her him you your we
    our us i my one ones who whom whose which what when where why how whether if unless
    then than as so such be is are was were been being am has have had having do does did
    doing done to of in on at by for with from into onto about over under through during
    within between among against per via and or but nor not no because while though
    although since until till after before must shall should ought may might can could
    would will need needs needed cannot also too very just still already even both each
    every all any some most many few more less least only other's up out off down here
    where etc eg ie s t itself themselves himself herself now ever never always sometimes
    usually often normally generally rarely seldom however therefore expected required
    allowed able permitted obliged entitled someone somebody anyone anybody everyone
    everybody nobody no-one whenever wherever whoever whichever itself""".split()
)  # fmt: skip
# What any statement may say of any document, and what says nothing of anybody.
_LIGHT = frozenset(
    map(
        stem,
        "thing things matter way case member happen hold held do be make made  take took"
        " taken according".split(),
    )
)


# What ends the phrase that "without" denies.
_ENDS_WITHOUT = frozenset("that is are was were means must should may can will has have".split())
# What says of a thing that it is so or is done, and no more.
DONE = frozenset(map(stem, "happen hold do make take".split()))
# Whom a document tells what to do, by their stems.
TOLD = frozenset(map(stem, "professional practitioner staff worker you".split()))


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word: its stem, by what it is known once what means the same is one, and its place."""

    text: str
    stem: str
    start: int
    end: int
    is_telling: bool
    is_denied: bool
    is_sign: bool = False


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as read; ``plain`` is it with what means the same put into one form."""

    text: str
    plain: str
    words: tuple[ReadWord, ...]

    @property
    def telling(self) -> tuple[ReadWord, ...]:
        """The words that say something by themselves."""
        return tuple(one for one in self.words if one.is_telling)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(one.stem for one in self.words)


@lru_cache(maxsize=4096)
def told(text: str) -> ReadText:
    """Give a text as read."""
    plain = _in_one_form(_LET.sub(r"tell\1", _CLEFT.sub(lambda match: match[1].rstrip(), text)))
    denied = _denied_in(plain)
    words = []
    for match in _WORD.finditer(plain):
        lower = match[0].lower().replace("’", "'")
        if not lower[0].isalnum():
            words.append(ReadWord(lower, lower, *match.span(), is_telling=False, is_denied=False,
                              is_sign=True))  # fmt: skip
            continue
        bare = lower.removesuffix("'s").removesuffix("'")
        root = _root(bare)
        # what opens a compound is no verb: "pan-county"
        if (
            plain[match.end() : match.end() + 2].strip("-–").isalpha()
            and plain[match.end()] in "-–"
        ):
            bare = f"{bare}-"
        is_telling = bare not in _JOINING and root not in _LIGHT and not bare.endswith("n't")
        words.append(ReadWord(bare, root, *match.span(), is_telling=is_telling,
                          is_denied=match.start() in denied))  # fmt: skip
    return ReadText(text, plain, tuple(words))


def _denied_in(plain: str) -> set[int]:
    """Give where each word that is denied begins; "without" denies nothing behind a verb."""
    tokens = read(plain).tokens
    found = set()
    ended = -1
    for one in tokens:
        if one.word in _ENDS_WITHOUT:
            ended = one.start
        if one.is_denied:
            by = tokens[one.denial]
            if by.word != "without" or ended < by.start:
                found.add(one.start)
    return found


def is_joining(word: str) -> bool:
    """Say whether a word, in small letters, joins others and says nothing by itself."""
    return word in _JOINING


def _root(bare: str) -> str:
    """Give the stem of a word: that of its plain form, where no ending tells it."""
    if bare.endswith("ification"):
        return stem(f"{bare.removesuffix('ication')}y")
    # "information" is not what "inform" is
    return bare if bare.endswith("ation") else stem(_plain_forms().get(bare, bare))


@cache
def _plain_forms() -> Mapping[str, str]:
    lines = (DATA / "irregular.txt").read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {form: first for first, *others in rows for form in others}


def _in_one_form(text: str) -> str:
    pattern, forms = _same()
    return pattern.sub(
        lambda match: forms[" ".join(match[0].lower().replace("’", "'").split())], text
    )


@cache
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {
        other.replace("’", "'"): first
        for first, *others in paraphrases()["same"]
        for other in others
        if not other.isalpha()
    }
    longest = sorted(forms, key=len, reverse=True)
    words = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace("'", "['’]") for one in longest)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE), forms


@cache
def _rows() -> Mapping[str, frozenset[int]]:
    """Give the rows that each stem stands in."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(paraphrases()["same"]):
        for word in row:
            if word.isalpha():
                found[_root(word)].add(number)
    return {name: frozenset(held) for name, held in found.items()}


@cache
def paraphrases() -> dict[str, list[list[str]]]:
    """Give the rows of words that mean the same."""
    found: dict[str, list[list[str]]] = tomllib.loads(
        (DATA / "paraphrases.toml").read_text("utf-8")
    )
    return found


@cache
def frame_words() -> frozenset[str]:
    """Give the stems of words that carry others and say little themselves."""
    return frozenset(map(_root, paraphrases()["frame"]))  # type: ignore[arg-type]


@cache
def extents() -> Mapping[str, re.Pattern[str]]:
    """Give, for each way of limiting what is said, the words that do so."""
    held: dict[str, dict[str, list[str]]] = tomllib.loads(
        (DATA / "paraphrases.toml").read_text("utf-8")
    )
    return {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for name, words in held["extent"].items()
    }


@cache
def _meanings() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in (DATA / "meanings.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        first, *others = map(stem, {word: 1 for one in line.split() for word in
                                    (one, _BRITISH.sub(r"\1s", one))})  # fmt: skip
        for other in others:
            found[first].add(other)
            found[other].add(first)
    return {name: frozenset(held) for name, held in found.items()}


@cache
def _verbs() -> frozenset[str]:
    lines = (DATA / "verbs.txt").read_text("utf-8").splitlines()
    held = {one for line in lines if not line.startswith("#") for one in line.split()}
    return frozenset(held | {_BRITISH.sub(r"\1s", one) for one in held})


@lru_cache(maxsize=4096)
def is_verb(text: str) -> bool:
    """Say whether a word is a verb, in any of its forms, more often than anything else."""
    bases = {text}
    for ending, others in _INFLECTED.items():
        if text.endswith(ending):
            bare = text.removesuffix(ending)
            bases |= {bare + other for other in others}
            if len(bare) > 2 and bare[-1] == bare[-2]:  # noqa: PLR2004  as in "stopped"
                bases.add(bare[:-1])
    return text in _IRREGULAR or bool(bases & _verbs())


def is_inflected(text: str) -> bool:
    """Say whether a verb stands in another form than its plain one."""
    # "bring", "discuss" and "proceed" end so in their plain form
    is_plain = text in _verbs()
    return text in _IRREGULAR - _UNCHANGED or (not is_plain and text.endswith(("s", "ed", "ing")))


def means(one: str, other: str) -> bool:
    """Say whether two stems mean the same, or nearly."""
    rows = _rows()
    return (
        one == other
        or bool(rows.get(one, frozenset()) & rows.get(other, frozenset()))
        or other in _meanings().get(one, ())
        or _is_derived(one, other)
    )


def _is_derived(one: str, other: str) -> bool:
    """Say whether one of two stems is the other with an ending: ``discuss`` and ``discussion``."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST and long.startswith(short) and long[len(short) :] in _ENDINGS


# Letters of a word that an ending leaves.
_LEAST = 5


_IRREGULAR = frozenset(
    """kept sent held told found seen saw met given gave left led taken took made brought got
    known knew shown ran lost said came built taught spoke spoken wrote written chose
    chosen spent began begun drew drawn driven drove heard felt thought understood paid
    dealt went gone done did put set bought sold stood lay laid grew grown withdrew
    withdrawn sought caught hurt""".split()
)
_UNCHANGED = frozenset({"put", "set", "hurt"})
_INFLECTED = {"s": ("",), "es": ("", "e"), "ies": ("y",), "ed": ("", "e"), "ied": ("y",),
              "ing": ("", "e")}  # fmt: skip
_ENDINGS = frozenset("ment ing er or ion ation al ly ness ive e ed s ity abl ful".split())


def linked(word: ReadWord, others: Iterable[ReadWord]) -> tuple[ReadWord, ...]:
    """Give those of other words that mean what a word does."""
    return tuple(one for one in others if not one.is_sign and means(word.stem, one.stem))
