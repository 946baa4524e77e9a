"""Which lines of several letters speak of a topic: of a theme that it names, or with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.quoting.standing import is_fragment, leans
from bot.shaping.naming import telling
from domain import Part, Shape
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.across.asked import WhichLetters
    from bot.placing.belonging import Areas
    from bot.ranking.table import Floats
    from domain import Source
    from themes.assigning import PracticeLine, Practices
    from themes.taxonomy import PracticeTheme, Taxonomy

# Words that narrow no topic down.
_SAYS_NOTHING = telling(
    "child children young people person family families staff work working works practice"
    " practices quality good better best way ways their its area areas letter letters inspector"
    " inspectors give me us what which how has have had do does did show tell need needs about"
    " example examples look like changed change improve improved improvement between two both"
    " since last first other others council councils partnership local authority authorities"
    " agency agencies things different differently earlier later inspection inspections jtai"
    " compare compared well please service services team teams developed develop progress"
    " progressed got worse moved over"
    " time you hold held year years told asked according they them"
)


_OF_PRIORITY = re.compile(r"\b(?:areas? for )?priority actions?\b", re.IGNORECASE)
_LISTS = re.compile(r"\b(?:and|or)\b|[,;/]", re.IGNORECASE)
# Of a stem so many letters stand in each of its words.
_START = 4
# A line in which several words of a topic stand apart is less near to it than this. Read off
# letters by eye, as is the next: docs/evaluation.md, "Several letters at once".
_SCATTERED = 0.35
# Of the lines that hold a topic's words this share, the least near, does not say how near to be.
_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked about.

    ``theme`` is the one that has this name: all its lines are meant. Without it ``words`` are to be
    said, or be those of a theme that the line is of: ``partly`` gives the themes that some of them
    or all belong to, ``ways`` each thing that it lists. ``part`` is the part of a letter that is
    asked for, by itself or of what it says on the topic.
    """

    name: str
    theme: PracticeTheme | None = None
    words: frozenset[str] = frozenset()
    ways: tuple[frozenset[str], ...] = ()
    partly: tuple[tuple[PracticeTheme, frozenset[str]], ...] = ()
    part: Part | None = None

    def lines(self, practices: Practices, vector: Floats) -> list[int]:
        """Give the places of the letters' lines that speak of it; ``vector`` is of its name."""
        if self.part:
            own = self._of_part(practices)
            about = replace(self, part=None)
            is_whole = not self.theme and not self.words
            return own if is_whole else sorted(set(own) & set(about.lines(practices, vector)))
        if self.theme:
            found: list[int] = practices.of(self.theme).tolist()
            return found
        every: set[int] = set()
        for theme, covered in self.partly:
            of_theme = practices.of(theme).tolist()
            if left := self.words - covered:
                every.update(_saying(practices, of_theme, left))
            else:
                every.update(_as_near(practices, of_theme, self.ways, vector))
        if not any(covered == self.words for _, covered in self.partly):
            every.update(_scattered(practices, self.words, vector))
        return sorted(every)

    def _of_part(self, practices: Practices) -> list[int]:
        return [at for at, line in enumerate(practices.lines) if line.passage.part is self.part]


def _as_near(
    practices: Practices, of_theme: Sequence[int], ways: Iterable[frozenset[str]], vector: Floats
) -> list[int]:
    """Give a theme's lines that hold a narrower thing's words, or are as near to it as these."""
    own = {at for words in ways for at in _saying(practices, of_theme, words)}
    near = practices.cosines(of_theme, vector.reshape(1, -1)).tolist()
    nears = [one for at, one in zip(of_theme, near, strict=True) if at in own]
    least = np.quantile(nears, _LEAST) if nears else _SCATTERED
    return [at for at, one in zip(of_theme, near, strict=True) if at in own or one >= least]


def _scattered(practices: Practices, words: frozenset[str], vector: Floats) -> list[int]:
    """Give the lines that hold all the words: of several words, those near to them."""
    holding = list(_saying(practices, range(len(practices.lines)), words))
    if len(words) == 1:
        return holding
    near = practices.cosines(holding, vector.reshape(1, -1))
    return [at for at, one in zip(holding, near, strict=True) if one >= _SCATTERED]


def _saying(practices: Practices, places: Iterable[int], words: frozenset[str]) -> Iterator[int]:
    """Give those of the lines that hold all the words."""
    # most lines need not be taken apart to see that they do not
    starts = [one.removesuffix("s")[:_START] for one in words]
    for at in places:
        sentence = practices.lines[at].sentence
        text = f"{sentence.lead} {sentence.text}"
        if all(one in text.lower() for one in starts):
            said = telling(text)
            if all(any(_same(one, word) for word in said) for one in words):
                yield at


def topic_of(words: str, taxonomy: Taxonomy) -> Topic | None:
    """Give the topic that words name; None where they say nothing of practice."""
    said = telling(words) - _SAYS_NOTHING
    if not said:
        return None
    priority = telling(Part.PRIORITY.value)
    if said <= priority:
        return Topic(Part.PRIORITY.value, part=Part.PRIORITY)
    if _OF_PRIORITY.search(words) and said - priority:
        about = topic_of(_OF_PRIORITY.sub(" ", words), taxonomy)
        return about and replace(about, part=Part.PRIORITY)
    partly = []
    for theme in taxonomy.themes:
        names = [telling(name) - _SAYS_NOTHING for name in (theme.title, *theme.names)]
        if said in names:
            return Topic(theme.title, theme, said)
        if covered := said & _covered(words, said, theme, names):
            partly.append((theme, covered))
    name = " ".join(one for one in words.split() if telling(one) & said).strip(" ,;:.?!-")
    ways = (telling(one) & said for one in _LISTS.split(words))
    return Topic(name, None, said, tuple(filter(None, ways)), tuple(partly))


def _covered(
    words: str, said: frozenset[str], theme: PracticeTheme, names: Iterable[frozenset[str]]
) -> frozenset[str]:
    """Give the stems of a topic that a theme stands for, by its names and by its own words."""
    if any(said <= one for one in names):
        return said
    spans = " ".join(one[0] for one in theme.words.finditer(words))
    return telling(spans).union(*(one for one in names if one <= said))


def _same(asked: str, word: str) -> bool:
    # "wait" and "waiting", "assess" and "assessor" have one stem or begin alike
    # and so have "GP" and "GPs", which are too short for a stem
    return asked.removesuffix("s") == word.removesuffix("s") or (
        len(asked) > 3 and word.startswith(asked)  # noqa: PLR2004
    )


def letters_of(
    letters: Iterable[Source], condition: WhichLetters, areas: Areas,
    members: Callable[[str], Areas],
) -> tuple[Source, ...]:  # fmt: skip
    """Give the letters that a question is asked of; ``areas`` are those named, all without any."""
    subject = telling(condition.subject) - _SAYS_NOTHING
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
        found.setdefault(practices.lines[at].source.id, []).append((-worth, at))
    best = sorted((sorted(held), letter) for letter, held in found.items())
    return {letter: tuple(at for _, at in held) for held, letter in best}


def _cost(line: PracticeLine, side: Side) -> float:
    """Give how much nearer to the question a line has to be that says less by itself."""
    sentence = line.sentence
    is_half = leans(sentence) or (is_fragment(sentence) and sentence.shape is not Shape.ITEM)
    return (0.15 if is_half else 0.0) + (0.1 if side is Side.TOLD else 0.0)
