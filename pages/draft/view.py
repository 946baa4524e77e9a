"""A draft as markup: what it says, and the sources beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from drafting.sections import Form, acting, rows_of
from drafting.showing import cells_of, introduced
from drafting.wording import WORDS
from pages.shared.markup import badge, marked
from pages.shared.templates import read_css, render
from pages.shared.terms import Explainer

if TYPE_CHECKING:
    from markupsafe import Markup

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.needed.route import DraftRoute
    from drafting.sections import DraftSection
    from learning.glossary import Glossary

CSS = read_css("draft/page.css")


def render_notice(text: str, *, level: int = 0) -> Markup:
    """Give a calm notice, or a heading of that level."""
    return render("draft/notice.html", {"text": text, "level": level})


def render_safety(steps: str) -> Markup:
    """Give the safety steps for a child in danger."""
    rows = (row.strip("* -") for row in steps.replace("**", "").splitlines())
    return render("draft/safety.html", {"rows": [row for row in rows if row]})


def render_draft(draft: Draft, glossary: Glossary) -> Markup:
    """Give the draft as a page to read."""
    explain = Explainer(glossary)
    return render("draft/draft.html", {
        "draft": draft,
        "words_title": WORDS,
        "words": list(map(rows_of, draft.words)),
        "sections": [
            (title, _section(draft, section, explain))
            for title, section in zip(draft.outline[1:-1], draft.sections, strict=True)
        ],
        "route": draft.route,
        "steps": _steps(draft.route) if draft.route else [],
    })  # fmt: skip


def render_sources(draft: Draft) -> Markup:
    """Give the numbered sources with links to their passages.

    The whole passage, with what the draft quotes of it marked, opens below each.
    """
    return render("draft/sources.html", {
        "sources": [(line.place, _passage(draft, line), _local(line.address))
                    for line in draft.sources],
    })  # fmt: skip


def _section(draft: Draft, section: DraftSection, explain: Explainer) -> dict[str, object]:
    return {
        "intro": section.intro,
        "lines": [_line(draft, line, explain) for line in section.lines],
        "tick": section.tick,
        "form": section.form.value,
        "is_grouped": section.is_grouped,
        "is_table": section.form is Form.TABLE,
        "points": list(map(rows_of, section.points)),
        "notes": list(map(rows_of, section.notes)),
    }


def _line(draft: Draft, line: DraftLine, explain: Explainer) -> dict[str, object]:
    return {
        "group": line.group,
        "lead": introduced(line),
        "cells": [(label, explain(value)) for label, value in cells_of(line)],
        "fact": line.fact,
        "acting": acting(line),
        "text": explain(line.text),
        "address": _local(line.address),
        "number": draft.number_of(line),
        "caution": badge(line.caution, icon="!", tone="caution") if line.caution else None,
    }


def _steps(route: DraftRoute) -> list[dict[str, object]]:
    return [
        {"label": one.label, "who": one.who, "by_when": one.by_when, "text": one.line.text,
         "place": one.line.place, "address": _local(one.line.address),
         "caution": badge(one.caution, icon="!", tone="caution") if one.caution else None}
        for one in route.steps
    ]  # fmt: skip


def _passage(draft: Draft, line: DraftLine) -> Markup:
    passage = line.citation.passage
    quotes = [one.citation.quote for one in draft.lines if one.citation.passage.id == passage.id]
    spans = [(start, start + len(one)) for one in quotes for start in [passage.text.index(one)]]
    return marked(passage.text, spans)


def _local(address: str) -> str:
    """Give the address within this app: the page may be reached under another name."""
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="").geturl()
