"""A draft as markup: what it says, and the sources beside it; everything quoted is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from drafting.sections import rows_of
from drafting.wording import WORDS
from pages.shared.markup import badge, escaped, marked
from pages.shared.terms import Explainer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.sections import Section
    from learning.glossary import Glossary

CSS = """
.gradio-container h2:has(+ p) { margin: 0; } h2 + p { margin: .25rem 0 0; }
.draft-sheet h3 { margin: 1.25rem 0 .25rem; font-size: 1.2rem; color: var(--findings-ink); }
.draft-sheet h4 { margin: .9rem 0 .1rem; font-size: .9375rem; color: var(--findings-muted); }
.draft-sheet ul, .draft-sheet ol { margin: .25rem 0; padding-inline-start: 1.25rem; }
.draft-sheet .quote { margin: .35rem 0; }
.draft-sources { font-size: .9375rem; }
.draft-sources ol { padding-inline-start: 1.75rem; }
.draft-sources li { margin-bottom: .6rem; }
.draft-sources summary { cursor: pointer; color: var(--findings-accent); font-weight: 600; }
.draft-sources .passage { margin: .35rem 0; white-space: pre-line; }
.draft-lines label { align-items: flex-start; white-space: normal; width: 100%; }
.draft-file { display: none; }
@media (min-width: 60rem) {
  #draft-sources { position: sticky; top: .5rem; max-height: 92vh; overflow: auto; }
}
"""


def render_notice(text: str, *, level: int = 0) -> str:
    """Give a calm notice, or a heading of that level."""
    if level:
        return f"<h{level}>{escaped(text)}</h{level}>"
    return f'<div class="notice notice-calm" role="status">{escaped(text)}</div>'


def render_safety(steps: str) -> str:
    """Give the safety steps for a child in danger."""
    rows = (row.strip("* -") for row in steps.replace("**", "").splitlines())
    body = "".join(f"<p>{escaped(row)}</p>" for row in rows if row)
    return f'<div class="notice notice-danger" role="alert">{body}</div>'


def render_draft(draft: Draft, glossary: Glossary) -> str:
    """Give the draft as a page to read."""
    body = "".join(_draft(draft, Explainer(glossary)))
    return f'<article class="card draft-sheet">{body}</article>'


def render_sources(draft: Draft) -> str:
    """Give the numbered sources with links to their passages."""
    items = "".join(_source(draft, number, line) for number, line in enumerate(draft.sources, 1))
    return (
        '<aside class="card draft-sources" aria-label="Sources of the draft"><h3>Sources</h3>'
        f"<ol>{items}</ol></aside>"
    )


def _draft(draft: Draft, explain: Explainer) -> Iterator[str]:
    yield f"<h2>{escaped(draft.title)}</h2>"
    yield f'<p class="muted">{escaped(draft.kind.value)} for: {escaped(draft.audience)}</p>'
    cover = "".join(f"<p>{escaped(sentence)}</p>" for sentence in draft.cover)
    yield f'<div class="notice notice-caution">{cover}</div>'
    yield f"<h3>{escaped(draft.outline[0])}</h3><p>{escaped(draft.aim)}</p>"
    if draft.words:
        yield f"<p><strong>{WORDS}</strong></p>{_list(draft.words)}"
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        yield f"<h3>{escaped(title)}</h3>"
        yield from _section(draft, section, explain)
    further = "".join(f"<li>{escaped(one)}</li>" for one in draft.further)
    yield f"<h3>{escaped(draft.outline[-1])}</h3><ul>{further}</ul>"


def _section(draft: Draft, section: Section, explain: Explainer) -> Iterator[str]:
    if section.intro:
        yield f"<p>{escaped(section.intro)}</p>"
    group = ""
    for line in section.lines:
        if line.group != group:
            group = line.group
            yield f"<h4>{escaped(group)}</h4>"
        yield _line(draft, line, explain, tick=section.tick)
    yield _list(section.points)
    if section.notes:
        yield f"<p><strong>For the facilitator</strong></p>{_list(section.notes)}"


def _line(draft: Draft, line: DraftLine, explain: Explainer, *, tick: bool) -> str:
    number = draft.number_of(line)
    mark = '<span aria-hidden="true">☐ </span>' if tick else ""
    lead = f'<span class="muted">{escaped(line.lead)}</span> ' if line.lead else ""
    caution = ""
    if line.caution:
        caution = f"<p>{badge(line.caution, icon='!', tone='caution')}</p>"
    return (
        f'<div class="quote explained">{mark}{lead}“{explain(line.text)}” '
        f'<a href="{escaped(_local(line.address))}" target="_blank" rel="noopener"'
        f' aria-label="Source {number}">[{number}]</a></div>{caution}'
    )


def _list(texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    items = ("<br>".join(map(escaped, rows_of(text))) for text in texts)
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _source(draft: Draft, number: int, line: DraftLine) -> str:
    """Give a source note; the whole passage, with what the draft quotes marked, opens below it."""
    passage = line.citation.passage
    quotes = [one.citation.quote for one in draft.lines if one.citation.passage.id == passage.id]
    spans = [(start, start + len(one)) for one in quotes for start in [passage.text.index(one)]]
    return (
        f'<li id="draft-source-{number}">{escaped(line.place)}. '
        f'<details><summary>Read it here<span class="only-spoken">: source {number}</span>'
        "</summary>"
        f'<p class="passage">{marked(passage.text, spans)}</p></details>'
        f'<a href="{escaped(_local(line.address))}" target="_blank" rel="noopener">'
        f'Open the passage<span class="only-spoken"> of source {number}</span></a></li>'
    )


def _local(address: str) -> str:
    """Give the address within this app: the page may be reached under another name."""
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="").geturl()
