"""Lines of the documents that make sense on their own, as a quiz can show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Citation, Kind, Part, Shape
from learning.quiz.rules import NO_RULES, QuizRules, read_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain import Passage, Sentence
    from store.generation.opened import Generation

FEWEST_WORDS = 7
MOST_WORDS = 48
# How many words a pronoun needs before it, in which what it stands for may have been named.
WORDS_BEFORE_A_PRONOUN = 5

_OPENS = re.compile(
    r"""(?:and|another|also|alternatively|as\ a\ result|both|but|consequently
    |each\ of|furthermore|for\ (?:instance|example)
    |he|her
    |here|his|however
    |if\ (?:so|not|it|they|that|there\ will)|in\ addition|it|its|later
    |moreover|most\ of|neither|newer|older|or|other|otherwise
    |she|similarly|so|some\ of|such|that
    |the\ (?:act|aim|authority|chair|duty|edition|first\ \w+\ and|first\ two|full|last|lead\ also
    |newest|page|report|response|same|service|statement|steps?|table|text|times|timescales|version
    |wording)
    |their|them|then|there|these|they|third|this|those|three\ things|until|what|when\ it|whether
    |which|who)\b
    |\(|\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
# Words about the notes themselves, and pointers to other places.
_ABOUT_NOTES = re.compile(
    r"\b(?:our|ours|seen|visible|not found|was found|no page|[Cc]heck|above|below|notes?|copy"
    r"|pages?|sourced|undated|not (?:shown|confirmed|stated)|was not|listed on|edition|step \d"
    r"|is dated|as reported|the Act|summary|[Ss]ee the|Ask (?:the|your))\b"
    r"|@ofsted|https?:|\[|\?",
)
_POINTING = re.compile(r"\b(?:this|these|those|here)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|him|his|she|her|one|ones)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.?!;:])\s")
_POINTER = re.compile(r"\s*\[[^\[\]\n]{3,}\](?!\()")


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A line to be asked about: ``text`` is its quote as it reads on a page.

    ``lead`` introduces it in the document, as a header row does a table's row; may be empty.
    """

    citation: Citation
    text: str
    lead: str
    topic: str
    is_row: bool

    @property
    def whole(self) -> str:
        """The lead and the line."""
        return f"{self.lead} {self.text}".strip()


def read_lines(generation: Generation) -> tuple[QuizLine, ...]:
    """Give the lines that stand on their own, in the order of the documents."""
    rules = read_rules(generation.side)
    return tuple(
        line
        for passage in generation.passages
        if passage.part is not Part.ADDRESSEES
        for line in _lines_of(passage, rules)
    )


def topic_of(passage: Passage) -> str:
    """Give the topic of a passage: its note's title, or the part of the letter."""
    if passage.source.kind is Kind.FINDING:
        return f"The letter: {passage.part.value}"
    return passage.source.title


def plain(quote: str) -> str:
    """Give a quote as it reads on a page: bold marks, pointers and line breaks dropped."""
    return " ".join(_POINTER.sub("", quote.replace("**", "")).split())


def stands_alone(text: str, lead: str = "", rules: QuizRules = NO_RULES) -> bool:
    """Say whether a line can be understood without the lines around it.

    ``rules`` are those of the documents that it is from.
    """
    opening = lead or text
    if _leans_back(text, rules) or _leans_back(opening, rules) or text.startswith(rules.unfit):
        return False
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or text.endswith(":"):
        return False
    if _is_about_notes(text, rules) or _is_about_notes(lead, rules):
        return False
    begins = opening[:1].isupper() or opening[:1].isdigit()
    return begins and not _leans(_SENTENCE_END.split(opening)[0])


def _leans_back(text: str, rules: QuizRules) -> bool:
    return bool(_OPENS.match(text) or rules.leans.match(text))


def _is_about_notes(text: str, rules: QuizRules) -> bool:
    return bool(_ABOUT_NOTES.search(text) or rules.of_notes.search(text))


def _leans(sentence: str) -> bool:
    """Say whether a sentence has a pronoun before anything that it could stand for."""
    pronoun = _PRONOUN.search(sentence)
    early = pronoun and len(sentence[: pronoun.start()].split()) < WORDS_BEFORE_A_PRONOUN
    return bool(early or _POINTING.search(sentence))


def _lines_of(passage: Passage, rules: QuizRules) -> Iterator[QuizLine]:
    for sentence in passage.sentences:
        text, lead = plain(sentence.text), plain(sentence.lead)
        if sentence.shape is Shape.ROW:
            usable = _row_is_clear(text, lead, rules)
        else:
            usable = stands_alone(text, lead, rules)
        if usable:
            yield QuizLine(
                _cite(passage, sentence), text, lead, topic_of(passage), sentence.shape is Shape.ROW
            )


def _cite(passage: Passage, sentence: Sentence) -> Citation:
    return Citation(passage, passage.text[sentence.start : sentence.end])


def _row_is_clear(text: str, lead: str, rules: QuizRules) -> bool:
    return bool(lead) and not _is_about_notes(text, rules) and len(text.split()) <= MOST_WORDS
