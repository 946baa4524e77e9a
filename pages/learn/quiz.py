"""The quiz as markup: a question, what came of an answer, and how it is going."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learning.quiz.items import GAP, ItemKind, QuizItem
from learning.quiz.lines import plain
from pages.learn.sources import quote_markup, source_markup
from pages.shared.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.beside.pointers import Pointer
    from learning.progress import Progress
    from learning.quiz.marking import Marked

CSS = """
.quiz h3 { margin: 0 0 .35rem; font-size: 1.125rem; }
.quiz .where { margin: 0 0 .5rem; font-size: .875rem; color: var(--findings-muted); }
.quiz .gap { display: inline-block; min-width: 5em; border-bottom: 3px solid var(--findings-accent);
  line-height: 1; }
.quiz ol { margin: .5rem 0; padding: 0; list-style: none; }
.quiz table { border-collapse: collapse; margin: .25rem 0; }
.quiz :is(th, td) { padding: .35rem .6rem; border: 1px solid var(--findings-line);
  text-align: start; vertical-align: top; }
.quiz-mark h3 { margin: 0 0 .25rem; font-size: 1.0625rem; }
.quiz-mark { margin-bottom: .75rem; }
.quiz-mark p { margin: .25rem 0; }
.quiz-tally p { margin: .15rem 0; }
"""
_GAP_MARKUP = '<span class="gap"><span class="only-spoken">gap</span>&nbsp;</span>'
START = '<section class="learn quiz"><p>Questions made from lines of the documents. After each\
 answer the source is shown; what went wrong comes back.</p></section>'


def question_markup(item: QuizItem) -> str:
    """Give the question: what to do, where the line is from, and the line as asked."""
    where = " · ".join(dict.fromkeys(one for one in (item.topic, item.heading) if one))
    return (
        f'<section class="learn quiz"><h3>{escaped(item.kind.value)}</h3>'
        f'<p class="where">{escaped(where)}</p>{_line(item)}</section>'
    )


def verdict_markup(item: QuizItem, verdict: Marked, pointers: Mapping[str, Pointer]) -> str:
    """Give whether the answer was right, why, and the source."""
    sign, said, tone = ("✓", "Right", "good") if verdict.is_right else ("✗", "Not right", "caution")
    sources = "".join(
        quote_markup(one, key=item.key) + source_markup(one, pointers) for one in item.citations
    )
    return (
        f'<section class="learn quiz-mark notice notice-{tone}" role="status">'
        f'<h3><span aria-hidden="true">{sign}</span> {said}</h3>'
        f"<p>{escaped(verdict.because)}</p></section>"
        f'<section class="learn card" aria-label="Source">{sources}</section>'
    )


def tally_markup(progress: Progress, count: int) -> str:
    """Give how it is going, in this browser."""
    if not progress.answered:
        return f'<section class="learn quiz-tally muted"><p>{count} questions.</p></section>'
    told = (
        f"{progress.tally.right} right of {progress.answered} answered, {count} questions in all."
    )
    weak = progress.weak_topics[:3]
    again = f"<p>Coming back more often: {escaped('; '.join(weak))}.</p>" if weak else ""
    return f'<section class="learn quiz-tally muted"><p>{escaped(told)}</p>{again}</section>'


def choices_of(item: QuizItem) -> list[tuple[str, int]]:
    """Give the choices with their numbers, from 0."""
    return [(choice, number) for number, choice in enumerate(item.choices)]


def _line(item: QuizItem) -> str:
    if item.kind is ItemKind.ORDER:
        steps = "".join(f"<li>{escaped(step)}</li>" for step in item.text.split("\n"))
        return f"<ol>{steps}</ol>"
    heads, cells = _cells(item.lead), _cells(item.text)
    if len(heads) > 1 and len(cells) <= len(heads):
        return _table(heads, cells)
    lead = f"<p>{escaped(item.lead)}</p>" if item.lead else ""
    return f'{lead}<blockquote class="quote">{_with_gap(item.text)}</blockquote>'


def _table(heads: Sequence[str], cells: Sequence[str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escaped(head)}</th><td>{_with_gap(cell)}</td></tr>'
        for head, cell in zip(heads, cells, strict=False)
    )
    return f"<table>{rows}</table>"


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in plain(row).split(" | ")]


def _with_gap(text: str) -> str:
    return _GAP_MARKUP.join(escaped(part) for part in text.split(GAP))
