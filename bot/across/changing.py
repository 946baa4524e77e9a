"""Two letters of one area side by side: what each says, theme by theme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.across.matching import search_letters, span_of
from dates import in_words
from domain import Answer, Refusal
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.across.asked import AskedOfLetters
    from bot.assistant import Library
    from bot.placing.belonging import Areas
    from bot.ranking.retriever import Scope
    from domain import Outcome, Source

# Heads of a comparison of one area's letters.
MOST_THEMES = 8


def day_of(letter: Source) -> str:
    """Give a letter's day in words, or when it was inspected."""
    return in_words(letter.published) if letter.published else letter.dated


def tell_change(
    library: Library, asked: AskedOfLetters, areas: Areas, scope: Scope
) -> Outcome | None:
    """Give two letters of one area side by side, theme by theme."""
    members = library.belonging.gazetteer.members
    held = [one for one in library.practices.letters if areas and members(one.area) & areas]
    if not held or len({one.area for one in held}) > 1:
        return None
    area = held[0].area
    if len(held) == 1 and not asked.names_letters:
        return None
    if len(held) == 1:
        return Refusal(
            f"One letter of {area} is held here, of {day_of(held[0])}, so there is nothing to set"
            " beside it. What it says stands in answers that name the area.",
            (),
        )
    first, last = held[0], held[-1]
    found = search_letters(library, asked, (first, last), scope)
    practices = library.practices
    sides = (f"{area}, {day_of(first)}", f"{area}, {day_of(last)}")
    if found:
        heads = [(found.topic.name, found.rows)]
    else:
        heads = list(_by_theme(library, (first, last), scope))
    statements = [
        replace(one, head=name, side=side)
        for name, rows in heads
        for letter, side in ((first, sides[0]), (last, sides[1]))
        if letter.id in rows
        for one in library.quoting.state([span_of(practices, rows[letter.id][0])])
    ]
    if not statements:
        return None
    return Answer(
        tuple(statements), sides=sides,
        note=(
            "Each letter tells of its own time and subject: what only one of them speaks of need"
            " not have changed."
        ),
    )  # fmt: skip


def _by_theme(
    library: Library, letters: Sequence[Source], scope: Scope
) -> Iterable[tuple[str, dict[str, tuple[int, ...]]]]:
    """Give the themes that both letters take a side on, most told of first."""
    practices = library.practices
    is_meant = practices.of_letters(letters) & ~practices.on_side(Side.TOLD)
    both = []
    for theme in practices.taxonomy.themes:
        every = practices.of(theme)
        near = dict(zip(every.tolist(), practices.near(theme).tolist(), strict=True))
        held: dict[str, list[int]] = {}
        for at in every[is_meant[every]].tolist():
            if scope.admits(practices.lines[at].passage):
                held.setdefault(practices.letter(at).id, []).append(at)
        if len(held) == len(letters):
            nearest = {
                letter: tuple(sorted(places, key=lambda at: -near[at]))
                for letter, places in held.items()
            }
            both.append((sum(map(len, nearest.values())), theme.title, nearest))
    both.sort(key=lambda one: -one[0])
    for _, title, nearest in both[:MOST_THEMES]:
        yield title, nearest
