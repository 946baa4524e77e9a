"""Lines of the documents that make sense on their own, as a quiz can show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Citation, Kind, Part, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain import Passage, Sentence
    from store.generation import Generation

FEWEST_WORDS = 7
MOST_WORDS = 48
# How many words a pronoun needs before it, in which what it stands for may have been named.
WORDS_BEFORE_A_PRONOUN = 5

_OPENS = re.compile(
    r"""(?:and|another|also|alternatively|as\ a\ result|both|but|consequently
    |each\ (?:of|team|appoints)|furthermore|for\ (?:instance|example|other\ children|any\ other)
    |he|her
    |here|his|however
    |if\ (?:so|not|it|they|that|there\ will|a\ rapid)|in\ (?:addition|the\ pilot)|it|its|later
    |moreover|most\ of|neither|newer|no\ replacement|one\ (?:guide|version)|older|or|other|otherwise
    |she|similarly|so|some\ of|such|that
    |the\ (?:act|aim|authority|chair|charity|duty|edition|first\ improvement|first\ \w+\ and
    |first\ two
    |full|last|lead\ also|main\ partners|news|newest|page|police\ category|practice\ standards
    |report|response|same|service|statement|steps?|table|text|times|timescales|toolkit|version|wording)
    |their|them|then|there|these|they|third|this|those|three\ things|until|what|when\ it|whether
    |which|who)\b
    |\(|\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
# Words about the notes themselves, and pointers to other places.
_ABOUT_NOTES = re.compile(
    r"\b(?:our|ours|seen|visible|not found|was found|no page|[Cc]heck|above|below|notes?|copy"
    r"|pages?|sourced|undated|not (?:shown|confirmed|stated)|was not|listed on|edition|step \d"
    r"|restate|[Dd]efinitions reflect|is dated|as reported|the Act|guickly|summary|toolkit was"
    r"|was planned|sources differ|[Ss]ee the|Ask (?:the|your))\b"
    r"|@ofsted|https?:|\[|\?",
)
_POINTING = re.compile(r"\b(?:this|these|those|here)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|him|his|she|her|one|ones)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.?!;:])\s")
_POINTER = re.compile(r"\s*\[[^\[\]\n]{3,}\](?!\()")


# Lines that were read as questions and left out: they lean on their neighbours in a way that the
# rules above do not see, ask for a figure of a study, or list the answer.
_UNFIT = (
    "In Sussex an experienced social worker leads it",
    "Social care, education and health: names",
    "The expectation is support first",
    "For other looked-after children, the authority",
    "Some tools add floors",
    "In 2020-21 the front door had",
    "Contextual safeguarding is a way of understanding and responding to it",
    "Exploited children do come to emergency departments",
    "The usual safety nets miss some",
    "Never assume someone else has already shared it",
    "For the 2023 serious youth violence theme",
    "The police inspectorate's separate review",
    "Six areas, September 2023",
    "Two processes can blur",
    "In a detailed sample of 36",
    "A parents' support charity",
    "Working Together 2026 has replaced it",
    "A Welsh practitioner toolkit",
    "Section 45 was checked",
    "Some areas also require a full",
    "Inspection: 11 to 15 July",
    "Some parts of the Act",
    "Inspectors looked at six areas",
    "A screening tool helps staff notice",
)


@dataclass(frozen=True, slots=True)
class Line:
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


def read_lines(generation: Generation) -> tuple[Line, ...]:
    """Give the lines that stand on their own, in the order of the documents."""
    return tuple(
        line
        for passage in generation.passages
        if passage.part is not Part.ADDRESSEES
        for line in _lines_of(passage)
    )


def topic_of(passage: Passage) -> str:
    """Give the topic of a passage: its note's title, or the part of the letter."""
    if passage.source.kind is Kind.FINDING:
        return f"The letter: {passage.part.value}"
    return passage.source.title


def plain(quote: str) -> str:
    """Give a quote as it reads on a page: bold marks, pointers and line breaks dropped."""
    return " ".join(_POINTER.sub("", quote.replace("**", "")).split())


def stands_alone(text: str, lead: str = "") -> bool:
    """Say whether a line can be understood without the lines around it."""
    opening = lead or text
    if _OPENS.match(text) or _OPENS.match(opening) or text.startswith(_UNFIT):
        return False
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or text.endswith(":"):
        return False
    if _ABOUT_NOTES.search(text) or _ABOUT_NOTES.search(lead):
        return False
    begins = opening[:1].isupper() or opening[:1].isdigit()
    return begins and not _leans(_SENTENCE_END.split(opening)[0])


def _leans(sentence: str) -> bool:
    """Say whether a sentence has a pronoun before anything that it could stand for."""
    pronoun = _PRONOUN.search(sentence)
    early = pronoun and len(sentence[: pronoun.start()].split()) < WORDS_BEFORE_A_PRONOUN
    return bool(early or _POINTING.search(sentence))


def _lines_of(passage: Passage) -> Iterator[Line]:
    for sentence in passage.sentences:
        text, lead = plain(sentence.text), plain(sentence.lead)
        if sentence.shape is Shape.ROW:
            usable = _row_is_clear(text, lead)
        else:
            usable = stands_alone(text, lead)
        if usable:
            yield Line(
                _cite(passage, sentence), text, lead, topic_of(passage), sentence.shape is Shape.ROW
            )


def _cite(passage: Passage, sentence: Sentence) -> Citation:
    return Citation(passage, passage.text[sentence.start : sentence.end])


def _row_is_clear(text: str, lead: str) -> bool:
    return bool(lead) and not _ABOUT_NOTES.search(text) and len(text.split()) <= MOST_WORDS
