"""One thing asked is searched: where its place allows, with what was told where it needs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.judging.placed import judged_there
from bot.placing.condition import asks_of_others
from bot.placing.place import Place, place_of, place_told
from bot.quoting.unsaid import unsaid
from bot.ranking.cases import rank_case
from bot.ranking.retriever import EVERYTHING, Scope
from bot.reading.asks import Ask, leans
from bot.reading.understanding import points_back
from bot.reading.witness import is_of_witness, without_witness
from bot.shaping.howto import asks_what_to_do, task_of
from domain import Evidence, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from bot.judging.judge import Judgement
    from bot.placing.contacts import Reached
    from bot.placing.titled import NamedDocument
    from bot.ranking.retriever import Ranking
    from bot.ranking.table import Mask
    from bot.reading.understanding import Understood
    from ingest.facts.contacts import GivenContact
    from ingest.facts.deadlines import Deadline

# So many words of it are searched as one with the question; more weigh as an earlier message does.
JOINED_WORDS = 30
_SEVERAL = 2
# What stands above quotes that may be beside the point.
NEAREST = (
    "Perhaps not what you ask: these passages come nearest of what the documents hold. See whether"
    " they fit before you act on them."
)


@dataclass(frozen=True, slots=True)
class Searched:
    """An ask with what was found for it.

    ``place`` and ``document`` tell of the place and the document that it names, if any, ``reached``
    of the contact that it asks for; ``has_case`` is True where a case was told with it;
    ``says_more`` is True where what was quoted before is left out; ``limit`` is the time limit that
    a question of when asks for, where the documents give it.
    """

    question: Understood
    ranking: Ranking
    judgement: Judgement
    asked: str
    place: Place | None = None
    reached: Reached | None = None
    says_more: bool = False
    limit: Deadline | None = None
    document: NamedDocument | None = None
    has_case: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The passages found, weighed by how surely they answer."""
        return _weighed(self.ranking.evidence, self.judgement.sure)

    @property
    def note(self) -> str:
        """What is said of the place or document that the ask names, and of an unsure answer."""
        named = self.document.note if self.document else ""
        named = named or (self.place.note if self.place else "")
        return " ".join(filter(None, (named, NEAREST if self.judgement.is_doubtful else "")))


def search(
    library: Library, ask: Ask, history: Sequence[Turn], scope: Scope, *, before: str = ""
) -> Searched:
    """Search for an ask, and for the contact that it wants, if it wants one.

    ``before`` is the ask that stands before it in one message.
    """
    # the place named before is meant still, where an ask cannot stand alone without it
    is_open = points_back(ask.text) or (history and not library.belonging.home.areas)
    earlier = before or (history[-1].question if history and is_open else "")
    place = place_of(library.belonging, library.map, ask, earlier)
    document = library.titles.find(ask.text, place) if scope.is_everything else None
    if document is None and scope.is_everything:
        document = library.of_a_year(ask.text, place)
    if document is not None:
        return _search_document(library, ask, place, document, history)
    found = _search_in(library, ask, place, history, scope)
    reached = library.directory.find(ask.text, place, ask.told) if scope.is_everything else None
    if reached is None and scope.is_everything and found.judgement.outcome != "corrected":
        limit = library.limits.find(ask.text, place)
        return replace(_with_first(library, found, limit), limit=limit) if limit else found
    if reached is None or reached.contact is None:
        return replace(found, reached=reached)
    return _with_first(library, replace(found, reached=reached), reached.contact)


def _with_first(library: Library, found: Searched, fact: GivenContact | Deadline) -> Searched:
    """Set first what is known to give what is asked, whatever was found."""
    given = _evidence_of(library, fact)
    others = (one for one in found.ranking.evidence if one.passage.id != given.passage.id)
    ranking = replace(found.ranking, evidence=(given, *others))
    least, judged = library.thresholds.sure, found.judgement
    judgement = replace(
        judged, answerable=max(judged.answerable, least), sure=max(judged.sure, least),
        is_doubtful=False,
    )  # fmt: skip
    return replace(found, ranking=ranking, judgement=judgement)


def _evidence_of(library: Library, fact: GivenContact | Deadline) -> Evidence:
    passage = library.generation.passages[fact.passage]
    weights = [float(at == fact.sentence) for at in range(len(passage.sentences))]
    return Evidence(passage, 1.0, tuple(weights))


def _search_in(
    library: Library, ask: Ask, place: Place | None, history: Sequence[Turn], scope: Scope
) -> Searched:
    """Search where the place that an ask names allows; if that fails, in national rules."""
    whole = " ".join((*ask.around, ask.text))
    others = library.workplaces.others(whole)
    # what is written for those who ask comes before what is as near
    scope = replace(scope, first=library.workplaces.own(whole))
    # a school's duty is none of a children's home
    own = ~library.map.of_documents(others) if others else None
    if place is None:
        return _search_anywhere(library, ask, history, scope, own)
    bare = replace(ask, text=without_witness(place.bare))
    among = place.among if own is None else place.among & own
    found = judged_there(library, place, _search_among(library, bare, history, scope, among))
    is_open = found.judgement.outcome == "declined" and not is_of_witness(place.bare)
    # what was found there is no rule of the country
    if is_open and place.may_be_national(found.question):
        wider = _search_among(library, bare, history, scope, library.map.national)
        if wider.judgement.outcome == "answered":
            return replace(wider, place=replace(place, is_national=True))
        # the nearest rules of the country are of more use than nothing
        found = wider if place.absent else found
    return replace(_by_turns(library, found, place, scope), place=place)


def _search_anywhere(
    library: Library, ask: Ask, history: Sequence[Turn], scope: Scope, among: Mask | None
) -> Searched:
    """Search for an ask that names no place; of where a case is told to be, if that is surer.

    What was found in another place is no answer then, and what inspectors saw is nothing to do.
    """
    place = place_told(library.belonging, library.map, ask)
    if place is None:
        return _search_among(library, ask, history, scope, among)
    if asks_of_others(ask.text):
        others = ~place.among if among is None else among & ~place.among
        return _search_among(library, ask, history, scope, others)
    there, here = place.among, library.map.not_elsewhere(place.condition.areas)
    if among is not None:
        there, here = there & among, here & among
    found = _search_among(library, ask, history, scope, here)
    if not there.any() or task_of(ask.text) or asks_what_to_do(ask.text):
        return found
    own = judged_there(library, place, _search_among(library, ask, history, scope, there))
    if own.judgement.outcome != "answered":
        # nothing else's words are shown as the nearest either
        return replace(own, place=place) if found.judgement.outcome == "declined" else found
    is_surer = own.judgement.answerable > found.judgement.answerable
    return replace(own, place=place) if is_surer else found


def _by_turns(library: Library, found: Searched, place: Place, scope: Scope) -> Searched:
    """Give of each of several places named what is found for it, by turns, the best one first.

    What one says of a thing in many words would leave the other no place among the first.
    """
    within = [library.map.of(areas) & place.among for _, areas in place.condition.places]
    held = [one for one in within if one.any()]
    if len(held) < _SEVERAL:
        return found
    ranked = [library.retriever.rank(found.question, scope, among=one).evidence for one in held]
    ranked = sorted(filter(None, ranked), key=lambda one: -one[0].relevance)
    turns: dict[str, Evidence] = {}
    for row in zip_longest(*ranked):
        for one in filter(None, row):
            turns.setdefault(one.passage.id, one)
    evidence = tuple(turns.values())[: len(found.ranking.evidence)]
    return replace(found, ranking=replace(found.ranking, evidence=evidence))


def _search_document(
    library: Library, ask: Ask, place: Place | None, document: NamedDocument,
    history: Sequence[Turn],
) -> Searched:  # fmt: skip
    """Search the document that an ask names; if none is held, what tells of it, then the law."""
    # who asks for an older edition may read it
    scope = Scope(documents=document.documents) if document.is_old else EVERYTHING
    is_own = bool(document.documents) and not document.is_another_edition
    # its own words seldom say its name, which finds its title and its references
    asked = replace(ask, text=document.bare) if is_own else ask
    first = None if document.is_old else _search_in(library, asked, place, history, scope)
    found = _only_of(document, first) if first else None
    if found is None:
        found = _search_among(library, asked, history, scope, document.among)
    if found.judgement.outcome == "declined" and is_own:
        again = _search_among(library, ask, history, scope, document.among)
        found = again if again.judgement.outcome == "answered" else found
    if found.judgement.outcome == "declined" and not document.documents and document.is_of_rules:
        bare = replace(ask, text=document.bare)
        wider = _search_among(library, bare, history, scope, library.map.national)
        if wider.judgement.outcome == "answered":
            return replace(wider, place=place, document=replace(document, is_national=True))
    return replace(found, place=place, document=document)


def _only_of(document: NamedDocument, found: Searched) -> Searched | None:
    """Give of what was found in all documents what the named one holds, where that is best."""
    evidence = found.ranking.evidence
    own = tuple(one for one in evidence if one.passage.source.id in document.documents)
    if not own or own[0] is not evidence[0] or found.judgement.outcome == "declined":
        return None
    return replace(found, ranking=replace(found.ranking, evidence=own))


def _search_among(
    library: Library, ask: Ask, history: Sequence[Turn], scope: Scope, among: Mask | None
) -> Searched:
    """Search for an ask with what bears on it of all that was told; if that fails, with all.

    An ask that is surely answered as it stands needs nothing of what was told, unless it would say
    little to somebody who had not read that.
    """
    if ask.is_of_a_case and not history:
        return _search_case(library, ask, scope, among)
    if ask.told and leans(ask.text) and not history:
        return _search_with(library, ask.text, ask.told, history, scope, among=among)
    limits = library.thresholds
    near = [(one, library.closeness(one)) for one in ask.told]
    told = tuple(one for one, closeness in near if closeness >= limits.same_subject)

    @cache
    def search_with(told: tuple[str, ...]) -> Searched:
        return _search_with(library, ask.text, told, history, scope, among=among)

    found = search_with(told)
    if ask.told and found.judgement.answerable < limits.sure:
        other = search_with(ask.told)
        is_surer = other.judgement.answerable > found.judgement.answerable
        found = other if is_surer and other.judgement.outcome == "answered" else found
    if found.judgement.outcome != "declined" or told == ask.told:
        return found
    wider = search_with(ask.told)
    return wider if wider.judgement.outcome == "answered" else found


def _search_case(library: Library, ask: Ask, scope: Scope, among: Mask | None) -> Searched:
    return Searched(*rank_case(library, ask, scope, among), ask.text, has_case=True)


def _search_with(
    library: Library, ask: str, told: Sequence[str], history: Sequence[Turn], scope: Scope,
    *, among: Mask | None,
) -> Searched:  # fmt: skip
    text = ask
    if sum(len(one.split()) for one in told) <= JOINED_WORDS:
        text = " ".join((*told, ask))
    else:
        history = (*history, Turn(" ".join(told), ""))
    question = library.understanding.read(text, history)
    ranking = library.retriever.rank(question, scope, among=among)
    # of what was told and asked together, with its spelling repaired, what was asked
    asked = " ".join(question.text.split()[-len(ask.split()) :])
    judgement = library.judge(question, ranking)
    ranking = library.retriever.reread(question.text, ranking, judgement.read)
    return Searched(question, ranking, judgement, asked)


def without_said(library: Library, found: Searched, answers: Sequence[str]) -> Searched:
    """Leave out the sentences that earlier answers quote, if any are given."""
    if not answers:
        return found
    evidence = unsaid(found.ranking.evidence, answers, library.quoting.margins.of_more)
    ranking = replace(found.ranking, evidence=evidence)
    return replace(found, ranking=ranking, reached=None, limit=None, says_more=True)


def _weighed(evidence: Sequence[Evidence], sure: float) -> tuple[Evidence, ...]:
    """Give the best passage the chance that it carries the answer, the others their share of it."""
    best = max((one.relevance for one in evidence), default=1.0)
    return tuple(replace(one, relevance=one.relevance / best * sure) for one in evidence)
