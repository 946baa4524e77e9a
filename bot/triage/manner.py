"""How a message speaks, by its words alone: the rules of triage that need no classifier.

So too which part of a sentence tells something and which asks: "he is strangling her, when is the
core group due" is read as one question, and its first half is a danger. And two kinds of danger
that grammar alone tells: a harm that is planned for a certain child, and one that goes on.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet


class Manner(StrEnum):
    """How a message speaks."""

    FRAMED = "framed"  # of study, of another time, of nothing urgent
    ACUTE = "acute"  # of somebody in danger, by the plainest words
    # opens as a question or names a document, and nothing places it here and now
    GENERAL = "general"
    HARM = "harm"  # of a harm
    PLAIN = "plain"


HARMS = frozenset(
    {
        *("injury", "medical", "suicide", "weapon", "threat", "taken"),
        *("missing", "alone", "stranger", "abuse", "peril"),
    }
)
_OPENERS = frozenset(
    {
        *("what", "whats", "which", "when", "how", "who", "whos", "whose", "why", "where"),
        *("do", "does", "did", "is", "are", "can", "could", "should", "would", "will", "must"),
        *("if", "explain", "define"),
    }
)

_WORD = re.compile(r"[^\W_](?:\w|['\u2019](?=\w))*|[.?!;:,\n]|[-\u2013\u2014](?=\s)")
_STOPS = frozenset(".?!:\n")
_AUXILIARIES = frozenset(
    "is are was were do does did should can could will would must has have may shall am".split()
)
_SUBJECTS = frozenset("i he she they we".split())
_ASKED_OF = _SUBJECTS | frozenset("you it there this that the a an my our any anyone".split())
_CONTRACTED = frozenset("whats wheres hows whens what's where's how's when's".split())
_JOINS = frozenset(", ; - \u2013 \u2014 and so also but then because plus btw".split())
# Words that begin what somebody tells where no mark or join stands before it.
_BEGINS = _SUBJECTS | frozenset(
    "he's she's they're i'm i've he'd she'd it's there's we've hes shes theyre im ive theres"
    " there a an the my her his their our this these some someone somebody one two"
    " mum mums dad dads".split()
)
# ... and words before which none begins: they need what follows them.
_LEANS = frozenset(
    "if when where whether that than as while until unless because since before after once how"
    " what which who whose why of to in on at by for from with without about into over under"
    " between against during per through near and or but nor not no"
    " find finds found know knows think thinks believe suspect say says see hear learn"
    " leave".split()
)
# Fewer words tell nothing.
_LEAST = 2
# ... and so near "should staff search" stands what they search: nothing begins there.
_OBJECT = 6


def manner(opening: str, concepts: AbstractSet[str]) -> Manner:
    """Give the manner of a message with this first word and these concepts."""
    if "frame" in concepts and "present" not in concepts:
        return Manner.FRAMED
    opens = opening in _OPENERS
    general = (opens or "topic" in concepts) and not concepts & {"here", "present"}
    if "acute" in concepts and not general:
        return Manner.ACUTE
    if general:
        return Manner.GENERAL
    return Manner.HARM if concepts & HARMS else Manner.PLAIN


def beside_questions(message: str) -> tuple[str, ...]:
    """Give what a message may tell, each time without a question that shares a sentence with it.

    Empty where no sentence both asks and tells.
    """
    found = [(one.group(), one.start()) for one in _WORD.finditer(message)]
    words = [word.lower().replace("\u2019", "'") for word, _ in found]
    places = [start for _, start in found] + [len(message)]
    texts: dict[str, None] = {}
    for start, end in _sentences(words):
        for first, last in _spans(words[start:end], is_first=not start):
            kept = message[places[start + first] : places[start + last]]
            parts = (message[: places[start]], kept, message[places[end] :].lstrip(".?!;:"))
            texts[" ".join(part.strip() for part in parts).strip()] = None
    return tuple(texts)


def _sentences(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for place, word in enumerate(words):
        if word in _STOPS:
            yield start, place
            start = place + 1
    yield start, len(words)


def _asks(words: Sequence[str], place: int) -> bool:
    """Whether a question begins at a word."""
    word = words[place]
    then = [*words[place + 1 : place + 4], "", "", ""]
    opens = place == 0 or words[place - 1] in _STOPS | _JOINS
    if word in _AUXILIARIES:
        if opens and word in {"are", "do", "does", "should"}:
            # "there are four of them and are hitting him" is no question
            return not then[0].endswith(("ing", "ed"))
        return then[0] in (_ASKED_OF if opens else _SUBJECTS | {"you", "there"})
    if word in {"who", "whos", "who's"}:
        return opens or (then[0] not in _AUXILIARIES and then[0].endswith("s"))
    if word in {"which", "whose"} and then[0] not in _AUXILIARIES | _ASKED_OF:
        return opens or words[place - 1] not in _LEANS
    return word in _CONTRACTED or _asks_by_its_verb(word, then)


def _asks_by_its_verb(word: str, then: Sequence[str]) -> bool:
    """Whether a word that may ask or tell ("when he came", "when is it") asks."""
    if word in {"what", "which", "how", "whose"}:
        return then[0] not in _SUBJECTS and any(one in _AUXILIARIES for one in then[:3])
    return word in {"when", "where", "why"} and then[0] in _AUXILIARIES


def _spans(words: Sequence[str], *, is_first: bool) -> Iterator[tuple[int, int]]:
    """Give where the parts of a sentence begin and end that stand before and behind questions."""
    asking = [place for place in range(len(words)) if _asks(words, place)]
    if not asking:
        return
    if (first := _without_joins(words, asking[0])) >= _LEAST:
        yield 0, first
    least = asking[0] + (_OBJECT if words[asking[0]] in _AUXILIARIES else _LEAST)
    for place in range(asking[0] + _LEAST, len(words) - _LEAST):
        is_joined = words[place - 1] in _JOINS and words[place] not in _JOINS
        tells = is_joined and not _asks(words, place)
        begins = _begins(words, place) and (place >= least or words[place] in _SUBJECTS)
        if tells or (is_first and (is_joined or begins)):
            end = next((one for one in asking if one > place), len(words))
            yield place, _without_joins(words, end)


def _without_joins(words: Sequence[str], end: int) -> int:
    while end and words[end - 1] in _JOINS:
        end -= 1
    return end


def _begins(words: Sequence[str], place: int) -> bool:
    before = words[place - 1]
    if words[place] not in _BEGINS or before in _LEANS:
        return False
    if words[place] in _SUBJECTS and words[place + 2] in {"is", "are", "was", "were"}:
        # "a boy they suspect is armed" tells who is spoken of
        return False
    # "what training must they have" ends with a verb, but has another before it
    return before not in _AUXILIARIES or (
        before == "have" and not _AUXILIARIES.isdisjoint(words[: place - 1])
    )


# ---- genital cutting or a forced marriage that is planned for somebody -------------------------
# Danger, however calm it sounds. Staff ask which order or form it takes, and words of procedure
# outweigh what was told. So it is told by three things in one sentence: the harm, that it lies
# ahead, and a certain child.
SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")
_CUT = r"(?:cut|circumcised|cleansed)"
_AGE = r"\d{1,2} ?(?:yo|y/o|yr old|year old)"
_HARM = re.compile(
    r"\bfgm\b|female genital|genital mutilation|\bthe cutting\b|\bcutting ceremony|\bsunna\b"
    r"|\bgudniin\b"
    rf"|\b(?:girl|daughter|sister|niece|pupil|cousin|she|her|baby|{_AGE})"
    rf"(?:'ll| will| is going to| to| gonna)? (?:be|get) {_CUT}\b"
    rf"|\b(?:to|can|could|and) (?:be|get) {_CUT}\b"
    r"(?! (?:from|by|off|short|out|down|back|with|on)\b)"
    r"|\b(?:sister|mother|mum|aunt|cousin)s?(?: \w+){0,2}"
    rf" (?:was|were|has been|had been) {_CUT}\b"
    r"|\b(?:forced|made) to (?:get )?marr(?:y|ied)\b|\bmarried off\b|forced marriage"
    r"|\bmarry (?:a|an|her|his|some) (?:\w+ )?(?:man|cousin|stranger)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:plan(?:s|ned|ning)|arrang(?:ed?|ing)|booked|flights?|tickets?|fl(?:y|ying|ies)|abroad"
    r"|overseas|back home|tak(?:e|es|en|ing) (?:\w+ ){1,4}(?:to|out|away|abroad|back|for)"
    r"|travel\w*|go(?:ing|es)? (?:to|on|back)|holidays?|summer|easter|half[- ]term"
    r"|next (?:week|month|year))\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:my|our|this|his|her|their|the|one) (?:[\w-]+ ){0,2}?(?:girl|pupil|daughter|sister|niece"
    r"|student|patient|cousin|baby|toddler|twins|stepdaughter|granddaughter)\b"
    r"|\b(?:a|the) (?:girl|pupil|student|child|lad|boy) (?:in|from|at|of|on) (?:my|our|year|\d)"
    rf"|\b(?:she|he)(?:'s|'ll| is| will| has| told| says| said)\b|\b{_AGE}\b"
    r"|\btak(?:e|es|en|ing) (?:her|him)\b",
    re.IGNORECASE,
)
# What is asked of any child, and what is long past.
_ANY = re.compile(
    r"\b(?:if|whether|when|where|should|unless) (?:a|an|any|some|one of)\b"
    r"|^(?:is|are|can|could|may|do|does|would|must|what|who|how|which)\b[^?]{0,120}\b(?:a|any)"
    r" (?:girl|child|woman|daughter|pupil|student|young person|family)"
    r"\b(?! (?:in|from|at|of|on) (?:my|our|year|\d))"
    r"|\b(?:last|years? ago|was cut as)\b",
    re.IGNORECASE,
)


def is_planned_for_a_child(message: str) -> bool:
    """Say whether a sentence tells that either of these lies ahead of a certain child."""
    signs = _HARM, _AHEAD, _SOMEBODY
    return any(
        all(sign.search(one) for sign in signs) and not _ANY.search(one)
        for one in SENTENCE_END.split(message)
    )


# ---- a harm that somebody does to a certain child, told as going on ----------------------------
# "her dad rapes her. Does the school keep a record?": the question outweighed what was told. It is
# told by who does it, the harm in the present tense, and to whom, of nobody in general.
_DOER = (
    r"(?:step ?)?(?:dad|father|daddy|mum|mam|mother|mummy|brother|sister)|boyfriend|partner|husband"
    r"|fella|uncle|auntie|aunt|nan|gran|grandad|grandfather|grandma|grandmother|cousin|lodger|carer"
    r"|coach|teacher|tutor|driver|babysitter|childminder|parents|he|she|they"
)
_DONE = (
    r"rapes|molests|beats|punches|kicks|whips|belts|burns|chokes|strangles|throttles"
    r"|suffocates|starves|abuses|gropes|fingers"
)
_DOING = r"raping|molesting|abusing|beating|choking|strangling|starving|burning|having sex with"
_TO = r"(?:her|him|me|them|us|the (?:boy|girl|baby|kids?|children|twins|toddler|lad|little \w+))\b"
_HARMED = re.compile(
    rf"\b(?:{_DOER}) (?:(?:\w+ ){{0,2}}(?:{_DONE})|(?:\w+ ){{0,2}}(?:is|are|keeps|been)"
    rf" (?:\w+ )?(?:{_DOING})|(?:\w+ )?(?:has|have) sex with) {_TO}",
    re.IGNORECASE,
)
_OF_ANYBODY = re.compile(
    r"^(?:what|when|how|if|should|can|could|does|do|is|are|may|must|who|which|where|why|would|say)\b"
    r"|\b(?:if|whether|when|suppose|who|whose|never|not|used|was|were|had)\b|[\"\u201c\u2018]|(?<!\w)'(?=\w)",
    re.IGNORECASE,
)


_CLAUSE = re.compile(r"[^.?!;\n]+")


def is_harmed_now(message: str) -> bool:
    """Say whether a sentence tells that somebody does one of these harms to a certain child."""
    told = (one.group() for one in _CLAUSE.finditer(message))
    return any(_HARMED.search(one) and not _OF_ANYBODY.search(one) for one in told)


def tells_plainly(message: str) -> bool:
    """Say whether a message tells of danger by grammar alone, however calm its other words."""
    return is_planned_for_a_child(message) or is_harmed_now(message)
