"""Training from several areas' letters: the themes that there are, and the lines of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.quoting.standing import is_fragment, leans
from domain import Class, Kind, Status
from drafting.choosing import Chosen, is_usable
from drafting.lines import make_lines
from drafting.roles import LineRole
from drafting.themes import Theme
from library.together.examples import examples_of
from store.generation.entries import EntryKind
from themes.taxonomy import read_taxonomy
from using import parts
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.edition import Edition
    from domain import Passage
    from drafting.lines import DraftLine
    from drafting.themes import Themes
    from themes.assigning import Practices
    from themes.taxonomy import PracticeTheme

# A theme's id among those of drafts begins so, and goes on with its id in the taxonomy.
OF_LETTERS = "letters."
TITLE, SUBJECT = "Several letters: {theme}", "what inspectors wrote of {theme} in several areas"
# Of guidance on the theme what a draft can use; less near than this has the theme's word alone
# (read off eight themes over statutory guidance).
MOST_EXPECTED, LEAST_NEAR = 6, 0.35


def with_letters(themes: Themes, edition: Edition) -> Themes:
    """Give the documents' themes, and after them those on which several areas' letters speak."""
    return themes.model_copy(update={"theme": (*themes.theme, *themes_of_letters(edition))})


def themes_of_letters(edition: Edition) -> tuple[Theme, ...]:
    """Give the themes on which letters of several areas can be drawn; none where one is held."""
    held = edition.generation.sources
    areas = {one.area for one in held if one.kind is Kind.FINDING and one.area}
    if len(areas) < 2:  # noqa: PLR2004
        return ()
    return tuple(
        Theme(
            id=f"{OF_LETTERS}{one.id}", title=TITLE.format(theme=one.title),
            subject=SUBJECT.format(theme=one.title[:1].lower() + one.title[1:]),
        )
        for one in read_taxonomy().themes
    )  # fmt: skip


def is_of_letters(theme: Theme) -> bool:
    """Say whether a theme is one of those that draw on several areas' letters."""
    return theme.id.startswith(OF_LETTERS)


def lines_of_letters(
    edition: Edition, theme: Theme, address: Callable[[Passage], str] = address_of
) -> tuple[DraftLine, ...]:
    """Give examples of good and of poor practice, a letter one of each, then what is expected."""
    practices = edition.library.practices
    named = practices.taxonomy.named(theme.id.removeprefix(OF_LETTERS))
    if named is None:
        return ()
    found = examples_of(practices, named)
    return (
        *_as(LineRole.PRAISED, edition, _chosen(practices, found.praised), address),
        *_as(LineRole.WANTING, edition, _chosen(practices, found.wanting), address),
        *_lines(edition, _expected(edition, named), address),
    )


def _chosen(practices: Practices, places: Sequence[int]) -> list[Chosen]:
    return [Chosen(practices.lines[at].passage, practices.lines[at].number, 0) for at in places]


def _as(
    role: LineRole, edition: Edition, chosen: Sequence[Chosen], address: Callable[[Passage], str]
) -> tuple[DraftLine, ...]:
    return tuple(replace(one, role=role) for one in _lines(edition, chosen, address))


def _lines(
    edition: Edition, chosen: Sequence[Chosen], address: Callable[[Passage], str]
) -> tuple[DraftLine, ...]:
    return make_lines(chosen, edition.generation.pointers, address, edition.made(parts.foreign))


def _expected(edition: Edition, theme: PracticeTheme) -> list[Chosen]:
    """Give what guidance expects on a theme, nearest first: a sentence that has its words."""
    held = [one for one in edition.made(_rules) if theme.words.search(one[1].sentence.text)]
    near = edition.library.practices.nearness(theme, [row for row, _ in held])
    order = [int(at) for at in np.argsort(-near, kind="stable")[:MOST_EXPECTED]]
    return [held[at][1] for at in order if near[at] >= LEAST_NEAR]


def _rules(edition: Edition) -> tuple[tuple[int, Chosen], ...]:
    """Give the sentences of guidance that lay something down and stand alone, with their rows."""
    generation, columns = edition.generation, edition.generation.columns
    is_meant = np.array(
        [one.kind.is_expectation and one.status is not Status.SUPERSEDED
         for one in generation.sources], dtype=bool,
    )  # fmt: skip
    rows = columns.rows(EntryKind.SENTENCE)
    rows = rows[is_meant[columns.documents[columns.passages[rows]]]]
    places = zip(columns.passages[rows].tolist(), columns.sentences[rows].tolist(), strict=True)
    every = (Chosen(generation.passages[passage], number, 1) for passage, number in places)
    return tuple((row, one) for row, one in zip(rows.tolist(), every, strict=True) if _is_rule(one))


def _is_rule(one: Chosen) -> bool:
    sentence = one.sentence
    is_alone = not leans(sentence) and not is_fragment(sentence)
    return sentence.is_a is Class.EXPECTED and is_alone and is_usable(one.passage, one.number)
