"""What letters are asked about: a theme that it names or is part of, or words that they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.shaping.naming import telling
from domain import Part
from store.search.keywords import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.ranking.table import Floats, Mask
    from themes.assigning import Practices
    from themes.taxonomy import PracticeTheme, Taxonomy

# Words that narrow no topic down.
SAYS_NOTHING = telling(
    "child children young people person family families staff work working works practice"
    " practices quality good better best way ways their its area areas letter letters inspector"
    " inspectors give me us what which how has have had do does did show tell need needs about"
    " example examples look like changed change improve improved improvement between two both"
    " since last first other others council councils partnership local authority authorities"
    " agency agencies things different differently earlier later inspection inspections jtai"
    " compare compared well please service services team teams developed develop progress"
    " progressed got worse moved over case cases response responses"
    " time you hold held year years told asked according they them same similar this that it so"
)


_OF_PRIORITY = re.compile(r"\b(?:areas? for )?priority actions?\b", re.IGNORECASE)
_LISTS = re.compile(r"\b(?:and|or)\b|[,;/&]", re.IGNORECASE)
_ANY = re.compile(r"\bor\b|/", re.IGNORECASE)
# Of a stem so many letters stand in each of its words.
_START = 4
# How near a line is to a topic at least: one of a theme that holds what else is said, one that
# holds all words apart from each other, one that holds half of them. Read off letters by eye, as
# are the two below, as cosines of the shipped embedding model: docs/evaluation.md, "Several letters
# at once".
_HELD = 0.27
_SCATTERED = 0.38
_VERY_NEAR = 0.51
# A topic of so many words says enough for its meaning to be looked for, among so many nearest words
# of all documents: meant is a line that is so near, nearly as near as the nearest, and holds one of
# the rarest words that several of the very nearest hold.
_CLAUSE = 3
_NEAREST, _VERY_NEAREST, _RAREST = 200, 20, 2
_CLOSE, _NEARLY = 0.5, 0.75
# Words stand together where no more than so many others stand among them.
_BETWEEN = 4
# Of at least so many lines that hold a topic's words this share, the least near, does not say how
# near another has to be.
_ENOUGH = 5
_LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked about.

    ``theme`` is the one that has this name: all its lines are meant. Without it ``words`` are to be
    said, or be those of a theme that the line is of: ``partly`` gives the themes that some of them
    or all belong to, ``ways`` the words by any of which it is told. ``each`` are several topics
    that are asked at once, of which a letter has to speak of all, or where ``is_any`` of one.
    ``part`` is the part of a letter that is asked for, by itself or of what it says on the topic.
    ``said`` is what was asked, in its words.
    """

    name: str
    said: str = ""
    theme: PracticeTheme | None = None
    words: frozenset[str] = frozenset()
    ways: tuple[frozenset[str], ...] = ()
    partly: tuple[tuple[PracticeTheme, frozenset[str]], ...] = ()
    each: tuple[Topic, ...] = ()
    is_any: bool = False
    part: Part | None = None

    @property
    def is_known(self) -> bool:
        """Whether a theme stands for all of it."""
        return bool(self.theme) or any(covered == self.words for _, covered in self.partly)

    def lines(self, practices: Practices, read: Callable[[str], Floats]) -> list[int]:
        """Give the places of the letters' lines that speak of it; ``read`` gives a vector."""
        if self.part:
            own = np.flatnonzero(practices.of_part(self.part)).tolist()
            about = replace(self, part=None)
            is_whole = not self.theme and not self.words
            return own if is_whole else sorted(set(own) & set(about.lines(practices, read)))
        if self.each:
            return sorted({at for one in self.each for at in one.lines(practices, read)})
        if self.theme:
            found: list[int] = practices.of(self.theme).tolist()
            return found
        vector = read(self.said).reshape(1, -1)
        every: set[int] = set()
        for theme, covered in self.partly:
            of_theme = practices.of(theme).tolist()
            if covered == self.words:
                every.update(_as_near(practices, of_theme, self.ways, vector))
                continue
            for left in {one - covered for one in self.ways}:
                every.update(_near(practices, _saying(practices, of_theme, left), vector, _HELD))
        if not self.is_known:
            every.update(self._in_words(practices, vector))
            every.update(_near(practices, self._in_both(practices), vector, _HELD))
        return sorted(every)

    def _in_words(self, practices: Practices, vector: Floats) -> Iterator[int]:
        """Give the lines that say it, or are very near to it and say what no theme stands for."""
        for words in self.ways:
            likely = [_holding(practices, one) for one in words]
            every = np.flatnonzero(np.logical_and.reduce(likely))
            held = list(_saying(practices, every.tolist(), words))
            apart = [at for at in held if not _together(practices, at, words)]
            yield from set(held) - set(apart)
            yield from _near(practices, apart, vector, _SCATTERED)
        own = self.words.difference(*(covered for _, covered in self.partly))
        likely = [_holding(practices, one) for one in own]
        places = np.flatnonzero(np.logical_or.reduce(likely)) if likely else np.zeros(0, np.intp)
        for at in places[practices.cosines(places, vector) >= _VERY_NEAR].tolist():
            said = telling(practices.lines[at].sentence.text)
            told = {one for one in self.words if any(_same(one, word) for word in said)}
            if told & own and len(told) * 2 >= len(self.words):
                yield at

    def near(self, practices: Practices, read: Callable[[str], Floats]) -> list[int]:
        """Give the places of the lines nearest to a clause that hold a rare word of its own."""
        vector = read(self.said)
        places = practices.nearest(vector, _NEAREST) if len(self.words) >= _CLAUSE else []
        if not places:
            return []
        marks = [_holding(practices, one) for one in self.words]
        held = [one for one in marks if one[places[:_VERY_NEAREST]].sum() > 1]
        rare = sorted(held, key=np.count_nonzero)[:_RAREST]
        near = practices.cosines(places, vector.reshape(1, -1)).tolist()
        least = max(_CLOSE, _NEARLY * near[0])
        return [
            at for at, one in zip(places, near, strict=True)
            if one >= least and any(mark[at] for mark in rare)
        ]  # fmt: skip

    def _in_both(self, practices: Practices) -> set[int]:
        """Give the lines of two themes that stand for all of it together."""
        return {
            at
            for (first, some), (second, others) in combinations(self.partly, 2)
            if some | others == self.words
            for at in np.intersect1d(practices.of(first), practices.of(second)).tolist()
        }


def _as_near(
    practices: Practices, of_theme: Sequence[int], ways: Iterable[frozenset[str]], vector: Floats
) -> list[int]:
    """Give a theme's lines that hold a narrower thing's words, or are as near to it as these."""
    own = {at for words in ways for at in _saying(practices, of_theme, words)}
    near = practices.cosines(of_theme, vector).tolist()
    nears = [one for at, one in zip(of_theme, near, strict=True) if at in own]
    least = np.quantile(nears, _LEAST) if len(nears) >= _ENOUGH else _VERY_NEAR
    return [at for at, one in zip(of_theme, near, strict=True) if at in own or one >= least]


def _near(practices: Practices, places: Iterable[int], vector: Floats, least: float) -> list[int]:
    """Give those of lines, which hold words of a topic, that are near to it as well."""
    held = list(places)
    near = practices.cosines(held, vector).tolist()
    return [at for at, one in zip(held, near, strict=True) if one >= least]


def _together(practices: Practices, place: int, words: frozenset[str]) -> bool:
    """Say whether a line holds all the words near each other; a single word says too little."""
    if len(words) == 1:
        return False
    said = [stem(one) for one in words_of(practices.lines[place].sentence.text)]
    at = [{number for number, word in enumerate(said) if _same(one, word)} for one in words]
    width = len(words) + _BETWEEN
    return all(at) and any(
        all(any(start <= number < start + width for number in one) for one in at)
        for start in sorted(set().union(*at))
    )


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


def topic_of(
    words: str, taxonomy: Taxonomy, called: Callable[[str], Iterable[str]] = lambda one: (one,)
) -> Topic | None:
    """Give the topic that words name; None where they say nothing of practice.

    ``called`` gives what else the field calls a thing, with its own words.
    """
    said = telling(words) - SAYS_NOTHING
    if not said:
        return None
    priority = telling(Part.PRIORITY.value)
    if said <= priority:
        return Topic(Part.PRIORITY.value, part=Part.PRIORITY)
    if _OF_PRIORITY.search(words) and said - priority:
        about = topic_of(_OF_PRIORITY.sub(" ", words), taxonomy, called)
        return about and replace(about, part=Part.PRIORITY)
    whole = _one_topic(words, taxonomy, called)
    if whole.is_known:
        return whole
    listed = [one for one in _LISTS.split(words) if telling(one) - SAYS_NOTHING]
    each = tuple(_one_topic(one, taxonomy, called) for one in listed)
    is_any = bool(_ANY.search(words))
    if len(each) > 1 and (is_any or all(one.is_known for one in each)):
        return replace(whole, each=each, is_any=is_any)
    return whole


def _one_topic(words: str, taxonomy: Taxonomy, called: Callable[[str], Iterable[str]]) -> Topic:
    said = telling(words) - SAYS_NOTHING
    listed = [one for one in _LISTS.split(words) if telling(one) & said]
    partly = []
    for theme in taxonomy.themes:
        names = [telling(name) - SAYS_NOTHING for name in (theme.title, *theme.names)]
        if said in names or all(telling(one) & said in names for one in listed):
            return Topic(theme.title, words, theme, said)
        if covered := said & _covered(words, said, theme, names):
            partly.append((theme, covered))
    told = [one.strip(" ,;:.?!-") for one in words.split()]
    at = [number for number, one in enumerate(told) if telling(one) & said]
    name = " ".join(told[at[0] : at[-1] + 1])
    topic = Topic(name, words, None, said, (), tuple(partly))
    things = listed if topic.is_known else [words]
    ways = (telling(other) - SAYS_NOTHING for one in things for other in called(one))
    return replace(topic, ways=tuple(dict.fromkeys(filter(None, ways))))


def _covered(
    words: str, said: frozenset[str], theme: PracticeTheme, names: Iterable[frozenset[str]]
) -> frozenset[str]:
    """Give the stems of a topic that a theme stands for, by its names and by its own words."""
    if any(said <= one for one in names):
        return said
    spans = " ".join(one[0] for one in theme.words.finditer(words))
    return telling(spans).union(*(one for one in names if one <= said))


def _holding(practices: Practices, asked: str) -> Mask:
    return practices.holding(partial(_same, asked), asked.removesuffix("s"))


def _same(asked: str, word: str) -> bool:
    # "wait" and "waiting", "assess" and "assessor" have one stem or begin alike
    # and so have "GP" and "GPs", which are too short for a stem
    return asked.removesuffix("s") == word.removesuffix("s") or (
        len(asked) > 3 and word.startswith(asked)  # noqa: PLR2004
    )
