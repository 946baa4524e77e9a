"""What a reader must know before relying on a quote: whose rule it is, and how old."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dates import in_words
from domain import Kind, Passage, Sentence, Status
from ingest.beside.pointers import split_label

if TYPE_CHECKING:
    from domain import Source
    from ingest.beside.pointers import Pointer

# What names its source as one of the whole country is a rule there, whoever retells it.
_NATIONAL = re.compile(
    r"\bWorking Together\b|\bstatutory (?:guidance|dut\w+|requirement)|\b(?:legal|national) dut\w+"
    r"|\blegally\b|\bby law\b|\b(?:Act|Regulations) (?:19|20)\d\d\b|\bnational guidance\b",
    re.IGNORECASE,
)


# What is said of the rules of each document that is another area's, by its id.
Foreign = Mapping[str, str]
NONE_FOREIGN: Foreign = MappingProxyType({})
# Kinds that tell what was seen, where it was seen, and lay down no rule of their area's.
_TELLING = frozenset({Kind.FINDING, Kind.REVIEW})
BY_MACHINE = "Read by machine from a scan: check against the page."


def caution_for(
    passage: Passage, sentence: Sentence, pointers: Mapping[str, Pointer],
    foreign: Foreign = NONE_FOREIGN,
) -> str:  # fmt: skip
    """Give the caution that belongs to a sentence, as one line; empty where there is none."""
    whose = _of_the_rule(passage, sentence, pointers, foreign)
    return " ".join(filter(None, (*cautions_of_page(passage.source, sentence.page), whose)))


def is_elsewhere(
    passage: Passage, sentence: Sentence, pointers: Mapping[str, Pointer], foreign: Foreign
) -> bool:
    """Say whether a sentence is a rule of another area's, and of the whole country's no more."""
    return bool(_foreign(passage, sentence, pointers, foreign)[0]) and not _is_national(sentence)


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


def _is_national(sentence: Sentence) -> bool:
    return bool(_NATIONAL.search(f"{sentence.text} {sentence.pointer}"))


def _foreign(
    passage: Passage, sentence: Sentence, pointers: Mapping[str, Pointer], foreign: Foreign
) -> tuple[str, str]:
    """Give the areas whose rule it is and what is said of it; empty where it holds here.

    What a sentence points to as its source goes before the document that it stands in.
    """
    if passage.source.kind in _TELLING:
        return "", ""
    found = [pointers[one] for one in split_label(sentence.pointer) if one in pointers]
    if found and not all(pointer.foreign for pointer in found):
        return "", ""
    if found:
        return " and ".join(sorted({pointer.area for pointer in found})), found[0].foreign
    said = foreign.get(passage.source.id, "")
    return (passage.source.area or passage.source.title, said) if said else ("", "")


def _of_the_rule(
    passage: Passage, sentence: Sentence, pointers: Mapping[str, Pointer], foreign: Foreign
) -> str:
    if passage.source.kind is Kind.FINDING:
        return ""
    areas, said = _foreign(passage, sentence, pointers, foreign)
    if areas and _is_national(sentence):
        return f"A national rule, as {areas}'s procedures put it: check its current text."
    if areas:
        return f"From {areas}'s procedures, {said}: check your own."
    found = [pointers[one] for one in split_label(sentence.pointer) if one in pointers]
    if found and all(pointer.status == Status.SUPERSEDED.value for pointer in found):
        return "Rests on an edition that has been replaced: check the current one."
    return ""
