"""What a message asks: each thing by itself, with what was told before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.reading.segments import CASE_WORDS, PieceRole, Segment, segments
from store.search.keywords import STOPWORDS, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# An ask of fewer telling words, or one that points back, leans on what stands before it.
STANDS_ALONE_WORDS = 3
POINTING_WORDS = 5
# An ask that points to somebody or something and says no more than this is about what was told.
OF_THE_TOLD_WORDS = 6
_POINTS = re.compile(
    r"\b(?:it|its|they|them|theirs?|that|this|those|these|there|ones?|both|same|he|she|him|hers?"
    r"|his|hes|shes|else|next|now)\b",
    re.IGNORECASE,
)


_WH = r"(?:who|whose|what|when|where|why|how|which)"
_HELP = r"(?:is|are|was|were|do|does|did|should|must|can|could|will|would|has|have|had|['’]?s)"
# A question that a joining word adds to another one in the same sentence.
_ASKED = rf"(?:(?:by|till?|until|from|at|for|in|to|since) )?{_WH}['’]?s?\s+(?:\w+\s+)?{_HELP}\b"
# What a question that may be joined on begins with: "how soon", "should staff".
_BEGINS = (
    rf"(?:{_ASKED}|(?:who|what|when|where|how)['’]?s\s|(?:by|since) when\b"
    r"|which of (?:them|these|those)\b"
    r"|how (?:many|much|long|soon|often|quick\w*)\b|who\s+\w+s\b"
    r"|(?:is|are|do|does|did|should|must|can|could)\s+(?!be\b|been\b|not\b|have\b|also\b|to\b)\w)"
)
_JOINED = re.compile(
    rf"(?:,|;)?\s+(?:and|also|plus|&)\s+(?:also\s+|then\s+)?(?={_BEGINS})",
    re.IGNORECASE,
)
# A place or a subject may be named before the first one: "Leeds: how do they".
_QUESTION = re.compile(
    rf"(?:[\w’' ]{{1,40}}(?::| -|–|,) )?(?:\W*(?:and|so|ok|please|pls)\b)*\W*"
    rf"(?:{_WH}['’]?s?\b|{_HELP}\b)",
    re.IGNORECASE,
)
# Who or when something is done is asked in few words.
_FACT = re.compile(
    r"\W*(?:(?:by |since )?when|who|where|how (?:soon|long|often|quickly))\b", re.IGNORECASE
)
# What the first of two questions is about, at its end, and what stands for it in the second.
_NAMED = re.compile(
    r"\b(?P<named>(?:an?|the|our) (?:[\w'’-]+ ){0,3}?[\w'’-]+)"
    r"(?: (?:have to |need to )?be [\w-]+)?$",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|one|they)\b(?!['’])", re.IGNORECASE)
# One word is enough to ask what it means.
_MEANING = re.compile(r"\W*(?:what|who)(?: is|['’]?s| are) an? \w", re.IGNORECASE)
# Who writes is told of an ask only where it speaks of the writer.
_SELF = re.compile(r"\b(?:i|me|my|we|us|our|ours)\b", re.IGNORECASE)
_WRITER = re.compile(
    r"(?:hi,? )?(?:(?:i|we)(?: a|['’]|\s)?(?:m|re|am|are|work)\b|new |newly |as an? )",
    re.IGNORECASE,
)


# What somebody says who asks what to do, whatever has happened.
_HELPS = re.compile(
    r"\b(?:what|who|where|how|please|help|advice|advise|right|now|next|first|straight away|urgent"
    r"|quick\w*|do|does|should|tell|ring|call|happens?|contact|say|go|turn|speak|report|anyone|thing"
    r"|anything|best|need|ok|okay|think|i|we|me|us|you|it|this|that)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: its words, and the sentences told before it.

    ``around`` is all that the message tells, of the writer too.
    """

    text: str
    told: tuple[str, ...] = ()
    around: tuple[str, ...] = ()

    @property
    def told_words(self) -> int:
        """How many words are told besides."""
        return sum(len(one.split()) for one in self.around)

    @property
    def is_of_a_case(self) -> bool:
        """Whether a case is told besides."""
        return self.told_words >= CASE_WORDS

    @property
    def with_its_case(self) -> str:
        """All that is told, and then what is asked of it."""
        return " ".join(dict.fromkeys((*self.around, *self.told, self.text)))


@dataclass(frozen=True, slots=True)
class Message:
    """A message as read.

    ``whole`` is all that it asks, ``parts`` each thing asked that can be answered by itself, in
    order; a message that asks one thing has no parts. Where nothing is put as a question, ``whole``
    is all of it, and ``statements`` its sentences.
    """

    whole: Ask
    parts: tuple[Ask, ...] = ()
    statements: tuple[str, ...] = ()


def read_message(text: str) -> Message:
    """Give what a message asks; a message that asks nothing is one ask as a whole."""
    pieces = segments(text)
    wanted = _asking(pieces)
    if not wanted:
        statements = tuple(one.text for one in pieces)
        return Message(Ask(" ".join(statements) or " ".join(text.split())), (), statements)
    asks: list[Ask] = []
    parts: list[Ask] = []
    before: list[Segment] = []
    for piece in pieces:
        if piece.role not in wanted:
            before.append(piece)
            continue
        asks.append(_ask(piece.text, before))
        parts += _parts(asks[-1], parted(piece.text))
        before = []
    around = tuple(one.text for one in pieces if one.role not in wanted)
    whole = Ask(" ".join(ask.text for ask in asks), asks[0].told, around)
    several = len(asks) > 1 or len(parts) > 1
    return Message(whole, tuple(replace(one, around=around) for one in parts) if several else ())


def _parts(ask: Ask, questions: list[str]) -> Iterator[Ask]:
    """Give the questions of one sentence that can be answered by themselves, or with the first."""
    if len(questions) == 1:
        if not leans(ask.text):
            yield ask
        return
    for number, question in enumerate(questions):
        is_needy = needs_more(question) and not _MEANING.match(question)
        # "who do I tell" is asked of what the first one names
        is_bound = number and (is_needy or _POINTS.search(question))
        is_fact = bool(_FACT.match(question))
        named = _NAMED.search(questions[0]) if number and is_fact else None
        if named and _IT.search(question):
            # the same thing, by its name
            yield replace(ask, text=_IT.sub(named["named"], question, count=1))
        elif (
            not is_needy or (is_bound and is_fact) or (_telling(question) and (is_bound or is_fact))
        ):
            told = (*ask.told, questions[0]) if is_bound else ask.told
            yield replace(ask, text=question, told=told)


def parted(text: str) -> list[str]:
    """Give the questions that one sentence joins: "who chairs it and how soon is it held"."""
    found: list[str] = []
    start = 0
    for match in _JOINED.finditer(text):
        before = text[start : match.start()]
        if _QUESTION.match(before.strip()) and _telling(before):
            found.append(before.strip(" ,;"))
            start = match.end()
    return [*found, text[start:].strip()]


def _asking(pieces: tuple[Segment, ...]) -> set[PieceRole]:
    roles = {one.role for one in pieces}
    return {PieceRole.ASK} if PieceRole.ASK in roles else roles & {PieceRole.HINT}


def _ask(text: str, before: list[Segment]) -> Ask:
    """Give an ask with the topic named before it, and what was told before it."""
    # a few words at the end of a case name nothing: they go on telling it
    is_named = bool(before) and before[-1].role is PieceRole.TOPIC and not _are_a_case(before)
    topic = before[-1].text.rstrip(".:;-– ") if is_named else ""
    told = tuple(one.text for one in before if not is_named or one.role is not PieceRole.TOPIC)
    speaks_of_self = bool(_SELF.search(text))
    return Ask(
        f"{topic}: {text}" if topic else text,
        tuple(one for one in told if speaks_of_self or not _WRITER.match(one)),
    )


def _are_a_case(pieces: list[Segment]) -> bool:
    return sum(len(one.text.split()) for one in pieces) >= CASE_WORDS


def leans(text: str) -> bool:
    """Say whether an ask would say little to somebody who had not read what stands before it."""
    telling = _telling(text)
    if len(telling) <= STANDS_ALONE_WORDS:
        return True
    return len(telling) <= POINTING_WORDS and bool(_POINTS.search(text))


def is_of_the_told(text: str) -> bool:
    """Say whether an ask is about what was told with it, rather than about what it names."""
    few = len(_telling(text)) <= OF_THE_TOLD_WORDS
    return leans(text) or (few and bool(_POINTS.search(text)))


def needs_more(text: str) -> bool:
    """Say whether an ask hardly says anything by itself ("what code is that")."""
    telling = _telling(text)
    return len(telling) < STANDS_ALONE_WORDS and (
        len(telling) < STANDS_ALONE_WORDS - 1 or bool(_POINTS.search(text))
    )


def asks_for_help(text: str) -> bool:
    """Say whether an ask wants to be told what to do, and says nothing of what it is about."""
    return not _telling(_HELPS.sub(" ", text))


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in STOPWORDS]
