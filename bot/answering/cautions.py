"""What a reader must know before relying on a quote: whose rule it is, and how old."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dates import in_words
from domain import Kind, Passage, Sentence, Status
from ingest.beside.pointers import split_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain import Source
    from ingest.beside.pointers import Pointer

# What names its source as one of the whole country is a rule there, whoever retells it.
_NATIONAL = re.compile(
    r"\bWorking Together\b|\bstatutory (?:guidance|dut\w+|requirement)|\b(?:legal|national) dut\w+"
    r"|\blegally\b|\bby law\b|\b(?:Act|Regulations) (?:19|20)\d\d\b|\bnational guidance\b",
    re.IGNORECASE,
)


BY_MACHINE = "Read by machine from a scan: check against the page."


def caution_for(passage: Passage, sentence: Sentence, pointers: Mapping[str, Pointer]) -> str:
    """Give the caution that belongs to a sentence, as one line; empty where there is none."""
    others = _of_the_rule(passage, sentence, pointers)
    return " ".join(filter(None, (*cautions_of_page(passage.source, sentence.page), others)))


def cautions_of_page(source: Source, page: int) -> tuple[str, ...]:
    """Give what a reader of words on that page must know of it, whatever they say."""
    recognised = BY_MACHINE if page in source.recognised else ""
    return tuple(filter(None, (replaced(source), recognised)))


def replaced(source: Source) -> str:
    """Give what a reader of an old edition must know; empty where none has replaced it."""
    if source.status is not Status.SUPERSEDED:
        return ""
    if source.replaced_on:
        day = in_words(source.replaced_on)
        return f"Superseded: a later edition, {source.replaced_by}, replaces it from {day}."
    return "Superseded: a newer edition replaces this document."


def _of_the_rule(passage: Passage, sentence: Sentence, pointers: Mapping[str, Pointer]) -> str:
    if passage.source.kind is Kind.FINDING:
        return ""
    found = [pointers[one] for one in split_label(sentence.pointer) if one in pointers]
    if found and all(pointer.foreign for pointer in found):
        areas = " and ".join(sorted({pointer.area for pointer in found}))
        if _NATIONAL.search(f"{sentence.text} {sentence.pointer}"):
            return f"A national rule, as {areas}'s procedures put it: check its current text."
        return f"From {areas}'s procedures, {found[0].foreign}: check your own."
    if found and all(pointer.status == Status.SUPERSEDED.value for pointer in found):
        return "Rests on an edition that has been replaced: check the current one."
    return ""
