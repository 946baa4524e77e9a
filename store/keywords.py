"""Exact-word search: BM25 over stemmed words, one score for each indexed text."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import Stemmer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Words that carry no topic; question words, pronouns and auxiliaries. 'not', 'no' and 'never'
# stay out of the index too: what they deny is a matter for grounding, not for search.
STOPWORDS = frozenset(
    """a about all also am an and any are as at be been being but by can could d did do does
    doing dont for from get gets getting got had has have having he her here hers him his how i
    id if ill im in into is isn it its ive just ll m me my no not nor of off on one or our ours
    out over please re s shall she should so some such t than that the their theirs them then
    there these they theyre this those to too up us ve very was we were what whats when where
    which while who whom whos whose why will with would you your yours tell give show need know
    say says said letter thing things""".split()
)
_WORD = re.compile(r"[a-z0-9]+(?:[&'’][a-z0-9]+)*")
_STEMMER = Stemmer.Stemmer("english")
_INDEX_NAME = "keywords"
_WORDS_NAME = "words.txt"


def words_of(text: str) -> list[str]:
    """Give the lower-case words of a text in order, stopwords included; ``s47`` is one word."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.lower())]


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Give the word's stem (Snowball English)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def tokens_of(text: str) -> list[str]:
    """Give the stems of the words that carry meaning, in order."""
    return [stem(word) for word in words_of(text) if word not in STOPWORDS]


class KeywordIndex:
    """BM25 (k1 1.2, b 0.5) over texts; scores are in the order of the texts."""

    def __init__(self, bm25: bm25s.BM25, size: int, words: frozenset[str]) -> None:
        """Wrap a filled index of ``size`` texts; use ``build`` or ``load``."""
        self._bm25 = bm25
        self._size = size
        self.words = words

    @classmethod
    def build(cls, texts: Sequence[str]) -> KeywordIndex:
        """Index the texts; ``words`` are those that more than one text holds.

        A word of one text only may be a slip of somebody who taught a question.
        """
        # short texts of like length: length normalisation (b) is kept mild
        bm25 = bm25s.BM25(k1=1.2, b=0.5, method="lucene")
        tokens = [tokens_of(text) or ["∅"] for text in texts]
        bm25.index(tokens, show_progress=False)
        counts = Counter(word for text in texts for word in set(words_of(text)))
        return cls(bm25, len(texts), frozenset(w for w, count in counts.items() if count > 1))

    @classmethod
    def load(cls, folder: Path, size: int) -> KeywordIndex:
        """Open the index that ``save`` wrote for ``size`` texts."""
        words = (folder / _INDEX_NAME / _WORDS_NAME).read_text("utf-8").split()
        return cls(bm25s.BM25.load(str(folder / _INDEX_NAME)), size, frozenset(words))

    def save(self, folder: Path) -> None:
        """Write the index below ``folder``."""
        self._bm25.save(str(folder / _INDEX_NAME), show_progress=False)
        (folder / _INDEX_NAME / _WORDS_NAME).write_text(" ".join(sorted(self.words)), "utf-8")

    def holds(self, token: str) -> bool:
        """Say whether any text holds the stem."""
        return token in self._bm25.vocab_dict

    def weight(self, token: str) -> float:
        """Give how telling a stem is: its inverse document frequency, greatest if unknown."""
        starts = self._bm25.scores["indptr"]
        index = self._bm25.vocab_dict.get(token)
        count = 0 if index is None else int(starts[index + 1] - starts[index])
        return math.log(1 + (self._size - count + 0.5) / (count + 0.5))

    def scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """Give each text's score for the stems; zero where it holds none of them."""
        known = [token for token in tokens if self.holds(token)]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)
