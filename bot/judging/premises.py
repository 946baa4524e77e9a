"""Which words of an ask a sentence of the documents contradicts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.judging.claims import OF_A_RULE, claims_of
from bot.judging.contrasts import CONTRASTS, LEAST_SHARES, ONLY_SUSPECTED, turned
from bot.judging.readings import read, stems_in
from bot.judging.sides import Difference, Sides
from domain import Shape
from store.search.keywords import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.judging.claims import Claim
    from bot.judging.polarity import Polarity
    from bot.judging.readings import Reading
    from bot.judging.sides import Contrast
    from bot.reading.lexicon import Lexicon
    from domain import Evidence

# A line of a list may hold several sentences.
_PARTS = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z])|;\s+|,\s+(?=(?:so|but)\b)")
# Passages, best first, whose sentences an ask is held against.
READ_PASSAGES = 6
# What a telling word counts for that stands in the heading, or in another word for it.
_AROUND = 0.7
_BY_MEANING = 0.8
# A word that no document holds says little of what is meant: it counts as one so telling at most.
_MOST_WEIGHT = 5.0
_UNKNOWN_WEIGHT = 2.0
_LEAST_SHARE = 0.1
# A sentence has to hold so many telling words of a claim itself.
_OWN_WORDS = 2
_MOSTLY = 0.6
# What says the same as a claim has to speak of so much of it.
_LEAST_UPHELD = 0.75
# What upholds a claim may share so much less of it than what contradicts it.
_UPHOLDS = 0.9


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of what a claim speaks of a sentence has to speak of, by weight."""

    stated: float = 0.5
    asked: float = 0.6
    suspected: float = 0.34


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words of an ask, the sentence of the evidence that says otherwise, and in what it does."""

    words: str
    evidence: Evidence
    sentence: int
    kind: str
    share: float


@dataclass(frozen=True)
class _Held:
    """A sentence of the evidence with what stands around it; read only where that is needed."""

    evidence: Evidence
    number: int
    text: str
    stems: frozenset[str]
    around: frozenset[str]

    @cached_property
    def words(self) -> str:
        """Its words alone, with a space before and after each."""
        return _words_alone(self.text)

    @cached_property
    def reading(self) -> Reading:
        return read(self.text)


class Premises:
    """Holds what an ask takes for granted against the sentences that were found for it."""

    def __init__(
        self, polarity: Polarity, lexicon: Lexicon, weight: Callable[[str], float],
        holds: Callable[[str], bool], limits: Bounds | None = None,
    ) -> None:  # fmt: skip
        """Take the words of judgement, the field's words, and how telling a stem is."""
        self._polarity = polarity
        self._lexicon = lexicon
        self._weight = weight
        self._holds = holds
        self._limits = limits or Bounds()

    def contradicted(
        self, ask: str, evidence: Sequence[Evidence],
        find: Callable[[str], Sequence[Evidence]] = lambda _: (), *, is_suspected: bool = False,
    ) -> Contradiction | None:  # fmt: skip
        """Give the words of an ask that a sentence contradicts; None where none does.

        ``find`` gives what is found for words of it alone. ``is_suspected`` is True where the judge
        holds that the ask is mistaken: less has to be shared then, and a judgement that points the
        other way counts too, but words of it still have to be contradicted.
        """
        held = [one for each in evidence[:READ_PASSAGES] for one in _sentences(each)]
        claims = claims_of(ask)
        # of several things stated, the judge does not tell which is mistaken
        is_suspected = is_suspected and sum(one.is_stated for one in claims) == 1
        found: list[Contradiction] = []
        for claim in claims:
            among = held
            # an ask that is one claim was searched for as it is
            if claim.text != ask and _is_checkable(claim):
                own = find(claim.text)[:READ_PASSAGES]
                known = {one.evidence.passage.id for one in held}
                others = [one for one in own if one.passage.id not in known]
                among = [*held, *(one for each in others for one in _sentences(each))]
            said = _words_alone(claim.text)
            if any(said in one.words for one in among):
                continue
            found += self._of_claim(claim, ask, among, is_suspected=is_suspected)
        if not found and is_suspected:
            found += self._turned(ask, evidence)
        return max(found, key=lambda one: one.share, default=None)

    def upheld(self, ask: str, evidence: Sequence[Evidence]) -> bool:
        """Say whether a sentence says each thing that an ask states, and none in it otherwise."""
        held = [one for each in evidence[:READ_PASSAGES] for one in _sentences(each)]
        stated = [read(one.text) for one in claims_of(ask) if one.is_stated]
        return bool(stated) and all(self._is_said(one, read(ask), held) for one in stated)

    def _is_said(self, claim: Reading, ask: Reading, held: Sequence[_Held]) -> bool:
        for one in held:
            if self._share(claim, one, Difference()) < _LEAST_UPHELD:
                continue
            sides = Sides(claim, ask, one.reading, self._polarity, is_stated=True)
            differs = any(contrast.differs(sides) for contrast in CONTRASTS.values())
            if not differs and not turned(sides, denied_too=True):
                return True
        return False

    def _of_claim(
        self, claim: Claim, ask: str, held: Sequence[_Held], *, is_suspected: bool
    ) -> Iterator[Contradiction]:
        limits = self._limits
        least = limits.stated if claim.is_stated else limits.asked
        least = min(least, limits.suspected) if is_suspected else least
        said, asked = read(claim.text), read(ask)
        # what holds none of a claim's words shares nothing of it
        meant = {one.stem for one in said.telling}
        meant.update(self._lexicon.expand([one.word for one in said.telling]))
        near = [one for one in held if not meant.isdisjoint(one.stems)]
        for one in near:
            sides = Sides(said, asked, one.reading, self._polarity, is_stated=claim.is_stated)
            for name, contrast in CONTRASTS.items():
                if name in ONLY_SUSPECTED and not is_suspected:
                    continue
                against = contrast.differs(sides)
                if against is None:
                    continue
                share = self._share(said, one, against)
                if share >= max(least, LEAST_SHARES.get(name, 0.0)) and not self._is_upheld(
                    sides, near, contrast, against, share
                ):
                    yield Contradiction(claim.text, one.evidence, one.number, name, share)

    def _turned(self, ask: str, evidence: Sequence[Evidence]) -> Iterator[Contradiction]:
        """Give what the best sentences deny or judge otherwise, though in other words."""
        for claim in claims_of(ask):
            if not claim.is_stated:
                continue
            said = read(claim.text)
            parts = [(self._share(said, one, Difference()), one) for one in _best(evidence)]
            share, one = max(parts, key=lambda part: part[0])
            sides = Sides(said, read(ask), one.reading, self._polarity, is_stated=True)
            # most of a claim's own words would have shown what is denied of them
            if share >= _LEAST_SHARE and turned(sides, denied_too=share < _MOSTLY):
                yield Contradiction(claim.text, one.evidence, one.number, "turned", share)

    def _is_upheld(
        self, against: Sides, held: Sequence[_Held], contrast: Contrast, difference: Difference,
        share: float,
    ) -> bool:  # fmt: skip
        """Say whether another sentence says what the claim does, and of the same thing."""
        said = [one for one in held if one.reading is against.sentence]
        for one in held:
            if one in said:
                continue
            sides = replace(against, sentence=one.reading)
            if contrast.agrees(sides, difference):
                # which rows there are is what a table says: one of another case denies none
                if any(_is_of_its_table(one, other) for other in said):
                    return True
                least = share * _UPHOLDS
                if self._share(against.claim, one, difference) >= least:
                    return True
        return False

    def _share(self, said: Reading, held: _Held, difference: Difference) -> float:
        """Give how much of a claim a sentence speaks of, without the words that differ."""
        total = shared = own = 0.0
        telling = [one for one in said.telling if one.start not in difference.places]
        words = sum(one.word.isalpha() for one in telling)
        # of one word alone many sentences speak that are of something else, but of a rule
        if not words or (words == 1 and not OF_A_RULE.search(said.text)):
            return 0.0
        for token in telling:
            weight = min(self._weight(token.stem), _MOST_WEIGHT)
            if not self._holds(token.stem):
                weight = min(weight, _UNKNOWN_WEIGHT)
            total += weight
            meanings = set(self._lexicon.expand([token.word]))
            if token.stem in held.stems:
                shared += weight
                own += 1
            elif meanings & held.stems:
                shared += weight * _BY_MEANING
                own += 1
            elif token.stem in held.around or meanings & held.around:
                shared += weight * _AROUND
        share = shared / total if total else 0.0
        # words of the headings alone may speak of anything; with most of a claim they bear one
        enough = _OWN_WORDS if share < _MOSTLY else 1
        return share if own >= min(enough, len(telling)) else 0.0


def _is_checkable(claim: Claim) -> bool:
    """Say whether a claim states outright what other words could show to be wrong."""
    said = read(claim.text)
    return claim.is_stated and any(contrast.applies(said) for contrast in CONTRASTS.values())


def _is_of_its_table(one: _Held, other: _Held) -> bool:
    """Say whether two sentences are rows below the same heads."""
    if one.evidence.passage.id != other.evidence.passage.id:
        return False
    rows = [one.evidence.passage.sentences[each.number] for each in (one, other)]
    return all(row.shape is Shape.ROW for row in rows) and rows[0].lead == rows[1].lead


def _words_alone(text: str) -> str:
    return f" {' '.join(words_of(text))} "


def _best(evidence: Sequence[Evidence]) -> list[_Held]:
    """Give the sentence that most likely answers, by the evidence's own order, and what it says."""
    first = evidence[0]
    best = max(range(len(first.weights)), key=first.weights.__getitem__)
    return [one for one in _sentences(first) if one.number == best]


def _sentences(evidence: Evidence) -> Iterator[_Held]:
    passage = evidence.passage
    source = passage.source
    above = stems_in(f"{source.title} {source.id} {source.area} {passage.heading}")
    before: frozenset[str] = frozenset()
    for number, sentence in enumerate(passage.sentences):
        around = above | stems_in(sentence.lead)
        for part in _PARTS.split(sentence.text):
            stems = stems_in(part)
            yield _Held(evidence, number, part, stems, around | before)
            before = stems
