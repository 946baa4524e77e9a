"""A draft as Markdown, with numbered source notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafting.sections import rows_of
from drafting.wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.composing import Draft
    from drafting.lines import Line
    from drafting.sections import Section

# What Markdown or HTML would act on; a backslash makes each a plain character.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$&])")


def to_markdown(draft: Draft) -> str:
    """Give the whole draft; words of documents and users are escaped, and load nothing."""
    return "\n".join(_blocks(draft)) + "\n"


def plain(text: str) -> str:
    """Give text as Markdown that shows it and does nothing else."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _blocks(draft: Draft) -> Iterator[str]:
    yield f"# {plain(draft.title)}\n"
    yield f"{plain(draft.kind.value)} for: {plain(draft.audience)}\n"
    for sentence in draft.cover:
        yield f"> {plain(sentence)}"
    yield f"\n## {plain(draft.outline[0])}\n\n{plain(draft.aim)}\n"
    if draft.words:
        yield f"{WORDS}\n"
        yield from (f"- {plain(one)}" for one in draft.words)
        yield ""
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        yield from _section(draft, title, section)
    yield f"## {plain(draft.outline[-1])}\n"
    yield from (f"- {plain(one)}" for one in draft.further)
    yield "\n## Sources\n"
    for number, line in enumerate(draft.sources, 1):
        yield f"{number}. {plain(line.place)}. Passage: <{line.address}>"


def _section(draft: Draft, title: str, section: Section) -> Iterator[str]:
    yield f"## {plain(title)}\n"
    if section.intro:
        yield f"{plain(section.intro)}\n"
    group = ""
    for line in section.lines:
        if line.group != group:
            group = line.group
            yield f"\n*{plain(group)}*\n"
        yield _line(draft, line, "- [ ] " if section.tick else "- ")
    if section.points:
        yield ""
    for point in section.points:
        first, *choices = rows_of(point)
        yield f"- {plain(first)}"
        yield from (f"    - {plain(choice)}" for choice in choices)
    if section.notes:
        yield "\nFor the facilitator:\n"
    yield from (f"- {plain(note)}" for note in section.notes)
    yield ""


def _line(draft: Draft, line: Line, mark: str) -> str:
    lead = f"{plain(line.lead)} " if line.lead else ""
    caution = f" — {plain(line.caution)}" if line.caution else ""
    return f"{mark}{lead}“{plain(line.text)}” \\[{draft.number_of(line)}\\]{caution}"
