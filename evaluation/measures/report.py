"""A run as tables for people: overall with intervals, apart by group, against another run."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from evaluation.measures.measuring import (
    MAIN_MEASURES,
    MEASURES,
    MRR,
    QUOTE_COVERAGE,
    RECALL_AT_5,
    estimate,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evaluation.measures.measuring import Figure, Measure
    from evaluation.measures.results import Result, Run

# Bounds of the chances that are told apart; the last is above any.
_SURE = (0.01, 0.5, 0.7, 0.8, 0.9, 1.01)
_GROUPS: tuple[tuple[str, Callable[[Result], Iterable[str]]], ...] = (
    ("set", lambda one: [one.set]),
    ("turn", lambda one: ["follow-up with history" if one.is_follow_up else "stand-alone"]),
    ("type", lambda one: [one.type]),
    ("role", lambda one: [one.role]),
    ("document", lambda one: filter(None, one.documents)),
)


def render_report(runs: Sequence[Run], *, group: bool = True) -> str:
    """Give the runs beside each other, the first one also by set, type, role and document."""
    parts = [_overall(runs)]
    sets = sorted({one.set for one in runs[0].results})
    if len(sets) > 1:
        parts += [_overall([_only(run, name) for run in runs], f"{name}: ") for name in sets]
    if any(one.sure for one in runs[0].results):
        parts.append(_reliability(runs[0].results))
    if group:
        parts += [_by_group(runs[0].results, name, key) for name, key in _GROUPS]
    return "\n\n".join(parts)


def render_comparison(ours: Run, other: Run) -> str:
    """Give what changed since ``other``, measure by measure and item by item.

    Only items that both runs hold are compared.
    """
    before = {(one.set, one.id): one for one in other.results}
    pairs = [(before[key], one) for one in ours.results if (key := (one.set, one.id)) in before]
    rows = []
    for measure in MEASURES:
        old = values_of(measure, [first for first, _ in pairs])
        new = values_of(measure, [second for _, second in pairs])
        change = new - old
        if np.isnan(change).all():
            continue
        better, worse = int((change > 0).sum()), int((change < 0).sum())
        rows.append([measure.name, _signed(estimate(change), measure), str(better), str(worse)])
    lines = [
        f"Compared with {other.system}, {len(pairs)} items",
        "",
        _table(["measure", "difference [95%]", "items up", "items down"], rows),
    ]
    changed = [line for first, second in pairs if (line := _changed(first, second))]
    if changed:
        lines += ["", "Items that changed:", *changed]
    return "\n".join(lines)


def _overall(runs: Sequence[Run], title: str = "") -> str:
    rows = []
    for measure in MEASURES:
        figures = [estimate(values_of(measure, run.results)) for run in runs]
        if any(figure.items for figure in figures):
            items = str(figures[0].items)
            rows.append([measure.name, items, *(_shown(one, measure) for one in figures)])
    times = [np.median([one.seconds for one in run.results]) for run in runs]
    rows.append(["median time, ms", str(len(runs[0].results)), *(f"{t * 1e3:.1f}" for t in times)])
    heading = f"{title}{len(runs[0].results)} items"
    return f"{heading}\n\n{_table(['measure', 'items', *(run.system for run in runs)], rows)}"


def _by_group(results: Sequence[Result], name: str, key: Callable[[Result], Iterable[str]]) -> str:
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        for label in key(one):
            groups[label].append(one)
    rows = []
    for label, held in sorted(groups.items()):
        figures = [(estimate(values_of(measure, held)), measure) for measure in MAIN_MEASURES]
        rows.append([label, str(len(held)), *(_plain(*figure) for figure in figures)])
    return _table([name, "items", *(measure.name for measure in MAIN_MEASURES)], rows)


def _reliability(results: Sequence[Result]) -> str:
    """Give how often an answer carries evidence, by how sure the page says it is of it."""
    rows = []
    for low, high in pairwise(_SURE):
        held = [one for one in results if one.quotes and low <= one.sure < high]
        if held:
            right = [float(any(hit.covers for hit in one.quotes)) for one in held]
            said = np.mean([one.sure for one in held])
            label = f"{low:.1f} to {min(high, 1):.1f}"
            rows.append([label, str(len(held)), f"{said:.2f}", f"{np.mean(right):.2f}"])
    return _table(["said to be sure", "answers", "said, mean", "carry evidence"], rows)


def _only(run: Run, name: str) -> Run:
    return type(run)(run.system, tuple(one for one in run.results if one.set == name))


def _changed(old: Result, new: Result) -> str:
    steps = []
    if old.status != new.status:
        mark = "" if new.status == new.expected else f" (expected {new.expected})"
        steps.append(f"{old.status} -> {new.status}{mark}")
    for measure in (RECALL_AT_5, MRR, QUOTE_COVERAGE):
        first, second = measure.of(old), measure.of(new)
        if first is not None and second is not None and first != second:
            steps.append(f"{measure.name} {first:.2f} -> {second:.2f}")
    return f"- {new.set} {new.id} ({new.type}): {'; '.join(steps)}" if steps else ""


def _plain(figure: Figure, measure: Measure) -> str:
    if not figure.items:
        return ""
    return f"{figure.mean:.2f}" if measure.is_share else f"{figure.mean:,.0f}"


def _shown(figure: Figure, measure: Measure) -> str:
    if not figure.items:
        return ""
    if measure.is_share:
        return f"{figure.mean:.3f} [{figure.low:.2f}, {figure.high:.2f}]"
    return f"{figure.mean:,.0f} [{figure.low:,.0f}, {figure.high:,.0f}]"


def _signed(figure: Figure, measure: Measure) -> str:
    if math.isnan(figure.mean):
        return ""
    digits = 3 if measure.is_share else 0
    return f"{figure.mean:+.{digits}f} [{figure.low:+.{digits}f}, {figure.high:+.{digits}f}]"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a Markdown table whose columns line up as plain text too."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (head, rule, *rows)
    )
