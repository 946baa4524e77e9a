"""Which list a question wants whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.shaping.naming import telling
from store.search.keywords import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.quoting.lists import Listed
    from bot.quoting.spans import Span

# A longer list is quoted by its best items.
LONGEST_LIST = 3_000
# A list below a bare heading is wanted whole where so many of the best sentences are its items, or
# where the question names so much of what the heading says.
LOOKED_AT = 6
HELD_OF_THEM = 3
NAMED_SHARE = 0.67
# As much of a question for a list its heading and the document's title say together.
SAID_SHARE = 0.75
_LIST = re.compile(
    r"\b(?:list|every|all the|all of|which (?:\w+ )?(?:agencies|organisations|groups|bodies)"
    r"|mentions?|what are the|examples?|who(?:'s| is| are)? (?:all )?involved|summar\w+|bullet"
    r"|points|steps?|things|ways|signs(?! off)|indicators|everything|anything"
    r"|what (?:three|four|five|two|\d)|how many)\b",
    re.IGNORECASE,
)
# What else may be said of a letter's part without asking for some of it only.
OF_A_LETTER = frozenset(
    stem(word)
    for word in (
        "inspection inspectors inspected letter report ofsted cqc hmicfrs jtai findings found find"
        " area areas main key list lists listed full whole all every everything what things points"
        " point give show tell said says named name number numbered partnership council local"
        " authority three four five six bullet bullets please set out identified"
    ).split()
)
_OF_A_LIST = frozenset(stem(word) for word in "list lists full whole all every everything".split())


def wants_list(question: str) -> bool:
    """Say whether a question asks for several things that belong together."""
    return bool(_LIST.search(question))


def asked_for(
    question: str,
    ranked: Sequence[Span],
    list_of: Callable[[Span], Listed | None],
    *,
    is_list: bool,
) -> Listed | None:
    """Give the list, near the best sentences, whose heading and document say what is asked for.

    Of a question that asks for no list in so many words all must be said there, some of it by the
    heading alone, and the best sentence must be an item.
    """
    asked = telling(question) - _OF_A_LIST
    found: list[tuple[float, int, Listed]] = []
    for place, one in enumerate(ranked[: 2 * LOOKED_AT if is_list else 1]):
        listed = list_of(one)
        if listed is None or listed.count < 2 or listed.characters > LONGEST_LIST:  # noqa: PLR2004
            continue
        passage = one.evidence.passage
        heading = telling(listed.introduction)
        around = telling(f"{passage.source.title} {' '.join(passage.headings[:-1])}")
        own = heading & asked if is_list else (heading & asked) - around
        share = len(asked & (heading | around)) / max(len(asked), 1)
        if own and share >= (SAID_SHARE if is_list else 1):
            found.append((share, -place, listed))
    return max(found, key=lambda one: one[:2])[2] if found else None


def is_wanted(listed: Listed, question: str, ranked: Sequence[Span], *, is_best: bool) -> bool:
    """Say whether a question that asks for a list asks for this one as a whole."""
    if listed.characters > LONGEST_LIST or listed.count < 2:  # noqa: PLR2004
        return False
    if _is_named(listed, question):
        return True
    return is_best and (not listed.is_headed or _holds_the_best(listed, ranked))


def _is_named(listed: Listed, question: str) -> bool:
    """Say whether a question names what the list's heading says."""
    named = telling(listed.introduction)
    return len(named & telling(question)) >= NAMED_SHARE * max(len(named), 1)


def is_all_that_is_named(listed: Listed, question: str) -> bool:
    """Say whether a question says what the list's heading says and hardly anything else."""
    named = telling(listed.introduction)
    asked = telling(question) - (OF_A_LETTER - named)
    return len(named & asked) > 1 and len(named & asked) >= NAMED_SHARE * len(named | asked)


def _holds_the_best(listed: Listed, ranked: Sequence[Span]) -> bool:
    best = ranked[:LOOKED_AT]
    held = sum(bool(listed.within(one.evidence.passage, one.first, one.last)) for one in best)
    return held >= HELD_OF_THEM
