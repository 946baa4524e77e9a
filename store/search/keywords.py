"""Exact-word search: BM25 over stemmed words, one score for each indexed text."""

from __future__ import annotations

import functools
import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
KEYWORDS_NAME = "keywords"
_TAUGHT_NAME = f"{KEYWORDS_NAME}/taught"
_WORDS_NAME = "words.txt"
_PLACES_NAME = "vocab.index.json"
_STARTS_NAME, _ROWS_NAME, _SCORES_NAME = (
    f"{one}.csc.index.npy" for one in ("indptr", "indices", "data")
)
# How soon a word that comes again counts for less, and how far a longer text does: texts are short
# and of like length, so that is kept mild.
K1, B = 1.2, 0.5
# What a text without a word that carries meaning holds instead.
_NOTHING = "∅"


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
    return _stems(words_of(text))


def _stems(words: Iterable[str]) -> list[str]:
    return [stem(word) for word in words if word not in STOPWORDS]


class KeywordIndex:
    """BM25 as Lucene weighs it, over texts; scores are in the order of the texts.

    Documents' own words and what was taught of them are counted apart: how telling a word is, and
    how long a text is beside others, is the same for a document whatever was taught of another.

    The weights are worked out when it is built (Kamphuis and others, ECIR 2020); a question adds up
    slices of arrays.
    """

    def __init__(self, parts: Sequence[Columns], words: frozenset[str]) -> None:
        """Wrap the filled indexes of a store's texts, own ones first; use ``build`` or ``load``."""
        self._parts = parts
        self.words = words

    @classmethod
    def build(cls, texts: Sequence[str], folder: Path, *, own: int | None = None) -> KeywordIndex:
        """Index the texts and write the index below ``folder``; the first ``own``, or all, are own.

        ``words`` are those that more than one own text holds; as a sentence stands in its passage
        too, only words that nobody can search for are left out.
        """
        own = len(texts) if own is None else own
        held = [words_of(text) for text in texts]
        for name, part in (KEYWORDS_NAME, held[:own]), (_TAUGHT_NAME, held[own:]):
            if part:
                _write_columns(_weigh(part), folder / name)
        counts = Counter(word for words in held[:own] for word in set(words))
        words = sorted(word for word, count in counts.items() if count > 1)
        (folder / KEYWORDS_NAME / _WORDS_NAME).write_text(" ".join(words), "utf-8")
        return cls.load(folder, len(texts), own=own)

    @classmethod
    def load(cls, folder: Path, size: int, *, own: int | None = None) -> KeywordIndex:
        """Open the index that ``build`` wrote for ``size`` texts, the first ``own`` of them own.

        Raises:
            OSError, ValueError, EOFError: it is damaged, or of other texts.
        """
        own = size if own is None else own
        words = (folder / KEYWORDS_NAME / _WORDS_NAME).read_text("utf-8").split()
        parts = [_read_columns(folder / KEYWORDS_NAME, own)]
        if size > own:
            parts.append(_read_columns(folder / _TAUGHT_NAME, size - own))
        return cls(parts, frozenset(words))

    def holds(self, token: str) -> bool:
        """Say whether any text holds the stem."""
        return any(token in part.places for part in self._parts)

    def weight(self, token: str) -> float:
        """Give how telling a stem is among all texts: how rare, greatest if unknown."""
        counts = [end - start for start, end in (part.bounds(token) for part in self._parts)]
        return _rarity(sum(counts), sum(part.size for part in self._parts))

    def own_holds(self, token: str) -> bool:
        """Say whether any of the documents' own texts holds the stem."""
        return token in self._parts[0].places

    def own_weight(self, token: str) -> float:
        """Give how telling a stem is among the documents' own texts, whatever was taught."""
        return self._parts[0].weight(token)

    def own_rows(self, token: str) -> NDArray[np.int32]:
        """Give the places of the documents' own texts that hold the stem."""
        start, end = self._parts[0].bounds(token)
        return self._parts[0].rows[start:end]

    def shares(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """Give each text's score as a share of what the stems weigh together among its like.

        It is zero where a text holds none of them.
        """
        return np.concatenate([part.shares(tokens) for part in self._parts])


@dataclass(frozen=True, slots=True)
class Columns:
    """Scores by stem: one stretch of ``rows`` and ``scores`` a stem."""

    places: dict[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    scores: NDArray[np.float32]
    size: int

    def bounds(self, token: str) -> tuple[int, int]:
        """Give where the stem's stretch starts and ends; an empty one where no text holds it."""
        place = self.places.get(token)
        return (0, 0) if place is None else (int(self.starts[place]), int(self.starts[place + 1]))

    def weight(self, token: str) -> float:
        """Give the stem's inverse document frequency."""
        start, end = self.bounds(token)
        return _rarity(end - start, self.size)

    def shares(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """Give each text's score for the stems as a share of their weights."""
        scores = np.zeros(self.size, dtype=np.float32)
        for token in tokens:
            start, end = self.bounds(token)
            # a text is in a column once
            scores[self.rows[start:end]] += self.scores[start:end]
        return scores / np.float32(max(sum(map(self.weight, tokens)), 1e-6))


def _rarity(count: int, size: int) -> float:
    return math.log(1 + (size - count + 0.5) / (count + 0.5))


def _weigh(texts: Sequence[Sequence[str]]) -> Columns:
    """Give what every stem weighs in every text that holds it; a text is its words."""
    places: dict[str, int] = {}
    words: list[int] = []
    rows: list[int] = []
    counts: list[int] = []
    lengths = np.zeros(len(texts))
    for row, text in enumerate(texts):
        tokens = _stems(text) or [_NOTHING]
        lengths[row] = len(tokens)
        for token, count in Counter(tokens).items():
            words.append(places.setdefault(token, len(places)))
            rows.append(row)
            counts.append(count)
    order = np.lexsort((rows, words))
    held = np.bincount(words, minlength=len(places))
    rarity = np.array([_rarity(int(one), len(texts)) for one in held], dtype=np.float32)
    texts_of, often = np.array(rows)[order], np.array(counts)[order]
    shares = often / (K1 * ((1 - B) + B * lengths[texts_of] / lengths.mean()) + often)
    return Columns(
        places,
        np.concatenate([[0], np.cumsum(held)]).astype(np.int64),
        texts_of.astype(np.int32),
        (rarity[np.array(words)[order]] * shares).astype(np.float32),
        len(texts),
    )


def _write_columns(columns: Columns, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(columns.places, ensure_ascii=False)
    (folder / _PLACES_NAME).write_text(text, "utf-8")
    np.save(folder / _STARTS_NAME, columns.starts)
    np.save(folder / _ROWS_NAME, columns.rows)
    np.save(folder / _SCORES_NAME, columns.scores)


def _read_columns(folder: Path, size: int) -> Columns:
    places = json.loads((folder / _PLACES_NAME).read_text("utf-8"))
    if not isinstance(places, dict) or not places:
        msg = "its list of words is none"
        raise ValueError(msg)
    columns = Columns(
        places,
        np.load(folder / _STARTS_NAME),
        np.load(folder / _ROWS_NAME),
        np.load(folder / _SCORES_NAME),
        size,
    )
    if not _are_of_one_index(columns, size):
        msg = "its parts do not belong together"
        raise ValueError(msg)
    return columns


def _are_of_one_index(columns: Columns, size: int) -> bool:
    places, starts = np.array(list(columns.places.values())), columns.starts
    parts = (places, starts, columns.rows, columns.scores)
    return (
        "".join(one.dtype.kind for one in parts) == "iiif"
        # stores that bm25s wrote may list an empty word last, which has no stretch
        and len(starts) in {len(places), len(places) + 1}
        and places.min() >= 0
        and places.max() < len(places)
        and starts[0] == 0
        and bool((np.diff(starts) >= 0).all())
        and columns.rows.shape == columns.scores.shape == (int(starts[-1]),)
        and columns.rows.min(initial=0) >= 0
        and columns.rows.max(initial=-1) < size
        and bool(np.isfinite(columns.scores).all())
    )
