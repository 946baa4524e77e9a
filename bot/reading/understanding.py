"""A typed message becomes a question to search: spelling, meanings, and what came before."""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.ranking.signals import SearchQuestion
from bot.reading.cited import written_out
from bot.reading.english import is_english
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.ranking.table import Floats
    from bot.reading.lexicon import Lexicon
    from domain import Turn
    from store.models.embedding import Embedder
    from store.search.keywords import KeywordIndex

    Vectors = NDArray[np.float32]

# A follow-up's vector: this share of the last message, the rest of the earlier ones, which
# reached what human rewrites reach on a public set; docs/evaluation.md shows what it does here.
LAST_TURN_SHARE = 0.7
EARLIER_TURNS = 2
# A message follows on from earlier ones if it has at most so many telling words, or at most so many
# and one that points back. Of the follow-ups among the questions for tuning all do, of the others,
# asked after two that have nothing to do with them, a quarter.
SHORT_WORDS = 3
WHOLE_WORDS = 2
POINTING_WORDS = 5
# A follow-up with fewer telling words than this leans on the earlier question's words too.
LEANS_BELOW = 3
# Shorter words are too alike to repair; longer ones may hold two slips.
REPAIR_MIN_LETTERS = 5
TWO_SLIPS_FROM = 8
MAX_CHARACTERS = 2_000
# Vectors that a thread keeps of what it lately read: no more differ in most replies.
LATELY = 8

_POINTS_BACK = re.compile(
    r"^(?:(?:ok|okay|right|yeah|yes|no|thanks|ta|oh|ah)\W+)*"
    r"(?:and|but|so|or|also|then|plus|even|why|anything|like what|such as|since when|how come"
    r"|(?:what|how) about|what if|which ones?)\b"
    r"|\b(?:it|its|they|them|theirs?|that|this|those|these|there|ones?|both|same|else|either|neither"
    r"|each|he|she|him|hers?|his|hes|shes)\b"
)
# However long: what joins on to something and means it by a word that points back.
_GOES_ON = re.compile(
    r"^(?:(?:ok|okay|right|yeah|yes|no)\W+)*(?:and|but|so|then|also)\b(?=[^.?!]*"
    r"\b(?:it|its|they|them|theirs?|that|those|these|there|he|she|him|hers?|his)\b)"
)
_OPENS = re.compile(
    r"(?:who|whos|whose|what|whats|when|whens|where|wheres|why|how|hows|which|is|are|was|were|do|does|did"
    r"|should|must|can|could|has|have|had)\b"
)
_FOUND = re.compile(
    r"\b(?:inspect\w*|they|letter|report|ofsted|cqc|found|findings?|prais\w*|critici\w*|said"
    r"|highlight\w*|headline|strengths?|weak\w*|our|ours|us|round here|jtai)\b"
)
_TO_DO = re.compile(
    r"\b(?:should|can i|do i|must|how long|guidance|am i|if i|need to|have to|allowed|supposed"
    r"|what if|do we|when do|who do)\b"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as searched.

    ``text`` is what was typed with its spelling repaired; ``follows`` says whether it was read
    together with what was asked before.
    """

    text: str
    search: SearchQuestion
    follows: bool = False


class Understanding:
    """Reads questions with the lexicon's and the knowledge base's vocabulary."""

    def __init__(self, embedder: Embedder, lexicon: Lexicon, keywords: KeywordIndex) -> None:
        """Take what is needed, already built."""
        self.embedder = embedder
        self.lexicon = lexicon
        self._keywords = keywords
        vocabulary = keywords.words | lexicon.words
        self._words = sorted(word for word in vocabulary if len(word) >= REPAIR_MIN_LETTERS)
        self._known = vocabulary
        # an answer and what is offered beside it read the same words, on one thread
        self._lately = threading.local()

    def read(self, message: str, history: Sequence[Turn] = ()) -> Understood:
        """Give the question to search for; ``history`` holds earlier turns, oldest first."""
        text = self.repaired(message)
        words = words_of(text)
        telling = [word for word in words if word not in STOPWORDS]
        earlier = [turn.question[:MAX_CHARACTERS] for turn in history][-EARLIER_TURNS:]
        if not _points_back(text, telling):
            earlier = []
        vectors = self._embedded((text, *earlier))
        vector = vectors[0]
        if earlier:
            mixed = LAST_TURN_SHARE * vector + (1 - LAST_TURN_SHARE) * vectors[1:].mean(axis=0)
            vector = mixed / np.linalg.norm(mixed)
        if earlier and len(telling) < LEANS_BELOW:
            telling += [word for word in words_of(earlier[-1]) if word not in STOPWORDS]
        tokens = tuple(dict.fromkeys(stem(word) for word in telling))
        meanings = tuple(one for one in self.lexicon.expand(words) if one not in tokens)
        lower = text.lower()
        cue = float(bool(_FOUND.search(lower))) - float(bool(_TO_DO.search(lower)))
        return Understood(text, SearchQuestion(vector, tokens, meanings, cue, text), bool(earlier))

    def vector(self, text: str) -> Floats:
        """Give the vector of a text as it is asked, its spelling as it stands."""
        vector: Floats = self._embedded((text,))[0]
        return vector

    def _embedded(self, texts: tuple[str, ...]) -> Vectors:
        """Give the vectors of texts; those that this thread lately asked for are not made again."""
        made: dict[bytes, Vectors] = vars(self._lately).setdefault("made", {})
        # of what somebody typed nothing is kept but this
        told = hashlib.blake2b("\0".join(texts).encode("utf-8", "replace")).digest()
        if told not in made:
            if len(made) >= LATELY:
                del made[next(iter(made))]
            made[told] = self.embedder.embed(texts, asked=True)
        return made[told]

    def repaired(self, message: str) -> str:
        """Give a message on one line, misspelt words replaced by the nearest known ones.

        A part of a law or guidance is named as documents name it: "reg 44" is regulation 44.
        """
        text = written_out(" ".join(message[:MAX_CHARACTERS].split()))
        return re.sub(rf"[A-Za-z]{{{REPAIR_MIN_LETTERS},}}", self._nearest, text)

    def _nearest(self, match: re.Match[str]) -> str:
        typed = match[0]
        word = typed.lower()
        is_known = word in self._known or stem(word) in self._known or is_english(word)
        if is_known or typed.isupper():
            return typed
        found = nearest_word(word, self._words)
        # names keep their capitals in the middle of a sentence; so do they here
        is_name = typed[0].isupper() and match.start() > 0
        return found if found and not is_name else typed


def nearest_word(word: str, words: Sequence[str]) -> str:
    """Give the word that a misspelt one is one slip from, two where it is long; empty if none is.

    All are of small letters; people seldom mistype the first one.
    """
    slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
    found = process.extractOne(word, words, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found and found[0][0] == word[0] else ""


def points_back(text: str) -> bool:
    """Say whether a message follows on from earlier ones, for it cannot stand alone."""
    return _points_back(text, [word for word in words_of(text) if word not in STOPWORDS])


def _points_back(text: str, telling: Sequence[str]) -> bool:
    """Say whether a message would say little to somebody who had not heard the earlier ones."""
    low = text.lower()
    if _GOES_ON.search(low):
        return True
    if len(telling) <= POINTING_WORDS and _POINTS_BACK.search(low):
        return True
    # 'what is a strategy meeting' is a whole question, 'strategy meeting?' may be half of one
    is_whole = len(telling) >= WHOLE_WORDS and _OPENS.match(low)
    return len(telling) <= SHORT_WORDS and not is_whole
