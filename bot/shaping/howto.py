"""How something is done: the section that names it, told as its steps; or the pathway that fits."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.shaping.naming import telling
from bot.shaping.sections.stating import Section, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.assistant import Library
    from bot.reading.asks import Message
    from domain import Evidence, Passage, Statement

# "how do I refer", "how to refer", "how should a record be kept", "the steps for a referral".
_HOW = re.compile(
    r"\bhow (?:best )?(?:(?:do|should|can|could|would|must|shall|might)(?: (?:i|we|you|one|staff"
    r"|they|people|someone|somebody))?|to|(?:are|am|is) (?:i|we|you|they) (?:meant|supposed) to)\b"
    r"|\bhow (?:is|are)\b(?=[^,;?.]{3,60}\b(?:run|held|done|carried out|made|conducted|recorded"
    r"|kept|handled|organised|managed)\b)",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"\b(?:steps?|process|procedure|right way|way)(?: (?:is|are))?(?: (?:for|to|of|in|when))\b",
    re.IGNORECASE,
)
# What is asked of a told case where it asks what to do rather than for a fact.
_WHAT_TO_DO = re.compile(
    r"\b(?:what|who|how|which|where)\b.{0,25}?\b(?:do|can|should|must|needs?|has|have|ought|supposed"
    r"|tell|next|happens?|route|steps?)\b",
    re.IGNORECASE,
)
# "What do we have to check first": what the writer has to do. Who it is told, and where, is a fact.
_WHAT_WE_DO = re.compile(
    r"\bwhat\b(?: \w+){0,2}? (?:do|should|must|can|need|have|am|are)"
    r" (?:i|we|you|staff|they)\b",
    re.IGNORECASE,
)
CASE_WORDS = 15
_INSTRUCTS = re.compile(r"\b(?:should|must)\b.*:$", re.IGNORECASE)
# A heading that announces how a thing is done.
_SAYS_HOW = re.compile(
    r"\b(?:how to|steps?|stages?|order of|process|procedure|box by box"
    r"|what (?:you|to|staff|we) (?:do|must|should)|actions?|responses?)\b"
    r"|^\W*(?:[\w.]+\W+)?(?!following)\w{3,}ing\b|\b(?:should|must)\b.*:$",
    re.IGNORECASE,
)
# What such a heading says besides the task.
_OF_HOW = telling(
    "how to step stage order process procedure what staff must should box part do action following"
    " initial response responding lead practitioners make sure ensure convene"
)
_ASIDE = telling(
    "use follow please best right way step steps process procedure go about properly correctly help"
    " idea make do get put send set start take have give work someone somebody anyone run runs"
    " handle carry carried out hold held undertake conduct deal respond manage arrange complete"
    " goes going against under need needs"
)
# So much of what is to be done, weighed by how telling its words are, has to stand in the heading
# or in those above it; and of a section so many sentences have to say what to do.
NAMED_SHARE = 0.7
FEWEST_STEPS = 2
# A section of more passages is a chapter: what stands right below its heading is read.
MOST_PASSAGES = 12
# What the best passage found is worth, and each word of a heading that the task does not say.
NEAREST = 0.6
OF_ANOTHER = 0.15
SHORT_CHARACTERS = 300
# A shorter stem may begin another word: "refer" and "referral", but not "plan" and "plane".
_STEM_LETTERS = 5


def task_of(text: str) -> str:
    """Give what a message asks how to do; empty where it asks for no such thing."""
    match = _HOW.search(text) or _STEPS.search(text)
    if not match:
        return ""
    rest = text[match.end() :].strip(" ?.!:,")
    return rest if telling(rest) - _ASIDE else ""


def asks_what_to_do(text: str) -> bool:
    """Say whether an ask is for what its writer or other staff have to do."""
    return bool(_WHAT_WE_DO.search(text))


def is_case(message: Message) -> bool:
    """Say whether a message tells a case and asks what is to be done about it."""
    return message.whole.told_words >= CASE_WORDS and bool(_WHAT_TO_DO.search(message.whole.text))


def steps_of(library: Library, task: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
    """Give the steps of the section that says how a task is done; none where no heading names it.

    A list is whole, and its extent says so.
    """
    section = section_for(library, task, evidence)
    if section is None:
        return ()
    named = tuple(one for one in section.passages if _SAYS_HOW.search(one.headings[-1]))
    return stated(library, (section, replace(section, passages=named or section.passages)))


def section_for(library: Library, task: str, evidence: Sequence[Evidence]) -> Section | None:
    """Give the section whose heading, with those above it, names a task, and that says what to do.

    Looked at are the documents of ``evidence``.
    """
    asked = telling(task) - _ASIDE
    weighs = library.retriever.table.keywords.weight
    # what most of the documents speak of tells little of a task
    weight = {one: weighs(one) ** 2 for one in asked}
    whole = sum(weight.values())
    known = {one: {one, *library.understanding.lexicon.expand([one])} for one in asked}
    ranks = {one.passage.id: rank for rank, one in enumerate(evidence)}
    best: tuple[float, Section] | None = None

    @cache
    def said_by(word: str) -> frozenset[str]:
        return frozenset(
            one for one in asked if any(_are_of_one_stem(word, other) for other in known[one])
        )

    for place, section in enumerate(_sections(library, evidence)):
        own = telling(section.headings[-1])
        above = telling(" ".join((section.passages[0].source.title, *section.headings[:-1])))
        said = frozenset[str]().union(*map(said_by, own))
        by_own = sum(weight[one] for one in asked if one in said)
        said = said.union(*map(said_by, above))
        named = sum(weight[one] for one in asked if one in said)
        says_how = bool(_SAYS_HOW.search(section.headings[-1]))
        says_all = bool(by_own and named == whole)
        if named < NAMED_SHARE * whole or not (by_own or says_how):
            continue
        if not says_all and not _says_what_to_do(section):
            continue
        # a heading that says how another thing is done says less
        others = [one for one in own - _OF_HOW - asked - _ASIDE if one.isalpha()]
        told = says_how / (8 if others and not by_own else 2)
        found = min((ranks[one.id] for one in section.passages if one.id in ranks), default=None)
        near = 0.0 if found is None else NEAREST / (1 + found)
        score = (2 * named + by_own) / whole + told + says_all + near
        score -= (0 if section.is_whole else OF_ANOTHER * len(others)) + place / 1000
        if best is None or score > best[0]:
            best = score, section
    return with_its_lists(library, _within(best[1])) if best else None


def with_its_lists(library: Library, section: Section) -> Section:
    """Add the lists that follow on a section, each under who has to do what it says.

    In guidance such lines look like headings: "Social workers should:".
    """
    last = section.passages[-1]
    held = library.generation.passages_of(last.source.id)
    after = next(at for at, one in enumerate(held, start=1) if one.id == last.id)
    rest = held[after:]
    # what it is for may stand between
    if rest and len(rest[0].text) <= SHORT_CHARACTERS and not _INSTRUCTS.search(rest[0].heading):
        rest = rest[1:]
    lists = takewhile(lambda one: _INSTRUCTS.search(one.heading), rest)
    return replace(section, passages=(*section.passages, *lists))


def _within(section: Section) -> Section:
    """Give the part of a document that says how, where the document says it as a whole."""
    if section.is_whole:
        trails = dict.fromkeys(
            one.headings[:depth]
            for one in section.passages for depth in range(2, len(one.headings) + 1)
        )  # fmt: skip
        for trail in trails:
            below = (one for one in section.passages if one.headings[: len(trail)] == trail)
            part = Section(trail, tuple(below))
            if _SAYS_HOW.search(trail[-1]) and _says_what_to_do(part):
                return part
    return section


def _sections(library: Library, evidence: Sequence[Evidence]) -> Iterator[Section]:
    """Give the sections of the documents found, those of the best document first."""
    for document in dict.fromkeys(one.passage.source.id for one in evidence):
        held = library.generation.passages_of(document)
        trails: dict[tuple[str, ...], list[Passage]] = {}
        for passage in held:
            for depth in range(1, len(passage.headings) + 1):
                trails.setdefault(passage.headings[:depth], []).append(passage)
        for trail, passages in trails.items():
            # a text without a title of its own has its sections on top
            is_whole = len(trail) == 1 and 2 * len(passages) > len(held)
            if len(passages) > MOST_PASSAGES and not is_whole:
                passages = [one for one in passages if one.headings == trail]  # noqa: PLW2901
            if 0 < len(passages) <= MOST_PASSAGES or is_whole:
                yield Section(trail, tuple(passages), is_whole)


def _are_of_one_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _STEM_LETTERS and long.startswith(short))


def _says_what_to_do(section: Section) -> bool:
    return section.duties >= FEWEST_STEPS
