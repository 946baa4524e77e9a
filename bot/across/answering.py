"""A question of several letters answered: a quote of each that says so, counted, and no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.across.asked import AskedOfLetters, LetterWay, asked_of_letters
from bot.across.changing import day_of, tell_change
from bot.across.conditions import WhichLetters
from bot.across.matching import letters_of, search_letters, span_of
from bot.gathering.survey import NOWHERE
from bot.placing.condition import asks_of_others, without_besides
from dates import in_words
from domain import Answer, Inventory, Refusal
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.across.matching import FoundInLetters
    from bot.assistant import Library
    from bot.placing.belonging import Areas
    from bot.ranking.retriever import Scope
    from domain import Outcome, Source, Statement

# Letters that are quoted; of more the others are counted and named.
MOST_LETTERS = 40
MOST_EXAMPLES = 6
# So many areas that a question names are each asked by themselves.
_SEVERAL = 3
# Of so few letters those are named that do not say it.
_FEW_LETTERS = 8
_WHAT_COUNTS = (
    "This counts letters held here, and no more: they were written of different years and subjects,"
    " and where one does not say it, inspectors may not have looked."
)
_SIDES = {
    Side.WEAKNESS: "in what inspectors asked to improve",
    Side.STRENGTH: "in what inspectors called strengths",
    None: "in what inspectors found",
}
_WORKS = "in strengths and findings of what works"
_WANTING = "in what inspectors found wanting"


def of_several_letters(library: Library, text: str, scope: Scope) -> Outcome | None:
    """Give the outcome of a question of several letters; None of any other, or of too few letters.

    Raises:
        FindingsError: the store or the list of themes is damaged.
    """
    letters = library.practices.letters
    if len(letters) < 2:  # noqa: PLR2004
        return None
    named = library.belonging.gazetteer.find(text)
    areas: Areas = NOWHERE.union(*(one.areas for one in named))
    members = library.belonging.gazetteer.members
    of_others = asks_of_others(text)
    asked = asked_of_letters(without_besides(text)) or _of_each_named(library, text, areas)
    if asked is None:
        return None
    if asked.way is LetterWay.CHANGED:
        return tell_change(library, asked, areas, scope)
    if of_others:
        letters = tuple(one for one in letters if not members(one.area) & areas)
    held = letters_of(letters, asked.condition, NOWHERE if of_others else areas, members)
    if asked.way is LetterWay.HELD:
        return _held(asked, held, len(letters))
    found = search_letters(library, asked, held, scope)
    # of areas that are named the usual search may know it by other words
    is_unsure = found and asked.way is LetterWay.EACH and not found.is_told_surely
    if found is None or is_unsure or len(library.practices.areas) < 2:  # noqa: PLR2004
        return None
    return _told(library, asked, found) if found.rows else _none(asked, found)


def _of_each_named(library: Library, text: str, areas: Areas) -> AskedOfLetters | None:
    """Give what is asked of each of three or more areas that a text names, one after the other."""
    members = library.belonging.gazetteer.members
    held = {one.area for one in library.practices.letters if members(one.area) & areas}
    if len(held) < _SEVERAL or len(library.belonging.gazetteer.find(text)) < _SEVERAL:
        return None
    return AskedOfLetters(LetterWay.EACH, text, None, WhichLetters())


def _held(asked: AskedOfLetters, letters: Sequence[Source], count: int) -> Outcome | None:
    """Give the letters of one subject; None where there is none, since it may be no subject."""
    if not letters:
        return None
    ordered = sorted(letters, key=lambda one: (one.area, str(one.published or "")))
    names = "; ".join(f"{one.area} ({day_of(one)})" for one in ordered)
    verb = "is" if len(ordered) == 1 else "are"
    return Inventory(
        f"{len(ordered)} of {count} letters held here {verb} of an inspection on"
        f" {asked.condition.subject}: {names}.",
        tuple(ordered),
    )  # fmt: skip


def _where(asked: AskedOfLetters) -> str:
    if asked.way is LetterWay.GOOD:
        return _WORKS
    return _WANTING if asked.is_found else _SIDES[asked.side]


def _told(library: Library, asked: AskedOfLetters, found: FoundInLetters) -> Answer:
    practices = library.practices
    held = [one for one in found.letters if one.id in found.rows]
    count, of_all = len(held), len(found.letters)
    where = _where(asked)
    verb = "holds" if count == 1 else "hold"
    plural = "letter" if of_all == 1 else "letters"
    said = f"such a sentence, on “{found.topic.name}”, {where}"
    if found.topic.part:
        about = f" on “{found.topic.name}”" if found.topic.words else ""
        said = f"words{about} under “{found.topic.part.value}”"
    top = f"{count} of {of_all} {plural} {verb} {said}."
    if found.is_near:
        top = (
            f"Nearest to “{found.topic.name}”, {where}, come these sentences of {count} of {of_all}"
            f" {plural}: see whether they say it."
        )
    shown = sorted(held, key=lambda one: (one.area, str(one.published or "")))
    rest: list[Source] = []
    if (found.is_near or asked.way is LetterWay.GOOD) and len(shown) > MOST_EXAMPLES:
        order = list(found.rows)
        near = sorted(shown, key=lambda one: order.index(one.id))
        shown = [one for one in shown if one in near[:MOST_EXAMPLES]]
    shown, rest = shown[:MOST_LETTERS], [one for one in held if one not in shown[:MOST_LETTERS]]
    twice = Counter(one.area for one in found.letters)
    statements: list[Statement] = []
    for letter in shown:
        spans = [span_of(practices, at) for at in found.rows[letter.id]]
        head = letter.area if twice[letter.area] == 1 else f"{letter.area}, {letter.month}"
        statements += [
            replace(one, head=f"{head} ({day_of(letter)})") for one in library.quoting.state(spans)
        ]
    more = ""
    if rest:
        more = f" Not quoted here: {'; '.join(sorted(one.area for one in rest))}."
    silent = [f"{one.area} ({day_of(one)})" for one in found.letters if one.id not in found.rows]
    if silent and of_all <= _FEW_LETTERS and not found.is_near:
        more += f" No such sentence: {'; '.join(silent)}."
    # what only comes near is not counted
    counts = "" if found.is_near else f" {_WHAT_COUNTS}"
    note = f"{_searched(asked, found.letters)}{counts}{more}"
    return Answer(tuple(statements), note=note, top=top)


def _searched(asked: AskedOfLetters, letters: Sequence[Source]) -> str:
    """Say which letters were searched."""
    days = [one.published for one in letters if one.published]
    areas = len({one.area for one in letters})
    label = asked.condition.label
    span = ""
    if days and min(days) != max(days):
        span = f", {in_words(min(days))} to {in_words(max(days))}"
    letters_are = "letter" if len(letters) == 1 else "letters"
    areas_are = "area" if areas == 1 else "areas"
    kind = f" {label}" if label else ""
    return f"Searched: {len(letters)} {letters_are}{kind} of {areas} {areas_are}{span}."


def _none(asked: AskedOfLetters, found: FoundInLetters) -> Refusal:
    if not found.letters:
        label = asked.condition.label
        return Refusal(f"No letter{f' {label}' if label else ' of that place'} is held here.", ())
    return Refusal(
        f"None of the {len(found.letters)} letters asked says so, on “{found.topic.name}”,"
        f" {_where(asked)}. {_searched(asked, found.letters)}",
        (),
    )
