"""A case's checklist: what to do, record and settle, on one page, without a word of the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.rendering import place_of
from bot.answering.tidying import tidy
from ingest.beside.partnership import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.beside.partnership import Partnership
    from pathways.route import Pathway
    from using.casework.reading import CaseRead

THRESHOLD = (
    "Whether a threshold is met: no program says so. You and your safeguarding lead decide, with"
    " your partnership's own document."
)
_ROLES = (Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.POLICE)
# What of a quoted list a page has room for.
_MOST_RECORDED = 6


@dataclass(frozen=True, slots=True)
class Checklist:
    """Lines to tick, in parts; every word is ours or a document's, none the case's.

    ``first`` says whom to ring before any of them, where the case may be one of danger.
    """

    title: str
    steps: tuple[str, ...]
    record: tuple[str, ...]
    numbers: tuple[str, ...]
    open: tuple[str, ...]
    first: str = ""

    def as_text(self) -> str:
        """Give it as plain text, to paste where one works."""
        parts = (
            ("", self.steps), ("Record", self.record), ("Ring", self.numbers),
            ("Not settled by the documents", self.open),
        )  # fmt: skip
        lines = [self.first, "", self.title] if self.first else [self.title]
        for name, held in parts:
            lines += ["", name] if name and held else []
            lines += [f"[ ] {one}" for one in held]
        return "\n".join(lines)


def checklist_of(case: CaseRead, partnership: Partnership) -> Checklist:
    """Give the checklist of a case that was read, with the partnership's numbers."""
    title = f"Checklist: {case.route.title}" if case.route else "Checklist: a worry about a child"
    numbers = ["999: a child in immediate danger"]
    for role in _ROLES:
        if one := partnership.get(role):
            said = ", ".join(filter(None, (one.staff or one.name, one.option, one.hours)))
            numbers.append(f"{one.number}: {said}")
    return Checklist(
        title, tuple(_steps(case.route)) if case.route else (), tuple(_record(case)),
        tuple(numbers), (THRESHOLD, *_open_steps(case.route)), case.first,
    )  # fmt: skip


def unsettled(case: CaseRead) -> list[str]:
    """Give what the documents leave open of a case, line by line."""
    lines = [THRESHOLD]
    if case.route is None:
        lines.append("Which pathway to follow: none of those held is near to these words.")
    else:
        lines += _open_steps(case.route)
    lines += [f"Nothing was found that speaks of: “{one}”" for one in case.unspoken]
    if not case.record:
        lines.append("How to record it: no document says so.")
    return lines


def _steps(route: Pathway) -> Iterator[str]:
    for number, step in enumerate(route.steps, 1):
        yield f"{number}. {step.label} (who: {step.who}; by when: {step.by_when})"


def _open_steps(route: Pathway | None) -> Iterator[str]:
    """Give in a line each area's rules that steps rest on, where it is another."""
    held: dict[str, list[int]] = {}
    for number, step in enumerate(route.steps if route else (), 1):
        if step.caution:
            held.setdefault(step.caution, []).append(number)
    for caution, numbers in held.items():
        many = "Steps" if len(numbers) > 1 else "Step"
        yield f"{many} {', '.join(map(str, numbers))}: {caution}"


def _record(case: CaseRead) -> Iterator[str]:
    """Give what to record in the documents' words: a list's items, where one is quoted."""
    listed = [one for one in case.record if one.items] or case.record[:1]
    for statement in listed[:1]:
        said = [one.text for one in statement.items] or [tidy(statement.text)]
        for words in said[:_MOST_RECORDED]:
            yield f"“{' '.join(words.split())}”"
        yield f"From: {place_of(statement.citations[0])}"
