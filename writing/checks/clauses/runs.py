"""Sentences that follow one another, read as one; no clause may take from several of them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise, takewhile
from typing import TYPE_CHECKING

from writing.checks.clauses.deeds import deeds_of
from writing.checks.doers import fault_of_doers
from writing.checks.force import denied
from writing.checks.words import linked, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from writing.checks.basis import Basis
    from writing.checks.clauses.deeds import Doing
    from writing.checks.words import ReadText, ReadWord

# Sentences that are read as one.
_MOST = 4
_JOINS = frozenset({"and", "but", "while", "or"})
_REASON = re.compile(
    r"\b(?:because|so|therefore|since|if|unless|when|where|as|until|result|means?)\b"
    r"|\bin order to\b", re.IGNORECASE,
)  # fmt: skip


def runs_of(bases: Sequence[Basis]) -> list[Basis]:
    """Give each few neighbouring sentences as one."""
    found = []
    for first, last in combinations(range(len(bases)), 2):
        run = bases[first : last + 1]
        if len(run) <= _MOST and all(_is_next(one, other) for one, other in pairwise(run)):
            text = ". ".join(one.words.text.rstrip(" .;") for one in run)
            is_rule, is_row = any(one.is_rule for one in run), any(one.is_row for one in run)
            found.append(replace(run[0], words=told(f"{text}."), is_rule=is_rule, is_row=is_row,
                                 members=tuple(run)))  # fmt: skip
    return found


def _is_next(one: Basis, other: Basis) -> bool:
    (passage, number, part), (its, following, its_part) = one.place, other.place
    return passage == its and (following, its_part) in {(number, part + 1), (number + 1, 0)}


def is_mixed(said: ReadText, run: Basis) -> bool:
    """Say whether a clause of a statement takes its words from several of a run of sentences.

    So does "pull factors drive a child away", of which one tells of pull factors and another what
    drives a child away. What is told as a reason or condition has to be one within a sentence.
    """
    denials = [word for one in run.members for _, word in denied(one.words)]
    if not all(linked(word, denials) for _, word in denied(said)):
        return True
    if any(fault_of_doers(said, one) for one in run.members):
        return True
    deeds = {one.verb: one for one in deeds_of(said)}
    if not all(any(_holds(clause, deeds, one, run) for one in run.members)
               for clause in _clauses(said)):  # fmt: skip
        return True
    return not all(any(_holds_both(_beside(said, match), one) for one in run.members)
                   for match in _REASON.finditer(said.plain))  # fmt: skip


def _holds(
    clause: Sequence[ReadWord], deeds: dict[ReadWord, Doing], member: Basis, run: Basis
) -> bool:
    """Say whether a sentence of a run holds the words of a clause, and tells what is done in it."""
    held = [one for one in clause if linked(one, run.words.words)]
    return all(_is_of(one, member, run) for one in held) and all(
        _tells(member, deeds[one], run) for one in held if one in deeds
    )


def _tells(member: Basis, deed: Doing, run: Basis) -> bool:
    """Say whether a sentence of a run tells what is done itself, and by whom."""
    own = replace(member, points_back=False)
    return _is_of(deed.verb, own, run) and all(_is_of(one, member, run) for one in deed.doers)


def _is_of(word: ReadWord, member: Basis, run: Basis) -> bool:
    """Say whether a sentence of a run holds a word, if none other does so more exactly."""
    # a cell is of its row, and what points back of what stands before it
    first = run.members[0].words.words if member.is_row else ()
    held = (*member.words.words, *first, *(member.before.words if member.points_back else ()))
    if word.stem in run.words.stems:
        return any(one.stem == word.stem for one in held)
    return bool(linked(word, held))


def _clauses(text: ReadText) -> list[list[ReadWord]]:
    """Give the telling words between signs and what joins."""
    found: list[list[ReadWord]] = [[]]
    for word in text.words:
        if word.is_sign or word.text in _JOINS:
            found.append([])
        elif word.is_telling:
            found[-1].append(word)
    return found


def _beside(text: ReadText, match: re.Match[str]) -> list[list[ReadWord]]:
    """Give the telling words on either side of what opens a reason, up to the next sign."""
    before = [one for one in reversed(text.words) if one.end <= match.start()]
    after = [one for one in text.words if one.start >= match.end()]
    inside = _up_to_a_sign(after)
    if before and not before[0].is_sign:
        return [_telling(_up_to_a_sign(before)), _telling(inside)]
    rest = before[1:] if before else after[len(inside) + 1 :]
    return [_telling(inside), _telling(_up_to_a_sign(rest))]


def _up_to_a_sign(words: Iterable[ReadWord]) -> list[ReadWord]:
    return list(takewhile(lambda one: not one.is_sign, words))


def _telling(words: Iterable[ReadWord]) -> list[ReadWord]:
    return [one for one in words if one.is_telling]


def _holds_both(sides: Sequence[Sequence[ReadWord]], member: Basis) -> bool:
    """Say whether a sentence holds at least half of the words of each side."""
    return all(
        2 * sum(bool(linked(one, member.words.words)) for one in side) >= len(side)
        for side in sides
    )
