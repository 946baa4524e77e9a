"""Library, Documents: every document with what is recorded of it, and a search in their text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import gradio as gr

from dates import in_words
from domain import Kind
from library.listing import MAX_CHARACTERS as MOST_TYPED
from library.listing import narrow
from library.searching import MAX_CHARACTERS, may_hold, search_meaning, search_words
from pages.ask.passage_cards import document_link, passage_card, source_link
from pages.documents.changes import changes_address, earlier_of
from pages.documents.view import standing, web_link
from pages.shared.limits import costly
from pages.shared.templates import read_css, render
from pages.shared.terms import Explainer, glossary_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
    from datetime import date

    from markupsafe import Markup

    from bot.assistant import Library
    from bot.edition import Edition
    from domain import Source
    from learning.glossary import Glossary
    from library.searching import Hit

EXACT = "Exact words"
MEANING = "Meaning"
# Passages that a search shows.
SHOWN = 20
NEAREST = 8
_COLUMNS = ("Document", "Kind", "Published", "Last checked", "Status")

CSS = read_css("library/documents.css")


def documents_markup(library: Library, only: str = "") -> Markup:
    """Give the table of the documents, inspection letters first, then in the order read.

    ``only`` are words of those to show; how many they are is said.
    """
    held = library.generation.sources
    chosen = narrow(held, only)
    sources = sorted(chosen.sources, key=lambda one: one.kind is not Kind.FINDING)
    today = datetime.now(UTC).date()
    rows = [_row(one, today, earlier_of(one, held)) for one in sources]
    return render("library/documents.html", {
        "columns": _COLUMNS, "rows": rows, "held": len(held), "only": only.strip(),
        "repaired": chosen.words if chosen.words != only.strip() else "",
    })  # fmt: skip


def _row(source: Source, today: date, earlier: Source | None) -> dict[str, object]:
    undated = "needs none" if source.kind is Kind.FINDING else "no date recorded"
    return {
        "link": source_link(source),
        "publisher": source.publisher or "not recorded",
        "licence": (source.licence or "not recorded").rstrip("."),
        "changes": _changes(source) if earlier else "",
        "address": web_link(source.url) if source.url else "not recorded",
        "cells": (
            ("Kind", source.kind.value),
            ("Published", _published(source)),
            ("Last checked", in_words(source.checked) if source.checked else undated),
            ("Status", standing(source, today)),
        ),
    }


def _published(source: Source) -> str:
    said = source.said("published")
    return f"not dated; {source.dated_by} {said}" if source.dated_by else said or "not dated"


def _changes(source: Source) -> Markup:
    return document_link(changes_address(source), "What changed since the edition before")


REPAIRED = "No passage holds the words as typed; searched for instead: {words}."
NARROWED = "Searched in {some} of {all} documents."


def results_markup(
    library: Library, glossary: Glossary, query: str, match: str, only: str = ""
) -> Markup:
    """Give the passages that a search finds, best first, each with a link to its place.

    ``only`` are words of the documents to search.
    """
    if not any(map(str.isalnum, query)):
        return _results("Type a word or a question to search for.")
    held = library.generation
    chosen = narrow(held.sources, only).sources
    among = {one.id for one in chosen} if len(chosen) < len(held.sources) else None
    within = "" if among is None else f" {NARROWED.format(some=len(chosen), all=len(held.sources))}"
    hits: Sequence[Hit]
    if match == MEANING:
        hits = search_meaning(held, library.understanding, query, count=NEAREST, among=among)
        said = (
            f"The {len(hits)} passages nearest in meaning, nearest first. The nearest may still be "
            "about something else."
        )
    else:
        hits, said = _in_words(library, query, among)
    return _results(said + within, _cards(library, glossary, hits[:SHOWN]))


def _in_words(
    library: Library, query: str, among: Container[str] | None
) -> tuple[Sequence[Hit], str]:
    """Give the passages of the documents to search that hold the words, or the words repaired."""
    held = library.generation
    if hits := search_words(may_hold(held, query, among), query):
        return hits, _count_in_words(hits)
    # capitals mean nothing to this search, and a name may be misspelt too
    repaired = library.understanding.repaired(query[:MAX_CHARACTERS].lower())
    if hits := search_words(may_hold(held, repaired, among), repaired):
        return hits, f"{REPAIRED.format(words=repaired)} {_count_in_words(hits)}"
    return hits, _count_in_words(hits)


def _count_in_words(hits: Sequence[Hit]) -> str:
    count = len(hits)
    if not count:
        return (
            "No passage holds all of these words. Try fewer words, or search by meaning; put words "
            "in double quotes to find them side by side."
        )
    documents = len({one.passage.source.id for one in hits})
    passages = "1 passage" if count == 1 else f"{count} passages"
    where = "1 document" if documents == 1 else f"{documents} documents"
    shown = f"; the first {SHOWN} are shown" if count > SHOWN else ""
    return f"{passages} of {where} {'holds' if count == 1 else 'hold'} these words{shown}."


def _results(said: str, cards: Sequence[Markup] = ()) -> Markup:
    return render("library/results.html", {"said": said, "cards": cards})


def _cards(library: Library, glossary: Glossary, hits: Sequence[Hit]) -> list[Markup]:
    explain = Explainer(glossary)
    return [
        passage_card(
            library.documents[one.passage.source.id], one.passage, one.lines, one.marks, explain
        )
        for one in hits
    ]


def build_documents(show: Callable[[Callable[[Edition], Markup]], Markup]) -> gr.HTML:
    """Put the tab's components in place; give the one to fill with ``documents_markup``.

    ``show`` gives the markup that a function makes of the live edition, or a notice.
    """

    @costly
    def search(query: str, match: str, only: str) -> Markup:
        return show(
            lambda one: results_markup(one.library, glossary_of(lambda: one), query, match, only)
        )

    def narrowed(only: str) -> Markup:
        return show(lambda one: documents_markup(one.library, only))

    with gr.Row(equal_height=False, elem_classes="to-foot"):
        query = gr.Textbox(
            label="Search in the text of the documents",
            info="Double quotes keep words together.",
            max_length=MAX_CHARACTERS,
            elem_id="library-query",
            scale=3,
        )
        button = gr.Button("Search", variant="primary", elem_id="library-search", min_width=90)
    with gr.Row(equal_height=False):
        match = gr.Radio([EXACT, MEANING], value=EXACT, label="Search by", min_width=220)
        only = gr.Textbox(
            label="Only documents with",
            info="Words of a title, area, publisher, kind or year.",
            max_length=MOST_TYPED,
            elem_id="library-only",
            scale=2,
            min_width=220,
        )
    results = gr.HTML(elem_id="library-results", js_on_load=None, apply_default_css=False)
    table = gr.HTML(elem_id="library-documents", js_on_load=None, apply_default_css=False)
    gr.on(
        [button.click, query.submit],
        search,
        [query, match, only],
        results,
        show_progress="minimal",
        api_visibility="private",
    )
    only.change(
        narrowed, only, table, show_progress="hidden", trigger_mode="always_last",
        api_visibility="private",
    )  # fmt: skip
    return table
