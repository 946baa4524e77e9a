"""The sources beside an answer: each quote marked in its paragraph, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from domain import Escalation, Kind, Refusal, Shape, Status
from pages.documents.text import MarkedText
from pages.shared.markup import badge, marked, span_of, web_address, weight_badge
from pages.shared.templates import read_css, render
from using.addresses import address_of
from using.conversation import citations_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date

    from markupsafe import Markup

    from bot.safety.ages import Ages
    from domain import Citation, Document, Passage
    from using.conversation import Exchange

CSS = read_css("ask/sources_panel.css")

EMPTY = render("ask/no_sources.html", {"contacts": []})
_STATUS = {
    Status.CURRENT: ("Current", "✓", "good"),
    Status.SUPERSEDED: ("Superseded", "▲", "caution"),
    Status.CHECK: ("Check for a newer edition", "▲", "caution"),
    Status.UNKNOWN: ("Status unknown", "▭", "note"),
}


def empty_panel(ages: Ages) -> Markup:
    """Give what stands beside a page without an answer: whom to ring, and which checks are old."""
    given = ages.partnership.contact
    fresh = [one.reviewed for one in given if not ages.is_old(one)]
    return render("ask/no_sources.html", {
        "since": min(fresh, default=None),
        "contacts": [
            (one, ", ".join(filter(None, (one.option, one.hours))), ages.is_old(one))
            for one in given
        ],
    })  # fmt: skip


def sources_panel(
    exchange: Exchange | None, documents: Mapping[str, Document],
    pictured: Container[str] = (), empty: Markup = EMPTY,
) -> Markup:  # fmt: skip
    """Give the panel for one exchange; ``documents`` holds the live documents by id.

    ``pictured`` are the ids of those whose printed pages are kept; ``empty`` stands where there
    is nothing to show.
    """
    if exchange is None or exchange.reply is None:
        return empty
    citations = citations_of(exchange)
    if not citations:
        return empty
    outcome = exchange.reply.outcome
    quoted = {one.passage.id for one in citations}
    # of a danger, or what may be one, the quoted words alone: what stands beside them nobody chose
    is_alone = isinstance(outcome, Escalation) or exchange.reply.reminds
    today = datetime.now(UTC).date()
    return render("ask/sources.html", {
        "heading": "Nearest passages, not an answer" if isinstance(outcome, Refusal) else "Quoted",
        "exchange": exchange.number,
        "cards": list(_cards(citations, documents, today, pictured, is_alone=is_alone)),
        "also": [_also(one.passage) for one in exchange.reply.evidence
                 if one.passage.id not in quoted and not is_alone],
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Card:
    """A passage: the numbers of its quotes, which the answer links to, and what is shown of it.

    ``lines`` are paragraphs, each with its class; ``url`` is the publisher's address, ``picture``
    that of the printed page, empty where none is kept.
    """

    numbers: list[int]
    title: str
    facts: Markup
    lines: list[tuple[str, Markup]]
    address: str
    url: str
    page: int
    picture: str


def _cards(
    citations: Iterable[Citation], documents: Mapping[str, Document], today: date,
    pictured: Container[str], *, is_alone: bool,
) -> Iterator[_Card]:  # fmt: skip
    """Give a card for each passage, in the order of its first quote."""
    by_passage: dict[str, list[tuple[int, Citation]]] = {}
    for number, one in enumerate(citations, 1):
        by_passage.setdefault(one.passage.id, []).append((number, one))
    for held in by_passage.values():
        passage = held[0][1].passage
        spans = [span_of(one) for _, one in held]
        lines = (
            [("passage", marked(one.quote, [(0, len(one.quote))])) for _, one in held]
            if is_alone
            else _in_context(passage, spans, documents.get(passage.source.id))
        )
        page, address = held[0][1].page, address_of(passage, spans[0])
        is_pictured = page and passage.source.id in pictured
        yield _Card(
            [number for number, _ in held], passage.source.title,
            facts_markup(passage, today), lines, address, web_address(passage.source.url), page,
            address.replace("#", f"&picture={page}#") if is_pictured else "",
        )  # fmt: skip


def facts_markup(passage: Passage, today: date) -> Markup:
    """Give what a reader must know of a passage's document, as badges and words."""
    source = passage.source
    status, icon, tone = _STATUS[source.status_on(today)]
    if source.kind is Kind.FINDING:
        # a letter stays what was found on its day, however old
        badges = [weight_badge("inspection finding"), badge(passage.part.value, icon="¶")]
    else:
        badges = [badge(source.kind.value, icon="✎"), badge(status, icon=icon, tone=tone)]
    trail = passage.headings[1:] if passage.headings[:1] == (source.title,) else passage.headings
    page = f"from page {passage.page}" if passage.page else ""
    facts = (" > ".join(trail), page, source.publisher, source.dated, source.licence)
    return render("ask/facts.html", {"badges": badges, "facts": [one for one in facts if one]})


def _in_context(
    passage: Passage, spans: list[tuple[int, int]], document: Document | None
) -> list[tuple[str, Markup]]:
    """Give the passage with its quotes marked, the paragraph before and the one after it."""
    if document is None:
        inner = [(start - passage.start, end - passage.start) for start, end in spans]
        return [("passage", marked(passage.text, inner))]
    text = MarkedText(document, (), spans)
    blocks = [one for one in document.blocks if one.shape is not Shape.HEADING]
    before = [one for one in blocks if one.end <= passage.start][-1:]
    after = [one for one in blocks if one.start >= passage.end][:1]
    inside = [one for one in blocks if one.start < passage.end and passage.start < one.end]
    return [
        (f"{name} {one.shape.value}", text.render(one.start, one.end))
        for name, held in (("around", before), ("passage", inside), ("around", after))
        for one in held
    ]


def _also(passage: Passage) -> tuple[str, str, str, str]:
    """Give address, title, heading and opening words of a passage that is not quoted."""
    heading = passage.headings[-1] if passage.headings else ""
    opening = tidy(passage.sentences[0].text) if passage.sentences else ""
    return address_of(passage), passage.source.title, heading, opening
