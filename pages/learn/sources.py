"""A quote on the Learn page, with its document, its address and what to know before using it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.cautions import NONE_FOREIGN, caution_for
from bot.answering.rendering import place_of, what_it_is
from learning.quiz.lines import plain
from pages.shared.markup import marked, span_of
from pages.shared.templates import render
from pages.shared.terms import explained
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from bot.answering.cautions import Foreign
    from domain import Citation
    from ingest.beside.pointers import Pointer
    from learning.glossary import Glossary


def quote_markup(
    citation: Citation, glossary: Glossary | None = None, *, key: str = ""
) -> Markup:  # fmt: skip
    """Give a quote, its terms explained or the words of ``key`` marked."""
    text = plain(citation.quote)
    at = text.find(key) if key and key != text else -1
    body: Markup | str = text
    if at >= 0:
        body = marked(text, [(at, at + len(key))])
    elif glossary:
        body = explained(text, glossary)
    return render("learn/quote.html", {"body": body})


def source_markup(
    citation: Citation, pointers: Mapping[str, Pointer], foreign: Foreign = NONE_FOREIGN
) -> Markup:
    """Give the line below a quote: its place, a link to it, what it is, and what to beware of."""
    passage = citation.passage
    at = passage.text.index(citation.quote)
    sentence = next((one for one in passage.sentences if one.end > at), None)
    caution = caution_for(passage, sentence, pointers, foreign) if sentence else ""
    return place_markup(citation, caution)


def place_markup(citation: Citation, caution: str) -> Markup:
    """Give the line below a quote of which the caution is known."""
    return render("learn/source.html", {
        "address": address_of(citation.passage, span_of(citation)),
        "place": place_of(citation),
        "is_a": what_it_is(citation),
        "caution": caution,
    })  # fmt: skip
