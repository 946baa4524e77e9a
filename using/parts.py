"""What the pages read, made of an edition and kept with it: ``edition.made(glossary)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.placing.belonging import foreign_of
from drafting.choosing import choose_each
from drafting.needed.reaching import front_door as door_in
from drafting.themes import read_themes
from learning.desk import Materials
from learning.glossary import make_glossary
from learning.quiz.making import make_items
from pathways.shelf import Shelved, shelve

if TYPE_CHECKING:
    from bot.answering.cautions import Foreign
    from bot.edition import Edition
    from drafting.choosing import Chosen
    from drafting.themes import Themes
    from learning.glossary import Glossary
    from learning.quiz.items import QuizItem

# The seed of a draft's quiz: the same draft has the same questions.
_SEED = 1


def glossary(edition: Edition) -> Glossary:
    """Give what the field's words mean; needs ``edition.lexicon``."""
    return make_glossary(edition.generation, edition.lexicon)


def pathways(edition: Edition) -> Shelved:
    """Give the pathways.

    Raises:
        PathwayError: one is damaged, or quotes words that are no longer there.
    """
    return shelve(edition.generation)


def materials(edition: Edition) -> Materials:
    """Give what people learn from."""
    return Materials(edition.generation, edition.lexicon, edition.made(glossary))


def foreign(edition: Edition) -> Foreign:
    """Give what is said of the rules of each document that is another area's, by its id."""
    return foreign_of(edition.generation)


def themes(edition: Edition) -> Themes:
    """Give everything that a draft can be about.

    Raises:
        ThemesError: the file of themes cannot be read.
    """
    return read_themes(edition.generation.side)


def front_door(edition: Edition) -> Chosen | None:
    """Give the sentence with the number of the partnership's front door, where one gives it."""
    return door_in(edition.generation)


def chosen_of_themes(edition: Edition) -> dict[str, tuple[Chosen, ...]]:
    """Give the sentences that belong to each theme, by its id; finding them takes a second."""
    every = edition.made(themes)
    return choose_each(every.theme, edition.generation, every.leans)


def themes_held(edition: Edition) -> Themes:
    """Give the themes that the documents say something about; all, where that is none."""
    every = edition.made(themes)
    chosen = edition.made(chosen_of_themes)
    held = tuple(one for one in every.theme if chosen[one.id])
    return every.model_copy(update={"theme": held or every.theme})


def quiz_of_drafts(edition: Edition) -> tuple[QuizItem, ...]:
    """Give the items that a drafted quiz is chosen from; making them takes some seconds."""
    return make_items(edition.generation, edition.lexicon, _SEED)
