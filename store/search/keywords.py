"""Exact-word search: BM25 over stemmed words, one score for each indexed text."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import Stemmer

from store.search.counting import TextWords, count_stems
from store.search.postings import is_in, rarity, read_columns, weigh, write_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from store.search.postings import Columns

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
# After so many rows of stems were searched the pages of the mapped files are let go: 64 MB at most.
_SEARCHED_MOST = 8_000_000


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


def count_words(texts: Sequence[str], own: int) -> TextWords:
    """Count what is indexed of texts, of which the first ``own`` are documents' own."""
    held = [words_of(text) for text in texts]
    holding = Counter(word for words in held[:own] for word in set(words))
    of_own, of_taught = (count_stems(map(_stems, part)) for part in (held[:own], held[own:]))
    # the same bytes for the same texts
    return TextWords(of_own, of_taught, dict(sorted(holding.items())))


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
        self._searched = 0
        self.words = words

    @classmethod
    def build(cls, texts: Sequence[str], folder: Path, *, own: int | None = None) -> KeywordIndex:
        """Index the texts and write the index below ``folder``; the first ``own``, or all, are own.

        ``words`` are those that more than one own text holds; as a sentence stands in its passage
        too, only words that nobody can search for are left out.
        """
        own = len(texts) if own is None else own
        cls.write(count_words(texts, own), folder)
        return cls.load(folder, len(texts), own=own)

    @staticmethod
    def write(counted: TextWords, folder: Path) -> None:
        """Write the index of what was counted below ``folder``."""
        for name, part in (KEYWORDS_NAME, counted.own), (_TAUGHT_NAME, counted.taught):
            if len(part.lengths):
                write_columns(weigh(part), folder / name)
        words = sorted(word for word, count in counted.holding.items() if count > 1)
        (folder / KEYWORDS_NAME / _WORDS_NAME).write_text(" ".join(words), "utf-8")

    @classmethod
    def load(cls, folder: Path, size: int, *, own: int | None = None) -> KeywordIndex:
        """Open the index that ``build`` wrote for ``size`` texts, the first ``own`` of them own.

        Raises:
            OSError, ValueError, EOFError: it is damaged, or of other texts.
        """
        own = size if own is None else own
        words = (folder / KEYWORDS_NAME / _WORDS_NAME).read_text("utf-8").split()
        parts = [read_columns(folder / KEYWORDS_NAME, own)]
        if size > own:
            parts.append(read_columns(folder / _TAUGHT_NAME, size - own))
        return cls(parts, frozenset(words))

    def holds(self, token: str) -> bool:
        """Say whether any text holds the stem."""
        return any(token in part.places for part in self._parts)

    def weight(self, token: str) -> float:
        """Give how telling a stem is among all texts: how rare, greatest if unknown."""
        counts = [end - start for start, end in (part.bounds(token) for part in self._parts)]
        return rarity(sum(counts), sum(part.size for part in self._parts))

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

    def own_stands(self, token: str, rows: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Say of each of some of the documents' own texts whether it holds the stem."""
        return is_in(self.own_rows(token), rows)

    def own_rows_of(self, is_meant: Callable[[str], bool], begins: str = "") -> NDArray[np.int32]:
        """Give the places of the own texts that hold a stem that is meant, sorted.

        Only stems that begin with ``begins`` are asked about: all that are meant have to.
        """
        stems = [one for one in self._parts[0].places if one.startswith(begins) and is_meant(one)]
        nothing = np.zeros(0, dtype=np.int32)
        return np.unique(np.concatenate([nothing, *map(self.own_rows, stems)]))

    def own_rows_saying(self, word: str) -> NDArray[np.int32] | None:
        """Give the places of the own texts in which a word stands, and perhaps others.

        The word is lower case, with no sign in it; in a text it may have others joined to it, as in
        ``A&E``. None where it is not indexed, so that any text may hold it.
        """
        if word in STOPWORDS:
            return None
        meant = stem(word)
        return self.own_rows_of(lambda one: one == meant or not one.isalnum())

    def own_rows_with(self, part: str) -> NDArray[np.int32] | None:
        """Give the places of the own texts that hold a word in which ``part`` stands, or more.

        None where it stands in words that are not indexed, so that any text may hold it.
        """
        if any(part in one for one in STOPWORDS):
            return None
        stems = sorted({stem(word) for word in self.words if part in word})
        return np.unique(np.concatenate([self.own_rows(one) for one in (*stems, part)]))

    def said(self, tokens: Sequence[str], hidden: NDArray[np.bool_] | None = None) -> WordShares:
        """Give the texts' scores for some stems; ``hidden`` marks texts that count for nothing."""
        bounds = (part.bounds(one) for part in self._parts for one in tokens)
        self._searched += sum(end - start for start, end in bounds)
        if self._searched > _SEARCHED_MOST:
            self._searched = 0
            for part in self._parts:
                part.let_go()
        return WordShares(self._parts, tokens, hidden)

    def shares(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """Give each text's score as a share of what the stems weigh together among its like.

        It is zero where a text holds none of them.
        """
        return self.said(tokens).of(np.arange(sum(part.size for part in self._parts)))


class WordShares:
    """What each text says of some stems, as a share of what they weigh together among its like.

    It is zero where a text holds none of them. Of the documents' own texts only those are looked at
    that are asked for, or that hold a stem; what was taught is no more than people wrote.
    """

    def __init__(
        self, parts: Sequence[Columns], tokens: Sequence[str], hidden: NDArray[np.bool_] | None
    ) -> None:
        """Take the own texts' scores and those of what was taught, if anything was."""
        self.own = parts[0]
        self._tokens = tokens
        self._hidden = hidden
        self._taught = parts[1].shares(tokens) if len(parts) > 1 else np.zeros(0, np.float32)

    def of(self, rows: NDArray[np.integer]) -> NDArray[np.float32]:
        """Give the shares of the texts in ``rows``, in their order."""
        found = np.zeros(len(rows), dtype=np.float32)
        is_own = rows < self.own.size
        found[is_own] = self.own.shares_of(self._tokens, rows[is_own])
        if len(self._taught):
            found[~is_own] = self._taught[rows[~is_own] - self.own.size]
        if self._hidden is not None:
            found[self._hidden[rows]] = 0
        return found

    def best_own(self, count: int, is_wanted: NDArray[np.bool_]) -> NDArray[np.integer]:
        """Give the ``count`` rows of own texts that say most, of those that are wanted.

        ``is_wanted`` is a mask over the own texts. None is given that says nothing; of equal ones
        the first.
        """
        rows = self.own.best(self._tokens, count, is_wanted)
        shares = self.of(rows)
        order = np.argsort(-shares, kind="stable")[:count]
        return rows[order][shares[order] > 0]
