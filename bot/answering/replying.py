"""A masked message becomes an outcome: each thing asked is searched, judged and quoted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.grounding import check, cited
from bot.answering.refusing import refuse, refuse_subject
from bot.placing.contacts import Reached, gives_contact
from bot.placing.place import Place, place_of
from bot.quoting.spans import Span
from bot.quoting.unsaid import unsaid
from bot.quoting.writer import nearest_quotes
from bot.reading.asks import Ask, Message, leans, needs_more, read_message
from bot.reading.following import continued
from bot.reading.understanding import points_back
from bot.shaping.shapes import shaped
from bot.shaping.topline import top_line, without_where
from domain import Answer, Correction, Evidence, Refusal, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from bot.judging.judge import Judgement
    from bot.quoting.writer import Writer
    from bot.ranking.retriever import Ranking, Scope
    from bot.ranking.signals import Mask
    from bot.reading.understanding import Understood
    from domain import Outcome, Statement
    from ingest.facts.contacts import Contact

# So many words of it are searched as one with the question; more weigh as an earlier message does.
JOINED_WORDS = 30
# Of the passages found, the subject has to stand in one of the best so many.
_SPEAKING = 3
# Passages that a reply to several asks lists.
_LISTED = 10


@dataclass(frozen=True, slots=True)
class Found:
    """An outcome, the ranking behind it, the question as searched, and whether it followed on."""

    outcome: Outcome
    evidence: tuple[Evidence, ...]
    understood: str
    follows: bool


@dataclass(frozen=True, slots=True)
class _Searched:
    """An ask with what was found for it.

    ``place`` tells of the place that it names, if any, ``reached`` of the contact that it asks for;
    ``says_more`` is True where what was quoted before is left out.
    """

    question: Understood
    ranking: Ranking
    judgement: Judgement
    asked: str
    place: Place | None = None
    reached: Reached | None = None
    says_more: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return _weighed(self.ranking.evidence, self.judgement.answerable)


def answer(
    library: Library, text: str, history: Sequence[Turn], scope: Scope, writer: Writer
) -> Found:
    """Give what the documents say to a message without identifying details.

    Courtesy, pasted mail and what is told besides are not searched; a thing asked that leans on
    what was told, or on the earlier turns, is read together with it. Of several things asked each
    is answered, or named as not answered, by itself.

    Raises:
        FindingsError: the store is damaged.
    """
    going_on = continued(text, history, library.belonging)
    message = _focused(library, read_message(going_on.text if going_on else text))
    if not going_on and (outcome := shaped(library, message, scope, is_first=not history)):
        check(cited(outcome), library.documents)
        return Found(outcome, _quoted(outcome), "", follows=False)
    if looked_for := without_where(message.whole.text):
        message = replace(message, whole=replace(message.whole, text=looked_for))
    first = _search(library, message.whole, () if going_on else history, scope)
    if going_on:
        answers = [turn.answer for turn in history] if going_on.is_more else []
        outcome = _noted(_decide(library, writer, _unsaid(library, first, answers)), going_on.note)
    else:
        outcome = _decide(library, writer, first)
    if looked_for and isinstance(outcome, Answer | Correction):
        # who asks where something stands takes nothing for granted
        top = top_line(text, outcome.statements, asks_where=True)
        outcome = Answer(outcome.statements, top=top)
    evidence = first.evidence
    if message.parts:
        others = [_search(library, part, (), scope) for part in message.parts]
        outcome, evidence = _joined(library, writer, outcome, first, others)
    check(cited(outcome), library.documents)
    asked = going_on.text if going_on else text
    # what was searched of one place is shown with the place
    understood = asked if first.place else first.question.text
    follows = bool(going_on) or (first.question.follows and bool(history))
    return Found(outcome, evidence, understood if understood != text else "", follows)


def _quoted(outcome: Outcome) -> tuple[Evidence, ...]:
    """Give the passages that an answer of its own shape quotes, as what was found for it."""
    passages = {one.passage.id: one.passage for one in cited(outcome)}
    return tuple(Evidence(one, 1.0, (1.0,) * len(one.sentences)) for one in passages.values())[
        :_LISTED
    ]


def _unsaid(library: Library, found: _Searched, answers: Sequence[str]) -> _Searched:
    """Leave out the sentences that earlier answers quote, if any are given."""
    if not answers:
        return found
    evidence = unsaid(found.ranking.evidence, answers, library.quoting.margins.of_more)
    ranking = replace(found.ranking, evidence=evidence)
    return replace(found, ranking=ranking, reached=None, says_more=True)


def _noted(outcome: Outcome, note: str) -> Outcome:
    if not note or not isinstance(outcome, Answer):
        return outcome
    return replace(outcome, note=" ".join(filter(None, (note, outcome.note))))


def _focused(library: Library, message: Message) -> Message:
    """Of a message that only states things, give those that are nearest to the documents."""
    if len(message.statements) <= 1:
        return message
    held = {one: library.closeness(one) for one in dict.fromkeys(message.statements)}
    closeness = [held[one] for one in message.statements]
    least = max(closeness) - library.thresholds.nearly_as_close
    kept = [one for one, near in zip(message.statements, closeness, strict=True) if near >= least]
    return Message(Ask(" ".join(kept)))


def _search(library: Library, ask: Ask, history: Sequence[Turn], scope: Scope) -> _Searched:
    """Search for an ask, and for the contact that it wants, if it wants one."""
    # the place named before is meant still, where an ask cannot stand alone without it
    is_open = history and (points_back(ask.text) or not library.belonging.home.areas)
    earlier = history[-1].question if is_open else ""
    place = place_of(library.belonging, library.map, ask, earlier)
    found = _search_in(library, ask, place, history, scope)
    reached = library.directory.find(ask.text, place, ask.told) if scope.is_everything else None
    if reached is None or reached.contact is None:
        return replace(found, reached=reached)
    # what is known to give it stands first, whatever was found
    limits = library.thresholds
    given = _evidence_of(library, reached.contact)
    others = (one for one in found.ranking.evidence if one.passage.id != given.passage.id)
    ranking = replace(found.ranking, evidence=(given, *others))
    judgement = replace(found.judgement, answerable=max(found.judgement.answerable, limits.sure))
    return replace(found, reached=reached, ranking=ranking, judgement=judgement)


def _evidence_of(library: Library, contact: Contact) -> Evidence:
    passage = library.generation.passages[contact.passage]
    weights = [0.0] * len(passage.sentences)
    weights[contact.sentence] = 1.0
    return Evidence(passage, 1.0, tuple(weights))


def _search_in(
    library: Library, ask: Ask, place: Place | None, history: Sequence[Turn], scope: Scope
) -> _Searched:
    """Search where the place that an ask names allows; if that fails, in national rules."""
    if place is None:
        return _search_among(library, ask, history, scope, None)
    bare = replace(ask, text=place.bare)
    found = _search_among(library, bare, history, scope, place.among)
    if found.judgement.outcome == "declined" and place.may_be_national(found.question):
        wider = _search_among(library, bare, history, scope, library.map.national)
        if wider.judgement.outcome == "answered":
            return replace(wider, place=replace(place, is_national=True))
        # the nearest rules of the country are of more use than nothing
        found = wider if place.absent else found
    return replace(found, place=place)


def _search_among(
    library: Library, ask: Ask, history: Sequence[Turn], scope: Scope, among: Mask | None
) -> _Searched:
    """Search for an ask with what bears on it of all that was told; if that fails, with all.

    An ask that is surely answered as it stands needs nothing of what was told.
    """
    limits = library.thresholds
    near = [(one, library.closeness(one)) for one in ask.told]
    told = tuple(one for one, closeness in near if closeness >= limits.same_subject)
    found = _search_with(library, ask.text, told, history, scope, among=among)
    if needs_more(ask.text) or (leans(ask.text) and found.judgement.answerable < limits.sure):
        # what was asked before comes first where there is any
        least = limits.same_subject if history else limits.close
        closer = tuple(one for one, closeness in near if closeness >= least)
        # an ask that says nothing by itself has to be about what was told
        closer = closer or (ask.told if needs_more(ask.text) and not history else ())
        if closer != told:
            told = closer
            found = _search_with(library, ask.text, told, history, scope, among=among)
    if found.judgement.outcome != "declined" or told == ask.told:
        return found
    wider = _search_with(library, ask.text, ask.told, history, scope, among=among)
    return wider if wider.judgement.outcome == "answered" else found


def _search_with(
    library: Library, ask: str, told: Sequence[str], history: Sequence[Turn], scope: Scope,
    *, among: Mask | None,
) -> _Searched:  # fmt: skip
    text = ask
    if sum(len(one.split()) for one in told) <= JOINED_WORDS:
        text = " ".join((*told, ask))
    else:
        history = (*history, Turn(" ".join(told), ""))
    question = library.understanding.read(text, history)
    ranking = library.retriever.rank(question, scope, among=among)
    # of what was told and asked together, with its spelling repaired, what was asked
    asked = " ".join(question.text.split()[-len(ask.split()) :])
    return _Searched(question, ranking, library.judge(question, ranking), asked)


def _decide(library: Library, writer: Writer, searched: _Searched) -> Outcome:
    reached, place = searched.reached, searched.place
    if reached is None:
        return _decide_by_words(library, writer, searched)
    if reached.contact is not None:
        at = reached.contact.sentence
        span = Span(searched.ranking.evidence[0], at, at)
        return Answer(library.quoting.state([span]), note=place.note if place else "")
    outcome = _decide_by_words(library, writer, searched)
    # somebody else's number is worse than none
    if any(gives_contact(one.quote) for one in cited(outcome)):
        return Refusal(f"No number or address for “{reached.missing}” is held here.", ())
    return outcome


def _decide_by_words(library: Library, writer: Writer, searched: _Searched) -> Outcome:
    ranking, judgement, place = searched.ranking, searched.judgement, searched.place
    if searched.says_more and not ranking.evidence:
        return Refusal("The documents held here say no more on this than is quoted above.", ())
    if judgement.outcome != "declined":
        if subject := _subject_missing(library, searched):
            return refuse_subject(subject, ranking.evidence)
        statements = writer.write(searched.question.text, ranking.evidence)
        if place is not None:
            kept = place.kept(statements, library.belonging)
            # of a list that holds another place's rule, the lines that do not
            lines = kept or library.quoting.write_lines(searched.question.text, ranking.evidence)
            statements = place.kept(lines, library.belonging)
        if statements:
            is_false = judgement.outcome == "corrected"
            note = place.note if place else ""
            top = top_line(searched.question.text, statements)
            return Correction(statements) if is_false else Answer(statements, note=note, top=top)
    if place is not None and place.refusal:
        nearest = () if place.reaches else nearest_quotes(ranking.evidence)
        return Refusal(place.refused(has_nearest=bool(nearest)), nearest)
    question = searched.question
    missing = library.retriever.missing(ranking, question.search.tokens)
    # one that follows on was searched with what was asked before
    near = library.closeness(question.text) if question.follows else ranking.cosines.greatest()
    return refuse(library, question.text, missing, ranking.evidence, closeness=near)


def _subject_missing(library: Library, searched: _Searched) -> str:
    """Give what is asked about where nothing of what was found speaks of it; empty if it does."""
    if searched.question.follows or searched.says_more:
        return ""
    best = searched.ranking.evidence[:_SPEAKING]
    passages = [one.passage for one in best]
    return library.subjects.missing(searched.asked, passages, searched.judgement.answerable)


def _joined(
    library: Library, writer: Writer, outcome: Outcome, first: _Searched,
    others: Sequence[_Searched],
) -> tuple[Outcome, tuple[Evidence, ...]]:  # fmt: skip
    """Add what answers each other ask by itself, and name the asks that nothing answers."""
    statements = list(outcome.statements) if isinstance(outcome, Answer | Correction) else []
    notes = [outcome.note] if isinstance(outcome, Answer) else []
    declined: list[str] = []
    for searched in others:
        found = _decide(library, writer, searched)
        if isinstance(found, Answer | Correction):
            notes += [found.note] if isinstance(found, Answer) else []
            statements += [one for one in found.statements if not _is_among(one, statements)]
        elif not _quotes_best(searched, statements):
            declined.append(searched.question.text)
    if not statements:
        return outcome, first.evidence
    evidence = _distinct([one for searched in (first, *others) for one in searched.evidence])
    if isinstance(outcome, Correction):
        return Correction(tuple(statements)), evidence
    note = " ".join(dict.fromkeys(filter(None, notes)))
    return Answer(tuple(statements), tuple(declined), note), evidence


def _is_among(statement: Statement, others: Sequence[Statement]) -> bool:
    """Say whether the words of a statement are quoted already."""
    held = [one for other in others for one in other.citations]
    return all(
        any(one.passage.id == held_one.passage.id and one.quote in held_one.quote
            for held_one in held)
        for one in statement.citations
    )  # fmt: skip


def _quotes_best(searched: _Searched, statements: Sequence[Statement]) -> bool:
    """Say whether the best sentence that was found for a part is quoted already."""
    (best, *_) = nearest_quotes(searched.ranking.evidence) or (None,)
    return best is not None and any(
        best.quote in held.quote for one in statements for held in one.citations
    )


def _distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Give each passage once, as it stands first."""
    found: dict[str, Evidence] = {}
    for one in evidence:
        found.setdefault(one.passage.id, one)
    return tuple(found.values())[:_LISTED]


def _weighed(evidence: Sequence[Evidence], answerable: float) -> tuple[Evidence, ...]:
    """Give the best passage the chance that there is an answer, the others their share of it."""
    best = max((one.relevance for one in evidence), default=1.0)
    return tuple(replace(one, relevance=one.relevance / best * answerable) for one in evidence)
