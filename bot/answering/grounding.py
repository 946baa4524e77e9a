"""Nothing is shown that is not in a document: a last check over a finished reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import (
    Answer,
    Citation,
    Correction,
    Document,
    Escalation,
    Inventory,
    Outcome,
    Refusal,
    SmallTalk,
    Statement,
    UngroundedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def cited(outcome: Outcome) -> tuple[Citation, ...]:
    """Give every citation of an outcome, in the order shown."""
    match outcome:
        case Answer() | Correction():
            return _citations(outcome.statements)
        case Escalation():
            return _citations((*outcome.statements, *outcome.answers))
        case Refusal():
            return outcome.nearby
        case SmallTalk() | Inventory():
            return ()


def _citations(statements: Iterable[Statement]) -> tuple[Citation, ...]:
    return tuple(one for statement in statements for one in statement.citations)


def check(citations: Iterable[Citation], documents: Mapping[str, Document]) -> None:
    """Check that every quoted passage is the very slice of its document that it claims to be.

    Raises:
        UngroundedError: a passage is not in its document; the reply must not be shown.
    """
    for citation in citations:
        passage = citation.passage
        document = documents.get(passage.source.id)
        if document is None or document.text[passage.start : passage.end] != passage.text:
            msg = f"passage {passage.id} is not in {passage.source.id}: run 'findings verify'"
            raise UngroundedError(msg)
        if citation.subject not in document.text:
            msg = f"not in {passage.source.id}: {citation.subject!r}"
            raise UngroundedError(msg)
