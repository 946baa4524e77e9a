"""Quoted statements as markup: each with its place, its sources and what to beware of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.rendering import SILENT, by_sides, groups_of, introduced
from domain import Kind, Status
from pages.shared.citing import cautions_of, facts_of
from pages.shared.markup import address_of, badge, escaped, span_of, weight_badge
from pages.shared.terms import Explainer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.answering.weights import Weight
    from domain import Citation, Statement
    from pages.shared.citing import Citing

_OLD = {
    Status.SUPERSEDED: "Superseded: a newer edition replaces this document.",
    Status.CHECK: "",
    Status.CURRENT: "",
    Status.UNKNOWN: "",
}


def statements_markup(
    statements: Sequence[Statement], citing: Citing, exchange: int, *,
    sides: Sequence[str] = (), before: int = 0,
) -> str:  # fmt: skip
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

    def quotes(held: Sequence[Statement]) -> str:
        items = (
            quote_item(_words(one, explain), one.citations[0], one.caution, citing,
                       anchor=places[id(one)], subject=introduced(one), is_lead=one is lead)
            for one in held
        )  # fmt: skip
        return f'<ol class="quotes">{"".join(items)}</ol>'

    parts = (
        _side_by_side(statements, sides, quotes)
        if sides
        else [f"<h4>{escaped(name)}</h4>{quotes(held)}" for name, held in groups]
    )
    notices = (
        f'<p class="notice notice-caution">{escaped(one)}</p>' for one in cautions_of(statements)
    )
    return "".join((*parts, *notices))


def _side_by_side(
    statements: Sequence[Statement], sides: Sequence[str],
    quotes: Callable[[Sequence[Statement]], str],
) -> Iterator[str]:  # fmt: skip
    """Give a comparison head by head, its two sides beside each other where there is room."""
    for name, shares in by_sides(statements, sides):
        columns = "".join(
            f'<div class="side">{_side_heading(side)}'
            f"{quotes(held) if held else f'<p>{SILENT}</p>'}</div>"
            for side, held in shares
        )
        yield f'<h4>{escaped(name)}</h4><div class="sides">{columns}</div>'


def _side_heading(side: str) -> str:
    return f"<h5>{escaped(side[:1].upper() + side[1:])}</h5>" if side else ""


def _words(statement: Statement, explain: Explainer) -> str:
    """Give the quoted words as markup, terms explained; a list has a line for each item."""
    if not statement.items:
        return f"“{explain(statement.text)}”"
    return "".join(
        f'<span class="item{" nested" if "." in one.number else ""}" role="listitem">'
        f"{f'{one.number}. ' if one.number else ''}“{explain(one.text)}”</span>"
        for one in statement.items
    )


def quote_item(
    words: str, citation: Citation, caution: str, citing: Citing, *, anchor: str,
    subject: str, is_lead: bool = False,
) -> str:  # fmt: skip
    """Give a quote, as markup, with what says what it is about, its place and what to beware of."""
    passage = citation.passage
    place = passage.part.value if passage.source.kind is Kind.FINDING else _heading(citation)
    behind = citing.behind(citation)
    own = "" if behind else "".join(weight_badge(one.kind) for one in citing.weights(citation))
    address = escaped(address_of(passage, span_of(citation)))
    old = _OLD[passage.source.status]
    notes = "".join(
        f'<p class="caution">{badge("Caution", icon="▲", tone="caution")} {escaped(one)}</p>'
        for one in (caution, old)
        if one
    )
    subject = f'<p class="about">{escaped(subject)}</p>' if subject else ""
    return (
        f"<li>{subject}"
        f'<blockquote class="quote explained{" lead" if is_lead else ""}">{words}'
        "</blockquote>"
        f"{_behind(behind)}"
        f'<p class="cite">{own}'
        f'<a href="{address}" target="_blank" rel="noopener">{escaped(passage.source.title)}'
        f"{f', {escaped(place)}' if place else ''}"
        '<span class="only-spoken"> (opens the document)</span></a>'
        f"<span>{escaped(passage.source.dated)}</span>"
        f"{f'<span>page {citation.page}</span>' if citation.page else ''}"
        f'<a href="#source-{anchor}" class="in-context not-printed">In context'
        f'<span class="only-spoken"> of quote {anchor}</span></a></p>{notes}</li>'
    )


def _behind(weights: Sequence[Weight]) -> str:
    """Give the sources that a note names for a line, each with its badge, title, area and date."""
    named = "".join(
        f'<span class="weight">{weight_badge(one.kind)}<span>{escaped(facts_of(one))}</span></span>'
        for one in weights
    )
    return f'<p class="cite"><span>Rests on</span>{named}</p>' if named else ""


def _heading(citation: Citation) -> str:
    return citation.passage.headings[-1] if citation.passage.headings else ""
