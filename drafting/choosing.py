"""Which sentences of the documents belong to a theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from domain import Evidence, Kind, Part, Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from drafting.themes import Theme
    from store.generation.opened import Generation

# Parts of the letter that say nothing a trainer could teach.
_NO_CONTENT = frozenset({Part.INTRODUCTION, Part.ADDRESSEES})
# The heading under which a note says how old its sources are; shown as a caution, not taught.
_EDITION = re.compile(r"edition|what was not found", re.IGNORECASE)
# A sentence is kept for a question where its weight is this share of the best one's; the
# nearer ones go first where a draft is short. On the four themes that have a question, 0.68
# of what these keep belongs; 0.47 with a share of 0.3 and 24 sentences (docs/drafting.md).
KEPT_SHARE = 0.75
NEAR_SHARE = 0.9
MOST_FOR_A_QUESTION = 12
# Characters between two passages of one paragraph or list.
MOST_SPACE = 4
# What a note says about itself.
_REMARK = re.compile(
    r"^\(|^(?:Check|See|Ask the partnership|Use the escalation)\b.{0,40}$"
    r"|\b(?:is|are) our(?:s| advice| examples| list)\b|\bsentences are sourced\b|\bThis list is\b"
)
# A sentence that opens so leans on the one before it, and goes with it.
LEANS = re.compile(
    r"(?:This|These|They|It|Its|That|Those|Their|Consequently|For instance|For other"
    r"|But|So|Otherwise)\b"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that belongs to a theme.

    ``nearness`` is 0 where the whole document or part is about the theme, 1 where the heading
    is, 2 where the sentence alone speaks of it; ``leans`` says whether it is to be understood
    only with the sentence before it.
    """

    passage: Passage
    number: int
    nearness: int
    leans: bool = False

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.passage.sentences[self.number]


def from_evidence(
    evidence: Sequence[Evidence], generation: Generation, also_leaning: Iterable[str] = ()
) -> tuple[Chosen, ...]:
    """Give the sentences that a ranking of passages puts forward, in the documents' order."""
    leans = _leaning(also_leaning)
    weighed = [
        (weight, one.passage, number)
        for one in evidence
        for number, weight in enumerate(one.weights)
        if is_usable(one.passage, number, generation.retold)
    ]
    best = max((weight for weight, _, _ in weighed), default=0.0)
    kept = sorted(weighed, key=lambda one: -one[0])[:MOST_FOR_A_QUESTION]
    chosen = [
        Chosen(
            passage,
            number,
            0 if weight >= NEAR_SHARE * best else 1,
            bool(leans.match(tidy(passage.sentences[number].text))),
        )
        for weight, passage, number in kept
        if weight >= KEPT_SHARE * best
    ]
    return tuple(sorted(chosen, key=_order))


def _order(one: Chosen) -> tuple[bool, str, int, int]:
    is_note = one.passage.source.kind is not Kind.FINDING
    return is_note, one.passage.source.id, one.passage.start, one.number


def choose(
    theme: Theme, generation: Generation, also_leaning: Iterable[str] = ()
) -> tuple[Chosen, ...]:
    """Give the sentences that belong to a theme, in the documents' order.

    A part of the letter gives every sentence of that part, and what the notes say below the
    headings that answer it. Another theme gives all of the document whose title speaks of it,
    all below a heading that does, and elsewhere the sentences that do, each with the sentence
    that leans on it. What a note retells of the letter is left to the letter. ``also_leaning``
    are further openings of sentences that lean.
    """
    return choose_each([theme], generation, also_leaning)[theme.id]


def choose_each(
    themes: Iterable[Theme], generation: Generation, also_leaning: Iterable[str] = ()
) -> dict[str, tuple[Chosen, ...]]:
    """Give what ``choose`` does of each theme, by its id; each passage is read once for all."""
    leans = _leaning(also_leaning)
    found: dict[str, tuple[Theme, list[Chosen]]] = {one.id: (one, []) for one in themes}
    for passage in generation.passages:
        for theme, chosen in found.values():
            chosen.extend([*_in_passage(theme, passage, chosen, leans, generation.retold)])
    return {name: tuple(chosen) for name, (_, chosen) in found.items()}


def _leaning(also: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join([LEANS.pattern, *(rf"{re.escape(one)}\b" for one in also)]))


def is_usable(passage: Passage, number: int, retold: Container[str] = ()) -> bool:
    """Say whether a sentence can be taught: no lead-in, remark, retelling or note on editions.

    ``retold`` are the labels of sources that are held themselves.
    """
    sentence = passage.sentences[number]
    if passage.part in _NO_CONTENT or _EDITION.search(
        passage.headings[-1] if passage.headings else ""
    ):
        return False
    if sentence.text.rstrip().endswith(":"):
        return False
    if passage.source.kind is Kind.FINDING:
        return True
    return sentence.pointer not in retold and not _REMARK.search(sentence.text)


def _in_passage(
    theme: Theme, passage: Passage, before: Sequence[Chosen], leaning: re.Pattern[str],
    retold: Container[str],
) -> Iterator[Chosen]:  # fmt: skip
    nearness = _nearness(theme, passage)
    chosen_last = _ends_chosen(passage, before)
    is_beside = _is_beside(theme, passage)
    for number, sentence in enumerate(passage.sentences):
        is_about = (
            nearness < 2  # noqa: PLR2004
            or _speaks(theme.words, (sentence.text,))
            or (is_beside and _speaks(theme.beside, (sentence.text,)))
            or (chosen_last and _opens(sentence, leaning))
        )
        chosen_last = is_about and is_usable(passage, number, retold)
        if chosen_last:
            yield Chosen(passage, number, nearness, _opens(sentence, leaning))


def _opens(sentence: Sentence, leaning: re.Pattern[str]) -> bool:
    return bool(leaning.match(tidy(sentence.text)))


def _is_beside(theme: Theme, passage: Passage) -> bool:
    """Say whether a passage of the letter is of the other kind than the theme's parts."""
    if passage.source.kind is not Kind.FINDING or passage.part in {Part.STRENGTH, Part.NEXT}:
        return False
    return any(part.is_expectation != passage.part.is_expectation for part in theme.parts)


def _nearness(theme: Theme, passage: Passage) -> int:
    if passage.source.kind is Kind.FINDING:
        return 0 if passage.part in theme.parts else 2
    if _speaks(theme.document, (passage.source.title,)):
        return 0
    return 1 if _speaks(theme.heading, passage.headings[1:]) else 2


def _speaks(patterns: Sequence[str], texts: Iterable[str]) -> bool:
    return bool(patterns) and any(_any_of(tuple(patterns)).search(text) for text in texts)


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _ends_chosen(passage: Passage, before: Sequence[Chosen]) -> bool:
    return bool(before) and is_next(before[-1], Chosen(passage, 0, 0))


def is_next(one: Chosen, other: Chosen) -> bool:
    """Say whether ``other`` is the sentence right after ``one``, below the same heading."""
    if one.passage.id == other.passage.id:
        return other.number == one.number + 1
    return (
        one.passage.source.id == other.passage.source.id
        and one.passage.headings == other.passage.headings
        and one.number == len(one.passage.sentences) - 1
        and other.number == 0
        and one.passage.end <= other.passage.start <= one.passage.end + MOST_SPACE
    )
