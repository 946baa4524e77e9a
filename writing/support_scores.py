"""How near a statement is to its words, by models that came along: they may veto, never license."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.judging.checking import Checker
    from store.models.embedding import Embedder

# Of 99 statements that words support the least had 0.63 and 1.1 (tests/writing/authored): what
# falls well below speaks of something else.
LEAST_COSINE = 0.5
LEAST_SCORE = 0.0
# Of 300 messages that people taught 9 of 10 lie so near their sentence, and 1 of 10 of another's.
LEAST_NEAR = 0.2


class Scores:
    """Says whether a statement and the words that it rests on speak of the same thing."""

    def __init__(
        self, embedder: Embedder, checker: Callable[[], Checker],
        named: Callable[[str, str], float] | None = None, *, least: float = 0.5,
    ) -> None:  # fmt: skip
        """Take the embedding model, and what loads the checker when it is first asked.

        ``named`` is a support model of the partnership's own (``writing.support_models``), which
        has to be as sure as ``least``.
        """
        self._embedder = embedder
        self._checker = checker
        self._named = named
        self._least = least

    def __call__(self, says: str, words: str) -> bool:
        """Say whether the two are near enough, by each of the models."""
        one, other = self._embedder.embed([says, words])
        if float(one @ other) < LEAST_COSINE:
            return False
        if float(self._checker().scores(says, [words])[0]) < LEAST_SCORE:
            return False
        return self._named is None or self._named(words, says) >= self._least

    def is_near(self, message: str, words: str) -> bool:
        """Say whether a message may be one that words answer: they speak of like things."""
        one, other = self._embedder.embed([message, words])
        return float(one @ other) >= LEAST_NEAR
