"""Two things side by side: what is quoted of each under like heads, and where one is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from bot.quoting.selecting import whole_list
from bot.quoting.spans import sentences_of
from bot.quoting.standing import with_what_it_leans_on
from bot.shaping.comparing.heads import HEADS, SAID, Head, fits, place_of
from bot.shaping.naming import telling
from domain import Answer, Citation
from store.search.keywords import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.assistant import Library
    from bot.quoting.spans import Span
    from bot.ranking.retriever import Ranking, Scope
    from bot.ranking.table import Mask
    from bot.reading.understanding import Understood
    from bot.shaping.comparing.asked import Compared
    from domain import Statement

# Quotes of one side under what is asked in so many words.
MOST_OF_A_SIDE = 2
# Sentences that may be one: so many of the best.
LOOKED_AT = 12
# A list of a side has at most so many characters.
LONGEST_LIST = 700
BOTH = "Of both together"
# What a question of a head says besides the side.
_ASKING = telling(
    "what who takes part decides does how soon when must happen within long inspectors said say"
    " says found find letter report"
)
# Words of a sentence that tells two things apart.
_CONTRAST = re.compile(
    r"\b(?:not|differ\w*|distinct\w*|unlike|whereas|while|instead|rather|either|whether|replace\w*"
    r"|but|only|more than|less than)\b|n['’]t\b",
    re.IGNORECASE,
)


def compare(
    library: Library, compared: Compared, text: str, scope: Scope, among: Mask | None = None
) -> Answer | None:
    """Give what is held of both sides under like heads; None where neither side is found.

    ``among`` are the sentences of the place that is asked about. Of several heads under which one
    side is silent the first is given; where no head fits a side, what is said of each is.

    Raises:
        FindingsError: the store is damaged.
    """
    look = _Search(library, scope, among)
    compared = replace(compared, sides=_whole_names(library, compared.sides))
    both = list(_of_both(look, compared, text))
    used = {_place(one) for one in both}
    ask = f"{compared.context} {{}}"
    asked = Head(_as_head(compared), ask, re.compile(""), MOST_OF_A_SIDE, of_rules=False)
    heads = (asked,) if telling(compared.context) else HEADS
    stated = _under_heads(heads, look, compared, used)
    if not stated and not both:
        return None
    return Answer((*both, *stated), sides=compared.sides)


def _under_heads(
    heads: tuple[Head, ...], look: _Search, compared: Compared, used: set[tuple[str, str]]
) -> list[Statement]:
    stated: list[Statement] = []
    for head in heads:
        found = [_under(head, side, compared, look, used) for side in compared.sides]
        # one gap is said, more of them say nothing more
        if all(found) or not stated:
            stated += [one for each in found for one in each]
    silent = [side for side in compared.sides if side not in {one.side for one in stated}]
    added = [one for side in silent for one in _under(SAID, side, compared, look, used)]
    if added and len(silent) == 1:
        # under two heads of their own the two are not set side by side
        stated = [replace(one, head=SAID.name) for one in stated]
    return [*stated, *added]


def _under(
    head: Head, side: str, compared: Compared, look: _Search, used: set[tuple[str, str]]
) -> list[Statement]:
    """Give what stands under a head of a side: found by the head's question, or by the side."""
    for ask in dict.fromkeys((head.ask.format(side), side)):
        fitting = (
            one for one in look.found(ask)
            if _place(one) not in used
            and fits(one, side, compared, head, look.library)
            and look.holds(one, ask)
        )  # fmt: skip
        found = [*islice(fitting, head.most)]
        used.update(map(_place, found))
        if found:
            return [replace(one, head=head.name, side=side) for one in found]
    return []


def _whole_names(library: Library, sides: tuple[str, str]) -> tuple[str, str]:
    """Give both names whole, where the first leaves to the second what both end in.

    "Criminal and sexual exploitation" are so, if a heading or a term of the field says it.
    """
    first, second = sides
    ends = second.split()[1:]
    if " " in first or not ends:
        return sides
    terms = [one.term.lower() for one in library.understanding.lexicon.terms]
    for count in range(len(ends), 0, -1):
        whole = f"{first} {' '.join(ends[-count:])}"
        said = (*terms, *(one.lower() for one in _headings_with(library, whole)))
        if any(whole.lower() in one for one in said):
            return whole, second
    return sides


def _headings_with(library: Library, whole: str) -> Iterator[str]:
    """Give the headings of documents whose headings hold all telling words of a name."""
    generation = library.generation
    above = library.retriever.table.wording.saying.above
    holding = [set(above.of(one).tolist()) for one in tokens_of(whole)]
    for place in sorted(set.intersection(*holding)) if holding else ():
        yield from generation.headings[place]


def _place(statement: Statement) -> tuple[str, str]:
    return statement.citations[0].passage.id, statement.citations[0].quote


def _as_head(compared: Compared) -> str:
    words = compared.context.strip(" ?.")
    return words[:1].upper() + words[1:]


def _of_both(look: _Search, compared: Compared, text: str) -> Iterator[Statement]:
    """Give the sentence that tells both sides apart in one breath, if there is one."""
    found = (
        one
        for one in look.found(text)
        if _CONTRAST.search(one.text)
        and all(place_of(side, one.text) >= 0 for side in compared.sides)
        and look.holds(one, text)
    )
    for one in islice(found, 1):
        yield replace(one, head=BOTH)


@dataclass(frozen=True)
class _Search:
    """What is asked of each side is searched in one place; each question once."""

    library: Library
    scope: Scope
    among: Mask | None
    known: dict[str, tuple[Understood, Ranking, tuple[Statement, ...]]] = field(
        default_factory=dict
    )
    sure: dict[str, bool] = field(default_factory=dict)

    def found(self, text: str) -> tuple[Statement, ...]:
        """Give the statements nearest to a question, best first."""
        if text not in self.known:
            question = self.library.understanding.read(text)
            ranking = self.library.retriever.rank(question, self.scope, among=self.among)
            self.known[text] = question, ranking, _nearest(self.library, ranking)
        return self.known[text][2]

    def holds(self, statement: Statement, text: str) -> bool:
        """Say whether one of the statements found answers: it holds all, or the judge is sure."""
        # few come so far, and to judge takes most of a search
        if _is_near(statement, text):
            return True
        if text not in self.sure:
            question, ranking, _ = self.known[text]
            self.sure[text] = self.library.judge(question, ranking).outcome != "declined"
        return self.sure[text]


def _nearest(library: Library, ranking: Ranking) -> tuple[Statement, ...]:
    ranked = sorted(sentences_of(ranking.evidence), key=lambda one: -one.weight)[:LOOKED_AT]
    margin = library.quoting.margins.compared
    near = [one for one in ranked if ranked[0].log_odds - one.log_odds <= margin]
    return tuple(one for span in near for one in library.quoting.state(_spans(library, span)))


def _spans(library: Library, span: Span) -> list[Span]:
    """Give a sentence with what it leans on, or the whole of a short list that it introduces.

    What introduces a long one says nothing beside the other side's words.
    """
    listed = library.quoting.list_of(span)
    if listed is None or span.sentences[0].text != listed.introduction:
        return [with_what_it_leans_on(span)]
    return whole_list(listed, ()) if listed.characters <= LONGEST_LIST else []


def _is_near(statement: Statement, text: str) -> bool:
    """Say whether a quote holds all that is asked, where the judge is not sure of the best."""
    return telling(text) - _ASKING <= _about(statement.citations[0])


def _about(citation: Citation) -> frozenset[str]:
    passage = citation.passage
    above = f"{citation.subject} {passage.heading} {passage.source.title}"
    return telling(f"{tidy(citation.quote)} {above}")
