"""A quote on the Learn page, with its document, its address and what to know before using it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.cautions import caution_for
from bot.answering.rendering import found_in, place_of
from domain import Part
from learning.quiz.lines import plain
from pages.shared.markup import escaped, marked, span_of
from pages.shared.terms import explained
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain import Citation
    from ingest.beside.pointers import Pointer
    from learning.glossary import Glossary

_FOUND = frozenset({Part.HEADLINE, Part.STRENGTH, Part.MAIN})


def quote_markup(citation: Citation, glossary: Glossary | None = None, *, key: str = "") -> str:
    """Give a quote, its terms explained or the words of ``key`` marked."""
    text = plain(citation.quote)
    at = text.find(key) if key and key != text else -1
    if at >= 0:
        body = marked(text, [(at, at + len(key))])
    else:
        body = explained(text, glossary) if glossary else escaped(text)
    return f'<blockquote class="quote explained">{body}</blockquote>'


def source_markup(citation: Citation, pointers: Mapping[str, Pointer]) -> str:
    """Give the line below a quote: its place, a link to it, and a caution where there is one."""
    passage = citation.passage
    address = escaped(address_of(passage, span_of(citation)))
    place = escaped(place_of(citation))
    link = f'<a href="{address}" target="_blank" rel="noopener">{place}</a>'
    notes = []
    label = escaped(found_in(passage.source.seen))
    found = f' <span class="found">{label}.</span>' if passage.part in _FOUND else ""
    at = passage.text.index(citation.quote)
    sentence = next((one for one in passage.sentences if one.end > at), None)
    if sentence is not None and (caution := caution_for(passage, sentence, pointers)):
        notes.append(caution)
    told = "".join(f' <span class="caution">{escaped(one)}</span>' for one in notes)
    return f'<p class="source">{link}{found}{told}</p>'
