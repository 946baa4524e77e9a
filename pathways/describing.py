"""A pathway in words that say the same as its diagram: for screen readers, print and copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pathways.route import Pathway, Step


@dataclass(frozen=True, slots=True)
class StepInWords:
    """One step in words; ``next`` has one line a way on, ``remarks`` what to know besides."""

    number: int
    label: str
    who: str
    by_when: str
    next: tuple[str, ...]
    remarks: tuple[str, ...]


def summary_of(pathway: Pathway) -> str:
    """Give what the diagram shows, in a few sentences."""
    return (
        f"{pathway.when} A diagram of {len(pathway.steps)} steps from top to bottom, beginning"
        f" with “{pathway.steps[0].label}”. The numbered steps in words say the same."
    )


def words_of(pathway: Pathway, step: Step, titles: Mapping[str, str]) -> StepInWords:
    """Give a step in words; ``titles`` names each pathway by its id."""
    remarks = [one for one in (step.caution, step.note) if one]
    if step.see:
        remarks.append(f"See the pathway: {titles[step.see]}.")
    return StepInWords(
        number=pathway.number(step.id),
        label=step.label,
        who=step.who,
        by_when=step.by_when,
        next=tuple(_ways_on(pathway, step)),
        remarks=tuple(remarks),
    )


def describe(pathway: Pathway, titles: Mapping[str, str]) -> str:
    """Give the whole pathway as plain text: numbered steps with who, by when and next."""
    lines = [pathway.title, pathway.when]
    for step in pathway.steps:
        words = words_of(pathway, step, titles)
        lines += ["", f"{words.number}. {words.label}"]
        lines += [f"   Who: {words.who}", f"   By when: {words.by_when}"]
        lines += [f"   Next: {one}" for one in words.next]
        lines += [f"   {one}" for one in words.remarks]
    return "\n".join(lines)


def _ways_on(pathway: Pathway, step: Step) -> list[str]:
    if not step.branches:
        return ["the pathway ends here."]
    ways = []
    for way in step.branches:
        to = f"step {pathway.number(way.step)}, {pathway.step(way.step).label}"
        ways.append(f"{way.when}: {to}" if way.when else to)
    return ways
