"""Whether the documents could bear out a line that was changed: if so, it is no wrong answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.search.keywords import tokens_of

if TYPE_CHECKING:
    from store.generation.opened import Generation

# How many words on each side of a change are sought together with it.
WINDOW_WORDS = 3
# Another sentence that holds the changed words and this share of the line's telling words may
# say the same of something else: then the change is not used.
SHARED_SHARE = 0.5

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class Truth:
    """What the documents of one generation say, word by word."""

    def __init__(self, generation: Generation) -> None:
        """Read every document once."""
        self._whole = "\n".join(f" {_joined(one.text)} " for one in generation.documents)
        sentences = (one for passage in generation.passages for one in passage.sentences)
        self._sentences = [
            (f" {_joined(text)} ", _telling(text))
            for text in dict.fromkeys(f"{one.lead} {one.text}" for one in sentences)
        ]

    def is_nowhere(self, text: str, span: tuple[int, int], instead: str) -> bool:
        """Say whether no document bears out ``text`` with ``instead`` in place of ``span``.

        Neither the changed line nor the change among its neighbouring words may occur
        anywhere, and no sentence may hold the new words together with half of what the line
        is about.
        """
        before, after = text[: span[0]], text[span[1] :]
        changed = f" {_joined(before + instead + after)} "
        near = [*_words(before)[-WINDOW_WORDS:], *_words(instead), *_words(after)[:WINDOW_WORDS]]
        if changed in self._whole or f" {' '.join(near)} " in self._whole:
            return False
        rest = f"{before} {after}"
        if f" {_joined(instead)} " in f" {_joined(rest)} ":
            return False
        return not self._is_said_of_something_else(f" {_joined(text)} ", rest, instead)

    def _is_said_of_something_else(self, own: str, rest: str, instead: str) -> bool:
        words = f" {_joined(instead)} "
        about = _telling(rest) - _telling(instead)
        return any(
            words in text and own not in text and len(about & telling) >= SHARED_SHARE * len(about)
            for text, telling in self._sentences
        )


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _joined(text: str) -> str:
    return " ".join(_words(text))


def _telling(text: str) -> frozenset[str]:
    """Give the stems of a text's words but for those that every text holds."""
    return frozenset(tokens_of(text))
