"""The glossary's words inside a text: hovering or focusing one shows what it means.

``findings.js`` lets Escape put an explanation away (WCAG 2.2, 1.4.13).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from domain import FindingsError
from learning.glossary import Glossary
from pages.shared.markup import escaped
from using import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.edition import Edition
    from learning.glossary import GlossaryEntry

CSS = """
.explained { position: relative; }
.term { font-style: inherit; cursor: help; border-bottom: 2px dotted var(--findings-edge); }
.term:focus-visible { outline: 3px solid var(--findings-focus); outline-offset: 2px; }
.term-tip {
  display: none; position: absolute; z-index: 30; inset-inline: 0; margin-top: 1.7em;
  max-width: 30rem; padding: .6rem .8rem; border: 1px solid var(--findings-edge);
  border-radius: var(--findings-radius); background: var(--findings-paper);
  color: var(--findings-ink); font-size: .9375rem; font-weight: 400; line-height: 1.45;
  box-shadow: 0 4px 14px rgb(0 0 0 / .25);
}
.term-tip b { display: block; }
.term-tip span + b { margin-top: .4rem; }
.term:is(:hover, :focus):not(.term-closed) > .term-tip { display: block; }
@media print { .term { border: 0; } .term-tip { display: none !important; } }
"""
# every explanation on a page has an id of its own, whichever part of the page it is in
_numbers = itertools.count(1)


class Explainer:
    """Gives texts as markup; a term explains itself in the first of them that holds it."""

    def __init__(self, glossary: Glossary) -> None:
        """Take the glossary; nothing is explained yet."""
        self._glossary = glossary
        self._done: set[str] = set()

    def __call__(self, text: str) -> str:
        """Give a text as markup; what is around it must have the class ``explained``."""
        markup = explained(text, self._glossary, leave_out=frozenset(self._done))
        for place in self._glossary.mark_terms(text):
            self._done |= {entry.term for entry in place.entries}
        return markup


def glossary_of(edition: Callable[[], Edition]) -> Glossary:
    """Give the glossary of an edition; an empty one where it cannot be read."""
    try:
        return edition().made(parts.glossary)
    except FindingsError:
        return Glossary([])


def explained(text: str, glossary: Glossary, *, leave_out: frozenset[str] = frozenset()) -> str:
    """Give text as markup in which the first place of each term of the glossary explains itself.

    ``leave_out`` holds terms that are not to be marked, such as the answer to a question.
    The text around must have the class ``explained``.
    """
    pieces: list[str] = []
    at = 0
    for place in glossary.mark_terms(text):
        if leave_out & {entry.term for entry in place.entries}:
            continue
        pieces += [
            escaped(text[at : place.start]),
            _term(text[place.start : place.end], place.entries),
        ]
        at = place.end
    return "".join([*pieces, escaped(text[at:])])


def _term(words: str, entries: tuple[GlossaryEntry, ...]) -> str:
    name = f"term-{next(_numbers)}"
    says = "".join(
        f"<b>{escaped(named(one))}</b><span>{escaped(one.says)}</span>" for one in entries
    )
    return (
        f'<dfn class="term" tabindex="0" aria-describedby="{name}">{escaped(words)}'
        f'<span class="term-tip" role="tooltip" id="{name}">{says}</span></dfn>'
    )


def named(entry: GlossaryEntry) -> str:
    """Give a term with its first abbreviation, where it has one."""
    name = entry.term[:1].upper() + entry.term[1:]
    short = entry.abbreviations[0] if entry.abbreviations else ""
    return f"{name} ({short})" if short and short != entry.term else name
