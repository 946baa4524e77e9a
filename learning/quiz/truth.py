"""Whether the documents could bear out a line that was changed: if so, it is no wrong answer."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

from store.search.keywords import tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.generation.opened import Generation

# How many words on each side of a change are sought together with it.
WINDOW_WORDS = 3
# Another sentence that holds the changed words and this share of the line's telling words may
# say the same of something else: then the change is not used.
SHARED_SHARE = 0.5

# Ends a document; no word is empty.
_END = ""
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class Truth:
    """What the documents of one generation say, word by word."""

    def __init__(self, generation: Generation) -> None:
        """Read every document once, and note where each word stands."""
        self._words: list[str] = []
        self._places: dict[str, array[int]] = {}
        for one in generation.documents:
            for word in (*_words(one.text), _END):
                self._places.setdefault(word, array("I")).append(len(self._words))
                self._words.append(word)
        sentences = (one for passage in generation.passages for one in passage.sentences)
        self._sentences = [
            (f" {_joined(text)} ", _telling(text))
            for text in dict.fromkeys(f"{one.lead} {one.text}" for one in sentences)
        ]
        self._holding: dict[str, array[int]] = {}
        for number, (text, _) in enumerate(self._sentences):
            for word in set(text.split()):
                self._holding.setdefault(word, array("I")).append(number)

    def is_nowhere(self, text: str, span: tuple[int, int], instead: str) -> bool:
        """Say whether no document bears out ``text`` with ``instead`` in place of ``span``.

        The change among its neighbouring words may not occur anywhere, and no sentence may hold
        the new words together with half of what the line is about.
        """
        before, after = text[: span[0]], text[span[1] :]
        near = [*_words(before)[-WINDOW_WORDS:], *_words(instead), *_words(after)[:WINDOW_WORDS]]
        if self._stands(near):
            return False
        rest = f"{before} {after}"
        if f" {_joined(instead)} " in f" {_joined(rest)} ":
            return False
        return not self._is_said_of_something_else(f" {_joined(text)} ", rest, instead)

    def _stands(self, phrase: list[str]) -> bool:
        """Say whether the words stand somewhere one after another."""
        at, places = _fewest(phrase, self._places)
        return any(
            place >= at and self._words[place - at : place - at + len(phrase)] == phrase
            for place in places
        )

    def _is_said_of_something_else(self, own: str, rest: str, instead: str) -> bool:
        words = f" {_joined(instead)} "
        about = _telling(rest) - _telling(instead)
        _, holding = _fewest(words.split(), self._holding)
        return any(
            words in text and own not in text and len(about & telling) >= SHARED_SHARE * len(about)
            for text, telling in (self._sentences[number] for number in holding)
        )


def _fewest(words: Sequence[str], held: Mapping[str, array[int]]) -> tuple[int, Sequence[int]]:
    """Give which of the words is held in the fewest places, and these; none for no words."""
    found = [(len(held.get(word, ())), at) for at, word in enumerate(words)]
    _, at = min(found, default=(0, 0))
    return at, held.get(words[at], ()) if found else ()


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _joined(text: str) -> str:
    return " ".join(_words(text))


def _telling(text: str) -> frozenset[str]:
    """Give the stems of a text's words but for those that every text holds."""
    return frozenset(tokens_of(text))
