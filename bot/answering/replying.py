"""A masked message becomes an outcome: each thing asked is searched, judged and quoted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.correcting import corrected
from bot.answering.deciding import decide
from bot.answering.grounding import check, cited
from bot.answering.joining import LISTED, joined
from bot.answering.pathway import by_the_pathway
from bot.answering.refusing import NO_MORE
from bot.answering.searching import search, without_said
from bot.judging.claims import is_general
from bot.placing.areas import respelt
from bot.placing.asking_back import asked_back
from bot.privacy.unmasked import without_details
from bot.reading.asks import Ask, Message, read_message
from bot.reading.following import continued
from bot.shaping.shapes import shaped
from bot.shaping.topline import top_line, without_where
from domain import Answer, Correction, Evidence, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from bot.quoting.writer import Writer
    from bot.ranking.retriever import Scope
    from domain import Outcome, Statement, Turn


@dataclass(frozen=True, slots=True)
class Conclusion:
    """An outcome, the ranking behind it, the question as searched, and whether it followed on."""

    outcome: Outcome
    evidence: tuple[Evidence, ...]
    understood: str
    follows: bool


def answer(
    library: Library, text: str, history: Sequence[Turn], scope: Scope, writer: Writer
) -> Conclusion:
    """Give what the documents say to a message without identifying details.

    Courtesy, pasted mail and what is told besides are not searched; a thing asked that leans on
    what was told, or on the earlier turns, is read together with it. Of several things asked each
    is answered, or named as not answered, by itself. What masking left is not searched.

    Raises:
        FindingsError: the store is damaged.
    """
    text = respelt(without_details(text), library.belonging.names)
    history = [replace(turn, question=without_details(turn.question)) for turn in history]
    going_on = continued(text, history, library.belonging)
    message = _focused(library, read_message(going_on.text if going_on else text))
    if not going_on and (outcome := shaped(library, message, scope, is_first=not history)):
        check(cited(outcome), library.documents)
        found = _with_others(library, message.whole, outcome, scope)
        return Conclusion(outcome, found, "", follows=False)
    if looked_for := without_where(message.whole.text):
        message = replace(message, whole=replace(message.whole, text=looked_for))
    first = search(library, message.whole, () if going_on else history, scope)
    if going_on:
        answers = [turn.answer for turn in history] if going_on.is_more else []
        more = decide(library, writer, without_said(library, first, answers))
        outcome = _noted(_unsaid_of(more, answers), going_on.note)
    else:
        outcome = decide(library, writer, first)
    if looked_for and isinstance(outcome, Answer | Correction):
        top = top_line(text, outcome.statements, asks_where=True)
        top = "" if first.judgement.is_doubtful else top
        outcome = Answer(outcome.statements, note=outcome.note, top=top)
    evidence = first.evidence
    if message.parts:
        before = ("", *(one.text for one in message.parts))
        others = [
            search(library, part, (), scope, before=earlier)
            for earlier, part in zip(before, message.parts, strict=False)
        ]
        outcome, evidence = joined(library, writer, outcome, first, others)
    if not going_on and not looked_for and scope.is_everything:
        outcome = by_the_pathway(library, text, message, first, outcome)
    if not going_on and not history and not message.parts:
        outcome = asked_back(library, first, outcome) or outcome
    # who asks where something stands, or goes on, takes nothing for granted
    if not going_on and not looked_for:
        # what was said to hold just before is taken for granted too
        general = [one for one in message.whole.told[-1:] if is_general(one)]
        outcome = corrected(
            library, " ".join((*general, message.whole.text)), first.ranking.evidence, outcome,
            place=first.place, document=first.document, scope=scope,
            is_suspected=first.judgement.outcome == "corrected",
        )  # fmt: skip
    check(cited(outcome), library.documents)
    asked = going_on.text if going_on else text
    # what was searched of one place or document is shown with its name
    understood = asked if first.place or first.document else first.question.text
    follows = bool(going_on) or (first.question.follows and bool(history))
    return Conclusion(outcome, evidence, understood if understood != text else "", follows)


def _quoted(outcome: Outcome) -> tuple[Evidence, ...]:
    """Give the passages that an answer of its own shape quotes, as what was found for it."""
    passages = {one.passage.id: one.passage for one in cited(outcome)}
    return tuple(Evidence(one, 1.0, (1.0,) * len(one.sentences)) for one in passages.values())[
        :LISTED
    ]


def _with_others(
    library: Library, ask: Ask, outcome: Outcome, scope: Scope
) -> tuple[Evidence, ...]:
    """Give what is quoted, and where that was gathered what a search finds besides.

    Who compares or collects may want what was left out of so few quotes.
    """
    quoted = _quoted(outcome)
    is_gathered = isinstance(outcome, Answer) and (
        outcome.sides or len({one.passage.source.id for one in quoted}) > 1
    )
    if not is_gathered or len(quoted) >= LISTED:
        return quoted
    held = {one.passage.id for one in quoted}
    found = search(library, ask, (), scope).evidence
    return (*quoted, *(one for one in found if one.passage.id not in held))[:LISTED]


def _noted(outcome: Outcome, note: str) -> Outcome:
    if not note or not isinstance(outcome, Answer):
        return outcome
    return replace(outcome, note=" ".join(filter(None, (note, outcome.note))))


def _unsaid_of(outcome: Outcome, answers: Sequence[str]) -> Outcome:
    """Leave out the quotes that earlier answers hold, as those of a list that is given whole."""
    if not isinstance(outcome, Answer) or not answers:
        return outcome
    said = " ".join(" ".join(answers).split())
    kept = tuple(
        one for one in outcome.statements
        if not all(words in said for words in _lines_of(one))
    )  # fmt: skip
    return replace(outcome, statements=kept) if kept else Refusal(NO_MORE, ())


def _lines_of(statement: Statement) -> list[str]:
    lines = [one.text for one in statement.items] or [statement.text]
    return [" ".join(one.split()) for one in lines]


def _focused(library: Library, message: Message) -> Message:
    """Of a message that only states things, give those that are nearest to the documents."""
    if len(message.statements) <= 1:
        return message
    held = {one: library.closeness(one) for one in dict.fromkeys(message.statements)}
    closeness = [held[one] for one in message.statements]
    least = max(closeness) - library.thresholds.nearly_as_close
    kept = [one for one, near in zip(message.statements, closeness, strict=True) if near >= least]
    return Message(Ask(" ".join(kept)))
