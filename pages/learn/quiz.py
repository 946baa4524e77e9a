"""The quiz as markup: a question, what came of an answer, and how it is going."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.cautions import NONE_FOREIGN
from learning.quiz.items import GAP, ItemKind, QuizItem
from learning.quiz.lines import plain
from learning.quiz.marking import explained
from pages.learn.sources import quote_markup, source_markup
from pages.shared.templates import read_css, render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from bot.answering.cautions import Foreign
    from ingest.beside.pointers import Pointer
    from learning.progress import Progress
    from learning.quiz.marking import Marked

CSS = read_css("learn/quiz.css")
START = render("learn/quiz_start.html", {})


def question_markup(item: QuizItem) -> Markup:
    """Give the question: what to do, where the line is from, and the line as asked."""
    heads, cells = _cells(item.lead), _cells(item.text)
    is_table = len(heads) > 1 and len(cells) <= len(heads)
    return render("learn/question.html", {
        "kind": item.kind.value,
        "where": " · ".join(dict.fromkeys(one for one in (item.topic, item.heading) if one)),
        "steps": item.text.split("\n") if item.kind is ItemKind.ORDER else [],
        "rows": [(head, cell.split(GAP)) for head, cell in zip(heads, cells, strict=False)]
        if is_table else [],
        "lead": item.lead,
        "text": item.text,
        "parts": item.text.split(GAP),
    })  # fmt: skip


def verdict_markup(
    item: QuizItem, verdict: Marked, pointers: Mapping[str, Pointer],
    foreign: Foreign = NONE_FOREIGN,
) -> Markup:  # fmt: skip
    """Give whether the answer was right, why, and the source."""
    return render("learn/verdict.html", {
        "verdict": verdict,
        "sources": [(told, quote_markup(one, key=item.key), source_markup(one, pointers, foreign))
                    for told, one in zip(explained(item), item.citations, strict=True)],
    })  # fmt: skip


def tally_markup(progress: Progress, count: int) -> Markup:
    """Give how it is going, in this browser."""
    return render("learn/tally.html", {
        "answered": progress.answered, "right": progress.tally.right, "count": count,
        "weak": progress.weak_topics[:3],
    })  # fmt: skip


def choices_of(item: QuizItem) -> list[tuple[str, int]]:
    """Give the choices with their numbers, from 0."""
    return [(choice, number) for number, choice in enumerate(item.choices)]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in plain(row).split(" | ")]
