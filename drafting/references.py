"""What stands beside a draft's lines: short forms spelt out, and documents to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.reading.lexicon import Term
    from domain import Source
    from drafting.lines import DraftLine
    from drafting.themes import Theme

MOST_FURTHER = 6
_TOKEN = re.compile(r"@?[A-Z][\w&-]*[\w]|\w*[A-Z]{2,}\w*")


def short_forms(lines: Sequence[DraftLine], terms: Sequence[Term]) -> tuple[str, ...]:
    """Give what the lines' abbreviations stand for; one that has several senses is left out."""
    senses: dict[str, set[str]] = {}
    for term in terms:
        for short in term.abbreviations:
            senses.setdefault(short, set()).add(term.term)
    text = " ".join(line.text for line in lines)
    tokens = dict.fromkeys(_TOKEN.findall(text))
    found = {short: senses[short] for short in tokens if len(senses.get(short, ())) == 1}
    spelt = {short: next(iter(long)) for short, long in found.items()}
    return tuple(f"{short}: {long}" for short, long in spelt.items() if long not in text)


def further_reading(
    theme: Theme, lines: Sequence[DraftLine], sources: Iterable[Source], today: date
) -> tuple[str, ...]:
    """Give the documents to read, as title and date; those that the theme is about first."""
    by_nearness = sorted(lines, key=lambda line: line.nearness)
    used = {line.citation.passage.source.id: line.citation.passage.source for line in by_nearness}
    about = {line.citation.passage.source.id for line in lines if line.nearness == 0}
    further = "|".join(theme.further)
    suited = [source for source in sources if further and re.search(further, source.title)]
    ordered = [used[key] for key in used if key in about] + suited + list(used.values())
    titles = {source.id: source for source in reversed(ordered)}
    return tuple(_named(source, today) for source in sorted(titles.values(), key=ordered.index))[
        :MOST_FURTHER
    ]


def _named(source: Source, today: date) -> str:
    is_due = source.status_on(today) is Status.CHECK
    check = " (check for a newer edition)" if is_due else ""
    return f"{source.title}, {source.dated}{check}"
