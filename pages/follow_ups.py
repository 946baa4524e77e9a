"""Questions to ask next: those that people taught for sentences beside the ones quoted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from domain import Answer, Correction, Refusal
from store.entries import EntryKind
from store.keywords import STOPWORDS, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.assistant import Library
    from domain import Citation, Passage, Reply

COUNT = 3
_FEWEST_WORDS, _MOST_WORDS = 5, 15
# Above this likeness (rapidfuzz, 0 to 100) two questions ask the same.
_SAME = 75

# What is taught as a question that a stranger understands: it opens as one, and leans on
# nothing said before it.
_ASKS = re.compile(
    r"(?:who|what|when|where|why|which|how|can|do|does|did|is|are|should|must|may|was|were)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:it|its|this|that|these|those|them|they|their|he|she|him|her|his|there|one|ones|both"
    r"|either|neither|list|wot|u|ur|pls|plz|tho|coz|cos)\b",
    re.IGNORECASE,
)


def follow_ups(library: Library, reply: Reply, question: str) -> tuple[str, ...]:
    """Give up to three whole questions whose answers stand near what the reply quotes."""
    match reply.outcome:
        case Answer(statements) | Correction(statements):
            quoted = [one for statement in statements for one in statement.citations]
        case Refusal(_, nearby):
            quoted = list(nearby)
        case _:
            return ()
    chosen: list[str] = []
    for candidate in _candidates(library, reply, quoted):
        if all(fuzz.token_sort_ratio(candidate, one) < _SAME for one in [question, *chosen]):
            chosen.append(candidate)
        if len(chosen) == COUNT:
            break
    return tuple(chosen)


def _candidates(library: Library, reply: Reply, quoted: list[Citation]) -> Iterator[str]:
    """Give the best question of each neighbouring sentence, nearest first."""
    taught = _taught(library)
    known = _words_of_documents(library)
    for passage in _passages(reply, quoted):
        covered = [one.quote for one in quoted if one.passage.id == passage.id]
        for number, sentence in enumerate(passage.sentences):
            if any(sentence.text in quote or quote in sentence.text for quote in covered):
                continue
            questions = [one for one in taught.get((passage.id, number), ()) if is_plain(one)]
            if questions:
                yield as_question(max(questions, key=lambda one: _clarity(one, known)))


def _passages(reply: Reply, quoted: list[Citation]) -> Iterator[Passage]:
    seen: set[str] = set()
    for passage in [*(one.passage for one in quoted), *(one.passage for one in reply.evidence)]:
        if passage.id not in seen:
            seen.add(passage.id)
            yield passage


def is_plain(question: str) -> bool:
    """Say whether a taught question reads as a question by itself."""
    words = question.split()
    return (
        bool(_ASKS.match(question))
        and _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        and not _LEANS.search(question)
    )


def as_question(text: str) -> str:
    """Give a taught question with a capital and a question mark."""
    text = " ".join(text.split()).rstrip("?.! ")
    return f"{text[:1].upper()}{text[1:]}?"


def _clarity(question: str, known: frozenset[str]) -> tuple[float, bool, int]:
    """Prefer questions in the documents' own words, then those typed with care, then long ones."""
    words = [one for one in words_of(question) if one not in STOPWORDS]
    share = sum(one in known for one in words) / len(words) if words else 0.0
    return share, question.endswith("?") or question[:1].isupper(), len(words)


@lru_cache(maxsize=1)
def _taught(library: Library) -> dict[tuple[str, int], list[str]]:
    """Give the taught questions by passage and sentence."""
    passages = library.generation.passages
    taught: dict[tuple[str, int], list[str]] = {}
    for entry in library.generation.entries:
        if entry.kind is EntryKind.QUESTION:
            taught.setdefault((passages[entry.passage].id, entry.sentence), []).append(entry.text)
    return taught


@lru_cache(maxsize=1)
def _words_of_documents(library: Library) -> frozenset[str]:
    return frozenset(word for one in library.generation.passages for word in words_of(one.text))
