"""The learner's materials of the shipped documents, made once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.reading.lexicon import read_lexicon
from ingest.beside.side import LEXICON_NAME
from learning.desk import Materials
from learning.glossary import make_glossary

if TYPE_CHECKING:
    from learning.quiz.items import QuizItem
    from store.generation.opened import Generation


@pytest.fixture(scope="session")
def materials(generation: Generation) -> Materials:
    """Glossary, reading path and quiz of the shipped documents."""
    lexicon = read_lexicon(generation.side / LEXICON_NAME)
    return Materials(generation, lexicon, make_glossary(generation, lexicon))


@pytest.fixture(scope="session")
def items(materials: Materials) -> tuple[QuizItem, ...]:
    """The quiz items of the shipped documents."""
    return materials.items
