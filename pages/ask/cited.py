"""The sources of an answer: one line each, with what else there is to know of it folded behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answering.cautions import cautions_of_page
from domain import Kind
from pages.shared.markup import badge, span_of, web_address, weight_badge
from pages.shared.templates import render
from using.addresses import address_of
from using.citing import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from domain import Citation
    from using.citing import Citing

# A caution says first what is so, and behind a colon what to do about it.
_REMEDY = re.compile(r": (?=[a-z])[^:]*$")
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class _CitedQuote:
    """What is to be known of one quote; of each source behind it badge, words and address."""

    number: int
    address: str
    heading: str
    behind: list[tuple[Markup, str, str]]
    own: list[Markup]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class _CitedDocument:
    """A document, or part of a letter, that an answer quotes."""

    title: str
    part: str
    address: str
    url: str
    dated: str
    rights: str
    quotes: list[_CitedQuote] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the quotes that are of it."""
        return [one.number for one in self.quotes]

    @property
    def facts(self) -> str:
        """Its pages and its date."""
        many = "pages" if len(self.pages) > 1 else "page"
        pages = f"{many} {', '.join(map(str, self.pages))}" if self.pages else ""
        return ", ".join(filter(None, (pages, self.dated)))


def cited_markup(
    quotes: Iterable[tuple[Citation, str]], citing: Citing, exchange: int
) -> Markup:  # fmt: skip
    """Give the sources of quotes, each with the caution of its statement, a line a document.

    The line links to the document; badge, caution, licence and what it rests on are folded.
    """
    held: dict[tuple[str, str], _CitedDocument] = {}
    for number, (citation, caution) in enumerate(quotes, 1):
        source = citation.passage.source
        part = citation.passage.part.value if source.kind is Kind.FINDING else ""
        address = address_of(citation.passage, span_of(citation))
        line = held.setdefault((source.id, part), _CitedDocument(
            source.title, part, address, web_address(source.url), source.dated,
            ". ".join(filter(None, (source.publisher, source.licence))),
        ))  # fmt: skip
        line.quotes.append(_of_a_quote(number, citation, caution, citing, address))
        if citation.page and citation.page not in line.pages:
            line.pages.append(citation.page)
    return render("ask/cited.html", {
        "lines": list(held.values()), "exchange": exchange,
        "caution": badge("Caution", icon="▲", tone="caution"),
    })  # fmt: skip


def _of_a_quote(
    number: int, citation: Citation, caution: str, citing: Citing, address: str
) -> _CitedQuote:
    headings = citation.passage.headings
    behind = citing.behind(citation)
    return _CitedQuote(
        number, address, headings[-1] if headings else "",
        [(weight_badge(one.kind), facts_of(one), web_address(one.url)) for one in behind],
        [] if behind else [weight_badge(one.kind) for one in citing.weights(citation)],
        notes_of(citation, caution),
    )  # fmt: skip


def notes_of(citation: Citation, caution: str) -> list[str]:
    """Give what a reader must know of a quote, each whole."""
    known = cautions_of_page(citation.passage.source, citation.page)
    return [*filter(None, [caution]), *(one for one in known if one not in caution)]


def labels_of(notes: Iterable[str]) -> list[str]:
    """Give cautions in short, to stand by their quote: what is so, without what to do about it."""
    said = (_REMEDY.sub("", one).rstrip(". ") for note in notes for one in _SENTENCE.split(note))
    return ["; ".join(dict.fromkeys(filter(None, said)))] if notes else []
