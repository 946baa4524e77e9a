"""The glossary's words inside a text: hovering or focusing one shows what it means.

``findings.js`` lets Escape put an explanation away (WCAG 2.2, 1.4.13).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from domain import FindingsError
from learning.glossary import Glossary
from pages.shared.templates import read_css, render
from using import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from markupsafe import Markup

    from bot.edition import Edition
    from learning.glossary import GlossaryEntry, MarkedTerm

CSS = read_css("shared/terms.css")
# every explanation on a page has an id of its own, whichever part of the page it is in
_numbers = itertools.count(1)


class Explainer:
    """Gives texts as markup; a term explains itself in the first of them that holds it."""

    def __init__(self, glossary: Glossary) -> None:
        """Take the glossary; nothing is explained yet."""
        self._glossary = glossary
        self._done: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """Give a text as markup; what is around it must have the class ``explained``."""
        places = self._glossary.mark_terms(text)
        markup = _explained(text, places, self._done)
        self._done.update(entry.term for place in places for entry in place.entries)
        return markup


def glossary_of(edition: Callable[[], Edition]) -> Glossary:
    """Give the glossary of an edition; an empty one where it cannot be read."""
    try:
        return edition().made(parts.glossary)
    except FindingsError:
        return Glossary([])


def explained(
    text: str, glossary: Glossary, *, leave_out: frozenset[str] = frozenset()
) -> Markup:  # fmt: skip
    """Give text as markup in which the first place of each term of the glossary explains itself.

    ``leave_out`` holds terms that are not to be marked, such as the answer to a question.
    The text around must have the class ``explained``.
    """
    return _explained(text, glossary.mark_terms(text), leave_out)


def _explained(text: str, places: Iterable[MarkedTerm], leave_out: AbstractSet[str]) -> Markup:
    pieces: list[tuple[str, str, str, list[tuple[str, str]]]] = []
    at = 0
    for place in places:
        if any(entry.term in leave_out for entry in place.entries):
            continue
        says = [(named(one), one.says) for one in place.entries]
        words = text[place.start : place.end]
        pieces.append((text[at : place.start], f"term-{next(_numbers)}", words, says))
        at = place.end
    return render("shared/explained.html", {"parts": pieces, "rest": text[at:]})


def named(entry: GlossaryEntry) -> str:
    """Give a term with its first abbreviation, where it has one."""
    name = entry.term[:1].upper() + entry.term[1:]
    short = entry.abbreviations[0] if entry.abbreviations else ""
    return f"{name} ({short})" if short and short != entry.term else name
