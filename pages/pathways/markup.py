"""A pathway as markup: its diagram, and beside it the same steps in words with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.ask.passage_cards import document_link
from pages.shared.markup import ask_button, badge, tab_button
from pages.shared.templates import read_css, render
from pages.shared.terms import Explainer
from pathways.describing import words_of
from pathways.drawing import STYLE, draw_linked
from using.addresses import address_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from learning.glossary import Glossary
    from pathways.route import Pathway, Quotation, Step
    from pathways.shelf import Shelved

TAB = "Pathways"

# the rules of a saved diagram, within the page's own diagrams only
CSS = "".join(
    f".pathway-diagram {rule}\n" if not rule.startswith("a:") else f"{rule}\n"
    for rule in STYLE.strip().splitlines()
) + read_css("pathways/page.css")


def all_markup(shelved: Shelved, glossary: Glossary, *, chooser: str) -> Markup:
    """Give every pathway; the one that the radio button checked in ``chooser`` names is shown.

    ``chooser`` is the id of the element that holds the radio buttons. Changing the choice
    asks nothing of the server.
    """
    return render("pathways/all.html", {
        "chooser": chooser,
        "ids": [one.id for one in shelved.pathways],
        "pathways": [pathway_markup(one, shelved, glossary) for one in shelved.pathways],
    })  # fmt: skip


def pathway_markup(pathway: Pathway, shelved: Shelved, glossary: Glossary) -> Markup:
    """Give one pathway: title, when to use it, diagram, and the steps in words."""
    explain = Explainer(glossary)
    return render("pathways/pathway.html", {
        "pathway": pathway,
        "diagram": draw_linked(pathway, shelved.titles, lambda one: f"#{_place(pathway, one)}"),
        "cards": [_card(pathway, step, shelved, explain) for step in pathway.steps],
    })  # fmt: skip


def _place(pathway: Pathway, step_id: str) -> str:
    return f"step-{pathway.id}-{step_id}"


def _card(
    pathway: Pathway, step: Step, shelved: Shelved, explain: Explainer
) -> dict[str, object]:  # fmt: skip
    acts = [ask_button(step.ask, "Ask about this step")]
    if step.see:
        title = shelved.titles[step.see]
        acts.append(tab_button(TAB, f"Open: {title}", choice=step.see))
    words = words_of(pathway, step, shelved.titles)
    places = [f"#{_place(pathway, way.step)}" for way in step.branches]
    return {
        "id": _place(pathway, step.id),
        "words": words,
        # of a step that leads nowhere the one line says so
        "next": list(zip(words.next, places, strict=False)) or [(words.next[0], "")],
        "caution": badge(step.caution, icon="▲", tone="caution") if step.caution else None,
        "note": step.note,
        "quotes": [(explain(one.words), source_of(one, shelved)) for one in step.quotations],
        "acts": acts,
    }


def source_of(quotation: Quotation, shelved: Shelved) -> Markup | str:
    """Give the place of a quotation, as a link where its passage is held."""
    source = quotation.source
    place = f"{source.title}, {source.dated}"
    passage = next(
        (
            one
            for one in shelved.generation.passages
            if one.source.id == source.id and one.start <= quotation.start < one.end
        ),
        None,
    )
    if passage is None:
        return place
    return document_link(address_of(passage, (quotation.start, quotation.end)), place)
