"""Where an ask takes for granted what a sentence contradicts, the reply says so first."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.quoting.spans import Span
from bot.quoting.standing import is_elsewhere
from bot.shaping.topline import top_line
from domain import Answer, Correction, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from bot.placing.place import Place
    from bot.placing.titled import NamedDocument
    from bot.ranking.retriever import Scope
    from domain import Evidence, Outcome

# Of an ask that nothing answers, a sentence that contradicts it has to share so much of a claim.
_SHARE_ALONE = 0.6
_SIGNS = " ,;:?!.()"


def corrected(
    library: Library, ask: str, evidence: Sequence[Evidence], outcome: Outcome, *,
    place: Place | None, document: NamedDocument | None, scope: Scope, is_suspected: bool,
) -> Outcome:  # fmt: skip
    """Give the outcome of an ask, led by the sentence that contradicts words of it, if any does.

    ``ask`` is as typed, ``evidence`` what was found for it. ``is_suspected`` says whether the judge
    holds the ask to be mistaken.
    """
    # what is not held contradicts nothing, but by its year
    is_absent = (place and place.absent) or (
        document
        and (document.absent or isinstance(outcome, Refusal))
        and not document.is_another_edition
    )
    if not isinstance(outcome, Answer | Correction | Refusal) or is_absent:
        return outcome
    read = library.understanding.repaired
    searched = read(ask)

    def find(text: str) -> Sequence[Evidence]:
        question = library.understanding.read(text)
        among = document.among if document else place.among if place else None
        return library.retriever.rank(question, scope, among=among).evidence

    against = library.premises.contradicted(searched, evidence, find, is_suspected=is_suspected)
    if against is None and isinstance(outcome, Correction):
        return _unless_upheld(library, searched, evidence, outcome)
    if against is None or (isinstance(outcome, Refusal) and against.share < _SHARE_ALONE):
        return outcome
    span = Span(against.evidence, against.sentence, against.sentence)
    (says,) = library.quoting.state([span])
    # what happened in one case that is told contradicts nothing of another
    if is_elsewhere(span, ask) or (place and not place.kept((says,), library.belonging)):
        return outcome
    wrong = _as_typed(against.words, ask, searched)
    if isinstance(outcome, Refusal):
        return Correction((says,), wrong)
    said = says.citations[0].quote
    others = [one for one in outcome.statements if one.citations[0].quote != said]
    return Correction((says, *others), wrong, outcome.declined, outcome.note)


def _unless_upheld(
    library: Library, ask: str, evidence: Sequence[Evidence], outcome: Correction
) -> Answer | Correction:
    """Give what the judge holds to be mistaken as an answer, where the documents say it too."""
    if not library.premises.upheld(ask, evidence):
        return outcome
    top = top_line(ask, outcome.statements)
    return Answer(outcome.statements, outcome.declined, outcome.note, top)


def _as_typed(words: str, typed: str, repaired: str) -> str:
    """Give words of an ask, of which its place and slips of spelling are gone, as typed."""
    own = typed.split()
    whole, part = ([word.strip(_SIGNS) for word in one.split()] for one in (repaired, words))
    matched = SequenceMatcher(None, whole, part, autojunk=False).get_matching_blocks()
    blocks = [one for one in matched if one.size]
    if not blocks or len(whole) != len(own):
        return words
    return " ".join(own[blocks[0].a : blocks[-1].a + blocks[-1].size]).strip(_SIGNS)
