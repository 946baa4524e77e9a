"""The sources beside an answer: each quote marked in its paragraph, with what stands around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from domain import Escalation, Kind, Refusal, Shape, Status
from pages.documents.text import MarkedText
from pages.shared.markup import badge, escaped, marked, span_of, weight_badge
from using.addresses import address_of
from using.conversation import citations_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from domain import Citation, Document, Evidence, Passage
    from using.conversation import Exchange

CSS = """
.sources h2 { margin: 0 0 .5rem; font-size: 1.125rem; }
.sources h3 { margin: 1rem 0 .5rem; font-size: 1rem; }
.sources .card { font-size: .9375rem; line-height: 1.5; }
.sources .card:target { outline: 3px solid var(--findings-focus); outline-offset: 2px; }
.sources .card h4 { margin: 0 0 .25rem; font-size: .9375rem; }
.sources .facts { display: flex; flex-wrap: wrap; gap: .35rem .6rem; margin: 0 0 .5rem;
  font-size: .8125rem; color: var(--findings-muted); }
.sources .around, .sources .passage { margin: .35rem 0; white-space: pre-line; }
.sources :is(.item, .row) { padding-inline-start: 1rem; text-indent: -.8rem; }
.sources .item::before { content: "• "; }
.sources .pointer { color: var(--findings-muted); font-size: .8125rem; }
.sources .around { color: var(--findings-muted); font-size: .875rem; }
.sources ul { margin: .5rem 0 0; padding-inline-start: 1.1rem; list-style: disc; }
.sources li { margin: .4rem 0; }
.sources summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
"""

EMPTY = (
    '<section class="sources" aria-label="Sources"><h2>Sources</h2>'
    '<p class="muted">The passages behind an answer are shown here, with the quoted words marked.'
    "</p></section>"
)
_STATUS = {
    Status.CURRENT: ("Current", "✓", "good"),
    Status.SUPERSEDED: ("Superseded", "▲", "caution"),
    Status.CHECK: ("Check for a newer edition", "▲", "caution"),
    Status.UNKNOWN: ("Status unknown", "▭", "note"),
}


def sources_panel(exchange: Exchange | None, documents: Mapping[str, Document]) -> str:
    """Give the panel for one exchange; ``documents`` holds the live documents by id."""
    if exchange is None or exchange.reply is None:
        return EMPTY
    citations = citations_of(exchange)
    if not citations:
        return EMPTY
    is_refusal = isinstance(exchange.reply.outcome, Refusal)
    heading = "Nearest passages, not an answer" if is_refusal else "Quoted"
    # of a danger the quoted words alone: what stands beside them nobody chose for it
    is_alone = isinstance(exchange.reply.outcome, Escalation)
    today = datetime.now(UTC).date()
    cards = "".join(_cards(exchange.number, citations, documents, today, is_alone=is_alone))
    return (
        f'<section class="sources" aria-label="Sources"><h2>Sources</h2><h3>{heading}</h3>{cards}'
        f"{_also(exchange.reply.evidence, {one.passage.id for one in citations})}</section>"
    )


def _cards(
    exchange: int, citations: Iterable[Citation], documents: Mapping[str, Document],
    today: date, *, is_alone: bool,
) -> Iterable[str]:  # fmt: skip
    """Give a card for each passage, in the order of its first quote."""
    by_passage: dict[str, list[tuple[int, Citation]]] = {}
    for number, one in enumerate(citations, 1):
        by_passage.setdefault(one.passage.id, []).append((number, one))
    for held in by_passage.values():
        passage = held[0][1].passage
        # a quote's number is the anchor that the answer links to
        anchors = "".join(f'<span id="source-{exchange}-{number}"></span>' for number, _ in held)
        numbers = ", ".join(str(number) for number, _ in held)
        spans = [span_of(one) for _, one in held]
        words = (
            "".join(f'<p class="passage">{marked(one.quote, [(0, len(one.quote))])}</p>'
                    for _, one in held)
            if is_alone
            else _in_context(passage, spans, documents.get(passage.source.id))
        )  # fmt: skip
        yield (
            f'<div class="card" role="group" aria-label="Source of quote {numbers}">{anchors}'
            f"<h4>{escaped(passage.source.title)}</h4>{facts_markup(passage, today)}"
            f"{words}"
            f'<p><a href="{escaped(address_of(passage, spans[0]))}" target="_blank" rel="noopener">'
            "Open the document here</a></p></div>"
        )


def facts_markup(passage: Passage, today: date) -> str:
    """Give what a reader must know of a passage's document, as badges and words."""
    source = passage.source
    status, icon, tone = _STATUS[source.status_on(today)]
    if source.kind is Kind.FINDING:
        # a letter stays what was found on its day, however old
        badges = weight_badge("inspection finding") + badge(passage.part.value, icon="¶")
    else:
        badges = badge(source.kind.value, icon="✎") + badge(status, icon=icon, tone=tone)
    trail = passage.headings[1:] if passage.headings[:1] == (source.title,) else passage.headings
    page = f"from page {passage.page}" if passage.page else ""
    facts = (" > ".join(trail), page, source.publisher, source.dated, source.licence)
    words = "".join(f"<span>{escaped(one)}</span>" for one in facts if one)
    return f'<p class="facts">{badges}{words}</p>'


def _in_context(passage: Passage, spans: list[tuple[int, int]], document: Document | None) -> str:
    """Give the passage with its quotes marked, the paragraph before and the one after it."""
    if document is None:
        inner = [(start - passage.start, end - passage.start) for start, end in spans]
        return f'<p class="passage">{marked(passage.text, inner)}</p>'
    text = MarkedText(document, (), spans)
    blocks = [one for one in document.blocks if one.shape is not Shape.HEADING]
    before = [one for one in blocks if one.end <= passage.start][-1:]
    after = [one for one in blocks if one.start >= passage.end][:1]
    inside = [one for one in blocks if one.start < passage.end and passage.start < one.end]
    return "".join(
        f'<p class="{name} {one.shape.value}">{text.render(one.start, one.end)}</p>'
        for name, held in (("around", before), ("passage", inside), ("around", after))
        for one in held
    )


def _also(evidence: Iterable[Evidence], quoted: set[str]) -> str:
    items = [_also_item(one.passage) for one in evidence if one.passage.id not in quoted]
    if not items:
        return ""
    return (
        f"<details><summary>Also looked at ({len(items)}), not quoted</summary>"
        f"<ul>{''.join(items)}</ul></details>"
    )


def _also_item(passage: Passage) -> str:
    heading = passage.headings[-1] if passage.headings else ""
    opening = tidy(passage.sentences[0].text) if passage.sentences else ""
    return (
        f'<li><a href="{escaped(address_of(passage))}" target="_blank" rel="noopener">'
        f'{escaped(passage.source.title)}</a><br><span class="muted">{escaped(heading)}</span>'
        f" {escaped(opening)}</li>"
    )
