"""The lines of every theme, which practice is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.lines import make_lines
from drafting.needed.reaching import reached
from using import parts
from using.addresses import address_of
from using.together.themes import lines_of_letters, themes_of_letters

if TYPE_CHECKING:
    from bot.edition import Edition
    from drafting.lines import DraftLine


def lines_of_themes(edition: Edition) -> dict[str, tuple[DraftLine, ...]]:
    """Give the lines of each theme that the documents speak of, by its title.

    Where letters of several areas are held, the themes on which they speak are among them.
    """
    generation, foreign = edition.generation, edition.made(parts.foreign)
    themes, chosen = edition.made(parts.themes_held), edition.made(parts.chosen_of_themes)
    of_documents = {
        one.title: make_lines(
            reached(chosen[one.id], edition.made(parts.front_door)),
            generation.pointers, address_of, foreign,
        )
        for one in themes.theme
    }  # fmt: skip
    of_letters = {
        one.title: lines_of_letters(edition, one) for one in themes_of_letters(edition)
    }  # fmt: skip
    return of_documents | of_letters
