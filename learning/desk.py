"""What the Learn page reads: made once for a generation, and anew when another is live."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from bot.reading.lexicon import read_lexicon
from ingest.beside.side import LEXICON_NAME
from learning.glossary import Glossary, make_glossary
from learning.path import FILE_NAME, PathError, Sitting, load_path
from learning.quiz.making import make_items
from learning.quiz.rules import read_rules
from pathways.loading import FOLDER_NAME, PathwayError, load_pathways

if TYPE_CHECKING:
    from collections.abc import Callable

    from learning.quiz.items import QuizItem
    from pathways.route import Pathway
    from store.generation.opened import Generation


class Materials:
    """Glossary, reading path and quiz of one generation.

    ``problem`` says in one line why there is no reading path, where there is none.
    """

    def __init__(self, generation: Generation) -> None:
        """Tie the glossary, the path and the pathways to the documents; a fifth of a second.

        Raises:
            LexiconError: the lexicon cannot be read.
        """
        self.generation = generation
        self._lexicon = read_lexicon(generation.side / LEXICON_NAME)
        self.glossary: Glossary = make_glossary(generation, self._lexicon)
        self.sittings: tuple[Sitting, ...] = ()
        self.pathways: tuple[Pathway, ...] = ()
        self.problem = ""
        try:
            self.sittings = load_path(generation.side / FILE_NAME, generation)
            self.pathways = load_pathways(
                generation.side / FOLDER_NAME, generation.documents, generation.partnership
            )
        except (PathError, PathwayError) as error:
            self.problem = str(error)
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


class Desk:
    """Keeps the materials of the live generation."""

    def __init__(self, generation: Callable[[], Generation]) -> None:
        """Take what gives the live generation."""
        self._generation = generation
        self._held: Materials | None = None
        self._lock = threading.Lock()

    def materials(self) -> Materials:
        """Give the materials of the generation that is live now.

        Raises:
            FindingsError: there is no knowledge base, or the lexicon cannot be read.
        """
        generation = self._generation()
        with self._lock:
            if self._held is None or self._held.generation.id != generation.id:
                self._held = Materials(generation)
            return self._held
