"""Words of judgement: whether a question presumes the opposite of what a document says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from domain import FindingsError
from ingest.beside.tables import read_table
from store.search.keywords import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

POLARITY_NAME = "polarity.toml"
# A negator turns a word of judgement that follows within this many words.
REACH = 3


class PolarityError(FindingsError):
    """The file of words of judgement cannot be read."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    negators: tuple[str, ...] = ()
    antonyms: tuple[tuple[str, str], ...] = ()


class Polarity:
    """Compares the judgement that a question presumes with the one a sentence gives."""

    def __init__(
        self,
        positive: Iterable[str],
        negative: Iterable[str],
        negators: Iterable[str],
        antonyms: Iterable[Sequence[str]],
    ) -> None:
        """Index single words and phrases of judgement."""
        self._values = {tuple(words_of(one)): 1 for one in positive}
        self._values |= {tuple(words_of(one)): -1 for one in negative}
        self._negators = {tuple(words_of(one)) for one in negators}
        self._longest = max((len(key) for key in (*self._values, *self._negators)), default=1)
        self._opposites: dict[str, set[str]] = {}
        for first, second in antonyms:
            self._opposites.setdefault(first.lower(), set()).add(second.lower())
            self._opposites.setdefault(second.lower(), set()).add(first.lower())

    def value(self, word: str) -> int:
        """Give 1 for a single word that judges well, -1 for one that judges ill, else 0."""
        return self._values.get((word,), 0)

    def compare(self, question: str, sentence: str) -> tuple[float, ...]:
        """Give clash, the two judgements, whether each is negated, and whether antonyms meet.

        A judgement lies in -1 to 1; clash is how far the two point in opposite directions.
        """
        asked, asked_negated = self._judge(words_of(question))
        said, said_negated = self._judge(words_of(sentence))
        words = set(words_of(sentence))
        opposed = any(words & self._opposites.get(word, set()) for word in words_of(question))
        return (
            max(0.0, -asked * said), asked, said,
            float(asked_negated), float(said_negated), float(opposed),
        )  # fmt: skip

    def _judge(self, words: Sequence[str]) -> tuple[float, bool]:
        total = count = 0
        negated_until = -1
        negated = False
        index = 0
        while index < len(words):
            step = 1
            for size in range(min(self._longest, len(words) - index), 0, -1):
                key = tuple(words[index : index + size])
                if key in self._negators:
                    negated_until = index + size + REACH
                    negated = True
                    step = size
                    break
                if key in self._values:
                    turn = -1 if index < negated_until else 1
                    total += self._values[key] * turn
                    count += 1
                    step = size
                    break
            index += step
        return (total / count if count else 0.0), negated


def read_polarity(path: Path) -> Polarity:
    """Give the words of judgement of ``polarity.toml``; none where the file is missing.

    Raises:
        PolarityError: the file cannot be read, or holds something else.
    """
    words = read_table(path, _Words, PolarityError) if path.is_file() else _Words()
    return Polarity(words.positive, words.negative, words.negators, words.antonyms)
