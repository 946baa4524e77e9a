"""Quoted statements as markup: each with its number and what to beware of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.rendering import SILENT, by_sides, groups_of, introduced
from bot.answering.tidying import tidy
from domain import Shape
from pages.ask.cited import labels_of, notes_of
from pages.shared.templates import render
from pages.shared.terms import Explainer
from using.citing import cautions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from domain import Citation, Statement
    from using.citing import Citing


_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")


def statements_markup(
    statements: Sequence[Statement], citing: Citing, exchange: int, *,
    sides: Sequence[str] = (), before: int = 0,
) -> Markup:  # fmt: skip
    """Give statements as markup, numbered after the ``before`` quotes above them.

    ``exchange`` is the number of the exchange that they belong to.
    """
    groups = groups_of(statements)
    lead = groups[0][1][0] if groups and not sides else None
    places, count = {}, before + 1
    for one in statements:
        places[id(one)] = f"{exchange}-{count}"
        count += len(one.citations)
    explain = Explainer(citing.glossary)

    def quotes(held: Sequence[Statement]) -> list[Markup]:
        return [
            quote_item(_words(one, explain), one.citations[0], one.caution,
                       anchor=places[id(one)], subject=_subject(one), is_lead=one is lead)
            for one in held
        ]  # fmt: skip

    # of a comparison, head by head, its two sides beside each other where there is room
    parts = (
        [
            (name, [(_capital(side), quotes(held)) for side, held in shares])
            for name, shares in by_sides(statements, sides)
        ]
        if sides
        else [(name, [("", quotes(held))]) for name, held in groups]
    )
    return render("ask/statements.html", {
        "groups": parts, "is_compared": bool(sides), "silent": SILENT,
        "notices": list(cautions_of(statements)),
    })  # fmt: skip


def _capital(side: str) -> str:
    return side[:1].upper() + side[1:]


def _subject(statement: Statement) -> str:
    """Give what stands before a quote; not the heads of a table, which stand by its cells."""
    return "" if _cells_of(statement) else introduced(statement)


def _words(statement: Statement, explain: Explainer) -> Markup:
    """Give the quoted words as markup, terms explained; a list has a line for each item.

    A row of a table is shown cell by cell, each below the head of its column.
    """
    if cells := _cells_of(statement):
        return render("ask/row.html", {"cells": [(head, explain(cell)) for head, cell in cells]})
    items = [(one.number, explain(one.text)) for one in statement.items]
    # explained once an answer, so not asked for where it is not shown
    text = "" if items else explain(_without_bullet(statement.text))
    return render("ask/words.html", {"items": items, "text": text})


def _without_bullet(text: str) -> str:
    """Give the words of a list's item without the sign before them."""
    return _BULLET.sub("", text)


def _cells_of(statement: Statement) -> list[tuple[str, str]]:
    """Give head and words of each cell, where a row of a table with a head is quoted."""
    citation = statement.citations[0]
    at = citation.passage.text.index(citation.quote)
    row = next((one for one in citation.passage.sentences if one.end > at), None)
    if row is None or row.shape is not Shape.ROW or statement.items or "\n" in statement.text:
        return []
    heads, cells = _cells(row.lead), _cells(statement.text)
    return list(zip(heads, cells, strict=True)) if 1 < len(heads) == len(cells) else []


def _cells(row: str) -> list[str]:
    return [one.strip() for one in tidy(row).strip("| ").split("|")]


def quote_item(
    words: Markup, citation: Citation, caution: str, *, anchor: str, subject: str,
    is_lead: bool = False,
) -> Markup:  # fmt: skip
    """Give a quote, as markup, with what says what it is about, its number and what to beware of.

    The number leads to its source; what to beware of stands there whole.
    """
    return render("ask/quote.html", {
        "subject": subject,
        "is_lead": is_lead,
        "words": words,
        "anchor": anchor,
        "number": anchor.rpartition("-")[2],
        "labels": labels_of(notes_of(citation, caution)),
    })  # fmt: skip
