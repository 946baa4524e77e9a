"""From what was chosen to a draft of staff training, or to why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.privacy.masking import mask
from bot.safety.family import may_stand
from bot.safety.steps import REMINDER
from domain import Answer, Correction, Escalation, FindingsError, Statement
from drafting.audiences import AUDIENCES
from drafting.choosing import from_evidence
from drafting.composing import Draft, DraftError, compose
from drafting.lines import make_lines
from drafting.needed.connecting import connected, to_connect
from drafting.needed.reaching import line_of, reached
from drafting.needed.route import make_route, pathway_of
from drafting.themes import QUESTION_ID, Theme, Themes, question_theme, read_themes
from drafting.wording import DraftKind, Length
from learning.tracing import Tracer
from using import parts
from using.addresses import address_of
from using.records.drafts import recorded
from using.together.themes import is_of_letters, lines_of_letters, with_letters

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.cautions import Foreign
    from bot.assistant import Assistant
    from bot.edition import Edition
    from bot.safety.ages import Ages
    from domain import Passage
    from drafting.choosing import Chosen
    from drafting.lines import DraftLine
    from drafting.needed.route import DraftRoute
    from pathways.route import Quotation

OWN = "A question of your own"
MOST_CHARACTERS = 500
EMPTY_QUESTION = "Type your question first, then make the draft."
UNANSWERED = "The documents do not answer this, so no draft was made from it. Try a theme."
TOO_MANY = "Much was asked for in a minute. Wait a few seconds, then make the draft."
GONE = "The documents have changed, and this theme is no longer among theirs: load the page again."
UNREADABLE = "The knowledge base cannot be read at the moment."


@dataclass(frozen=True, slots=True)
class WantedDraft:
    """What a draft is asked for: the title of a theme, or ``OWN`` and a question.

    ``kind``, ``audience`` and ``length`` are values of ``Kind``, ``AUDIENCES`` and ``Length``.
    """

    theme: str
    question: str
    kind: str
    audience: str
    length: str


@dataclass(frozen=True, slots=True)
class Made:
    """A draft, or else a notice of why there is none, or the safety steps for danger now.

    A draft of what may tell of danger comes with ``safety``, whom to ring first.
    """

    draft: Draft | None = None
    notice: str = ""
    safety: str = ""


@dataclass(frozen=True, slots=True)
class _Material:
    theme: Theme
    chosen: tuple[Chosen, ...] = ()
    in_doubt: bool = False


def themes_of(edition: Callable[[], Edition]) -> Themes:
    """Give the themes that the documents say something about, or else all that we bring.

    It never raises, so that they can be offered while the knowledge base is away.
    """
    try:
        held = edition()
        of_documents = held.made(parts.themes_held)
        return with_letters(of_documents, held)
    except FindingsError:
        return read_themes()


def make_draft(
    assistant: Assistant, edition: Callable[[], Edition], wanted: WantedDraft, site: str
) -> Made:
    """Give the draft that is wanted, all of one edition; ``site`` is the app's own web address."""
    # before anything is opened that may be damaged
    if (alone := steps_alone(assistant, wanted)).safety:
        return alone
    try:
        found = _material(assistant, edition, wanted)
        if isinstance(found, Made):
            return found
        held = edition()
        ages = assistant.safety.ages(held.generation.partnership)
        draft = _compose(held, found, wanted, site, ages)
        if not found.in_doubt:
            return Made(_connected(held, draft, found.theme))
        # in every file of it too
        return Made(replace(draft, aim=f"{REMINDER} {draft.aim}".strip()), safety=REMINDER)
    except DraftError as error:
        return Made(notice=str(error))
    except FindingsError:
        return Made(notice=UNREADABLE)


def steps_alone(assistant: Assistant, wanted: WantedDraft) -> Made:
    """Give the safety steps where a question of one's own tells of danger; never a draft."""
    reply = assistant.steps_in_danger(wanted.question) if wanted.theme == OWN else None
    match reply.outcome if reply else None:
        case Escalation(steps):
            return Made(safety=steps)
        case _:
            return Made(notice=TOO_MANY)


def _material(
    assistant: Assistant, edition: Callable[[], Edition], wanted: WantedDraft
) -> _Material | Made:
    held = edition()
    themes = held.made(parts.themes)
    if wanted.theme != OWN:
        found = with_letters(themes, held).get(wanted.theme)
        if found is None:
            return Made(notice=GONE)
        of_letters = is_of_letters(found)
        chosen = () if of_letters else held.made(parts.chosen_of_themes)[found.id]
        return _Material(found, chosen)
    asked = " ".join(wanted.question.split())[:MOST_CHARACTERS]
    if not asked:
        return Made(notice=EMPTY_QUESTION)
    masked = mask(asked)
    reply = assistant.reply(asked, masked=masked, library=lambda: held.library)
    match reply.outcome:
        case Escalation(steps):
            return Made(safety=steps)
        case Answer() | Correction():
            chosen = from_evidence(reply.evidence, held.generation, themes.leans)
            return _Material(question_theme(masked.text), chosen, reply.reminds)
        case _:
            return Made(notice=UNANSWERED)


def _compose(
    edition: Edition, found: _Material, wanted: WantedDraft, site: str, ages: Ages
) -> Draft:
    generation = edition.generation
    foreign = edition.made(parts.foreign)

    def address(passage: Passage) -> str:
        return site + address_of(passage)

    if is_of_letters(found.theme):
        lines = lines_of_letters(edition, found.theme, address)
    else:
        chosen = reached(found.chosen, edition.made(parts.front_door))
        lines = make_lines(chosen, generation.pointers, address, foreign)
    if found.in_doubt:
        lines = tuple(one for one in lines if may_stand(Statement(one.text, (one.citation,))))
    draft = compose(
        found.theme,
        [_aged(one, ages) for one in lines],
        generation.sources,
        kind=DraftKind(wanted.kind),
        length=Length(wanted.length),
        audience=next(one for one in AUDIENCES if one.name == wanted.audience),
        made=datetime.now(UTC).date(),
        quiz=edition.made(parts.quiz_of_drafts) if wanted.kind == DraftKind.QUIZ.value else (),
        terms=edition.lexicon.terms,
        route=None if found.in_doubt else _route(edition, found.theme, address, foreign),
    )
    return recorded(draft, generation)


def _connected(edition: Edition, draft: Draft, theme: Theme) -> Draft:
    """Give a draft with plain sentences between its quotes, where a chat model writes them."""
    quotes = to_connect(draft) if edition.connects else ()
    plain = edition.plain if quotes else None
    if plain is None:
        return draft
    # a question that a person typed is not sent
    subject = "" if theme.id == QUESTION_ID else theme.title
    return connected(draft, plain.connecting(subject, quotes))


def _route(
    edition: Edition, theme: Theme, address: Callable[[Passage], str], foreign: Foreign
) -> DraftRoute | None:
    """Give the theme's pathway; none where one is damaged, which the Pathways page says."""
    try:
        pathway = pathway_of(theme, edition.made(parts.pathways).pathways)
    except FindingsError:
        return None
    if pathway is None:
        return None
    generation = edition.generation
    tracer = Tracer(generation)

    def line(quotation: Quotation) -> DraftLine | None:
        return line_of(quotation, tracer, generation.pointers, address, foreign)

    return make_route(pathway, line)


def _aged(line: DraftLine, ages: Ages) -> DraftLine:
    """Give a line that says how old the check of a number in it is, where that is long ago."""
    warning = ages.warn(line.text, line.citation.passage.source)
    return replace(line, caution=f"{line.caution} {warning}".strip()) if warning else line
