"""The glossary: what the field's words mean, each with the line that uses it or its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learning.tracing import Tracer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.reading.lexicon import Lexicon, Term
    from domain import Citation
    from store.generation.opened import Generation

# Words that everybody knows: entries of the glossary, but not marked wherever they occur.
EVERYDAY = frozenset(
    "absent advocate associates chair chapter child consent diversion escalation exclusion gang"
    " headteacher indicator parent parents placement police procedures protocol referral"
    " safeguarding supervision victim workload".split()
)
# Two capitals or more, perhaps with small letters, digits, & or - between: CSC, DfE, CP-IS, A&E.
_ABBREVIATION = re.compile(
    r"(?<![\w@/.-])[a-z]?[A-Z](?:[A-Za-z0-9]|[&-](?=[A-Z]))*[A-Z][A-Za-z0-9]*\b"
)
# Small letters side by side make a name, such as All-Age, not an abbreviation.
_NAME = re.compile(r"[a-z]{2}")
_MEMBER = re.compile(r"\w+(?:['’&.@-]\w+)*")
OTHER_LETTER = "#"
_NO_LONGER_HELD = "the documents, in an edition that this knowledge base no longer holds"
_BROUGHT = "the words of the field that come with Findings"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A word of the field, in one plain sentence.

    ``citation`` is a line of the documents that uses it, ``source`` a public source in words
    or as an address; every entry has one of the two.
    """

    term: str
    says: str
    abbreviations: tuple[str, ...]
    also: tuple[str, ...]
    kind: str
    citation: Citation | None
    source: str

    @property
    def letter(self) -> str:
        """The capital under which the term is listed, or ``#``."""
        first = self.term.lstrip("@")[:1].upper()
        return first if first.isalpha() else OTHER_LETTER


@dataclass(frozen=True, slots=True)
class MarkedTerm:
    """A slice of a text that names something of the glossary.

    An abbreviation may stand for more than one thing: then there is more than one entry.
    """

    start: int
    end: int
    entries: tuple[GlossaryEntry, ...]


class Glossary:
    """The entries in alphabetical order, and where they occur in a text."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        """Index the terms and abbreviations of the entries."""
        self.entries = tuple(sorted(entries, key=lambda one: one.term.lstrip("@").casefold()))
        spelled: dict[str, list[GlossaryEntry]] = {}
        for entry in self.entries:
            for name in entry.abbreviations:
                spelled.setdefault(name, []).append(entry)
            for name in _forms(entry.term):
                spelled.setdefault(name.casefold(), []).append(entry)
        self._spelled = {name: tuple(dict.fromkeys(found)) for name, found in spelled.items()}
        self._pattern = re.compile(rf"(?<![\w@])(?:{_any_of(self._spelled)})(?!\w)", re.IGNORECASE)

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that have entries, in order."""
        return tuple(sorted({entry.letter for entry in self.entries}))

    def of_letter(self, letter: str) -> tuple[GlossaryEntry, ...]:
        """Give the entries listed under a letter, in order."""
        return tuple(entry for entry in self.entries if entry.letter == letter)

    def named(self, name: str) -> tuple[GlossaryEntry, ...]:
        """Give the entries that a term or abbreviation stands for; none where it is unknown."""
        return self._spelled.get(name) or self._spelled.get(name.casefold(), ())

    def search(self, text: str) -> tuple[GlossaryEntry, ...]:
        """Give the entries that hold every word of ``text``, names before explanations."""
        words = [word.casefold() for word in _MEMBER.findall(text)]
        if not words:
            return ()
        ranked = [(rank, entry) for entry in self.entries if (rank := _rank(entry, words)) >= 0]
        return tuple(entry for _, entry in sorted(ranked, key=lambda one: one[0]))

    def mark_terms(self, text: str) -> tuple[MarkedTerm, ...]:
        """Give the first place of each term of the glossary in a text, in order, apart.

        Everyday words are left out; abbreviations count as they are written only.
        """
        seen: set[tuple[GlossaryEntry, ...]] = set()
        found: list[MarkedTerm] = []
        for match in self._pattern.finditer(text):
            entries = self._spelled.get(match[0]) or self._full_terms(match[0])
            if entries and entries not in seen and match[0].casefold() not in EVERYDAY:
                seen.add(entries)
                found.append(MarkedTerm(match.start(), match.end(), entries))
        return tuple(found)

    def _full_terms(self, name: str) -> tuple[GlossaryEntry, ...]:
        """Give the entries whose whole term is ``name`` in any case; abbreviations are not."""
        plain = name.casefold()
        entries = self._spelled.get(plain, ())
        return tuple(
            one for one in entries if plain in {form.casefold() for form in _forms(one.term)}
        )


def make_glossary(generation: Generation, lexicon: Lexicon) -> Glossary:
    """Give the glossary of a knowledge base.

    A line that the documents no longer hold is left out, and the entry says so as its source.
    """
    tracer = Tracer(generation)
    return Glossary(_entry(term, tracer) for term in lexicon.terms)


def abbreviations_in(text: str) -> Iterator[str]:
    """Give the abbreviations of a text in order, repeats included."""
    for match in _ABBREVIATION.finditer(text):
        name = match[0]
        if not _NAME.search(name):
            yield name


def unexplained(generation: Generation, glossary: Glossary) -> tuple[str, ...]:
    """Give the abbreviations of the documents that no entry explains, sorted."""
    found = {name for one in generation.documents for name in abbreviations_in(one.text)}
    return tuple(sorted(name for name in found if not _is_explained(name, glossary)))


def _is_explained(name: str, glossary: Glossary) -> bool:
    if glossary.named(name) or (name.endswith("s") and glossary.named(name[:-1])):
        return True
    return any(name in one.split() for entry in glossary.entries for one in entry.abbreviations)


def _entry(term: Term, tracer: Tracer) -> GlossaryEntry:
    citation = tracer.cite(term.quote, term.document) if term.quote else None
    source = term.source
    if citation is None and not source:
        source = _NO_LONGER_HELD if term.quote else _BROUGHT
    return GlossaryEntry(
        term.term,
        term.here or term.says,
        term.abbreviations,
        term.also,
        term.kind,
        citation,
        source,
    )


def _forms(term: str) -> tuple[str, ...]:
    """Give the term and its plain plural."""
    if term.endswith("s"):
        return (term,)
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return (term, f"{term[:-1]}ies")
    return (term, f"{term}s")


def _any_of(names: Iterable[str]) -> str:
    """Give what matches the longest name at a place; only those of its first letter are tried."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_letter.setdefault(name[:1].casefold(), []).append(re.escape(name[1:]))
    return "|".join(
        f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()
    ) or r"(?!)"  # fmt: skip


def _rank(entry: GlossaryEntry, words: list[str]) -> int:
    """Give 0 for a name itself, 1 for words in its names, 2 in its explanation, -1 for none."""
    asked = " ".join(words)
    names = [entry.term, *entry.abbreviations]
    if any(name.casefold() == asked for name in names):
        return 0
    fields = (" ".join(names), " ".join((*names, *entry.also)), f"{' '.join(names)} {entry.says}")
    for rank, field in enumerate(fields, start=1):
        held = [word.casefold() for word in _MEMBER.findall(field)]
        if all(any(one.startswith(word) for one in held) for word in words):
            return rank
    return -1
