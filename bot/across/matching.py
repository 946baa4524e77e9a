"""Which letters are asked, and which of their lines speak of what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.across.asked import LetterWay
from bot.across.topics import SAYS_NOTHING, Topic, topic_of
from bot.quoting.spans import Span
from bot.quoting.standing import is_fragment, leans, with_what_it_leans_on
from bot.ranking.retriever import EVERYTHING
from bot.shaping.comparing.heads import names_of
from bot.shaping.naming import telling
from domain import Evidence, Shape
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.across.asked import AskedOfLetters
    from bot.across.conditions import WhichLetters
    from bot.assistant import Library
    from bot.placing.belonging import Areas
    from bot.ranking.retriever import Scope
    from bot.ranking.table import Floats
    from domain import Source
    from themes.assigning import Practices
    from themes.lines import PracticeLine


@dataclass(frozen=True, slots=True)
class FoundInLetters:
    """What a question found: the letters it is asked of, and of each that says so what to quote.

    ``is_near`` says that what is quoted only comes near to what is asked.
    """

    topic: Topic
    letters: tuple[Source, ...]
    rows: dict[str, tuple[int, ...]]
    is_near: bool = False

    @property
    def is_told_surely(self) -> bool:
        """Whether a letter without such a line is silent: what is no theme has other words."""
        return self.topic.is_known or len(self.rows) == len(self.letters)


def search_letters(
    library: Library, asked: AskedOfLetters, letters: Sequence[Source], scope: Scope
) -> FoundInLetters | None:
    """Give what the letters say of the topic; None where it is none or no letter speaks of it."""
    practices = library.practices
    words = _without_places(library, library.understanding.repaired(asked.topic))
    topic = topic_of(words, practices.taxonomy, lambda one: names_of(one, library))
    if topic is None:
        return None

    def read(said: str) -> Floats:
        return library.understanding.read(said).search.vector

    spoken = topic.lines(practices, read)
    if scope != EVERYTHING:
        spoken = [at for at in spoken if scope.admits(practices.lines[at].passage)]
    if not spoken and not topic.theme and asked.way is not LetterWay.WHICH:
        return None  # the usual search may know it by other words
    is_wanted = practices.of_letters(letters)

    def meant(lines: Iterable[int]) -> set[int]:
        return {at for at in lines if is_wanted[at] and _is_asked(practices, at, asked)}

    places = meant(spoken)
    is_near = False
    if asked.way is LetterWay.WHICH and not topic.is_known and (asked.is_clause or not places):
        near = topic.near(practices, read)
        close = meant(at for at in near if scope.admits(practices.lines[at].passage))
        is_near, places = bool(close), close or places
    if asked.is_clause and not places:
        return None  # the usual search may know it by other words
    rows = _rows(practices, topic, places, read)
    return FoundInLetters(topic, tuple(letters), rows, is_near)


def _rows(
    practices: Practices, topic: Topic, places: AbstractSet[int], read: Callable[[str], Floats]
) -> dict[str, tuple[int, ...]]:
    """Give of each letter the lines to quote: the best one, or the best on each of several topics.

    Letters stand in the order of how near their lines are.
    """
    if topic.part and not topic.words:
        first: dict[str, tuple[int, ...]] = {}
        for at in sorted(places):
            first.setdefault(practices.letter(at).id, (at,))
        return first
    if not topic.each:
        return {
            letter: held[:1]
            for letter, held in best_of_letters(practices, sorted(places), read(topic.said)).items()
        }
    each = [
        _rows(practices, one, places & set(one.lines(practices, read)), read)
        for one in topic.each
    ]  # fmt: skip
    needed = 1 if topic.is_any else len(each)
    letters = dict.fromkeys(letter for one in each for letter in one)
    return {
        letter: tuple(dict.fromkeys(at for one in each for at in one.get(letter, ())))
        for letter in letters if sum(letter in one for one in each) >= needed
    }  # fmt: skip


def _is_asked(practices: Practices, place: int, asked: AskedOfLetters) -> bool:
    if asked.way is LetterWay.GOOD:
        return practices.praises(place)
    if asked.is_found:
        return practices.criticises(place)
    return asked.side is None or practices.side(place) is asked.side


def _without_places(library: Library, words: str) -> str:
    for one in reversed(library.belonging.gazetteer.find(words)):
        words = f"{words[: one.start]} {words[one.end :]}"
    return words


def span_of(practices: Practices, place: int) -> Span:
    """Give the line at a place to be quoted, with what it leans on."""
    line = practices.lines[place]
    weightless = Evidence(line.passage, 1.0, (1.0,) * len(line.passage.sentences))
    return with_what_it_leans_on(Span(weightless, line.number, line.number))


def letters_of(
    letters: Iterable[Source], condition: WhichLetters, areas: Areas,
    members: Callable[[str], Areas],
) -> tuple[Source, ...]:  # fmt: skip
    """Give the letters that a question is asked of; ``areas`` are those named, all without any."""
    subject = telling(condition.subject) - SAYS_NOTHING
    return tuple(
        one for one in letters
        if (not areas or members(one.area) & areas)
        and (not condition.first or (_year(one) and _year(one) >= condition.first))
        and (not condition.last or (_year(one) and _year(one) <= condition.last))
        and (not condition.inspectorate or _is_by(one, condition.inspectorate))
        and subject <= telling(f"{one.theme} {one.title} {one.area}")
    )  # fmt: skip


def _year(source: Source) -> int:
    day = source.published or source.inspected_to
    return day.year if day else 0


def _is_by(source: Source, name: str) -> bool:
    said = source.publisher.replace("HMIC ", "HMICFRS ").replace("HMIC,", "HMICFRS,")
    return name in said


def best_of_letters(
    practices: Practices, places: Sequence[int], vector: Floats
) -> Mapping[str, tuple[int, ...]]:
    """Give of each letter its lines among ``places``, the one that says most of the topic first.

    The letters stand in the order of these. What stands by itself goes before what leans on other
    words.
    """
    cosines = practices.cosines(places, vector.reshape(1, -1)).tolist()
    found: dict[str, list[tuple[float, int]]] = {}
    for at, cosine in zip(places, cosines, strict=True):
        worth = cosine - _cost(practices.lines[at], practices.side(at))
        found.setdefault(practices.letter(at).id, []).append((-worth, at))
    best = sorted((sorted(held), letter) for letter, held in found.items())
    return {letter: tuple(at for _, at in held) for held, letter in best}


def _cost(line: PracticeLine, side: Side) -> float:
    """Give how much nearer to the question a line has to be that says less by itself."""
    sentence = line.sentence
    is_half = leans(sentence) or (is_fragment(sentence) and sentence.shape is not Shape.ITEM)
    return (0.15 if is_half else 0.0) + (0.1 if side is Side.TOLD else 0.0)
