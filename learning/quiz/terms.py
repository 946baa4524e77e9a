"""Terms of the glossary that can stand in one another's place in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learning.quiz.swaps import Sort, Swap, either
from store.search.keywords import tokens_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from bot.reading.lexicon import Lexicon

# Terms of these kinds name one thing each, so that one in another's place is plainly wrong.
_ASKED_KINDS = frozenset({"meeting", "plan", "process", "tool", "role", "agency", "law"})
_DETERMINER = re.compile(
    r"(?:\b(?:an?|the|its|their|each|every|one|any|this|that|your)|['’]s)\s$", re.IGNORECASE
)
_MASS = re.compile(
    r"(?:ing|ance|ship|scrutiny|help|tion|ity|sharing|law|consent|planning|care|action"
    r"|arrangements|oversight|challenge|learning|services|Hospital)$"
)


class Terms:
    """The glossary's terms, as wrong answers for one another."""

    def __init__(
        self, lexicon: Lexicon, *, known: Iterable[str], unasked: Container[str] = ()
    ) -> None:
        """Take the terms of several words; only those in ``known`` texts stand in for others.

        Terms of ``unasked`` are left out.
        """
        whole = " ".join(known).casefold()
        terms = [
            one
            for one in lexicon.terms
            if " " in one.term and one.kind in _ASKED_KINDS and one.term not in unasked
        ]
        self._kinds = {one.term.casefold(): one.kind for one in terms}
        self._of_kind: dict[str, list[str]] = {}
        for one in terms:
            if one.term.casefold() in whole:
                self._of_kind.setdefault(one.kind, []).append(one.term)
        names = sorted(self._kinds, key=len, reverse=True)
        self._pattern = re.compile(either(names), re.IGNORECASE)

    def find(self, text: str) -> Iterator[Swap]:
        """Give the terms of a line with others of their kind, number and article."""
        for match in self._pattern.finditer(text):
            before, after = text[: match.start()], text[match.end() : match.end() + 2]
            if after.startswith(("-", "'", "’")) or before.endswith("-") or after[:1].isalpha():
                continue
            name = match[0]
            others = self._of_kind.get(self._kinds.get(name.casefold(), ""), [])
            if not _DETERMINER.search(before):
                continue
            rest = set(tokens_of(f"{before} {text[match.end() :]}"))
            fitting = tuple(
                other
                for other in others
                if _fits(other, name, before) and not rest & set(tokens_of(other))
            )
            yield Swap(Sort.TERM, match.start(), match.end(), fitting)


def _fits(other: str, name: str, before: str) -> bool:
    one, two = other.casefold(), name.casefold()
    if one in two or two in one or set(one.split()) & set(two.split()) - {"and", "of", "the"}:
        return False
    if other.endswith("s") != name.endswith("s") or "/" in other:
        return False
    if bool(_MASS.search(other)) != bool(_MASS.search(name)):
        return False
    if other[:1].isupper() != name[:1].isupper():
        return False
    article = re.search(r"\b(an?)\s$", before, re.IGNORECASE)
    return article is None or (article[1].lower() == "an") == (other[:1].lower() in "aeiou")
