"""An index of phrases: which of many lists of phrases a message's words hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_Phrase = tuple[str, ...]
# Stems are looked up by as many letters as every one of them has.
_STEM_KEY = 3


class PhraseIndex:
    """Finds named lists of phrases; a star ends a word stem ("stab*", "touch* me")."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the phrases by their first word."""
        self._whole: dict[str, list[tuple[_Phrase, str]]] = {}
        self._stems: dict[str, list[tuple[_Phrase, str]]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                stem = words[0].endswith("*")
                key = words[0][:_STEM_KEY] if stem else words[0]
                (self._stems if stem else self._whole).setdefault(key, []).append((words, name))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Give the first word's place, the length and the list of each phrase that is there."""
        for place, word in enumerate(words):
            for phrase, name in self._starting(word):
                if _matches(phrase, words, place):
                    yield place, len(phrase), name

    def name_of(self, word: str) -> str:
        """Give the first list that holds the word by itself, or an empty name."""
        single = (name for phrase, name in self._starting(word) if len(phrase) == 1)
        return next(single, "")

    def _starting(self, word: str) -> Iterator[tuple[_Phrase, str]]:
        yield from self._whole.get(word, ())
        for phrase, name in self._stems.get(word[:_STEM_KEY], ()):
            if word.startswith(phrase[0][:-1]):
                yield phrase, name


def _matches(phrase: _Phrase, words: Sequence[str], place: int) -> bool:
    if place + len(phrase) > len(words):
        return False
    for wanted, word in zip(phrase, words[place : place + len(phrase)], strict=True):
        if wanted[-1] == "*":
            if not word.startswith(wanted[:-1]):
                return False
        elif wanted != word:
            return False
    return True
