"""A draft as Markdown, with numbered source notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.needed.route import drawn
from drafting.sections import Form, acting, rows_of
from drafting.showing import shown
from drafting.wording import WORDS
from escapes import for_markdown
from ingest.beside.look import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection
    from ingest.beside.look import HouseLook


def to_markdown(draft: Draft, look: HouseLook = PLAIN) -> str:
    """Give the whole draft below whose it is; words of documents and users load nothing."""
    of = f"{for_markdown(look.name)}\n\n" if look.name else ""
    return of + "\n".join(_blocks(draft)) + "\n"


def _blocks(draft: Draft) -> Iterator[str]:
    yield f"# {for_markdown(draft.title)}\n"
    yield f"{for_markdown(draft.kind.value)} for: {for_markdown(draft.audience)}\n"
    for sentence in draft.cover:
        yield f"> {for_markdown(sentence)}"
    yield f"\n## {for_markdown(draft.outline[0])}\n\n{for_markdown(draft.aim)}\n"
    if draft.words:
        yield f"{WORDS}\n"
        yield from (f"- {for_markdown(one)}" for one in draft.words)
        yield ""
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        yield from _section(draft, title, section)
    if draft.route:
        yield f"## {for_markdown(draft.route.title)}\n\n{for_markdown(draft.route.when)}\n"
        for step in drawn(draft.route):
            yield for_markdown(step)
            yield ""
    yield f"## {for_markdown(draft.outline[-1])}\n"
    yield from (f"- {for_markdown(one)}" for one in draft.further)
    yield "\n## Sources\n"
    for number, line in enumerate(draft.sources, 1):
        yield f"{number}. {for_markdown(line.place)}. Passage: <{line.address}>"


def _section(draft: Draft, title: str, section: DraftSection) -> Iterator[str]:
    yield f"## {for_markdown(title)}\n"
    if section.intro:
        yield f"{for_markdown(section.intro)}\n"
    group = ""
    for line in section.lines:
        if line.group != group and section.is_grouped:
            group = line.group
            yield f"\n*{for_markdown(group)}*\n"
        yield _line(draft, line, "- [ ] " if section.tick else "- ")
        if section.form is Form.TABLE:
            yield f"    - {for_markdown(acting(line))}"
    if section.points:
        yield ""
    for point in section.points:
        first, *choices = rows_of(point)
        yield f"- {for_markdown(first)}"
        yield from (f"    - {for_markdown(choice)}" for choice in choices)
    if section.notes:
        yield "\nFor the facilitator:\n"
    yield from (f"- {for_markdown(note)}" for note in section.notes)
    yield ""


def _line(draft: Draft, line: DraftLine, mark: str) -> str:
    lead = f"**{for_markdown(line.fact)}.** " if line.fact else ""
    caution = f" — {for_markdown(line.caution)}" if line.caution else ""
    return f"{mark}{lead}{for_markdown(shown(line))} \\[{draft.number_of(line)}\\]{caution}"
