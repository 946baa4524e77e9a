"""What the Learn page reads of one generation."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from bot.placing.belonging import foreign_of
from learning.path import FILE_NAME, PathError, Sitting, load_path
from learning.quiz.making import make_items
from learning.quiz.rules import read_rules
from pathways.loading import FOLDER_NAME, PathwayError, load_pathways

if TYPE_CHECKING:
    from bot.answering.cautions import Foreign
    from bot.reading.lexicon import Lexicon
    from learning.glossary import Glossary
    from learning.quiz.items import QuizItem
    from pathways.route import Pathway
    from store.generation.opened import Generation


class Materials:
    """Glossary, reading path and quiz of one generation.

    ``problem`` says in one line why there is no reading path, where there is none.
    """

    def __init__(self, generation: Generation, lexicon: Lexicon, glossary: Glossary) -> None:
        """Tie the path and the pathways to the documents; a fifth of a second."""
        self.generation = generation
        self._lexicon = lexicon
        self.glossary = glossary
        self.sittings: tuple[Sitting, ...] = ()
        self.pathways: tuple[Pathway, ...] = ()
        self.problem = ""
        try:
            self.sittings = load_path(generation.side / FILE_NAME, generation)
            self.pathways = load_pathways(
                generation.side / FOLDER_NAME, generation.by_id, generation.partnership
            )
        except (PathError, PathwayError) as error:
            self.problem = str(error)
        self.foreign: Foreign = foreign_of(generation)
        self._items: tuple[QuizItem, ...] | None = None
        self._lock = threading.Lock()

    @property
    def items(self) -> tuple[QuizItem, ...]:
        """The quiz items; made when first asked for, which takes a second."""
        with self._lock:
            if self._items is None:
                self._items = make_items(
                    self.generation,
                    self._lexicon,
                    read_rules(self.generation.side).seed,
                    self.pathways,
                )
            return self._items
