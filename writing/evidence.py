"""The sentences that a chat model is given, numbered, and what each is held to say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from bot.placing.areas import Gazetteer
from domain import Class, Kind, Shape
from ingest.beside.pointers import split_label
from writing.checks.support import as_basis, sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain import Citation, Passage, Sentence
    from store.generation.opened import Generation
    from writing.checks.basis import Basis

# Characters that a token is at least, and tokens of what a model is told to do.
_CHARACTERS = 3
_TASK_TOKENS = 1_200


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a passage, as it may be rested on."""

    passage: Passage
    number: int

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.passage.sentences[self.number]

    @property
    def words(self) -> str:
        """Its words as they read on a page, on one line."""
        return " ".join(tidy(self.sentence.text).strip("| ").split())


class Units:
    """The sentences of a generation, and what a statement that rests on one may say."""

    def __init__(self, generation: Generation) -> None:
        """Take the generation; nothing is read yet."""
        self._generation = generation

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        held = {one.source.area for one in self._generation.documents}
        return Gazetteer(held | {one.area for one in self._generation.pointers.values()})

    @cached_property
    def _home(self) -> frozenset[str]:
        return self.places_in(" ".join(self._generation.partnership.areas))

    def places_in(self, text: str) -> frozenset[str]:
        """Give the names of the places that a text names."""
        return frozenset(one.name for one in self._gazetteer.find(text))

    def bases(self, unit: Unit) -> tuple[Basis, ...]:
        """Give each sentence of a unit as what a statement is held against."""
        passage, sentence = unit.passage, unit.sentence
        parts = sentences_in(unit.words)
        is_row = sentence.shape is Shape.ROW
        before = unit.passage.sentences[unit.number - 1].text if unit.number else ""
        lead = " ".join(tidy(sentence.lead).split())
        # a row says its own, below the heads of its columns
        heads = () if is_row else (passage.source.title, *passage.headings)
        around = ". ".join((*heads, lead))
        labels = split_label(sentence.pointer)
        known = self._generation.pointers
        areas = [known[one].area for one in labels if one in known and known[one].area]
        places = self.places_in(" ".join([*areas, "" if areas else passage.source.area]))
        is_rule = sentence.is_a is Class.EXPECTED
        is_seen = passage.source.kind in {Kind.FINDING, Kind.REVIEW} or sentence.is_a in {
            Class.FOUND, Class.REPORTED,
        }  # fmt: skip
        found = []
        for number, text in enumerate(parts):
            earlier = " ".join(parts[:number]) or (sentences_in(tidy(before)) or [""])[-1]
            found.append(
                as_basis(text, earlier, around, places, self._home, is_rule=is_rule,
                         is_seen=is_seen, is_row=is_row, place=(passage.id, unit.number, number))
            )  # fmt: skip
        return tuple(found)

    def holding(self, document: str, words: str) -> tuple[Basis, ...]:
        """Give what the sentences of a document that hold some words are held to say."""
        found = (one for one in self._of(document) if words in one.words)
        return tuple(basis for one in found for basis in self.bases(one))

    def _of(self, document: str) -> Iterator[Unit]:
        for passage in self._generation.passages:
            if passage.source.id == document:
                yield from units_of([passage])


def units_in(quotes: Iterable[Citation]) -> list[Unit]:
    """Give the sentences that quotes hold, in their order, each once."""
    found: dict[tuple[str, int], Unit] = {}
    for quote in quotes:
        for unit in units_of([quote.passage]):
            if unit.sentence.text in quote.quote:
                found.setdefault((quote.passage.id, unit.number), unit)
    return list(found.values())


def fitting(units: Iterable[Unit], context: int) -> list[Unit]:
    """Give as many of the first sentences as a model that reads ``context`` tokens takes."""
    left = (context - _TASK_TOKENS) * _CHARACTERS
    found = []
    for unit in units:
        left -= len(unit.words) + len(unit.sentence.lead)
        if left < 0:
            break
        found.append(unit)
    return found


def units_of(passages: Iterable[Passage]) -> Iterator[Unit]:
    """Give every sentence of passages, in order."""
    for passage in passages:
        for number in range(len(passage.sentences)):
            yield Unit(passage, number)
