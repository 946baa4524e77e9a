"""The field's words: what an abbreviation or an everyday word means in the documents' language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict

from domain import FindingsError
from ingest.beside.tables import read_table
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# The longest phrase of the lexicon that is looked for in a question, in words.
PHRASE_MAX_WORDS = 5


class LexiconError(FindingsError):
    """A lexicon file cannot be read; the message names the file and the remedy."""


class Term(BaseModel):
    """A word of the field, as the glossary shows it.

    ``here`` is said of it in the documents that it lies beside, where that is not what ``says``
    says everywhere; a ``local`` one is a word of those documents only (``ingest.beside.side``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: str
    says: str
    abbreviations: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    kind: str = "word"
    quote: str = ""
    document: str = ""
    source: str = ""
    here: str = ""
    local: bool = False


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    formal: tuple[str, ...]
    lay: tuple[str, ...]
    local: bool = False


class _TermsTable(BaseModel):
    model_config = ConfigDict(extra="forbid")

    term: tuple[Term, ...] = ()


class _Groups(BaseModel):
    model_config = ConfigDict(extra="forbid")

    group: tuple[_Group, ...] = ()


_File = TypeVar("_File", _TermsTable, _Groups)


class Lexicon:
    """Terms for the glossary, and the stems that a question's words stand for."""

    def __init__(self, terms: Sequence[Term], groups: Iterable[_Group] = ()) -> None:
        """Index the phrases of the terms and of the everyday-word groups."""
        self.terms = tuple(terms)
        self._meanings: dict[tuple[str, ...], set[str]] = {}
        for term in terms:
            self._add((*term.abbreviations, *term.also), (term.term,))
            self._add((term.term,), term.abbreviations)
        for group in groups:
            self._add(group.lay, group.formal)

    def knowing(self, meanings: Iterable[tuple[str, str]]) -> Lexicon:
        """Give a lexicon that holds also what phrases stand for, each with its meaning."""
        more = Lexicon(self.terms)
        more._meanings = {key: set(stems) for key, stems in self._meanings.items()}
        for phrase, meaning in meanings:
            more._add((phrase,), (meaning,))
        return more

    def _add(self, phrases: Iterable[str], meanings: Iterable[str]) -> None:
        stems = {stem(word) for meaning in meanings for word in words_of(meaning)} - STOPWORDS
        for phrase in phrases:
            key = tuple(words_of(phrase))
            is_plain_word = len(key) == 1 and key[0] in STOPWORDS
            if key and len(key) <= PHRASE_MAX_WORDS and not is_plain_word:
                self._meanings.setdefault(key, set()).update(stems)

    def expand(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give the stems that phrases of the question stand for, sorted, its own left out.

        ``words`` are those of ``words_of``.
        """
        found: set[str] = set()
        for start in range(len(words)):
            for end in range(start + 1, min(start + PHRASE_MAX_WORDS, len(words)) + 1):
                found |= self._meanings.get(tuple(words[start:end]), set())
        return tuple(sorted(found - {stem(word) for word in words}))

    def phrases_for(self, one: str) -> Iterator[tuple[str, ...]]:
        """Give the phrases, as their words, that stand for what a stem is of."""
        return (phrase for phrase, stems in self._meanings.items() if one in stems)

    @cached_property
    def spoken(self) -> tuple[tuple[Term, tuple[str, ...]], ...]:
        """Each term with what it is called as words between blanks: itself, then abbreviations."""
        return tuple(
            (one, tuple(f" {' '.join(words_of(name))} " for name in (one.term, *one.abbreviations)))
            for one in self.terms
        )

    @property
    def words(self) -> frozenset[str]:
        """Every word of every phrase, for spelling repair."""
        return frozenset(word for key in self._meanings for word in key)


def read_lexicon(folder: Path, words: Mapping[str, str] | None = None) -> Lexicon:
    """Give the lexicon of ``terms.toml`` and ``synonyms.toml`` in a folder; empty without them.

    ``words`` gives what a partnership's own name of a thing is called everywhere: either stands for
    the other, since people ask in one and documents say the other.

    Raises:
        LexiconError: a file is not valid.
    """
    terms = _read(folder / "terms.toml", _TermsTable).term
    own = (
        _Group(formal=(second,), lay=(first,))
        for local, known in (words or {}).items()
        for first, second in ((local, known), (known, local))
    )
    return Lexicon(terms, (*_read(folder / "synonyms.toml", _Groups).group, *own))


def _read(path: Path, kind: type[_File]) -> _File:
    return read_table(path, kind, LexiconError) if path.is_file() else kind()
