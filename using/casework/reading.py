"""A worry that is told is read: what the documents speak of in it, and which pathway is nearest.

Nothing is judged: no threshold is said to be met, no step to be done. Nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.answering.tidying import tidy
from bot.privacy.identifiers import Detail
from bot.privacy.masking import mask
from bot.privacy.unmasked import without_details
from bot.reading.segments import segments
from bot.safety.family import names_family
from bot.safety.steps import REMINDER
from domain import Answer, Citation, Class, FindingsError, Kind, Shape
from using import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.assistant import Assistant, Library
    from bot.edition import Edition
    from domain import Evidence, Statement
    from pathways.route import Pathway, Step
    from store.models.embedding import Vectors

# Told sentences that are read at most; what is longer is told in more than one case.
MOST_SENTENCES = 24
# Of told sentences that three invented cases hold, those that a document's line speaks of come as
# near and as high as this; idle talk does not.
_NEAR, _SURE = 0.47, 0.65
# A pathway's use and its use with its phrases, as cosines, come to so much for a case it fits.
_FITS = 0.5
# A told sentence that tells of a step is as near to its label and its quote.
_TELLS_OF_A_STEP = 0.4
# Who is named in a case is mostly the child.
_NAMED = f"[{Detail.NAME}]"
# Asked of the documents for every case, in words that hold for any.
RECORD = "What should be recorded about a concern?"
TELL = "Should I tell the parents before I refer?"
_CLASSES = frozenset({Class.BACKGROUND, Class.EXPECTED})


@dataclass(frozen=True, slots=True)
class Noticed:
    """Words of a told case, and the line of a document that speaks of such a thing."""

    words: str
    citation: Citation

    @property
    def quote(self) -> str:
        """The document's words, as they read on a page."""
        return tidy(self.citation.quote)


@dataclass(frozen=True, slots=True)
class CaseRead:
    """What was read in a told case.

    ``told`` is the message without identifying details, ``kinds`` those that were left out.
    ``unspoken`` are the told sentences that no document speaks of. ``route`` is the pathway that
    was chosen or is nearest, ``told_of`` the words that may tell of a step, by the step's id.
    ``record`` and ``tell`` are what documents say of recording and of telling the family; empty
    where they do not. ``first`` says whom to ring before all else, where the message may tell of
    danger.
    """

    told: str
    kinds: tuple[str, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    unspoken: tuple[str, ...] = ()
    route: Pathway | None = None
    told_of: Mapping[str, str] = field(default_factory=dict)
    record: tuple[Statement, ...] = ()
    tell: tuple[Statement, ...] = ()
    first: str = ""


def read_case(
    assistant: Assistant, edition: Callable[[], Edition], message: str, chosen: str = ""
) -> CaseRead:
    """Give what the documents speak of in a told case, details of people left out before all else.

    ``chosen`` is the id of the pathway to follow, empty for the nearest. Whoever calls has
    looked for danger first (``using.asking.steps_in_danger``).

    Raises:
        FindingsError: the knowledge base cannot be read.
    """
    masked = mask(message.strip())
    opened = edition()
    library = opened.library
    sentences = _sentences(masked.text)
    found = {one: _spoken_of(library, one) for one in sentences}
    shelved = opened.made(parts.pathways)
    # what no document speaks of leads to no pathway
    spoken = " ".join(one for one in sentences if found[one]) or masked.text
    route = shelved.find(chosen) or _nearest(library, shelved.pathways, spoken)
    return CaseRead(
        masked.text, masked.kinds,
        tuple(_apart(Noticed(words, one) for words, one in found.items() if one)),
        tuple(words for words, one in found.items() if one is None),
        route,
        _told_of(library, route, sentences) if route else {},
        _answer(assistant, opened, RECORD),
        _answer(assistant, opened, TELL),
    )  # fmt: skip


def without_family(case: CaseRead) -> CaseRead:
    """Give a case of danger, or of what may be one, without what speaks of the family."""
    route = case.route
    if route:
        route = replace(route, steps=tuple(one for one in route.steps if not _names_family(one)))
    return replace(
        case, route=route, tell=(), first=REMINDER,
        noticed=tuple(one for one in case.noticed if not names_family(one.quote)),
        record=tuple(one for one in case.record if not names_family(one.text)),
    )  # fmt: skip


def _names_family(step: Step) -> bool:
    said = (step.label, step.who, step.note, *(one.words for one in step.quotations))
    return names_family(" ".join(filter(None, said)))


def masked_alone(message: str) -> str:
    """Give a message without identifying details, where nothing else is read of it."""
    return mask(message.strip()).text


def _sentences(text: str) -> list[str]:
    told = (one.text.strip() for one in segments(text))
    return list(dict.fromkeys(one for one in told if one))[:MOST_SENTENCES]


def _spoken_of(library: Library, words: str) -> Citation | None:
    """Give the line that speaks of what a sentence tells; None where none does."""
    searched = _searched(words)
    if not searched.strip() or library.closeness(searched) < _NEAR:
        return None
    ranking = library.retriever.rank(library.understanding.read(searched))
    for evidence in ranking.evidence[:1]:
        citation = _line(evidence)
        if citation and evidence.relevance >= _SURE:
            return citation
    return None


def _searched(words: str) -> str:
    return without_details(words.replace(_NAMED, "the child")).strip()


def _line(evidence: Evidence) -> Citation | None:
    passage = evidence.passage
    best = passage.sentences[int(np.argmax(evidence.weights))]
    # what was found somewhere, or stands in a table, says nothing of what is told here
    if passage.source.kind is Kind.FINDING or best.shape is Shape.ROW or best.is_a not in _CLASSES:
        return None
    return Citation(passage, passage.text[best.start : best.end])


def _apart(noticed: Iterator[Noticed]) -> Iterator[Noticed]:
    """Give each line once, with all the words that it speaks of."""
    held: dict[str, Noticed] = {}
    for one in noticed:
        key = f"{one.citation.passage.id} {one.citation.quote}"
        before = held.get(key)
        held[key] = Noticed(f"{before.words} {one.words}", one.citation) if before else one
    yield from held.values()


def _nearest(library: Library, routes: Sequence[Pathway], text: str) -> Pathway | None:
    if not routes or len(library.routes.held()) != len(routes):
        return None
    asked = library.understanding.vector(without_details(text))
    cosines = _scaled(library, library.route_vectors @ asked)
    by_both = cosines.reshape(2, len(routes)).sum(axis=0)
    best = int(by_both.argmax())
    return routes[best] if by_both[best] >= _FITS else None


def _told_of(library: Library, route: Pathway, sentences: Sequence[str]) -> dict[str, str]:
    """Give the words that come nearest to a step, by the step's id; one step for a sentence."""
    if not sentences:
        return {}
    embedder = library.understanding.embedder
    steps = embedder.embed([f"{one.label}. {one.quotation.words}" for one in route.steps])
    told = embedder.embed([_searched(one) or one for one in sentences], asked=True)
    cosines = _scaled(library, told @ steps.T)
    held: dict[str, str] = {}
    for words, row in zip(sentences, cosines, strict=True):
        best = int(row.argmax())
        if row[best] >= _TELLS_OF_A_STEP:
            held.setdefault(route.steps[best].id, words)
    return held


def _scaled(library: Library, cosines: Vectors) -> Vectors:
    return library.retriever.scale(cosines) if library.retriever.scale else cosines


def _answer(assistant: Assistant, edition: Edition, question: str) -> tuple[Statement, ...]:
    try:
        reply = assistant.reply(question, library=lambda: edition.library)
    except FindingsError:
        return ()
    return reply.outcome.statements if isinstance(reply.outcome, Answer) else ()
