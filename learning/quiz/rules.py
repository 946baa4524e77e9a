"""What a quiz on some documents must know of their words: ``learning/quiz.toml`` beside them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import Field, field_validator

from domain import FindingsError
from ingest.beside.tables import StrictTable, read_table
from learning.quiz.swaps import any_of

if TYPE_CHECKING:
    from pathlib import Path

RULES_NAME = "learning/quiz.toml"


class RulesError(FindingsError):
    """The file cannot be read, or an entry of it is not valid; the message names it."""


class TurnedWords(StrictTable):
    """Words of judgement, as a pattern, and what turns them false."""

    words: str = Field(min_length=1)
    instead: str = Field(min_length=1)

    @field_validator("words")
    @classmethod
    def _is_a_pattern(cls, words: str) -> str:
        try:
            re.compile(words)
        except re.error as error:
            msg = f"no regular expression: {words!r} ({error})"
            raise ValueError(msg) from error
        return words

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern of the words."""
        return re.compile(self.words)


class OwnAgency(StrictTable):
    """An agency of the documents: of a family as ``learning.quiz.agencies`` has them.

    ``names`` are further ones for the agency ``like``, where that is given. ``number`` is that of
    the verbs that go with them.
    """

    family: str = Field(min_length=1)
    names: tuple[str, ...] = Field(min_length=1)
    like: str = ""
    number: Literal["one", "many"] = "one"


class QuizRules(StrictTable):
    """What a quiz must know of the documents' words.

    ``unfit`` are openings of lines that are not asked about: they lean on their neighbours in a
    way that no rule sees, ask for a figure of a study, or list the answer. Lines that open with
    ``openings`` or hold ``remarks`` are not either. ``unasked`` are terms that are no answers,
    ``names`` words that make an agency beside them part of a longer name. ``seed`` is any number:
    the same one gives everybody the same questions.
    """

    seed: int = 1
    unfit: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    agency: tuple[OwnAgency, ...] = ()
    turn: tuple[TurnedWords, ...] = ()

    @cached_property
    def leans(self) -> re.Pattern[str]:
        """Match the openings, where one opens a line."""
        return re.compile(rf"(?:{any_of(self.openings)})\b", re.IGNORECASE)

    @cached_property
    def of_notes(self) -> re.Pattern[str]:
        """Match the remarks."""
        return re.compile(rf"\b(?:{any_of(self.remarks)})\b")

    @cached_property
    def goes_on(self) -> re.Pattern[str]:
        """Match one of the names after an agency."""
        return re.compile(rf"\s(?:{any_of(self.names)})\b")

    @cached_property
    def comes_after(self) -> re.Pattern[str]:
        """Match one of the names before an agency."""
        return re.compile(rf"\b(?:{any_of(self.names)})(?:['’]s)?\s$", re.IGNORECASE)


NO_RULES = QuizRules()


def read_rules(side: Path) -> QuizRules:
    """Give the rules of the documents beside which ``side`` lies; none without the file.

    Raises:
        RulesError: the file is not valid.
    """
    path = side / RULES_NAME
    if not path.is_file():
        return NO_RULES
    return read_table(path, QuizRules, RulesError, name=RULES_NAME)
