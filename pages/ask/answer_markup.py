"""Quoted statements as markup: each with its place, its sources and what to beware of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.cautions import cautions_of_page
from bot.answering.rendering import SILENT, by_sides, groups_of, introduced
from domain import Kind
from pages.shared.markup import badge, span_of, weight_badge
from pages.shared.templates import render
from pages.shared.terms import Explainer
from using.addresses import address_of
from using.citing import cautions_of, facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from domain import Citation, Statement
    from using.citing import Citing


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
            quote_item(_words(one, explain), one.citations[0], one.caution, citing,
                       anchor=places[id(one)], subject=introduced(one), is_lead=one is lead)
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


def _words(statement: Statement, explain: Explainer) -> Markup:
    """Give the quoted words as markup, terms explained; a list has a line for each item."""
    items = [(one.number, explain(one.text)) for one in statement.items]
    # explained once an answer, so not asked for where it is not shown
    text = "" if items else explain(statement.text)
    return render("ask/words.html", {"items": items, "text": text})


def quote_item(
    words: Markup, citation: Citation, caution: str, citing: Citing, *, anchor: str,
    subject: str, is_lead: bool = False,
) -> Markup:  # fmt: skip
    """Give a quote, as markup, with what says what it is about, its place and what to beware of."""
    passage = citation.passage
    place = passage.part.value if passage.source.kind is Kind.FINDING else _heading(citation)
    behind = citing.behind(citation)
    known = cautions_of_page(passage.source, citation.page)
    return render("ask/quote.html", {
        "subject": subject,
        "is_lead": is_lead,
        "words": words,
        "behind": [(weight_badge(one.kind), facts_of(one)) for one in behind],
        "own": [] if behind else [weight_badge(one.kind) for one in citing.weights(citation)],
        "address": address_of(passage, span_of(citation)),
        "title": passage.source.title,
        "place": place,
        "dated": passage.source.dated,
        "page": citation.page,
        "anchor": anchor,
        "caution": badge("Caution", icon="▲", tone="caution"),
        "notes": [*filter(None, [caution]), *(one for one in known if one not in caution)],
    })  # fmt: skip


def _heading(citation: Citation) -> str:
    return citation.passage.headings[-1] if citation.passage.headings else ""
