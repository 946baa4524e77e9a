"""Which of the evidence is quoted: the fewest sentences that answer, and a wanted list whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.quoting.defining import defining, meaning_asked, without_terms
from bot.quoting.spans import Span, add_span, sentences_of
from bot.quoting.standing import (
    is_broken_off,
    is_elsewhere,
    is_label,
    is_of_the_file,
    is_reference,
    tells_of_its_text,
    with_what_it_leads_to,
    with_what_it_leans_on,
)
from bot.quoting.unsaid import repeats
from bot.quoting.wanting import (
    asked_for,
    is_all_that_is_named,
    is_wanted,
    nothing_near,
    wants_list,
)
from bot.reading.cited import cited_in
from bot.shaping.facts import asks_how_many, gives_number
from domain import Evidence, Kind, Part, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.quoting.lists import Listed
    from bot.quoting.wanting import Nearness
    from bot.ranking.fitted import Margins
    from domain import Passage

# A sentence is quoted while its log-odds of carrying the answer are within a margin
# (``bot.ranking.fitted``) of the best one's. A list may be longer.
MAX_QUOTES = 5
MAX_QUOTES_OF_A_LIST = 8
# So many quotes are within the margin; from then on it narrows with each.
UNHINDERED = 2
MAX_CHARACTERS = 900
MAX_CHARACTERS_OF_A_LIST = 1_600
# More than two passages are quoted where all together is no longer.
MOST_FOR_MORE = 600
# Of a list of fewer items each may be quoted by itself.
FEWEST_ITEMS = 3
ASIDE_WORDS = 8
# So few words beside a rule say whose it is: that it is our advice.
REMARK_WORDS = 3
_SCATTERED = re.compile(r"\bmention", re.IGNORECASE)


# What a letter says of itself stands beside nothing that it found.
_OF_ITSELF = frozenset((Part.ADDRESSEES, Part.INTRODUCTION))


def choose(
    question: str, evidence: Sequence[Evidence], list_of: Callable[[Span], Listed | None],
    margins: Margins, nearness: Nearness = nothing_near,
) -> list[Span]:  # fmt: skip
    """Give what to quote, best first; neighbours are quoted as one, a wanted list whole.

    ``list_of`` gives the list that a sentence introduces or lies in, ``nearness`` how near words
    are to the question.
    """
    ranked = without_terms(question, _ranked(question, evidence, margins))
    if not ranked:
        return []
    if named := meaning_asked(question):
        ranked = defining(named, ranked)
    is_list = wants_list(question) and not _is_the_number(question, ranked[0], list_of)
    # mentions lie scattered, in no list of their own
    is_scattered = bool(_SCATTERED.search(question))
    if (
        is_list
        and not is_scattered
        and (whole := asked_for(question, ranked, list_of, margins, nearness))
    ):
        return whole_list(whole, evidence)
    chosen: list[Span] = []
    characters = 0
    limit = MAX_QUOTES_OF_A_LIST if is_list else MAX_QUOTES
    room = MAX_CHARACTERS_OF_A_LIST if is_list else MAX_CHARACTERS
    for one in ranked:
        if len(chosen) >= limit:
            break
        is_near = _is_near(one, ranked[0], margins, is_list=is_list, quoted=len(chosen))
        if not is_near or repeats(one, chosen):
            continue
        # beside what answers, a list that nobody asked for is the most to read
        if chosen and not is_list and _introduces_another(one, chosen, list_of):
            continue
        spans = _spans_of(one, question, ranked, evidence, list_of, is_first=not chosen)
        # guidance and its short form say the same in nearly the same words
        new = [one for one in spans if not _is_held(one, chosen) and not repeats(one, chosen)]
        size = sum(_size(span, one) for span in new)
        is_more = len(chosen) >= UNHINDERED and not is_list and _is_apart(one, chosen)
        if chosen and characters + size > (MOST_FOR_MORE if is_more else room):
            continue
        characters += size
        for span in new:
            add_span(chosen, span)
    return _completed(chosen, evidence, list_of)


def _is_the_number(
    question: str, best: Span, list_of: Callable[[Span], Listed | None]
) -> bool:  # fmt: skip
    """Say whether the best sentence gives the number that is asked for, and is of no list."""
    is_given = asks_how_many(question) and gives_number(best.sentences[0].text)
    return is_given and list_of(best) is None


def _spans_of(
    one: Span, question: str, ranked: Sequence[Span], evidence: Sequence[Evidence],
    list_of: Callable[[Span], Listed | None], *, is_first: bool,
) -> list[Span]:  # fmt: skip
    """Give a sentence with what it cannot do without, or the whole list that is wanted of it."""
    listed = list_of(one)
    if listed and (
        # words that introduce a list say nothing without it
        one.sentences[0].text.endswith(":")
        or one.sentences[0].text == listed.introduction
        or (wants_list(question) and is_wanted(listed, question, ranked, is_best=is_first))
        or is_all_that_is_named(listed, question)
    ):
        return whole_list(listed, evidence)
    return [with_what_it_leads_to(with_what_it_leans_on(one))]


def _size(span: Span, one: Span) -> int:
    """Give how much there is to read, but for what a sentence leans on: it answers nothing more."""
    if span.evidence is not one.evidence or not span.first <= one.first <= span.last:
        return len(span.quote)
    return len(Span(span.evidence, one.first, span.last).quote)


def _introduces_another(
    one: Span, chosen: Sequence[Span], list_of: Callable[[Span], Listed | None]
) -> bool:  # fmt: skip
    listed = list_of(one)
    if listed is None or one.sentences[0].text != listed.introduction:
        return False
    return not any(listed.within(held.evidence.passage, held.first, held.last) for held in chosen)


def _ranked(question: str, evidence: Sequence[Evidence], margins: Margins) -> list[Span]:
    """Give the sentences, best first."""
    ranked = sorted(sentences_of(evidence), key=lambda one: -one.weight)
    ranked = [one for one in ranked if not is_elsewhere(one, question)] or ranked
    if asked := cited_in(question):
        ranked = [one for one in ranked if not _is_of_another_part(one, asked)] or ranked
    # a word on who made a list is the answer only where nothing else comes near
    ranked = [one for one in ranked if not _says_nothing(one)] or ranked
    others = [one for one in ranked if not _is_an_aside(one)]
    if others and _is_near(others[0], ranked[0], margins, is_list=False, quoted=1):
        return others
    return ranked


def _is_of_another_part(one: Span, asked: frozenset[tuple[str, str]]) -> bool:
    """Say whether a sentence names parts of a law of the kind that is asked about, and not that."""
    kinds = {kind for kind, _ in asked}
    named = {part for part in cited_in(one.sentences[0].text) if part[0] in kinds}
    return bool(named) and not named & asked


def _says_nothing(one: Span) -> bool:
    """Say whether a sentence is of the file, a reference, or announces what does not follow."""
    said = one.sentences[0]
    is_remark = tells_of_its_text(said) and len(said.text.split()) <= REMARK_WORDS
    return (
        is_of_the_file(said)
        or is_remark
        or is_reference(one)
        or is_broken_off(one)
        or (said.text.endswith("?") and is_label(said) and with_what_it_leads_to(one) == one)
    )


def _is_an_aside(one: Span) -> bool:
    said = one.sentences[0]
    return tells_of_its_text(said) and len(said.text.split()) <= ASIDE_WORDS


def _completed(
    chosen: list[Span], evidence: Sequence[Evidence], list_of: Callable[[Span], Listed | None]
) -> list[Span]:
    """Give what was chosen with each list whole of which most is chosen already."""
    done: list[Span] = []
    for span in chosen:
        listed = list_of(span)
        if listed is None or listed.count < FEWEST_ITEMS:
            add_span(done, span)
            continue
        held = {at for one in chosen
                for at in listed.within(one.evidence.passage, one.first, one.last)}  # fmt: skip
        is_most = len(held) > 1 and 2 * len(held) >= len(listed.items)
        for one in whole_list(listed, evidence) if is_most else [span]:
            if not _is_held(one, done):
                add_span(done, one)
    return done


def _is_apart(one: Span, chosen: Sequence[Span]) -> bool:
    return all(one.evidence.passage is not other.evidence.passage for other in chosen)


def _is_held(span: Span, chosen: Sequence[Span]) -> bool:
    return any(span.joined(other) == other for other in chosen if span.touches(other))


def _is_near(
    one: Span, best: Span, margins: Margins, *, is_list: bool, quoted: int
) -> bool:  # fmt: skip
    """Say whether a sentence is likely enough, beside the best one, to carry the answer too.

    After the first two that are ``quoted`` each further one has to come nearer, unless it stands
    beside the best: of third quotes one in ten adds anything (docs/evaluation.md).
    """
    if one is best:
        return True
    own, first = one.evidence.passage, best.evidence.passage
    said = one.sentences[0]
    if tells_of_its_text(said) or (own.part in _OF_ITSELF and first.part is not own.part):
        return False
    if own is first:
        margin = margins.beside
    elif own.source.id == first.source.id or _is_finding(own) is not _is_finding(first):
        margin = margins.of_the_document
    else:
        margin = margins.elsewhere
    margin *= margins.wider_for_a_list if is_list else 1
    if own is not first or said.shape is Shape.ITEM:
        margin *= min(1.0, UNHINDERED / max(quoted, 1))
    return best.log_odds - one.log_odds <= margin


def _is_finding(passage: Passage) -> bool:
    return passage.source.kind is Kind.FINDING


def whole_list(listed: Listed, evidence: Sequence[Evidence]) -> list[Span]:
    """Give a whole list as spans, one for each passage that holds a share of it."""
    held = {one.passage.id: one for one in evidence}
    spans: list[Span] = []
    for passage, start, last in listed.runs():
        before = passage.sentences[start - 1].text if start and not spans else ""
        first = start - 1 if before and before == listed.introduction else start
        span = Span(held.get(passage.id) or _without_weight(passage), first, last)
        # "These are:" says nothing without what stands before it
        spans.append(with_what_it_leans_on(span) if first < start else span)
    return spans


def _without_weight(passage: Passage) -> Evidence:
    return Evidence(passage, 0.0, (0.0,) * len(passage.sentences))
