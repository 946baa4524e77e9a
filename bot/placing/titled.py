"""Which document held an ask names, by its identity, and which sentences may answer it then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.survey import NOWHERE
from bot.placing.reference import initials_of, is_short_for, reference_in
from bot.quoting.standing import tells_of_its_text
from domain import Kind, Status
from store.search.keywords import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.placing.areas import Named
    from bot.placing.belonging import Areas, Belonging, Map
    from bot.placing.place import Place
    from bot.placing.reference import Reference
    from bot.ranking.table import Mask
    from bot.reading.lexicon import Lexicon
    from domain import Source
    from ingest.agencies import Agencies
    from store.generation.opened import Generation

# A document of which less of a name is true, by how telling its words are, is another one; it is
# named by one of which all is true.
_ANOTHER = 0.5
_WHOLE = 0.999
_OPEN = frozenset({Kind.DOCUMENT, Kind.LOCAL, Kind.FINDING})
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_ELSE = "Ask without its name to search all that is held."


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """The document that an ask names.

    ``among`` marks the sentences that may answer: its own, or where it is not held those that tell
    of it. ``documents`` are the ids of those held, ``title`` what they are called. ``absent`` says
    what is not held; empty where it is. ``bare`` is the ask without the name. ``is_of_rules`` says
    whether rules for the whole country may stand in.
    """

    among: Mask
    documents: frozenset[str]
    title: str
    absent: str
    bare: str
    is_of_rules: bool = False
    is_national: bool = False
    is_old: bool = False

    @property
    def note(self) -> str:
        """What stands before an answer; empty where it is the document's own."""
        if self.is_national:
            return f"{self.absent} These are national rules from other documents."
        return f"{self.absent} Quoted is what other documents tell of it." if self.absent else ""

    @property
    def is_another_edition(self) -> bool:
        """Whether what is held is another edition than the one that is named."""
        return bool(self.absent and self.documents)

    def refused(self, *, has_nearest: bool) -> str:
        """Give the refusal, with what is said of the nearest passages."""
        said = self.absent or f"“{self.title}” does not say."
        nearest = " Its nearest passages are below; they do not answer the question."
        return f"{said}{nearest if has_nearest else ''} {_ELSE}"


@dataclass(frozen=True, slots=True)
class _KnownBy:
    """The words that a document held, or one pointed to, is known by."""

    words: frozenset[str]
    kind: Kind | None
    areas: Areas
    sources: tuple[Source, ...] = ()
    label: str = ""


class DocumentNames:
    """The documents of a generation by their names, opened once."""

    def __init__(
        self, generation: Generation, belonging: Belonging, lexicon: Lexicon,
        weight: Callable[[str], float], held: Map,
    ) -> None:  # fmt: skip
        """Take what is held, whose it is, and how telling a stem is."""
        self._passages = generation.passages
        self._sources = generation.sources
        self._pointers = generation.pointers
        self._agencies: Agencies = generation.agencies
        self._belonging = belonging
        self._lexicon = lexicon
        self._weight = weight
        self._map = held

    def find(self, text: str, place: Place | None) -> NamedDocument | None:
        """Give the document that an ask names; None where it names none, or it is open which.

        Of a place of which nothing is held nothing is found by its title either.
        """
        reference = reference_in(text, self._initials)
        if reference is None or (place and place.absent):
            return None
        areas = NOWHERE.union(*(one.areas for one in self._named_in(reference)))
        known = self._titled(reference, areas)
        if known is None:
            return None
        sources, labels = known
        if not sources and not labels:
            return self._not_held(reference)
        return self._edition(reference, sources, labels)

    def _named_in(self, reference: Reference) -> tuple[Named, ...]:
        return self._belonging.gazetteer.find(reference.said)

    @cached_property
    def _all(self) -> list[_KnownBy]:
        found = []
        for one in self._sources:
            said = f"{one.title} {one.publisher} {one.theme} {one.id} {one.edition} {one.area}"
            found.append(
                _KnownBy(self._known_by(said), one.kind, self._belonging.of_source(one), (one,))
            )
        for label, pointer in self._pointers.items():
            said = f"{label} {pointer.title} {pointer.publisher}"
            areas = self._belonging.gazetteer.members(pointer.area)
            found.append(_KnownBy(self._known_by(said), None, areas, label=label))
        return found

    def _known_by(self, text: str) -> frozenset[str]:
        words = re.findall(r"[^\W_]+", text.lower())
        return frozenset(map(stem, words)) | frozenset(self._lexicon.expand(words))

    @cached_property
    def _initials(self) -> frozenset[str]:
        """What the titles held are said for short, but for what is a word of one."""
        titles = [one.title for one in self._sources]
        return frozenset().union(*map(initials_of, titles)) - {*words_of(" ".join(titles))}

    @cached_property
    def _headings(self) -> list[tuple[str, frozenset[str]]]:
        trails = dict.fromkeys((one.source.id, one.headings) for one in self._passages)
        return [(source, self._known_by(" ".join(trail))) for source, trail in trails]

    def _titled(self, reference: Reference, areas: Areas) -> tuple[list[Source], list[str]] | None:
        """Give the documents and the pointers of a name, both empty where none is held of it."""
        stems = self._stems_of(reference)
        fitting = [one for one in self._all if _fits(one, reference, areas)]
        if short := self._said_for_short(reference, fitting):
            return short, []
        if not stems:
            # "the Tarnbrook letter" is known by its place and what it is
            return self._of_place(reference, areas, fitting) if areas else None
        if not self._is_name(reference):
            return None
        shares = [self._share(stems, one.words) for one in fitting]
        named = [one for one, share in zip(fitting, shares, strict=True) if share >= _WHOLE]
        if named:
            sources = [source for one in named for source in one.sources]
            return sources, [one.label for one in named if one.label]
        # what stands above sections may be what is meant
        ids = {source.id for one in fitting for source in one.sources}
        heads = (words for source, words in self._headings if source in ids)
        is_near = max(shares, default=0.0) >= _ANOTHER
        is_section = any(self._share(stems, one) >= _WHOLE for one in heads)
        return None if is_near or is_section else ([], [])

    def _said_for_short(self, reference: Reference, fitting: Sequence[_KnownBy]) -> list[Source]:
        said = reference.said
        if self._agencies.find(said):
            return []
        return [it for one in fitting for it in one.sources if is_short_for(said, it.title)]

    def _of_place(
        self, reference: Reference, areas: Areas, fitting: Sequence[_KnownBy]
    ) -> tuple[list[Source], list[str]] | None:
        """Give the documents of a place that are what a name says, by their kind or title."""
        is_finding = Kind.FINDING in reference.kinds
        noun = stem(reference.noun)
        own = [one for one in fitting if one.sources and one.areas & areas]
        held = [
            one for one in own if (one.kind is Kind.FINDING if is_finding else noun in one.words)
        ]
        return ([one.sources[0] for one in held], []) if held or is_finding else None

    def _stems_of(self, reference: Reference) -> frozenset[str]:
        """Give the stems of a name's telling words, those of its place left out."""
        said = reference.said
        for one in reversed(self._named_in(reference)):
            said = f"{said[: one.start]} {said[one.end :]}"
        return reference.stems & frozenset(map(stem, words_of(said)))

    def _share(self, stems: Iterable[str], known: frozenset[str]) -> float:
        total = held = 0.0
        for one in stems:
            weight = self._weight(one)
            total += weight
            meant = set(self._lexicon.expand([one]))
            if one in known or (meant and meant <= known):
                held += weight
        return held / total if total else 0.0

    def _is_name(self, reference: Reference) -> bool:
        """Say whether words name a document: by what it is called, as a term, or in capitals."""
        if reference.noun:
            return True
        said = " ".join(words_of(reference.said))
        for term in self._lexicon.terms:
            names = (term.term, *term.abbreviations)
            is_one = any(
                is_short_for(said, it) or (it.isupper() and said == it.lower()) for it in names
            )
            if term.kind == "document" and is_one:
                return True
        capitals = [one for one in reference.said.split() if one[:1].isupper()]
        many = len(capitals) > 1 and capitals[0] == reference.said.split()[0]
        return many and not self._agencies.find(reference.said)

    def _not_held(self, reference: Reference) -> NamedDocument:
        stems = self._stems_of(reference)
        among = np.array([self._tells_of(stems, *one) for one in self._map.places], dtype=bool)
        absent = f"“{reference.said}” is not among the documents held here."
        of_rules = Kind.FINDING not in reference.kinds or len(reference.kinds) == len(Kind)
        return NamedDocument(among, frozenset(), "", absent, reference.bare, of_rules)

    def _tells_of(self, stems: frozenset[str], passage: int, sentence: int) -> bool:
        """Say whether a sentence names a document."""
        one = self._passages[passage].sentences[sentence]
        low = f"{one.text} {one.pointer}".lower()
        is_named = bool(stems) and all(word in low for word in stems)
        return is_named and not tells_of_its_text(one)

    def _edition(
        self, reference: Reference, sources: list[Source], labels: list[str]
    ) -> NamedDocument:
        """Give the named document, or say that the edition that is meant is not held."""
        wanted = bool(reference.year or reference.number or reference.is_earlier)
        meant = [one for one in sources if _is_meant(reference, one)] if wanted else sources
        title = sources[0].title if len(sources) == 1 else reference.said
        absent = ""
        if sources and not meant and all(_tells_its_edition(reference, one) for one in sources):
            absent = f"That edition of “{title}” is not held here; {_held(sources[0])}."
        chosen = meant or sources
        is_old = any(one.replaced_on or one.status is Status.SUPERSEDED for one in meant)
        documents = frozenset(one.id for one in chosen)
        among = self._map.of_documents(documents, labels)
        if not sources:
            absent = f"“{reference.said}” itself is not among the documents held here."
            return NamedDocument(among, documents, "", absent, reference.bare, is_of_rules=True)
        if absent:
            return NamedDocument(among, documents, title, absent, reference.bare)
        return NamedDocument(among, documents, title, "", reference.bare, is_old=wanted and is_old)


def _fits(one: _KnownBy, reference: Reference, areas: Areas) -> bool:
    """Say whether a document may be of the kind and place that a name says."""
    # what is not known to be anything may be most things, but no law
    is_open = one.kind is Kind.DOCUMENT and bool(reference.kinds & _OPEN)
    is_kind = one.kind is None or one.kind in reference.kinds or is_open
    return is_kind and (not areas or not one.areas or bool(one.areas & areas))


def _held(source: Source) -> str:
    edition = source.edition if not _DIGITS.fullmatch(source.edition) else ""
    number = f"version {source.edition}" if source.edition and not edition else ""
    told = dict.fromkeys(filter(None, (number, edition, source.dated)))
    return f"the one held is {', '.join(one for one in told if one != source.edition or edition)}"


def _is_meant(reference: Reference, source: Source) -> bool:
    if reference.is_earlier:
        return bool(source.replaced_on or source.status is Status.SUPERSEDED)
    if reference.number:
        return reference.number in _DIGITS.findall(source.edition)
    return reference.year in years_of(source)


def _tells_its_edition(reference: Reference, source: Source) -> bool:
    if reference.is_earlier:
        return True
    if reference.number:
        return bool(_DIGITS.search(source.edition))
    return bool(years_of(source))


def years_of(source: Source) -> set[int]:
    """Give the years that a document is known by."""
    days = (source.published, source.effective_from, source.inspected_from, source.inspected_to)
    said = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{source.title} {source.edition} {source.id}")
    return {one.year for one in days if one} | set(map(int, said))
