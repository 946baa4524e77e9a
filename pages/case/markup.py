"""A case that was read as markup: its words without details, the pathway, the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.rendering import place_of, privacy_notice
from pages.ask.answer_markup import statements_markup
from pages.ask.cited import cited_markup
from pages.ask.passage_cards import document_link
from pages.ask.safety_steps import reminder_markup
from pages.pathways.markup import TAB, source_of
from pages.shared.markup import ask_button, badge, span_of, tab_button
from pages.shared.templates import read_css, render
from pages.shared.terms import Explainer
from using.addresses import address_of
from using.casework.checklist import checklist_of, unsettled

if TYPE_CHECKING:
    from markupsafe import Markup

    from domain import Statement
    from ingest.beside.partnership import Partnership
    from pathways.route import Step
    from pathways.shelf import Shelved
    from using.casework.reading import CaseRead
    from using.citing import Citing

CSS = read_css("case/page.css")
_COUNTS = ("no thing", "one thing", "two things", "three things", "four things", "five things",
           "six things", "seven things", "eight things", "nine things")  # fmt: skip


def case_markup(
    case: CaseRead, shelved: Shelved, citing: Citing, partnership: Partnership
) -> Markup:  # fmt: skip
    """Give what was read, the pathway step by step, what to record, and the checklist."""
    checklist = checklist_of(case, partnership)
    explain = Explainer(citing.glossary)
    count = len(case.noticed)
    return render("case/case.html", {
        "first": reminder_markup() if case.first else "",
        "told": case.told,
        "notice": privacy_notice(case.kinds) if case.kinds else "",
        "count": _COUNTS[count] if count < len(_COUNTS) else f"{count} things",
        "noticed": [
            (one.words, explain(one.quote), document_link(
                address_of(one.citation.passage, span_of(one.citation)), place_of(one.citation)
            )) for one in case.noticed
        ],
        "route": case.route,
        "open_route": tab_button(TAB, "See it as a diagram", case.route.id) if case.route else "",
        "steps": [_step(one, case, shelved, explain) for one in case.route.steps]
        if case.route else [],
        "record": _quotes(case.record, citing, 1),
        "tell": _quotes(case.tell, citing, 2),
        "unsettled": unsettled(case),
        "checklist": checklist,
        "plain": checklist.as_text(),
    })  # fmt: skip


def _step(step: Step, case: CaseRead, shelved: Shelved, explain: Explainer) -> dict[str, object]:
    return {
        "label": step.label, "who": step.who, "by_when": step.by_when, "note": step.note,
        "told": case.told_of.get(step.id, ""),
        "caution": badge(step.caution, icon="▲", tone="caution") if step.caution else "",
        "quotes": [(explain(one.words), source_of(one, shelved)) for one in step.quotations],
        "ask": ask_button(step.ask, f"Ask: {step.ask}"),
    }  # fmt: skip


def _quotes(statements: tuple[Statement, ...], citing: Citing, number: int) -> Markup | str:
    """Give quotes with their sources; their numbers are those of no exchange of the Ask page."""
    if not statements:
        return ""
    place = -number
    quotes = ((one, held.caution) for held in statements for one in held.citations)
    return statements_markup(statements, citing, place) + cited_markup(quotes, citing, place)
