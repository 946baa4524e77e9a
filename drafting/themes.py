"""What a draft can be about, and the patterns by which the documents speak of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain import FindingsError, Part
from ingest.beside.tables import read_table

THEMES_NAME = "themes.toml"
# Used where the documents have no themes of their own.
_PACKAGED = Path(__file__).parent / "data" / THEMES_NAME
# The id of what somebody typed; no theme of a file has it.
QUESTION_ID = "question"


class ThemesError(FindingsError):
    """The file of themes cannot be read, or a theme of it is not valid; the message names it."""


def _checked(pattern: str) -> str:
    try:
        # several are searched as one
        re.compile(f"x|{pattern}")
    except re.error as error:
        msg = f"no regular expression: {pattern!r} ({error})"
        raise ValueError(msg) from error
    return pattern


_Patterns = tuple[Annotated[str, Field(min_length=1), AfterValidator(_checked)], ...]


class Theme(BaseModel):
    """A subject of training.

    ``parts`` are the letter's parts that it takes whole. ``document``, ``heading`` and ``words``
    are patterns, searched in the titles of documents, in their headings and in their sentences;
    ``beside`` is searched in the letter's other parts: what it asks for where ``parts`` tell
    what was found, and the other way round. ``further`` is searched in the titles of documents
    that lead further. ``question`` is what a reader would ask the knowledge base; ``subject``
    completes "This session is about".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    parts: frozenset[Part] = frozenset()
    document: _Patterns = ()
    heading: _Patterns = ()
    words: _Patterns = ()
    beside: _Patterns = ()
    question: str = ""
    further: _Patterns = ()
    subject: str = ""


class Themes(BaseModel):
    """Themes in the order in which they are offered.

    ``leans`` are openings of sentences that say nothing without the sentence before them, beside
    those of the language (``drafting.choosing``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    theme: tuple[Theme, ...] = Field(min_length=1)
    leans: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The themes' titles, in their order."""
        return tuple(one.title for one in self.theme)

    @property
    def first(self) -> Theme:
        """The theme to offer first: one that has a question, where there is one."""
        return next((one for one in self.theme if one.question), self.theme[0])

    def get(self, title: str) -> Theme | None:
        """Give the theme of a title, if there is one."""
        return next((one for one in self.theme if one.title == title), None)


def read_themes(side: Path | None = None) -> Themes:
    """Give the themes of the documents beside which ``side`` lies, or those that come with us.

    Raises:
        ThemesError: the file is not valid.
    """
    own = side / THEMES_NAME if side else _PACKAGED
    path = own if own.is_file() else _PACKAGED
    return read_table(path, Themes, ThemesError)


def question_theme(question: str) -> Theme:
    """Give the theme of a question that somebody typed."""
    return Theme(id=QUESTION_ID, title=question, question=question, subject="the question asked")
