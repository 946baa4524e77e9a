"""How much of a list is quoted, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from domain import ListItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.quoting.lists import Listed
    from bot.quoting.spans import Span


def list_items(spans: Sequence[Span], listed: Listed) -> tuple[tuple[ListItem, ...], str]:
    """Give the items of a list that spans hold, numbered, and how much of it they are.

    An item without a number is what stands before the first one. Nothing where they hold fewer
    than two items, or words that belong to none.
    """
    numbers = listed.numbers()
    items: list[ListItem] = []
    held: list[int] = []
    for span in spans:
        passage = span.evidence.passage
        within = listed.within(passage, span.first, span.last)
        if not within or listed.items[within[-1]].last != span.last:
            return (), ""
        start = listed.items[within[0]].first
        if start > span.first:
            before = passage.sentences[span.first : start]
            items.append(ListItem("", tidy(passage.text[before[0].start : before[-1].end])))
        items += [ListItem(numbers[at], tidy(listed.items[at].text)) for at in within]
        held += within
    if len(held) < 2:  # noqa: PLR2004
        return (), ""
    if len(held) == len(listed.items):
        return tuple(items), f"{listed.count} of {listed.count}"
    tops = [numbers[at] for at in held if listed.items[at].depth == 1] or [numbers[held[0]]]
    return tuple(items), f"{in_runs(tops)} of {listed.count}"


def in_runs(numbers: Sequence[str]) -> str:
    """Give numbers as a reader would say them: three or more that follow on as first to last."""
    runs: list[list[str]] = []
    for one in numbers:
        follows = runs and one.isdigit() and runs[-1][-1].isdigit()
        if follows and int(one) == int(runs[-1][-1]) + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    said = [
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run)  # noqa: PLR2004
        for run in runs
    ]
    return ", ".join(said)
