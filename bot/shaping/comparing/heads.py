"""The like heads of a comparison: what is asked under each, and which quotes stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from bot.placing.roles import place_in, stems_of
from bot.shaping.facts import WHO
from bot.shaping.naming import telling
from domain import Kind, Part
from store.search.keywords import words_of

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.shaping.comparing.asked import Compared
    from domain import Statement


@dataclass(frozen=True, slots=True)
class Head:
    """A like head: what is asked of each side, and what a quote under it holds.

    ``is_subject`` says whether the side has to be what the quote begins with,
    ``of_rules`` whether inspectors' findings do not stand there.
    """

    name: str
    ask: str
    holds: re.Pattern[str]
    most: int = 1
    is_subject: bool = False
    of_rules: bool = True


_ACTS = (
    r"(?:should|must|leads?|chairs?|attends?|decides?|convenes?|holds?|carr(?:y|ies)|appoints?"
    r"|take part|authorises?|submits?|refers?|serves?|runs?|brings?|is for|are for)"
)
HEADS = (
    Head(
        "What it is",
        "what is {}",
        re.compile(
            r"\b(?:is an?|is the|are the|are an?|means?|brings|aims?|purpose|happens when"
            r"|is carried|is any|is when|is where|covers?|takes? place|looks? at|refers? to)\b|\|"
        ),
        is_subject=True,
    ),
    Head("Who", "who takes part in, decides or does {}",
          re.compile(rf"\b{WHO}\b.*\b{_ACTS}\b|\bby (?:an? |the )?(?:\w+ )?{WHO}\b",
                     re.IGNORECASE)),
    Head(
        "When",
        "how soon and when must {} happen, within how long",
        re.compile(
            r"\b(?:within|every|each|at least|no (?:later|more) than|up to|after|before)\b"
            r"[^.]{0,40}?\b(?:hours?|days?|weeks?|months?|years?)\b"
            r"|\b(?:immediately|at once|without delay|monthly|weekly|termly|yearly|annually)\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
# What stands of a side that none of these heads fits.
SAID = Head("What is said of it", "{}", re.compile(""), of_rules=False)
# A quote tells what a side is where so many words at most stand before its name, and what it says
# of it follows at once.
_OPENS_WITHIN = 6
_FOLLOWS_WITHIN = 4
# A longer name need not stand in one piece.
_IN_ONE_PIECE = 5
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")


def fits(statement: Statement, side: str, compared: Compared, head: Head, library: Library) -> bool:
    """Say whether a quote tells of a side what stands under a head."""
    passage = statement.citations[0].passage
    is_of_the_file = passage.part in {Part.INTRODUCTION, Part.ADDRESSEES}
    # what something is and who does it is told by rules; inspectors tell how it went
    is_told = head.of_rules and passage.source.kind is Kind.FINDING
    if is_of_the_file or is_told or statement.text.endswith("?"):
        return False
    if not head.holds.search(_words(statement)):
        return False
    names = names_of(side, library)
    if not _tells_of(statement, names, compared, head):
        return False
    return not head.is_subject or any(_opens_with(one, statement, head) for one in names)


def names_of(side: str, library: Library) -> tuple[str, ...]:
    """Give what a side is called, and what the field calls it besides."""
    spoken = f" {' '.join(words_of(side))} "
    names = [side]
    for term, called in library.understanding.lexicon.spoken:
        known = (term.term, *term.abbreviations)
        # "criminal exploitation" is said for "child criminal exploitation"
        names += known if term.term.endswith(spoken.rstrip()) else ()
        for said in called:
            if said in spoken:
                names += [spoken.replace(said, f" {other} ").strip() for other in known]
    return tuple(dict.fromkeys(names))


def place_of(side: str, text: str) -> int:
    """Give where in a text a side is named, by its first word; -1 where it is not all named."""
    stems = stems_of(text)
    if len(words_of(side)) <= _IN_ONE_PIECE:
        return place_in(stems, side)
    if not telling(side) <= telling(text):
        return -1
    first = next(iter(stems_of(side)))
    return stems.index(first) if first in stems else 0


def _opens_with(name: str, statement: Statement, head: Head) -> bool:
    words = words_of(_words(statement))
    place = place_of(name, " ".join(words))
    after = words[place + len(words_of(name)) :][:_FOLLOWS_WITHIN]
    return 0 <= place <= _OPENS_WITHIN and bool(head.holds.search(" ".join(after)))


def _tells_of(statement: Statement, names: tuple[str, ...], compared: Compared, head: Head) -> bool:
    """Say whether a quote is of one side: it is named there or above, before the other."""
    (other,) = (one for one in compared.sides if one != names[0])
    is_in_pieces = head is SAID and any(_is_told(one, statement) for one in names)
    if not is_in_pieces and not any(_is_named(one, statement) for one in names):
        return False
    # of a sentence that names both, the one that it names first is what it tells of
    place, others = (place_of(one, statement.text) for one in (names[0], other))
    return others < 0 or 0 <= place <= others


def _is_named(name: str, statement: Statement) -> bool:
    passage = statement.citations[0].passage
    # the number of a section is none of a stage or level
    headings = [_NUMBERED.sub("", one) for one in passage.headings]
    return any(place_of(name, one) >= 0 for one in (_words(statement), *headings))


def _is_told(name: str, statement: Statement) -> bool:
    """Say whether all words of a name stand in a quote or above it, wherever."""
    return telling(name) <= telling(f"{_words(statement)} {statement.citations[0].passage.heading}")


def _words(statement: Statement) -> str:
    return f"{statement.citations[0].subject} {tidy(statement.text)}"
