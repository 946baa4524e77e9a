"""An index of phrases: which of many lists of phrases a message's words hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_Phrase = tuple[str, ...]
# Stems are looked up by as many letters as every one of them has.
_STEM_KEY = 3


@dataclass(slots=True)
class _Start:
    """What may follow a first word: nothing more, a second word, or a second stem."""

    alone: list[str] = field(default_factory=list)
    seconds: dict[str, list[tuple[_Phrase, str]]] = field(default_factory=dict)
    stems: list[tuple[_Phrase, str]] = field(default_factory=list)

    def add(self, phrase: _Phrase, name: str) -> None:
        if len(phrase) == 1:
            self.alone.append(name)
        elif phrase[1].endswith("*"):
            self.stems.append((phrase, name))
        else:
            self.seconds.setdefault(phrase[1], []).append((phrase, name))

    def merged(self, other: _Start) -> _Start:
        seconds = {word: list(found) for word, found in self.seconds.items()}
        for word, found in other.seconds.items():
            seconds.setdefault(word, []).extend(found)
        return _Start(self.alone + other.alone, seconds, self.stems + other.stems)


class PhraseIndex:
    """Finds named lists of phrases; a star ends a word stem ("stab*", "touch* me")."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the phrases by their first words."""
        self._whole: dict[str, _Start] = {}
        self._stems: dict[str, dict[str, _Start]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                index = self._whole
                first = words[0]
                if first.endswith("*"):
                    first = first[:-1]
                    index = self._stems.setdefault(first[:_STEM_KEY], {})
                index.setdefault(first, _Start()).add(words, name)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Give the first word's place, the length and the list of each phrase that is there."""
        starts = {word: start for word in set(words) if (start := self._start(word)) is not None}
        last = len(words) - 1
        for place in [place for place, word in enumerate(words) if word in starts]:
            start = starts[words[place]]
            for name in start.alone:
                yield place, 1, name
            if place < last:
                second = words[place + 1]
                for phrase, name in start.seconds.get(second, ()):
                    if _goes_on(phrase, words, place):
                        yield place, len(phrase), name
                for phrase, name in start.stems:
                    if second.startswith(phrase[1][:-1]) and _goes_on(phrase, words, place):
                        yield place, len(phrase), name

    def name_of(self, word: str) -> str:
        """Give the first list that holds the word by itself, or an empty name."""
        start = self._start(word)
        return start.alone[0] if start and start.alone else ""

    def _start(self, word: str) -> _Start | None:
        """Give what may follow a word, by itself or as one with a stem."""
        start = self._whole.get(word)
        if stems := self._stems.get(word[:_STEM_KEY]):
            for stem, other in stems.items():
                if word.startswith(stem):
                    start = start.merged(other) if start else other
        return start


def _goes_on(phrase: _Phrase, words: Sequence[str], place: int) -> bool:
    """Say whether what follows a phrase's first two words, which are there, is there too."""
    if place + len(phrase) > len(words):
        return False
    for at in range(2, len(phrase)):
        wanted, word = phrase[at], words[place + at]
        if wanted[-1] == "*":
            if not word.startswith(wanted[:-1]):
                return False
        elif wanted != word:
            return False
    return True
