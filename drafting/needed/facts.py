"""The facts that a draft on a theme must hold: by when, the number, who acts, what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from drafting.lines import units_of
from drafting.roles import EXAMPLES, LineRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drafting.lines import DraftLine

_WITHIN = re.compile(r"within|no later than|not later than|by\b|in the first", re.IGNORECASE)
_RULES = frozenset({LineRole.EXPECTED, LineRole.ASKED})
# A number is nobody's rule, and never another area's.
_OWN = _RULES | {LineRole.BACKGROUND}


class Must(StrEnum):
    """What must be in; the value is how a line that gives it is headed."""

    LIMIT = "By when"
    NUMBER = "Whom to ring"
    WHO = "Who acts"
    EXPECTED = "What is expected"
    FOUND = "What inspectors found"


# How it is said that one is missing.
_UNHELD = {
    Must.LIMIT: "a time limit", Must.NUMBER: "a telephone number", Must.WHO: "who must act",
    Must.EXPECTED: "an expectation", Must.FOUND: "a finding of inspectors",
}  # fmt: skip
MISSING = "The documents do not give for this theme: {missing}. Ask a practice lead; do not guess."


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a theme: the lines that give one, by key, and which have none."""

    named: dict[str, str]
    missing: tuple[Must, ...]

    def told(self) -> str:
        """Give in one sentence which facts the documents do not give; empty where none."""
        unheld = [_UNHELD[one] for one in self.missing]
        return MISSING.format(missing="; ".join(unheld)) if unheld else ""

    def of(self, lines: Iterable[DraftLine]) -> tuple[DraftLine, ...]:
        """Give the lines that give a fact, with what they lean on, headed by it."""
        held: list[DraftLine] = []
        for unit in units_of(tuple(lines)):
            last = max((at for at, one in enumerate(unit) if one.key in self.named), default=-1)
            held += unit[: last + 1]
        return self.mark(held)

    def mark(self, lines: Iterable[DraftLine]) -> tuple[DraftLine, ...]:
        """Give the lines, each that gives a fact headed by it."""
        return tuple(replace(one, fact=self.named.get(one.key, "")) for one in lines)


def find_facts(lines: Sequence[DraftLine], agency: str = "") -> Facts:
    """Give the facts among a theme's lines: the nearest to the theme first, then the agency's."""
    named: dict[str, str] = {}
    missing: list[Must] = []
    for must, gives in _GIVES.items():
        fitting = [one for one in lines if gives(one) and one.key not in named]
        best = min(fitting, key=lambda one: _rank(one, agency, must), default=None)
        if best is not None:
            named[best.key] = _heading(must, best)
        elif not any(gives(one) for one in lines):
            missing.append(must)
    return Facts(named, tuple(missing))


def with_facts(
    kept: Sequence[DraftLine], lines: Sequence[DraftLine], facts: Facts
) -> tuple[DraftLine, ...]:
    """Give what is kept of the lines, and those that give a fact, with what they lean on.

    For each that comes in, one that gives none goes, the last first: a draft stays as short.
    """
    wanted = {one.key for one in kept}
    needed: set[str] = set()
    for unit in units_of(lines):
        last = max((at for at, one in enumerate(unit) if one.key in facts.named), default=-1)
        needed |= {one.key for one in unit[: last + 1]}
    spare = [unit for unit in units_of(kept) if not any(one.key in needed for one in unit)]
    over = len(needed - wanted)
    while over > 0 and spare:
        gone = spare.pop()
        wanted -= {one.key for one in gone}
        over -= len(gone)
    return facts.mark(one for one in lines if one.key in wanted | needed)


def _rank(line: DraftLine, agency: str, must: Must) -> tuple[bool, int, bool, bool]:
    concerns = bool(agency) and agency in line.citation.passage.agencies
    # a limit that something must be done within says more than a rhythm or a least wait
    is_rhythm = must is Must.LIMIT and not _WITHIN.match(line.limit)
    return (
        line.role is LineRole.ASKED and must is Must.EXPECTED,
        line.nearness,
        not concerns,
        (is_rhythm),
    )


def _heading(must: Must, line: DraftLine) -> str:
    words = {Must.LIMIT: line.limit, Must.WHO: line.who}.get(must, "")
    return f"{must.value}: {words}" if words else must.value


_GIVES: dict[Must, Callable[[DraftLine], bool]] = {
    Must.LIMIT: lambda one: one.role in _RULES and bool(one.limit),
    Must.NUMBER: lambda one: one.role in _OWN and one.is_number,
    Must.WHO: lambda one: one.role in _RULES and bool(one.who),
    Must.EXPECTED: lambda one: one.role in _RULES,
    Must.FOUND: lambda one: one.role is LineRole.FOUND or one.role in EXAMPLES,
}
