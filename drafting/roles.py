"""What a quoted line is in a draft: by what its sentence is, and whose rule it gives."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answering.cautions import is_elsewhere
from bot.answering.tidying import tidy
from domain import Class, Kind
from ingest.beside.pointers import Weight, split_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.cautions import Foreign
    from domain import Passage, Sentence
    from ingest.beside.pointers import Pointer

_REPORTS = frozenset({Weight.FINDING, Weight.NEWS})
_REPORTING = re.compile(r"\b(?:reports?|reported|inspectors?|inspection|Ofsted|found)\b")


class LineRole(StrEnum):
    """What a line is in a draft; findings, expectations and what else is known are never mixed."""

    FOUND = "what inspectors found"
    ASKED = "what the letter asks for"
    REPORTED = "what later or other reports say"
    EXPECTED = "what guidance expects"
    ELSEWHERE = "what another area expects of its own staff"
    BACKGROUND = "what is known besides: definitions, signs, figures"
    PRAISED = "what inspectors praised in several areas"
    WANTING = "what inspectors found wanting in several areas"
    QUESTION = "a question that the notes ask"


# Examples from several areas' letters: how a line of each is headed.
EXAMPLES = {LineRole.PRAISED: "Worked well", LineRole.WANTING: "To improve"}
# What somebody is to do here, by guidance or by a letter.
RULES = frozenset({LineRole.EXPECTED, LineRole.ASKED})
_OF_LETTERS = {
    Class.EXPECTED: LineRole.ASKED, Class.FOUND: LineRole.FOUND, Class.REPORTED: LineRole.REPORTED,
    Class.BACKGROUND: LineRole.BACKGROUND,
}  # fmt: skip


def role_of(
    passage: Passage, sentence: Sentence, pointers: Mapping[str, Pointer], foreign: Foreign
) -> LineRole:
    """Give what a sentence is in a draft.

    ``foreign`` says which documents are another area's (``bot.placing.belonging``).
    """
    if passage.source.kind is Kind.FINDING:
        return _OF_LETTERS[sentence.is_a]
    if tidy(sentence.text).endswith("?"):
        return LineRole.QUESTION
    if sentence.is_a in {Class.FOUND, Class.REPORTED} or _reports(sentence, pointers):
        return LineRole.REPORTED
    if sentence.is_a is Class.EXPECTED and passage.source.kind is Kind.REVIEW:
        return LineRole.REPORTED
    if sentence.is_a is Class.BACKGROUND or not passage.source.kind.is_expectation:
        return LineRole.BACKGROUND
    is_theirs = is_elsewhere(passage, sentence, pointers, foreign)
    return LineRole.ELSEWHERE if is_theirs else LineRole.EXPECTED


def _reports(sentence: Sentence, pointers: Mapping[str, Pointer]) -> bool:
    """Say whether all that a sentence rests on are reports of what was seen."""
    weights = {pointers[one].weight for one in split_label(sentence.pointer) if one in pointers}
    if weights == {Weight.FINDING}:
        return True
    is_told = bool(weights) and weights <= _REPORTS and bool(_REPORTING.search(sentence.text))
    return is_told and sentence.is_a is not Class.EXPECTED
