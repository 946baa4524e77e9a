"""Which of the evidence is quoted: the fewest sentences that answer, and a wanted list whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.quoting.defining import defining, meaning_asked, without_terms
from bot.quoting.parts import PARTS
from bot.quoting.spans import Span, add_span, sentences_of
from bot.quoting.standing import (
    is_broken_off,
    is_label,
    is_of_the_file,
    is_reference,
    tells_of_its_text,
    with_what_it_leads_to,
    with_what_it_leans_on,
)
from bot.quoting.unsaid import repeats
from domain import Evidence, Kind, Part
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.quoting.lists import Listed
    from bot.ranking.fitted import Margins
    from domain import Passage

# A sentence is quoted while its log-odds of carrying the answer are within a margin
# (``bot.ranking.fitted``) of the best one's. A list may be longer.
MAX_QUOTES = 5
MAX_QUOTES_OF_A_LIST = 8
MAX_CHARACTERS = 900
MAX_CHARACTERS_OF_A_LIST = 1_600
# A longer list is quoted by its best items.
LONGEST_LIST = 3_000
# A list below a bare heading is wanted whole where so many of the best sentences are its items, or
# where the question names so much of what the heading says.
LOOKED_AT = 6
HELD_OF_THEM = 3
NAMED_SHARE = 0.67
ASIDE_WORDS = 8
# So few words beside a rule say whose it is: that it is our advice.
REMARK_WORDS = 3
# As much of a question for a list its heading and the document's title say together.
SAID_SHARE = 0.75
_LIST = re.compile(
    r"\b(?:list|every|all the|all of|which (?:\w+ )?(?:agencies|organisations|groups|bodies)"
    r"|mentions?|what are the|examples?|who(?:'s| is| are)? (?:all )?involved|summar\w+|bullet"
    r"|points|steps?|things|ways|signs(?! off)|indicators|everything|anything"
    r"|what (?:three|four|five|two|\d)|how many)\b",
    re.IGNORECASE,
)
_SCATTERED = re.compile(r"\bmention", re.IGNORECASE)

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

# What a letter says of itself stands beside nothing that it found.
_OF_ITSELF = frozenset((Part.ADDRESSEES, Part.INTRODUCTION))
_OF_A_LIST = frozenset(stem(word) for word in "list lists full whole all every everything".split())


def wants_list(question: str) -> bool:
    """Say whether a question asks for several things that belong together."""
    return bool(_LIST.search(question))


def choose(
    question: str, evidence: Sequence[Evidence], list_of: Callable[[Span], Listed | None],
    margins: Margins,
) -> list[Span]:  # fmt: skip
    """Give what to quote, best first; neighbours are quoted as one, a wanted list whole.

    ``list_of`` gives the list that a sentence introduces or lies in.
    """
    ranked = without_terms(question, _ranked(evidence, margins))
    if not ranked:
        return []
    if named := meaning_asked(question):
        ranked = defining(named, ranked)
    is_list = wants_list(question)
    chosen: list[Span] = []
    characters = 0
    limit = MAX_QUOTES_OF_A_LIST if is_list else MAX_QUOTES
    room = MAX_CHARACTERS_OF_A_LIST if is_list else MAX_CHARACTERS
    # mentions lie scattered, in no list of their own
    if not _SCATTERED.search(question):
        # who asks what needs to improve and no more, asks for all of it
        whole = _named_part(question, ranked, list_of)
        if whole := whole or _asked_for(question, ranked, list_of, is_list=is_list):
            return whole_list(whole, evidence)
    for one in ranked:
        if len(chosen) >= limit:
            break
        if not _is_near(one, ranked[0], margins, is_list=is_list):
            continue
        spans = _spans_of(one, question, ranked, evidence, list_of, is_first=not chosen)
        # guidance and its short form say the same in nearly the same words
        new = [one for one in spans if not _is_held(one, chosen) and not repeats(one, chosen)]
        size = sum(len(span.quote) for span in new)
        if chosen and characters + size > room:
            continue
        characters += size
        for span in new:
            add_span(chosen, span)
    return _completed(chosen, evidence, list_of)


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
        or (wants_list(question) and _is_wanted(listed, question, ranked, is_best=is_first))
        or _is_all_that_is_named(listed, question)
    ):
        return whole_list(listed, evidence)
    return [with_what_it_leads_to(with_what_it_leans_on(one))]


def _ranked(evidence: Sequence[Evidence], margins: Margins) -> list[Span]:
    """Give the sentences, best first."""
    ranked = sorted(sentences_of(evidence), key=lambda one: -one.weight)
    # a word on who made a list is the answer only where nothing else comes near
    ranked = [one for one in ranked if not _says_nothing(one)] or ranked
    others = [one for one in ranked if not _is_an_aside(one)]
    if others and _is_near(others[0], ranked[0], margins, is_list=False):
        return others
    return ranked


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
        if listed is None or listed.count < HELD_OF_THEM:
            add_span(done, span)
            continue
        held = {at for one in chosen
                for at in listed.within(one.evidence.passage, one.first, one.last)}  # fmt: skip
        is_most = len(held) >= HELD_OF_THEM and 2 * len(held) >= len(listed.items)
        for one in whole_list(listed, evidence) if is_most else [span]:
            if not _is_held(one, done):
                add_span(done, one)
    return done


def _named_part(
    question: str, ranked: Sequence[Span], list_of: Callable[[Span], Listed | None]
) -> Listed | None:
    """Give the list of the part of a letter that a question asks for and says nothing more of."""
    for part, words in PARTS.items():
        if not words.search(question):
            continue
        for one in ranked:
            passage = one.evidence.passage
            if passage.part is not part or not (listed := list_of(one)):
                continue
            letter = f"{passage.source.title} {passage.source.area} {listed.introduction}"
            rest = _telling(words.sub(" ", question)) - OF_A_LETTER - _telling(letter)
            if not rest and listed.count > 1:
                return listed
    return None


def _asked_for(
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
    asked = _telling(question) - _OF_A_LIST
    found: list[tuple[float, int, Listed]] = []
    for place, one in enumerate(ranked[: 2 * LOOKED_AT if is_list else 1]):
        listed = list_of(one)
        if listed is None or listed.count < 2 or listed.characters > LONGEST_LIST:  # noqa: PLR2004
            continue
        passage = one.evidence.passage
        heading = _telling(listed.introduction)
        around = _telling(f"{passage.source.title} {' '.join(passage.headings[:-1])}")
        own = heading & asked if is_list else (heading & asked) - around
        share = len(asked & (heading | around)) / max(len(asked), 1)
        if own and share >= (SAID_SHARE if is_list else 1):
            found.append((share, -place, listed))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _is_held(span: Span, chosen: Sequence[Span]) -> bool:
    return any(span.joined(other) == other for other in chosen if span.touches(other))


def _is_near(one: Span, best: Span, margins: Margins, *, is_list: bool) -> bool:
    """Say whether a sentence is likely enough, beside the best one, to carry the answer too."""
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
    return best.log_odds - one.log_odds <= margin * (margins.wider_for_a_list if is_list else 1)


def _is_finding(passage: Passage) -> bool:
    return passage.source.kind is Kind.FINDING


def _is_wanted(listed: Listed, question: str, ranked: Sequence[Span], *, is_best: bool) -> bool:
    """Say whether a question that asks for a list asks for this one as a whole."""
    if listed.characters > LONGEST_LIST or listed.count < 2:  # noqa: PLR2004
        return False
    if _is_named(listed, question):
        return True
    return is_best and (not listed.is_headed or _holds_the_best(listed, ranked))


def _is_named(listed: Listed, question: str) -> bool:
    """Say whether a question names what the list's heading says."""
    named = _telling(listed.introduction)
    return len(named & _telling(question)) >= NAMED_SHARE * max(len(named), 1)


def _is_all_that_is_named(listed: Listed, question: str) -> bool:
    """Say whether a question says what the list's heading says and hardly anything else."""
    named = _telling(listed.introduction)
    asked = _telling(question) - (OF_A_LETTER - named)
    return len(named & asked) > 1 and len(named & asked) >= NAMED_SHARE * len(named | asked)


def _holds_the_best(listed: Listed, ranked: Sequence[Span]) -> bool:
    best = ranked[:LOOKED_AT]
    held = sum(bool(listed.within(one.evidence.passage, one.first, one.last)) for one in best)
    return held >= HELD_OF_THEM


def whole_list(listed: Listed, evidence: Sequence[Evidence]) -> list[Span]:
    """Give a whole list as spans, one for each passage that holds a share of it."""
    held = {one.passage.id: one for one in evidence}
    spans: list[Span] = []
    for passage, start, last in listed.runs():
        before = passage.sentences[start - 1].text if start and not spans else ""
        first = start - 1 if before and before == listed.introduction else start
        spans.append(Span(held.get(passage.id) or _without_weight(passage), first, last))
    return spans


def _without_weight(passage: Passage) -> Evidence:
    return Evidence(passage, 0.0, (0.0,) * len(passage.sentences))


def _telling(text: str) -> set[str]:
    return {stem(word) for word in words_of(text) if word not in STOPWORDS}
