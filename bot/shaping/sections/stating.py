"""A section is told in its own order: whole where it is short, else by what it says to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.quoting.spans import Span
from bot.quoting.standing import is_of_the_file, tells_of_its_text
from domain import Class, Evidence, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.assistant import Library
    from domain import Passage, Statement

# So many characters of a section are told.
MAX_CHARACTERS = 1_800


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading, and below those that are below it.

    ``is_whole`` says whether that is its whole document.
    """

    headings: tuple[str, ...]
    passages: tuple[Passage, ...]
    is_whole: bool = False

    @property
    def heading(self) -> str:
        """The heading that it stands below; empty where there is none."""
        return self.headings[-1] if self.headings else ""

    @property
    def duties(self) -> int:
        """How many of its sentences say what to do."""
        return sum(one.is_a is Class.EXPECTED for held in self.passages for one in held.sentences)


def stated(
    library: Library, sections: Iterable[Section], room: int = MAX_CHARACTERS
) -> tuple[Statement, ...]:
    """Give a section's sentences, or where they are many those that say what to do.

    The first of ``sections`` that is short enough is told whole; of the last so much as there is
    room for.
    """
    spans: list[Span] = []
    for section in sections:
        spans = [span for one in section.passages for span in spans_of(one)]
        if size_of(spans) <= room:
            break
    else:
        spans = [one for one in spans if is_step(one)]
    while spans and size_of(spans) > room:
        spans.pop()
    return as_statements(library, spans)


def as_statements(library: Library, spans: Sequence[Span]) -> tuple[Statement, ...]:
    """Give sentences in their order as statements: a paragraph's as one, a list's numbered."""
    return library.quoting.state(_runs(spans, lambda one: bool(library.quoting.list_of(one))))


def spans_of(passage: Passage) -> Iterator[Span]:
    """Give a passage's sentences but those that tell of the text itself, each by itself."""
    evidence = Evidence(passage, 0.0, (0.0,) * len(passage.sentences))
    for number, one in enumerate(passage.sentences):
        if not is_of_the_file(one) and not tells_of_its_text(one):
            yield Span(evidence, number, number)


def is_step(span: Span) -> bool:
    """Say whether a sentence says what to do, or is an item of a list."""
    one = span.sentences[0]
    return one.is_a is Class.EXPECTED or one.shape is Shape.ITEM


def size_of(spans: Sequence[Span]) -> int:
    """Give how many characters sentences are."""
    return sum(len(one.quote) for one in spans)


def _runs(spans: Sequence[Span], is_listed: Callable[[Span], bool]) -> list[Span]:
    """Give neighbouring sentences of a paragraph as one; items of a list stay apart."""
    runs: list[Span] = []
    for span in spans:
        last = runs[-1] if runs else None
        if last and last.touches(span) and is_listed(last) is is_listed(span):
            runs[-1] = last.joined(span)
        else:
            runs.append(span)
    return runs
