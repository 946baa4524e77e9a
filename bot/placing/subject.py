"""Whether what was found speaks of the subject that an ask names, and not of one of like shape."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.titles import mask_of
from bot.reading.english import is_english
from bot.reading.shortened import shortened_held
from bot.shaping.naming import NO_SUBJECT
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.placing.belonging import Areas, Belonging
    from bot.ranking.fitted import Thresholds
    from bot.ranking.wording import SayingDocuments
    from bot.reading.lexicon import Lexicon, Term
    from domain import Document, Passage
    from store.generation.opened import Generation

_LETTERS = 3
# Terms for which it is known whether an area's documents name them.
_KEPT_TERMS = 2_000
# The index leaves these words out.
_OF_STOPWORDS = frozenset(map(stem, STOPWORDS))
_SHOUTED_LETTERS = 5
# A message with more of its words in capitals says nothing by them.
_CAPITALS = 0.4
_CAPITAL = re.compile(r"(?<=[\w,;(] )[A-Z][\w&]*")
_WORD = re.compile(r"[^\W_][\w&]*")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december christmas easter""".split()
)


class Subjects:
    """What the documents speak of, for telling when an ask names something else."""

    def __init__(
        self, generation: Generation, saying: SayingDocuments, lexicon: Lexicon,
        belonging: Belonging, thresholds: Thresholds,
    ) -> None:  # fmt: skip
        """Take what is held, which documents say a word, the field's words and whose they are."""
        self._saying = saying
        self._generation = generation
        self._documents = generation.documents
        self._passages = generation.passages
        self._entries = generation.entries
        self._own = generation.own
        self._lexicon = lexicon
        self._gazetteer = belonging.gazetteer
        self._whose = belonging.of_source
        self._thresholds = thresholds
        self._known: dict[tuple[str, Areas | None], bool] = {}

    @cached_property
    def _names(self) -> tuple[tuple[str, str, Term], ...]:
        """The names of the lexicon's terms, an everyday word that stands for one left out.

        Each with how it has to be written, where in small letters it is an English word.
        """
        return tuple(
            (_spaced(words_of(name)), name if is_english(name.lower()) else "", term)
            for term in self._lexicon.terms
            for name in (term.term, *term.abbreviations, *term.also)
            if " " in name or name == term.term or (name.isupper() and len(name) >= _LETTERS)
        )

    def missing(self, ask: str, found: Sequence[Passage], answerable: float) -> str:
        """Give the subject that an ask names and nothing of what was found does; empty if none.

        ``answerable`` is how surely ``found`` answers, 0 to 1: what answers surely may use words
        of its own, but a term of the field that no document names by any of its names is missing.
        """
        words = words_of(ask)
        for term in self._terms_in(ask):
            if not self._is_named(term, None):
                return term.term
        if answerable >= self._thresholds.sure_of_a_name:
            return ""
        if answerable < self._thresholds.unsure and (unknown := self._unknown(words, found)):
            return unknown
        said = {stem(word) for one in found for word in _words_around(one)}
        exact = {word for one in found for word in _words_around(one)}
        for name in self._named(ask):
            meant = set(self._lexicon.expand([name.lower()]))
            if not _is_among(name.lower(), exact) and not meant & said:
                return name
        return ""

    def unspoken(self, ask: str, areas: Areas) -> str:
        """Give a term of the field that an ask names and no document of ``areas`` does.

        Empty where there is none; a term that no document at all names is none either.
        """
        for term in self._terms_in(ask):
            if not self._is_named(term, areas) and self._is_named(term, None):
                return term.term
        return ""

    def of_others(self, ask: str, areas: Areas) -> tuple[str, tuple[str, ...]]:
        """Give a name that an ask holds and no document of ``areas`` does, and whose documents do.

        Both are empty where there is none, or where it is in a document of no one area.
        """
        for name in self._named(ask):
            # their documents may name it otherwise
            if any(self._is_named(term, areas) for term in self._terms_in(name)):
                continue
            if self._are_said(self._in_full.get(name, ()), areas):
                continue
            word = re.compile(rf"\b{re.escape(name)}\b")
            saying = self._that_say(words_of(name))
            held = [one.source for one in saying if word.search(one.text)]
            whose = [self._whose(one) for one in held]
            if held and all(whose) and not any(one & areas for one in whose):
                return name, tuple(dict.fromkeys(one.area.title() or one.title for one in held))
        return "", ()

    def _is_held(self, word: str) -> bool:
        one = stem(word)
        is_said = one in _OF_STOPWORDS or bool(self._saying(one).any())
        return is_said or bool(self._lexicon.expand([word]))

    def _taught_of(self, passages: Sequence[Passage]) -> set[str]:
        """Give the stems of what people taught as answered by the passages: other names for it."""
        return {
            stem(word)
            for one in passages
            for row in self._taught.get(one.id, ())
            for word in words_of(self._entries[row].text)
        }

    @cached_property
    def _taught(self) -> dict[str, list[int]]:
        """Give the rows of what was taught, by the passages that it is answered by."""
        rows: dict[str, list[int]] = {}
        for row in range(self._own, len(self._entries)):
            if (place := self._entries[row].passage) >= 0:
                rows.setdefault(self._passages[place].id, []).append(row)
        return rows

    def _terms_in(self, ask: str) -> tuple[Term, ...]:
        """Give the terms of the field that an ask names."""
        asked = _spaced(words_of(ask))
        named = {
            term.term: term
            for name, written, term in self._names
            # "an app" is no Authorised Professional Practice
            if name in asked and not (written.isupper() and written not in ask)
        }
        return tuple(named.values())

    def _is_named(self, term: Term, areas: Areas | None) -> bool:
        """Say whether a document names a term by any name of it, as ``_looked_for`` finds once.

        Kept in a plain table: one of functools that held a method would keep the edition with it.
        """
        key = (term.term, areas)
        if key not in self._known:
            if len(self._known) >= _KEPT_TERMS:
                self._known.clear()
            self._known[key] = self._looked_for(term, areas)
        return self._known[key]

    def _looked_for(self, term: Term, areas: Areas | None) -> bool:
        """Say whether a document names a term by any name of it: of ``areas``, where any are given.

        A name stands in a title, a heading or the words of one passage, so that few are read.
        """
        return self._are_said((term.term, *term.abbreviations, *term.also), areas)

    def _are_said(self, names: Iterable[str], areas: Areas | None) -> bool:
        return any(
            _stemmed(_spaced(words)) in _stemmed(_spaced(words_of(text)))
            for words in map(words_of, names) for text in self._texts_with(words, areas)
        )  # fmt: skip

    @cached_property
    def _in_full(self) -> dict[str, tuple[str, ...]]:
        """The abbreviations that the documents explain, each with the names it stands for."""
        return shortened_held(self._generation)

    def _texts_with(self, words: Sequence[str], areas: Areas | None) -> Iterator[str]:
        """Give the titles, headings and passages that may hold all of some words."""
        held, columns = self._generation, self._generation.columns
        stems = [stem(word) for word in words if word not in STOPWORDS]
        above = np.ones(len(held.sources), dtype=bool)
        within = np.ones(len(held.passages), dtype=bool)
        for one in stems:
            above &= mask_of(self._saying.above.of(one), len(above))
            rows = held.keywords.own_rows(one)
            within &= mask_of(columns.passages[rows], len(within))

        @cache
        def is_theirs(place: int) -> bool:
            return areas is None or bool(self._whose(held.sources[place]) & areas)

        for place in np.flatnonzero(above).tolist():
            if is_theirs(place):
                yield from (held.sources[place].title, *held.headings[place])
        passages = np.flatnonzero(within)
        owners = columns.documents[passages].tolist()
        for place, owner in zip(passages.tolist(), owners, strict=True):
            if is_theirs(owner):
                yield held.passages[place].text

    def _that_say(self, words: Sequence[str]) -> Iterator[Document]:
        """Give the documents that hold every one of some words."""
        saying = np.ones(len(self._documents), dtype=bool)
        for word in words:
            if word not in STOPWORDS:
                saying &= self._saying(stem(word))
        return (self._documents[place] for place in np.flatnonzero(saying).tolist())

    def _unknown(self, words: Sequence[str], found: Sequence[Passage]) -> str:
        """Give a word of an ask that no document holds, and nobody used of what was found."""
        unheld = [
            word for word in words
            if word not in STOPWORDS and stem(word) not in NO_SUBJECT
            and "'" not in word and len(word) > _LETTERS and not self._is_held(word)
        ]  # fmt: skip
        taught = self._taught_of(found) if unheld else set()
        return next((one for one in unheld if stem(one) not in taught and is_english(one)), "")

    def _named(self, ask: str) -> Iterator[str]:
        """Give the words that a writer's capitals make names: no place, day or shout."""
        every = [word for word in _WORD.findall(ask)[1:] if word != "I"]
        if sum(word[0].isupper() for word in every) > max(_CAPITALS * len(every), 2):
            return
        places = [(one.start, one.end) for one in self._gazetteer.find(ask)]
        for match in _CAPITAL.finditer(ask):
            name, low = match[0], match[0].lower()
            is_place = any(start <= match.start() < end for start, end in places)
            is_shout = name.isupper() and len(name) >= _SHOUTED_LETTERS and is_english(low)
            is_plain = low in STOPWORDS or low in _CALENDAR or len(name) < _LETTERS
            if not (is_place or is_shout or is_plain):
                yield name


def _words_around(passage: Passage) -> list[str]:
    leads = " ".join(one.lead for one in passage.sentences)
    return words_of(f"{passage.source.title} {passage.heading} {leads} {passage.text}")


def _is_among(word: str, words: set[str]) -> bool:
    """Say whether a name stands among words, as one or many; 'preventative' is not 'Prevent'."""
    return bool({word, f"{word}s", word.removesuffix("s")} & words)


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _stemmed(text: str) -> str:
    return _spaced(stem(word) for word in text.split())
