"""Which document held an ask names, by its identity, and which sentences may answer it then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.survey import NOWHERE
from bot.gathering.titles import NameShares, SectionHeads, known_by, titles_held
from bot.placing.reference import (
    is_meant,
    is_short_for,
    reference_in,
    tells_its_edition,
    title_words,
)
from bot.quoting.standing import tells_of_its_text
from domain import Kind, Status
from store.search.keywords import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from bot.gathering.titles import TitleWords
    from bot.placing.areas import Named
    from bot.placing.belonging import Areas, Belonging, Map
    from bot.placing.place import Place
    from bot.placing.reference import Reference
    from bot.ranking.table import Mask, Table
    from bot.reading.lexicon import Lexicon
    from domain import Source
    from ingest.agencies import Agencies
    from store.generation.opened import Generation

# A document of which less of a name is true, by how telling its words are, is another one; it is
# named by one of which all is true.
_ANOTHER = 0.5
_WHOLE = 0.999
_OPEN = frozenset({Kind.OTHER, Kind.LOCAL, Kind.FINDING})
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


class DocumentNames:
    """The documents of a generation by their names, opened once."""

    def __init__(
        self, generation: Generation, belonging: Belonging, lexicon: Lexicon, table: Table,
        held: Map,
    ) -> None:  # fmt: skip
        """Take what is held, whose it is, and its sentences as they are arranged."""
        self._generation = generation
        self._sources = generation.sources
        self._agencies: Agencies = generation.agencies
        self._belonging = belonging
        self._lexicon = lexicon
        self._table = table
        self._shares = NameShares(table.keywords.weight, lexicon)
        self._map = held

    def find(self, text: str, place: Place | None) -> NamedDocument | None:
        """Give the document that an ask names; None where it names none, or it is open which.

        Of a place of which nothing is held nothing is found by its title either.
        """
        reference = reference_in(text, self._titles.initials)
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
    def _titles(self) -> TitleWords:
        return titles_held(self._generation, self._lexicon)

    @cached_property
    def _pointed_to(self) -> list[tuple[str, frozenset[str], Areas]]:
        """The labels of pointers, with what each is known by and whose it is."""
        return [
            (label, known_by(f"{label} {one.title} {one.publisher}", self._lexicon),
             self._belonging.gazetteer.members(one.area))
            for label, one in self._generation.pointers.items()
        ]  # fmt: skip

    def _titled(self, reference: Reference, areas: Areas) -> tuple[list[Source], list[str]] | None:
        """Give the documents and the pointers of a name, both empty where none is held of it."""
        stems = self._stems_of(reference)
        if short := self._said_for_short(reference, areas):
            return short, []
        if not stems:
            # "the Tarnbrook letter" is known by its place and what it is
            return self._of_place(reference, areas) if areas else None
        if not self._is_name(reference):
            return None
        shares = self._shares.of_documents(stems, self._titles.known, len(self._sources))
        near = self._fitting(np.flatnonzero(shares >= _ANOTHER), reference, areas)
        labels = {
            label: self._shares.of_words(stems, words) for label, words, own in self._pointed_to
            if _is_of(own, areas)
        }  # fmt: skip
        sources = [self._sources[one] for one in near if shares[one] >= _WHOLE]
        named = [label for label, share in labels.items() if share >= _WHOLE]
        if sources or named:
            return sources, named
        is_near = bool(near) or max(labels.values(), default=0.0) >= _ANOTHER
        # what stands above sections may be what is meant
        return None if is_near or self._is_section(stems, reference, areas) else ([], [])

    def _fitting(
        self, documents: Iterable[int] | NDArray[np.integer], reference: Reference, areas: Areas
    ) -> list[int]:
        """Give those of some documents that may be of the kind and place that a name says."""
        return [
            int(one) for one in documents
            if _is_kind(self._sources[one].kind, reference)
            and _is_of(self._belonging.of_source(self._sources[one]), areas)
        ]  # fmt: skip

    def _is_section(self, stems: frozenset[str], reference: Reference, areas: Areas) -> bool:
        """Say whether headings of one section say all that a name does."""
        likely = self._headed.saying(sorted(stems))
        for one in self._fitting(np.flatnonzero(likely), reference, areas):
            held = self._generation.passages_of(self._sources[one].id)
            trails = {passage.headings for passage in held}
            known = (known_by(" ".join(trail), self._lexicon) for trail in trails)
            if any(self._shares.of_words(stems, words) >= _WHOLE for words in known):
                return True
        return False

    @cached_property
    def _headed(self) -> SectionHeads:
        above = self._table.wording.saying.above
        return SectionHeads(above, len(self._sources), self._lexicon)

    def _said_for_short(self, reference: Reference, areas: Areas) -> list[Source]:
        said = reference.said
        words = title_words(said)
        if not words or self._agencies.find(said):
            return []
        group = self._titles.short if len(words) == 1 else self._titles.begun
        found = self._fitting(group.of(words[0]), reference, areas)
        held = (self._sources[one] for one in found)
        return [one for one in held if is_short_for(said, one.title)]

    def _of_place(
        self, reference: Reference, areas: Areas
    ) -> tuple[list[Source], list[str]] | None:  # fmt: skip
        """Give the documents of a place that are what a name says, by their kind or title."""
        is_finding = Kind.FINDING in reference.kinds
        noun = set(self._titles.known.of(stem(reference.noun)).tolist())
        fitting = self._fitting(range(len(self._sources)), reference, areas)
        own = [one for one in fitting if self._belonging.of_source(self._sources[one]) & areas]
        held = [
            self._sources[one] for one in own
            if (self._sources[one].kind is Kind.FINDING if is_finding else one in noun)
        ]  # fmt: skip
        return (held, []) if held or is_finding else None

    def _stems_of(self, reference: Reference) -> frozenset[str]:
        """Give the stems of a name's telling words, those of its place left out."""
        said = reference.said
        for one in reversed(self._named_in(reference)):
            said = f"{said[: one.start]} {said[one.end :]}"
        return reference.stems & frozenset(map(stem, words_of(said)))

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
        among = np.zeros(len(self._map.places), dtype=bool)
        for row in np.flatnonzero(self._likely(stems)).tolist():
            among[row] = self._tells_of(stems, *self._map.places[row].tolist())
        absent = f"“{reference.said}” is not among the documents held here."
        of_rules = Kind.FINDING not in reference.kinds or len(reference.kinds) == len(Kind)
        return NamedDocument(among, frozenset(), "", absent, reference.bare, of_rules)

    def _likely(self, stems: Iterable[str]) -> Mask:
        """Mark the sentences that may hold some stems, in their words or in a pointer."""
        marked = np.full(len(self._map.places), bool(stems))
        for one in stems:
            marked &= self._table.with_part(one) | self._map.backed_by(one)
        return marked

    def _tells_of(self, stems: frozenset[str], passage: int, sentence: int) -> bool:
        """Say whether a sentence names a document."""
        one = self._generation.passages[passage].sentences[sentence]
        low = f"{one.text} {one.pointer}".lower()
        is_named = bool(stems) and all(word in low for word in stems)
        return is_named and not tells_of_its_text(one)

    def _edition(
        self, reference: Reference, sources: list[Source], labels: list[str]
    ) -> NamedDocument:
        """Give the named document, or say that the edition that is meant is not held."""
        wanted = bool(reference.year or reference.number or reference.is_earlier)
        meant = [one for one in sources if is_meant(reference, one)] if wanted else sources
        title = sources[0].title if len(sources) == 1 else reference.said
        absent = ""
        if sources and not meant and all(tells_its_edition(reference, one) for one in sources):
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


def _is_kind(kind: Kind, reference: Reference) -> bool:
    """Say whether a document may be of the kind that a name says."""
    # what is not known to be anything may be most things, but no law
    is_open = kind is Kind.OTHER and bool(reference.kinds & _OPEN)
    return kind in reference.kinds or is_open


def _is_of(own: Areas, areas: Areas) -> bool:
    return not areas or not own or bool(own & areas)


def _held(source: Source) -> str:
    told = dict.fromkeys(filter(None, (source.edition_in_words, source.dated)))
    return f"the one held is {', '.join(told)}"
