"""A question of several letters answered: a quote of each that says so, counted, and no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.across.asked import AskedOfLetters, LetterWay, WhichLetters, asked_of_letters
from bot.across.matching import Topic, best_of_letters, letters_of, topic_of
from bot.gathering.survey import NOWHERE
from bot.quoting.spans import Span
from bot.quoting.standing import with_what_it_leans_on
from dates import in_words
from domain import Answer, Evidence, Inventory, Refusal
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.assistant import Library
    from bot.placing.belonging import Areas
    from bot.ranking.retriever import Scope
    from domain import Outcome, Source, Statement
    from themes.assigning import Practices

# Letters that are quoted; of more the others are counted and named.
MOST_LETTERS = 40
MOST_EXAMPLES = 10
# So many areas that a question names are each asked by themselves.
_SEVERAL = 3
# Of so few letters those are named that do not say it.
_FEW_LETTERS = 8
# Heads of a comparison of one area's letters.
MOST_THEMES = 8
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


@dataclass(frozen=True, slots=True)
class _FoundInLetters:
    """What a question found: the letters that it is asked of, and of each that says so its rows."""

    topic: Topic
    letters: tuple[Source, ...]
    rows: dict[str, tuple[int, ...]]


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
    asked = asked_of_letters(text) or _of_each_named(library, text, areas)
    if asked is None:
        return None
    if asked.way is LetterWay.CHANGED:
        return _changed(library, asked, areas, scope)
    held = letters_of(letters, asked.condition, areas, members)
    if asked.way is LetterWay.HELD:
        return _held(asked, held, len(letters))
    found = _search(library, asked, held, scope)
    if found is None or len(library.practices.areas) < 2:  # noqa: PLR2004
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
    names = "; ".join(f"{one.area} ({_of(one)})" for one in ordered)
    verb = "is" if len(ordered) == 1 else "are"
    return Inventory(
        f"{len(ordered)} of {count} letters held here {verb} of an inspection on"
        f" {asked.condition.subject}: {names}.",
        tuple(ordered),
    )  # fmt: skip


def _search(
    library: Library, asked: AskedOfLetters, letters: Sequence[Source], scope: Scope
) -> _FoundInLetters | None:
    """Give what the letters say of the topic; None where it is none or no letter speaks of it."""
    practices = library.practices
    words = _without_places(library, library.understanding.repaired(asked.topic))
    topic = topic_of(words, practices.taxonomy)
    if topic is None:
        return None
    wanted = {one.id for one in letters}
    vector = library.understanding.read(words if topic.words else topic.name).search.vector
    spoken = [
        at for at in topic.lines(practices, vector) if scope.admits(practices.lines[at].passage)
    ]  # fmt: skip
    if not spoken and not topic.theme and asked.way is not LetterWay.WHICH:
        return None  # the usual search may know it by other words
    places = [
        at for at in spoken
        if practices.lines[at].source.id in wanted
        and _is_asked(practices, at, asked)
    ]  # fmt: skip
    if topic.part and not topic.words:
        first: dict[str, tuple[int, ...]] = {}
        for at in places:
            first.setdefault(practices.lines[at].source.id, (at,))
        return _FoundInLetters(topic, tuple(letters), first)
    best = best_of_letters(practices, places, vector)
    return _FoundInLetters(topic, tuple(letters), dict(best))


def _is_asked(practices: Practices, place: int, asked: AskedOfLetters) -> bool:
    if asked.way is LetterWay.GOOD:
        return practices.praises(place)
    return asked.side is None or practices.side(place) is asked.side


def _without_places(library: Library, words: str) -> str:
    for one in reversed(library.belonging.gazetteer.find(words)):
        words = f"{words[: one.start]} {words[one.end :]}"
    return words


def _told(library: Library, asked: AskedOfLetters, found: _FoundInLetters) -> Answer:
    practices = library.practices
    held = [one for one in found.letters if one.id in found.rows]
    count, of_all = len(held), len(found.letters)
    where = _WORKS if asked.way is LetterWay.GOOD else _SIDES[asked.side]
    verb = "holds" if count == 1 else "hold"
    plural = "letter" if of_all == 1 else "letters"
    said = f"such a sentence, on “{found.topic.name}”, {where}"
    if found.topic.part:
        about = f" on “{found.topic.name}”" if found.topic.words else ""
        said = f"words{about} under “{found.topic.part.value}”"
    top = f"{count} of {of_all} {plural} {verb} {said}."
    shown = sorted(held, key=lambda one: (one.area, str(one.published or "")))
    rest: list[Source] = []
    if asked.way is LetterWay.GOOD and len(shown) > MOST_EXAMPLES:
        order = list(found.rows)
        near = sorted(shown, key=lambda one: order.index(one.id))
        shown = [one for one in shown if one in near[:MOST_EXAMPLES]]
    shown, rest = shown[:MOST_LETTERS], [one for one in held if one not in shown[:MOST_LETTERS]]
    twice = Counter(one.area for one in found.letters)
    statements: list[Statement] = []
    for letter in shown:
        spans = [_span(practices, found.rows[letter.id][0])]
        head = letter.area if twice[letter.area] == 1 else f"{letter.area}, {letter.month}"
        statements += [
            replace(one, head=f"{head} ({_of(letter)})") for one in library.quoting.state(spans)
        ]
    more = ""
    if rest:
        more = f" Not quoted here: {'; '.join(sorted(one.area for one in rest))}."
    silent = [f"{one.area} ({_of(one)})" for one in found.letters if one.id not in found.rows]
    if silent and of_all <= _FEW_LETTERS:
        more += f" No such sentence: {'; '.join(silent)}."
    note = f"{_searched(asked, found.letters)} {_WHAT_COUNTS}{more}"
    return Answer(tuple(statements), note=note, top=top)


def _of(letter: Source) -> str:
    return in_words(letter.published) if letter.published else letter.dated


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


def _none(asked: AskedOfLetters, found: _FoundInLetters) -> Refusal:
    if not found.letters:
        label = asked.condition.label
        return Refusal(f"No letter{f' {label}' if label else ' of that place'} is held here.", ())
    return Refusal(
        f"None of the {len(found.letters)} letters asked says so, on “{found.topic.name}”,"
        f" {_SIDES[asked.side]}. {_searched(asked, found.letters)}",
        (),
    )


def _span(practices: Practices, place: int) -> Span:
    line = practices.lines[place]
    weightless = Evidence(line.passage, 1.0, (1.0,) * len(line.passage.sentences))
    return with_what_it_leans_on(Span(weightless, line.number, line.number))


def _changed(library: Library, asked: AskedOfLetters, areas: Areas, scope: Scope) -> Outcome | None:
    """Give two letters of one area side by side, theme by theme."""
    members = library.belonging.gazetteer.members
    held = [one for one in library.practices.letters if areas and members(one.area) & areas]
    if not held or len({one.area for one in held}) > 1:
        return None
    area = held[0].area
    if len(held) == 1 and not asked.names_letters:
        return None
    if len(held) == 1:
        return Refusal(
            f"One letter of {area} is held here, of {_of(held[0])}, so there is nothing to set"
            " beside it. What it says stands in answers that name the area.",
            (),
        )
    first, last = held[0], held[-1]
    found = _search(library, asked, (first, last), scope)
    practices = library.practices
    sides = (f"{area}, {_of(first)}", f"{area}, {_of(last)}")
    if found:
        heads = [(found.topic.name, found.rows)]
    else:
        heads = list(_by_theme(library, (first, last), scope))
    statements = [
        replace(one, head=name, side=side)
        for name, rows in heads
        for letter, side in ((first, sides[0]), (last, sides[1]))
        if letter.id in rows
        for one in library.quoting.state([_span(practices, rows[letter.id][0])])
    ]
    if not statements:
        return None
    return Answer(
        tuple(statements), sides=sides,
        note=(
            "Each letter tells of its own time and subject: what only one of them speaks of need"
            " not have changed."
        ),
    )  # fmt: skip


def _by_theme(
    library: Library, letters: Sequence[Source], scope: Scope
) -> Iterable[tuple[str, dict[str, tuple[int, ...]]]]:
    """Give the themes that both letters take a side on, most told of first."""
    practices = library.practices
    wanted = {one.id for one in letters}
    both = []
    for theme in practices.taxonomy.themes:
        near = practices.near(theme)
        held: dict[str, list[int]] = {}
        for at in practices.of(theme).tolist():
            line = practices.lines[at]
            is_meant = line.source.id in wanted and scope.admits(line.passage)
            if is_meant and practices.side(at) is not Side.TOLD:
                held.setdefault(line.source.id, []).append(at)
        if len(held) == len(letters):
            nearest = {
                letter: tuple(sorted(places, key=lambda at: -float(near[at])))
                for letter, places in held.items()
            }
            both.append((sum(map(len, nearest.values())), theme.title, nearest))
    both.sort(key=lambda one: -one[0])
    for _, title, nearest in both[:MOST_THEMES]:
        yield title, nearest
