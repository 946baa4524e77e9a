"""What was found for one ask becomes an outcome: a contact, quotes, a correction, a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.grounding import cited
from bot.answering.refusing import NO_MORE, refuse, refuse_subject
from bot.placing.contacts import gives_contact
from bot.quoting.spans import Span
from bot.quoting.standing import with_what_it_leans_on
from bot.quoting.writer import nearest_quotes
from bot.shaping.facts import asks_how_many, gives_number
from bot.shaping.howto import asks_what_to_do, steps_of, task_of
from bot.shaping.limits import ASKING_WHEN, asks_for_a_first, tells_of_a_first
from bot.shaping.naming import telling
from bot.shaping.sections.nearest import told_of
from bot.shaping.topline import counted_in, top_line
from dates import in_words
from domain import Answer, Correction, Kind, Part, Refusal
from store.search.keywords import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.searching import Searched
    from bot.assistant import Library
    from bot.quoting.writer import Writer
    from domain import Outcome, Statement
    from ingest.beside.partnership import Contact
    from ingest.facts.deadlines import Deadline

# Numbers that are the same for the whole country.
_OF_ALL = re.compile(r"\b(?:999|112|101|111)\b")
# Of the passages found, the subject has to stand in one of the best so many.
_SPEAKING = 3
# Statements of each of several places that are named.
MOST_OF_A_PLACE = 2
# So many words of an ask the quote speaks of whose time limit or number stands at the head.
MOST_TELLING = 2


def decide(library: Library, writer: Writer, searched: Searched) -> Outcome:
    """Give what the documents say to an ask, or say that they do not."""
    reached = searched.reached
    if searched.limit is not None:
        return _state_limit(library, searched, searched.limit)
    if reached is None:
        return _decide_by_words(library, writer, searched)
    if reached.contact is not None:
        at = reached.contact.sentence
        span = Span(searched.ranking.evidence[0], at, at)
        return Answer(library.quoting.state([span]), note=searched.note)
    outcome = _decide_by_words(library, writer, searched)
    # somebody else's number is worse than none
    quoted = cited(outcome)
    is_others = any(gives_contact(one.quote) for one in quoted)
    # what is everybody's is nobody else's
    is_for_number = reached.is_for_number and not any(_OF_ALL.search(one.quote) for one in quoted)
    # nor does a sentence without one answer, and inspectors do not say whom to ring
    is_others = is_others or (
        isinstance(outcome, Answer)
        and (is_for_number or all(one.passage.source.kind is Kind.FINDING for one in quoted))
    )
    if reached.listed is not None and (is_others or isinstance(outcome, Refusal)):
        return Refusal(_listed(reached.missing, reached.listed), ())
    if is_others:
        return Refusal(f"No number or address for “{reached.missing}” is held here.", ())
    return outcome


def _listed(missing: str, contact: Contact) -> str:
    """Give what the partnership's own list says, where no document gives a number."""
    option = f" ({contact.option})" if contact.option else ""
    hours = f", {contact.hours}" if contact.hours else ""
    return (
        f"No document held gives a number for “{missing}”. The partnership's own list does:"
        f" {contact.name}, {contact.number}{option}{hours}; from {contact.source}, last reviewed"
        f" {in_words(contact.reviewed)}."
    )


def _state_limit(library: Library, searched: Searched, limit: Deadline) -> Answer:
    """Give the time limit that is asked for, with the sentence that gives it."""
    at = limit.sentence
    span = with_what_it_leans_on(Span(searched.ranking.evidence[0], at, at))
    given = library.quoting.state([span])
    return Answer(given, note=searched.note, top=top_line(searched.asked, given))


def _decide_by_words(library: Library, writer: Writer, searched: Searched) -> Outcome:
    ranking, judgement, place = searched.ranking, searched.judgement, searched.place
    if searched.says_more and not ranking.evidence:
        return Refusal(NO_MORE, ())
    document = searched.document
    is_absent = place is not None and bool(
        library.subjects.of_others(place.bare, place.condition.areas)[0]
    )
    is_declined = judgement.outcome == "declined" or is_absent
    if not is_declined and not (document and document.is_another_edition):
        if subject := subject_missing(library, searched):
            return refuse_subject(subject, ranking.evidence)
        statements = (
            _as_steps(library, searched)
            or _as_sections(library, searched)
            or _of_each_place(library, writer, searched)
            or writer.write(searched.asked, ranking.evidence)
        )
        # of a list only what tells of a document that is not held
        if document and not document.documents:
            statements = library.quoting.write_lines(searched.asked, ranking.evidence)
        if place is not None:
            kept = place.kept(statements, library.belonging)
            # of a list that holds another place's rule, the lines that do not
            lines = kept or library.quoting.write_lines(searched.asked, ranking.evidence)
            statements = place.kept(lines, library.belonging)
        statements = _without_signatures(statements)
        if statements and not _is_uncounted(library, searched, statements):
            is_false = judgement.outcome == "corrected"
            # how much of a list is quoted is true of any list
            is_of_it = bool(statements[0].items) or _says_what_is_asked(
                library, searched, statements[0]
            )
            is_told = is_of_it and not judgement.is_doubtful
            top = top_line(searched.asked, statements) if is_told else ""
            if is_false:
                return Correction(statements, note=searched.note)
            return Answer(statements, note=searched.note, top=top)
    if named := _refuse_named(library, searched):
        return named
    question = searched.question
    missing = library.retriever.missing(ranking, question.search.tokens)
    # one that follows on was searched with what was asked before
    near = library.closeness(question.text) if question.follows else ranking.cosines.greatest()
    return refuse(
        library, question.text, missing, ranking.evidence, closeness=near, judgement=judgement
    )


def _refuse_named(library: Library, searched: Searched) -> Refusal | None:
    """Say that the document or place that is named does not say; None where none is named."""
    document, place = searched.document, searched.place
    nearest = nearest_quotes(searched.ranking.evidence)
    if document is not None:
        # nothing else's words
        shown = nearest if document.documents else ()
        return Refusal(document.refused(has_nearest=bool(shown)), shown)
    if place is not None and place.refusal:
        shown = () if place.reaches else nearest
        said = place.refused(has_nearest=bool(shown))
        name, others = library.subjects.of_others(place.bare, place.condition.areas)
        if name and not place.absent:
            whose = f"what is held of {' and '.join(others)} does."
            own = f"Nothing held of {place.condition.label} speaks of “{name}”; {whose}"
            said = said.replace(place.refusal, own, 1)
        return Refusal(said, shown)
    return None


def _as_steps(library: Library, searched: Searched) -> tuple[Statement, ...]:
    """Give the steps of the section that says how to do what is asked; none for another ask."""
    place = searched.place
    task = task_of(place.bare if place else searched.asked)
    return steps_of(library, task, searched.ranking.evidence) if task else ()


def _as_sections(library: Library, searched: Searched) -> tuple[Statement, ...]:
    """Give what the sections found say to do about a task; none of another ask.

    Of what people taught the sentence is known that answers. What is told of a case seldom names
    the section that it is of: by their nearest sections readers found cases answered worse.
    """
    asked, evidence = searched.asked, searched.ranking.evidence
    is_of_rules = bool(evidence) and evidence[0].passage.source.kind is not Kind.FINDING
    is_to_do = task_of(asked) or asks_what_to_do(asked)
    if not (is_of_rules and is_to_do and searched.judgement.is_untaught) or searched.has_case:
        return ()
    return told_of(library, evidence, asked)


def _of_each_place(library: Library, writer: Writer, searched: Searched) -> tuple[Statement, ...]:
    """Give what is quoted of each of several places; nothing unless several are named and held.

    What one says, however near, keeps nothing back that another says.
    """
    place = searched.place
    if place is None or place.is_national or place.is_home:
        return ()
    whose = library.belonging.of_source
    found = [
        writer.write(searched.asked, own)[:MOST_OF_A_PLACE]
        for _, areas in place.condition.places
        if (own := [one for one in searched.ranking.evidence if whose(one.passage.source) & areas])
    ]
    return tuple(one for each in found for one in each) if len(found) > 1 else ()


def _without_signatures(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Leave out to whom a letter is addressed and who signed it, beside what answers better.

    Of "who signs this off" their names would be taken for an answer.
    """
    named = [one for one in statements if one.citations[0].passage.part is Part.ADDRESSEES]
    is_beside = bool(statements) and statements[0] not in named
    return tuple(one for one in statements if not (is_beside and one in named))


def _says_what_is_asked(library: Library, searched: Searched, statement: Statement) -> bool:
    """Say whether a quote speaks of the most telling words of an ask that the documents hold.

    A time limit of something else is worse at the head of an answer than none. Of an ask that was
    read with the case told before it any word will do.
    """
    said = _spoken(statement)
    keywords, expand = library.retriever.table.keywords, library.understanding.lexicon.expand
    said |= frozenset(expand(words_of(statement.text)))
    words = telling(searched.asked)
    if asks_for_a_first(words) and not tells_of_a_first(said):
        return False
    asked = [one for one in words - ASKING_WHEN if keywords.own_holds(one)]
    spoken = {one for one in asked if one in said or said & set(expand([one]))}
    if searched.question.text != searched.asked:
        return bool(spoken)
    heaviest = sorted(asked, key=keywords.weight)[-MOST_TELLING:]
    return spoken.issuperset(heaviest)


def _is_uncounted(library: Library, searched: Searched, statements: Sequence[Statement]) -> bool:
    """Say whether an ask is for the number of something that no quote gives, or so much as names.

    A number of something else is worse than none. How many things a list has it says itself.
    """
    held = library.retriever.table.keywords.own_holds
    counted = frozenset(filter(held, counted_in(searched.asked)))
    has_number = any(gives_number(one.text) or (counted and one.items) for one in statements)
    if asks_how_many(searched.asked) and not has_number:
        return True
    if not counted:
        return False
    words = (one for one in words_of(searched.asked) if stem(one) in counted)
    meant = counted.union(library.understanding.lexicon.expand([*words]))
    return not any(meant & _spoken(one) for one in statements)


def _spoken(statement: Statement) -> frozenset[str]:
    cited = statement.citations[0]
    source = cited.passage.source
    return telling(f"{statement.text} {cited.subject} {cited.passage.heading} {source.title}")


def subject_missing(library: Library, searched: Searched) -> str:
    """Give what is asked about where nothing of what was found speaks of it; empty if it does."""
    if searched.question.follows or searched.says_more:
        return ""
    best = searched.ranking.evidence[:_SPEAKING]
    passages = [one.passage for one in best]
    # the name of the document that is asked is no subject of it
    document = searched.document
    asked = document.bare if document and document.documents else searched.asked
    return library.subjects.missing(asked, passages, searched.judgement.answerable)
