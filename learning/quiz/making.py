"""Quiz items made from the documents' own lines: seeded, repeatable, every answer in its source."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from domain import Part
from learning.quiz.agencies import find_agencies
from learning.quiz.items import FALSE, GAP, TRUE, ItemKind, QuizItem, item_about
from learning.quiz.lines import read_lines
from learning.quiz.orders import order_items
from learning.quiz.rules import QuizRules, read_rules
from learning.quiz.swaps import Sort, Swap, find_numbers, number_of
from learning.quiz.terms import Terms
from learning.quiz.truth import Truth
from learning.quiz.turns import find_turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.reading.lexicon import Lexicon
    from learning.quiz.lines import QuizLine
    from pathways.route import Pathway
    from store.generation.opened import Generation

WRONG_ANSWERS = 3


def make_items(
    generation: Generation, lexicon: Lexicon, seed: int, pathways: Iterable[Pathway] = ()
) -> tuple[QuizItem, ...]:
    """Give the quiz items of a knowledge base; the same seed gives the same items.

    A line gives at most one item that fills its gap and one claim; no wrong answer is one
    that some document bears out (``learning.quiz.truth``).
    """
    truth = Truth(generation)
    rules = read_rules(generation.side)
    known = (one.text for one in generation.documents)
    terms = Terms(lexicon, known=known, unasked=rules.unasked)
    gaps: list[QuizItem] = []
    claims: list[QuizItem] = []
    for line in read_lines(generation):
        chance = random.Random(f"{seed} {line.whole}")  # noqa: S311  a quiz is no secret
        swaps = _swaps(line, terms, truth, rules)
        gaps += _gap_item(line, swaps, chance)
        if not line.is_row and line.citation.passage.part is not Part.IMPROVE:
            # what needs to improve is listed in phrases, which are neither true nor false
            claims += _claim_items(line, swaps, chance)
    orders = order_items(pathways, generation, seed)
    items = {one.id: one for one in (*gaps, *_balanced(claims, seed), *orders)}
    return tuple(items.values())


def _swaps(line: QuizLine, terms: Terms, truth: Truth, rules: QuizRules) -> list[Swap]:
    """Give the swaps of a line with only those words in place that no document bears out."""
    found = [*find_numbers(line.text), *find_agencies(line.text, rules), *terms.find(line.text),
             *find_turns(line.text, rules.turn)]  # fmt: skip
    return [checked for swap in found if (checked := _checked(line, swap, truth)).instead]


def _checked(line: QuizLine, swap: Swap, truth: Truth) -> Swap:
    span = (swap.start, swap.end)
    sound = (one for one in swap.instead if truth.is_nowhere(line.text, span, one))
    return Swap(swap.sort, swap.start, swap.end, tuple(sound))


def _gap_item(line: QuizLine, swaps: Iterable[Swap], chance: random.Random) -> Iterator[QuizItem]:
    """Give the item with the most telling gap: a number, then who acts, then a term."""
    order = {Sort.NUMBER: 0, Sort.AGENCY: 1, Sort.TERM: 2}
    fitting = [
        one
        for one in swaps
        if one.sort in order and len(one.instead) >= WRONG_ANSWERS and _is_single(line.text, one)
    ]
    for swap in sorted(fitting, key=lambda one: order[one.sort])[:1]:
        key = line.text[swap.start : swap.end]
        nearest = swap.instead if swap.sort is Sort.NUMBER else _shuffled(swap.instead, chance)
        choices = _arranged([key, *nearest[:WRONG_ANSWERS]], swap.sort, chance)
        text = line.text[: swap.start] + GAP + line.text[swap.end :]
        kind = {Sort.NUMBER: ItemKind.NUMBER, Sort.AGENCY: ItemKind.AGENCY}.get(
            swap.sort, ItemKind.CLOZE
        )
        yield item_about(kind, line, text=text, choices=choices, answer=choices.index(key), key=key)


def _claim_items(
    line: QuizLine, swaps: Sequence[Swap], chance: random.Random
) -> Iterator[QuizItem]:
    """Give the line as it is and, where something can be turned, the line turned false."""
    choices = (TRUE, FALSE)
    yield item_about(ItemKind.CLAIM, line, text=line.text, choices=choices, answer=0, key=line.text)
    order = {Sort.JUDGEMENT: 0, Sort.NUMBER: 1, Sort.AGENCY: 2}
    fitting = [
        one
        for one in swaps
        if one.sort in order and (one.sort is not Sort.AGENCY or one.start == 0)
    ]
    for swap in sorted(fitting, key=lambda one: order[one.sort])[:1]:
        instead = swap.instead[0] if swap.sort is Sort.NUMBER else chance.choice(swap.instead)
        text = line.text[: swap.start] + instead + line.text[swap.end :]
        key = line.text[swap.start : swap.end]
        yield item_about(ItemKind.CLAIM, line, text=text, choices=choices, answer=1, key=key)


def _balanced(claims: Sequence[QuizItem], seed: int) -> list[QuizItem]:
    """Give as many true claims as false ones, no two from one line."""
    false = [one for one in claims if one.answer == 1]
    used = {one.citations for one in false}
    true = [one for one in claims if one.answer == 0]
    chance = random.Random(seed)  # noqa: S311  a quiz is no secret
    # half of the lines that can be turned are asked as they are, so that a word of number
    # or judgement does not give the answer away
    kept_true = set(chance.sample(sorted(one.id for one in true if one.citations in used),
                                  len(false) // 2))  # fmt: skip
    asked_true = [one for one in true if one.id in kept_true]
    lines = {one.citations for one in asked_true}
    return [*asked_true, *(one for one in false if one.citations not in lines)]


def _is_single(text: str, swap: Swap) -> bool:
    """Say whether the words of the gap are nowhere else in the line."""
    return text.casefold().count(text[swap.start : swap.end].casefold()) == 1


def _shuffled(words: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(list(words), len(words))


def _arranged(choices: list[str], sort: Sort, chance: random.Random) -> tuple[str, ...]:
    """Give numbers from small to large, other choices in any order."""
    if sort is Sort.NUMBER:
        return tuple(sorted(choices, key=number_of))
    return tuple(_shuffled(choices, chance))
