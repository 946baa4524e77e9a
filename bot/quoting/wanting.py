"""Which list a question wants whole."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from bot.quoting.spans import Span
from bot.quoting.standing import with_what_it_leans_on
from bot.shaping.naming import NO_SUBJECT, telling
from domain import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.quoting.lists import Listed
    from bot.ranking.fitted import Margins

    # How near each of some texts of documents is to a question, as the model sees it.
    Nearness = Callable[[str, Sequence[str]], Sequence[float]]

# A longer list is quoted by its best items.
LONGEST_LIST = 3_000
# A list below a bare heading is wanted whole where so many of the best sentences are its items, or
# where the question names so much of what the heading says.
LOOKED_AT = 6
HELD_OF_THEM = 3
NAMED_SHARE = 0.67
# Of so many of the best sentences the lists are looked at.
LISTS_OF = 30
# Farther behind the best sentence (log-odds) nothing more is told of a list by how far.
FARTHEST_BEHIND = 1.0
_SAID_OF_IT = (
    r"(?:do|does|did|may|might|must|should|can|could|would|will|are|were|have|has|had|need|go|goes|count"
    r"|show|mean|make|that|to)"
)
_LIST = re.compile(
    r"\b(?:list|every|all the|all of|which (?:\w+ )?(?:agencies|organisations|groups|bodies)"
    r"|mentions?|what are the|examples?|who(?:'s| is| are)? (?:all )?involved|summar\w+|bullet"
    r"|points|steps?|things|ways|signs(?! off)|indicators|everything"
    r"|what (?:three|four|five|two|\d)|how many)\b"
    # "what factors may", "which records are": a plural and what is said of it
    rf"|\b(?:what|which) (?!{_SAID_OF_IT}\b|(?:needs|happens|makes|means|counts|is|was)\b)"
    rf"(?:[\w-]+ ){{0,2}}?[a-z-]+(?<!s)(?<!i)s (?={_SAID_OF_IT}\b)"
    # "what must a report contain"
    r"|\bwhat (?:must|should|does|do|has|have|needs?|can)\b[^,;?.]*"
    r"\b(?:contain|include|cover|consist|record|set out)\b",
    re.IGNORECASE,
)


def nothing_near(_question: str, texts: Sequence[str]) -> Sequence[float]:
    """Say of all texts that they are not near, where there is no model."""
    return [0.0] * len(texts)


def wants_list(question: str) -> bool:
    """Say whether a question asks for several things that belong together."""
    return bool(_LIST.search(question))


def asked_for(
    question: str, ranked: Sequence[Span], list_of: Callable[[Span], Listed | None],
    margins: Margins, nearness: Nearness,
) -> Listed | None:  # fmt: skip
    """Give the list whose heading and introduction come nearest to a question for a list.

    Looked at are those that the best sentences introduce or lie in; how far they are behind the
    best one counts as well. None where none is near.
    """
    found: list[tuple[float, Listed]] = []
    for one in ranked[:LISTS_OF]:
        listed = list_of(one)
        behind = ranked[0].log_odds - one.log_odds
        if listed is None or any(listed == other for _, other in found):
            continue
        if listed.count > 1 and listed.characters <= LONGEST_LIST:
            found.append((behind, listed))
    heads = [(at, head) for at, (_, listed) in enumerate(found) for head in _heads(listed)]
    if not heads:
        return None
    near = nearness(question, [head for _, head in heads])
    scores = [
        (float(cosine) - margins.list_behind * min(found[at][0], FARTHEST_BEHIND), -at)
        for (at, _), cosine in zip(heads, near, strict=True)
    ]
    score, place = max(scores)
    return found[-place][1] if score >= margins.list_near else None


def _heads(listed: Listed) -> Iterator[str]:
    """Give what says what a list is of: its introduction below its heading, and those within it."""
    headings = listed.items[0].passage.headings
    heading = headings[-1] if headings else ""
    said = [_introduced(listed)] if listed.introduction != heading else []
    yield ": ".join((heading, *said))
    if listed.terms:
        yield f"{heading}: {', '.join(listed.terms)}"
    for one, after in itertools.pairwise(listed.items):
        if after.depth > one.depth:
            yield one.text


def _introduced(listed: Listed) -> str:
    """Give a list's introduction, of "These may include:" with what it leans on before it."""
    first = listed.items[0]
    before = first.passage.sentences[: first.first]
    if not before or before[-1].text != listed.introduction:
        return listed.introduction
    at = len(before) - 1
    nothing = Evidence(first.passage, 0.0, (0.0,) * len(first.passage.sentences))
    return with_what_it_leans_on(Span(nothing, at, at)).quote


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
    asked = telling(question) - (NO_SUBJECT - named)
    return len(named & asked) > 1 and len(named & asked) >= NAMED_SHARE * len(named | asked)


def _holds_the_best(listed: Listed, ranked: Sequence[Span]) -> bool:
    best = ranked[:LOOKED_AT]
    held = sum(bool(listed.within(one.evidence.passage, one.first, one.last)) for one in best)
    return held >= HELD_OF_THEM
