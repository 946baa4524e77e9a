"""One edition of the knowledge base: a generation, and all that is opened and made of it."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast

from bot.reading.lexicon import Lexicon, read_lexicon
from bot.reading.shortened import as_meanings, shortened_held
from ingest.beside.side import LEXICON_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from bot.assistant import Library
    from bot.quoting.plain import PlainWords
    from store.generation.opened import Generation

T = TypeVar("T")


class Edition:
    """A generation and what is made of it, each part when it is first asked for.

    Whoever holds an edition has the same words to the end. When the last one lets go of it, its
    memory is freed and its files are closed.
    """

    def __init__(
        self, generation: Generation, open_library: Callable[[Generation, Lexicon], Library],
        *, connects: bool = False,
    ) -> None:  # fmt: skip
        """Take the generation, and what opens a search of it; nothing is opened yet.

        ``connects`` says that a chat model of the library writes between a draft's quotes.
        """
        self.generation = generation
        self.connects = connects
        self._open_library = open_library
        self._made: dict[Hashable, object] = {}
        self._locks: dict[Hashable, threading.RLock] = {}

    @property
    def lexicon(self) -> Lexicon:
        """The words of the field.

        Raises:
            LexiconError: it cannot be read.
        """
        return self.made(_lexicon)

    @property
    def library(self) -> Library:
        """What a search needs; opening it loads the model.

        Raises:
            FindingsError: the model is missing, or another than the generation was built with.
        """
        return self.made(_library)

    @property
    def plain(self) -> PlainWords | None:
        """What writes plain words, where a chat model does; it opens what a search needs.

        Raises:
            FindingsError: as that does.
        """
        return self.made(_library).plain

    def made(self, make: Callable[[Edition], T]) -> T:
        """Give what ``make`` makes of this edition: made once, whoever asks, and kept with it.

        What it raises is raised, and it is called again the next time.
        """
        # one lock a part: nobody waits for a part that they did not ask for
        with self._locks.setdefault(make, threading.RLock()):
            if make not in self._made:
                self._made[make] = make(self)
            return cast("T", self._made[make])

    def open_library(self) -> Library:
        """Open a search of the generation; ``library`` is the one that is kept."""
        return self._open_library(self.generation, self.lexicon)


def _lexicon(edition: Edition) -> Lexicon:
    return lexicon_of(edition.generation)


def lexicon_of(generation: Generation) -> Lexicon:
    """Give the words of the field, with what a generation's documents explain.

    Raises:
        LexiconError: they cannot be read.
    """
    lexicon = read_lexicon(generation.side / LEXICON_NAME, generation.partnership.words)
    return lexicon.knowing(as_meanings(shortened_held(generation)))


def _library(edition: Edition) -> Library:
    return edition.open_library()


class Editions:
    """Gives the edition that is live; any number of threads may ask."""

    def __init__(self, live: Callable[[], str], open_edition: Callable[[], Edition]) -> None:
        """Take what names the live generation, and what opens it; nothing is opened yet."""
        self._live = live
        self._open = open_edition
        self._lock = threading.Lock()
        self._edition: Edition | None = None

    def __call__(self) -> Edition:
        """Give the live edition, opened anew only where another was published.

        Raises:
            FindingsError: there is no live generation, or something it needs is damaged.
        """
        identity = self._live()
        edition = self._edition
        if edition is not None and edition.generation.id == identity:
            return edition
        with self._lock:
            if self._edition is None or self._edition.generation.id != identity:
                self._edition = self._open()
            return self._edition

    def pinned(self) -> Callable[[], Edition]:
        """Give what gives one edition: the live one when it is first asked, then always that one.

        For one reply, or one page as it is drawn: all of it is of the same edition, whatever is
        published meanwhile. Nothing is opened before it is asked, and it raises what this does.
        """
        return cache(self)

    def library(self) -> Library:
        """Give what a search of the live edition needs.

        Raises:
            FindingsError: see ``Editions`` and ``Edition.library``.
        """
        return self().library

    def close(self) -> None:
        """Close the files of the edition that was given last, where one was."""
        if self._edition is not None:
            self._edition.generation.close()
