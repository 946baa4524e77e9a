"""A pathway as markup: its diagram, and beside it the same steps in words with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.ask.passage_cards import document_link
from pages.shared.markup import ask_button, badge, escaped, tab_button
from pages.shared.terms import Explainer
from pathways.describing import words_of
from pathways.drawing import STYLE, draw_linked
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learning.glossary import Glossary
    from pathways.describing import Words
    from pathways.route import Pathway, Quotation, Step
    from pathways.shelf import Shelved

TAB = "Pathways"

CSS = (
    "".join(
        f".pathway-diagram {rule}\n" if not rule.startswith("a:") else f"{rule}\n"
        for rule in STYLE.strip().splitlines()
    )
    + """
.pathway > h2 { margin: .5rem 0; font-size: 1.25rem; }
.pathway > p { margin: 0 0 .75rem; }
/* a hidden overflow would keep the words from standing still beside the diagram */
.gradio-container { overflow: clip !important; min-width: 0; }
.pathway { display: none; color: var(--findings-ink); }
.pathway-sides { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
.pathway-diagram { flex: 100 1 min(100%, 24rem); contain: inline-size; overflow-x: auto;
  border: 1px solid var(--findings-line); border-radius: var(--findings-radius);
  background: #ffffff; }
.pathway-diagram svg { display: block; height: auto; max-width: 100%; min-width: 26rem;
  margin: 0 auto; }
.pathway-diagram a { text-decoration: none !important; outline: none !important; }
.pathway-hint { margin: 0 0 .5rem; }
@media (min-width: 32rem) { .pathway-hint { display: none; } }
.pathway-words { flex: 60 1 min(100%, 20rem); }
@media (min-width: 60rem) and (min-height: 30rem) {
  .pathway-words { position: sticky; top: .5rem; max-height: calc(100vh - 1rem);
    overflow-y: auto; padding: 4px; } }
.pathway-words > h3 { margin: 0 0 .5rem; font-size: 1.0625rem; }
.pathway-words ol { margin: 0; padding: 0; list-style: none; }
.pathway-words .card { scroll-margin-top: 1rem; }
.pathway-words .card:focus { outline: 3px solid var(--findings-focus); outline-offset: 2px; }
.pathway-words h4 { margin: 0 0 .35rem; font-size: 1rem; color: var(--findings-ink); }
.pathway-words dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .75rem;
  margin: 0 0 .5rem; }
.pathway-words dt { color: var(--findings-muted); }
.pathway-words dd { margin: 0; }
.pathway-words .pathway-source { margin: 0 0 .5rem; font-size: .875rem; }
.pathway-words .pathway-acts { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0 0; }
@media print {
  .pathway { display: none; }
  .pathway-sides { display: block; }
  .pathway-diagram { border: 0; overflow: visible; }
  .pathway-diagram svg { min-width: 0; max-height: 19cm; max-width: 100%; }
  .pathway-words { break-before: page; position: static; max-height: none; overflow: visible; } }
"""
)


def all_markup(shelved: Shelved, glossary: Glossary, *, chooser: str) -> str:
    """Give every pathway; the one that the radio button checked in ``chooser`` names is shown.

    ``chooser`` is the id of the element that holds the radio buttons. Changing the choice
    asks nothing of the server.
    """
    rules = "".join(
        f':root:has(#{chooser} input[value="{one.id}"]:checked) #pathway-{one.id}'
        " { display: block; }\n"
        for one in shelved.pathways
    )
    sections = "".join(pathway_markup(one, shelved, glossary) for one in shelved.pathways)
    return f"<style>{rules}</style>{sections}"


def pathway_markup(pathway: Pathway, shelved: Shelved, glossary: Glossary) -> str:
    """Give one pathway: title, when to use it, diagram, and the steps in words."""
    name = f"pathway-{escaped(pathway.id)}"
    diagram = draw_linked(pathway, shelved.titles, lambda step: f"#{_place(pathway, step)}")
    explain = Explainer(glossary)
    cards = "".join(_card(pathway, step, shelved, explain) for step in pathway.steps)
    return (
        f'<section class="pathway" id="{name}" aria-labelledby="{name}-title">'
        f'<h2 id="{name}-title">{escaped(pathway.title)}</h2>'
        f"<p><strong>When to use it:</strong> {escaped(pathway.when)}</p>"
        f'<p class="pathway-hint muted not-printed">Slide the diagram sideways to see all of it,'
        f' or <a href="#{name}-words">read the same steps in words</a>.</p>'
        '<div class="pathway-sides">'
        '<div class="pathway-diagram" tabindex="0" role="region"'
        f' aria-label="Diagram: {escaped(pathway.title)}">{diagram}</div>'
        f'<div class="pathway-words"><h3 id="{name}-words">The same steps in words, with their'
        " sources</h3>"
        f"<ol>{cards}</ol></div></div></section>"
    )


def _place(pathway: Pathway, step_id: str) -> str:
    return f"step-{pathway.id}-{step_id}"


def _card(pathway: Pathway, step: Step, shelved: Shelved, explain: Explainer) -> str:
    words = words_of(pathway, step, shelved.titles)
    acts = [ask_button(step.ask, "Ask about this step")]
    if step.see:
        title = shelved.titles[step.see]
        acts.append(tab_button(TAB, f"Open: {title}", choice=step.see))
    return (
        f'<li class="card" id="{escaped(_place(pathway, step.id))}">'
        f"<h4>{words.number}. {escaped(words.label)}</h4>"
        f"<dl>{_facts(pathway, step, words)}</dl>{''.join(_remarks(step))}"
        f"{''.join(_quoted(one, shelved, explain) for one in step.quotations)}"
        f'<p class="pathway-acts">{"".join(acts)}</p></li>'
    )


def _facts(pathway: Pathway, step: Step, words: Words) -> str:
    facts = [("Who", escaped(words.who)), ("By when", escaped(words.by_when))]
    for line, way in zip(words.next, step.branches, strict=False):
        link = f'<a href="#{escaped(_place(pathway, way.step))}">{escaped(line)}</a>'
        facts.append(("Next", link))
    if not step.branches:
        facts.append(("Next", escaped(words.next[0])))
    return "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)


def _remarks(step: Step) -> Iterator[str]:
    if step.caution:
        yield f"<p>{badge(step.caution, icon='▲', tone='caution')}</p>"
    if step.note:
        yield f'<p class="muted">{escaped(step.note)}</p>'


def _quoted(quotation: Quotation, shelved: Shelved, explain: Explainer) -> str:
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
    link = escaped(place)
    if passage:
        address = address_of(passage, (quotation.start, quotation.end))
        link = document_link(address, place)
    quote = f'<p class="quote explained">“{explain(quotation.words)}”</p>'
    return f'{quote}<p class="pathway-source">{link}</p>'
