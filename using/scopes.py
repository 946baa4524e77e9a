"""What a search may use: the choices that people have, and their choice as a scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ranking.retriever import Scope
from domain import Kind, Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.generation.opened import Generation

# The parts of an inspection letter that people look for by name.
LETTER_PARTS = (Part.HEADLINE, Part.PRIORITY, Part.IMPROVE, Part.STRENGTH, Part.MAIN, Part.NEXT)


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from; documents as pairs of title and id."""

    documents: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def choices_of(generation: Generation) -> Choices:
    """Give the choices that a generation offers."""
    sources = generation.sources
    passages = generation.passages
    held = {one.part for one in passages}
    return Choices(
        documents=tuple(sorted((one.title, one.id) for one in sources)),
        kinds=tuple(kind.value for kind in Kind if kind in {one.kind for one in sources}),
        parts=tuple(part.value for part in LETTER_PARTS if part in held),
        agencies=tuple(sorted({agency for one in passages for agency in one.agencies})),
    )


def scope_of(
    documents: Sequence[str] | None,
    kinds: Sequence[str] | None,
    parts: Sequence[str] | None,
    agencies: Sequence[str] | None,
) -> Scope:
    """Give the scope of what was chosen; nothing chosen leaves nothing out."""
    return Scope(
        documents=frozenset(documents or ()),
        kinds=frozenset(Kind(one) for one in kinds or ()),
        parts=frozenset(parts or ()),
        agencies=frozenset(agencies or ()),
    )


def describe_scope(scope: Scope, titles: Mapping[str, str]) -> str:
    """Give a scope in words, empty for everything; ``titles`` names documents by their id."""
    groups = (
        ("documents", [titles.get(one, one) for one in scope.documents]),
        ("kind", [one.value for one in scope.kinds]),
        ("part", list(scope.parts)),
        ("agency", list(scope.agencies)),
    )
    return "; ".join(f"{name}: {', '.join(sorted(held))}" for name, held in groups if held)
