"""What is asked of several areas' letters: of which side, on what, and of which of the letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.across.conditions import condition_in, without
from themes.taxonomy import Side

if TYPE_CHECKING:
    from bot.across.conditions import WhichLetters


class LetterWay(StrEnum):
    """How letters are asked: which say so, what is good, what changed, which are of a subject."""

    WHICH = "which"
    GOOD = "good"
    EACH = "each"
    CHANGED = "changed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class AskedOfLetters:
    """A question of several letters; ``side`` is None where it asks for neither side.

    ``is_found`` says that whatever inspectors found wanting counts, and not only what they asked to
    improve; ``is_clause`` that the topic tells all that is so there; ``names_letters`` whether it
    speaks of letters, or inspections, as such.
    """

    way: LetterWay
    topic: str
    side: Side | None
    condition: WhichLetters
    is_found: bool = False
    is_clause: bool = False
    names_letters: bool = False


_UNIT = (
    r"(?:areas?(?! of\b| for\b)|councils?|local authorit(?:y|ies)|partnerships?|places|boroughs?"
    r"|counties|cities|letters?|inspections?|jtais?"
    r"|(?:(?:area )?send|ilacs|ofsted|cqc|inspection|inspectors['’]?) reports?)"
)
_WHICH = re.compile(
    rf"\b(?:which|what|how many|(?:list|name|show me)(?: all)?(?: the)?)(?: other| of the| of these"
    rf"| jtai| london| english| local| inspected)? {_UNIT}\b"
    # "which areas should the plan cover" asks for no letter
    r"(?! (?:should|must|can|could|may|shall|will) (?:the|an?|I|we|you|it|they|he|she|my|our)\b)"
    r"|\bwho (?:else )?(?:was|were|has been|have been|had) "
    r"(?=told|asked|prais|critici|commend|to improve)"
    r"|\bwhere (?:else )?(?:is|was|were|are|did|do|does|has|have)\b"
    r"(?=.*\b(?:prais|critici|commend|strength|weak|told (?:to|off))\w*)",
    re.IGNORECASE,
)
# "areas where this or that was not done": what follows is told whole.
_WHERE = re.compile(
    r"^\W*(?:(?:any|are there(?: any)?|name|list|find|show me|give me)(?: all| the| any)* )?"
    rf"(?!(?:area|place|county|city|borough)\b){_UNIT} (?:where|in which|whose)\b",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:not|no|never|hardly|rarely|late|slow\w*|delay\w*|lack\w*|poor\w*|weak\w*|too|fail\w*|need\w*"
    r"|(?:is|are|was|were|do|does|did|has|have|had|ca|could|would)n['’]?t)\b",
    re.IGNORECASE,
)
_GOOD_WORDS = r"(?:really )?(?:good|great|effective|strong|excellent|(?:the )?best)"
_GOOD = re.compile(
    rf"\bwhat (?:does|do|would|did|is) {_GOOD_WORDS}(?: practice| work)?"
    r" (?:looks?|practice|work)(?: like)?\b"
    rf"|\bwhat (?:does|do|would|did) (?:an? |the )?{_GOOD_WORDS}(?= .*\blooks? like\b)"
    r"|\bhow (?:do|does|would|did) (?:the )?(?:inspectors?|inspectorates|ofsted|cqc)(?: \w+)?"
    rf" (?:describe|define|see|judge)(?: an?)? {_GOOD_WORDS}"
    rf"|\b(?:examples?|instances) of (?:highly )?{_GOOD_WORDS} (?:practice|work)\b"
    r"|\bwhat (?:are|do) others (?:doing|do) well\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:in|by|from|of) (?:all|every|each of|the other|other|different|several|various)"
    rf"(?: of)?(?: the| our| your)? {_UNIT}\b|\b(?:across|throughout)"
    rf" (?:all |the |our |your |different |other |several )*{_UNIT}\b"
    rf"|\b(?:all|every|each of|the other|other|different|several)(?: of)?(?: the)? {_UNIT}\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\bhow (?:has|have|had|did|is)\b.*\b(?:chang\w+|improv\w+|develop\w+|progress\w*|moved on"
    r"|g[eo]t (?:better|worse)|differ\w*)\b"
    r"|\bwhat(?:['’]?s| has| have| is)? (?:changed?|different)\b|\b(?:has|have|did)(?! to\b)"
    r" (?:(?!to\b)[\w’']+ ){0,6}?(?:improved?|changed?|g[eo]t (?:better|worse))\b"
    r"|\bcompar\w+\b.*\b(?:two|both|earlier|later|first|second|last|previous) (?:letters?"
    r"|inspections?|jtais?)\b",
    re.IGNORECASE,
)
# Says that letters are meant, whatever else may have changed.
_OF_LETTERS = re.compile(
    r"\b(?:letters|(?:two|both|last|first|previous|earlier|later|(?:19|20)\d\d) "
    r"(?:letter|inspection|jtai)s?)\b",
    re.IGNORECASE,
)
_INSPECTED_ON = re.compile(
    r"^\W*(?:have |has |had |got |were |was |are |is |held )*(?:an? |their |its |the )?"
    r"(?:jtais?|inspections?|inspected|letters?)(?: held| published)? (?:on|about|into|for|of)"
    r" (?P<subject>[^?.]{3,60})",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:(?:was|were|is|are|been|being|got|get) )?(?:told|asked|urged|advised|required|instructed"
    r"|expected)(?: by (?:the )?inspect\w+| they (?:must|should|needed to|had to))?"
    r"(?: to)? (?:improv\w+|strengthen\w*|address|fix|(?:do|get) better(?: (?:at|in|on|with))?"
    r"|act on|look at|work on|sort out)"
    r"|\b(?:was|were|is|are|did|does|do)(?:n['’]?t| not) (?:\w+ )?(?:work\w*|good|effective"
    r"|consistent|happen\w*)(?: (?:properly|well|consistently))?"
    r"|\b(?:have|has|had|needs?|needed|must|should|ought) (?:to )?(?:improve|strengthen|do better"
    r"(?: (?:at|in|on|with))?|get better(?: at)?)\b"
    r"|\b(?:need|have|has|had|must|should|ought)\w* (?:to )?be (?:a lot |much )?(?:better"
    r"|improved|stronger|strengthened)\b|\btold off\b(?: (?:for|over|about))?"
    r"|\bcritici[sz]\w*(?: (?:for|over|on|about))?|\bweak(?:ness\w*)?\b(?: (?:at|in|on|for))?"
    r"|\bpoor(?:ly)?\b(?: (?:at|in|on))?|\bstruggl\w+(?: (?:with|at))?|\bproblems? (?:with|in)\b"
    r"|\bfail\w*(?: (?:at|in|on|with|to))?|\b(?:is|are|was|were) not good at\b"
    r"|\bconcerns? (?:about|over|with)\b|\bbad at\b|\b(?:areas?|needs?) for improvement\b"
    r"|\bneed\w* improvement\b|\bto improve\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:was|were|is|are|been|being|got|get)? ?(?:prais\w+|commend\w+|credited"
    r"|recogni[sz]ed|congratulated)(?: (?:for|on|over))?"
    r"|\b(?:a |as a |as )?strengths?\b(?: (?:in|on|at|for|of))?|\b(?:is|are|was|were)? ?"
    r"(?:good|strong|effective|excellent|great|best|doing well) (?:at|in|on|with"
    r"|practice (?:in|on|with|for|around)?)"
    r"|\bdo(?:es|ing)? well(?: (?:at|in|on|with))?|\bdid well(?: (?:at|in|on|with))?"
    r"|\bdo(?:es|ing)? (?=.*\bwell\W*$)|\bwell\W*$|\b(?:have|has|had) (?:good|strong|effective)\b"
    r"|\b(?:good|strong|effective)\b",
    re.IGNORECASE,
)
# What was found of a thing, behind it: "that caseloads are too high".
_WANTING = re.compile(
    r"\b(?:(?:is|are|was|were|being) )?"
    r"(?:too (?:high|low|late|slow|long|few|many|weak|variable|often)"
    r"|(?:is|are|was|were) (?:late|slow|weak|overdue|lacking|missing|inconsistent|patchy|inadequate"
    r"|insufficient|variable|delayed))\b(?P<more>[^?]*)$",
    re.IGNORECASE,
)
# What was found of a thing is part of it where so many words follow.
_SAYS_MORE = 3
_NEUTRAL = re.compile(
    r"\b(?:mention\w*|say\w*|said|tell\w*|told|talk\w*|refer\w*|describ\w+|speak\w*|discuss\w*|use[sd]?"
    r"|using|have|has|had|cover\w*|raise[sd]?|include[sd]?|hold|holds|found|find|show\w*|got|get"
    r"|given|received?|receives)\b"
    r"(?: (?:about|of|on|to|that|anything|something|with))*",
    re.IGNORECASE,
)
_EDGES = re.compile(
    r"^(?:\W|\b(?:and|or|that|who|which|about|on|in|at|for|of|to|with|by|the|their|its|is|are|was|were|do"
    r"|does|did|when|it|comes|comes to|inspectors?|a|an|any|some|been|how|they)\b)+"
    r"|(?:\W|\b(?:and|or|about|on|in|at|for|of|to|with|by|is|are|was|were|do|does|did|held|please|pls"
    r"|letters?|areas?|like|look|looks|well|practice|say|said|that)\b)+$",
    re.IGNORECASE,
)


def asked_of_letters(text: str) -> AskedOfLetters | None:
    """Give what a message asks of several letters; None where it asks nothing of that kind."""
    rest, condition = condition_in(text)
    if match := _GOOD.search(rest):
        return _asked(LetterWay.GOOD, without(rest, match), Side.STRENGTH, condition)
    where = _WHERE.search(rest)
    left = rest[where.end() :] if where else ""
    if where and side_in(left)[0] is None and not _told_wanting(left):
        asked = _asked(LetterWay.WHICH, left, None, condition)
        return asked and replace(asked, is_found=bool(_LACKS.search(left)), is_clause=True)
    if match := where or _WHICH.search(rest):
        return _which(without(rest, match), condition)
    if match := _CHANGED.search(rest):
        asked = _asked(LetterWay.CHANGED, rest, None, condition)
        return asked and replace(asked, names_letters=bool(_OF_LETTERS.search(text)))
    if match := _EACH.search(rest):
        side, left = side_in(without(rest, match))
        left = re.sub(r"\b(?:what|how)\b(?: (?:do|does|did|is|are|was|were))?", " ", left)
        return _asked(LetterWay.EACH, _NEUTRAL.sub(" ", left, count=2), side, condition)
    return None


def _which(rest: str, condition: WhichLetters) -> AskedOfLetters | None:
    # what stands in the next sentence is not what is asked
    left = re.split(r"[?!](?:\s|$)", rest)[0]
    if held := _INSPECTED_ON.match(left):
        about = replace(condition, subject=held["subject"].strip())
        return AskedOfLetters(LetterWay.HELD, about.subject, None, about)
    if matches := _told_wanting(left):
        told, wanting = matches
        thing = _NEUTRAL.sub(" ", left[: wanting.start()], count=1)
        if len(_trimmed(wanting["more"]).split()) >= _SAYS_MORE:
            thing = left[told.end() :]  # "kids wait" too long for what
        asked = _asked(LetterWay.WHICH, thing, Side.WEAKNESS, condition)
        return asked and replace(asked, is_found=True)
    side, left = side_in(left)
    bare = _NEUTRAL.sub(" ", left, count=1) if side is None else left
    if side is None and bare == left:
        return None  # "which areas should it cover" asks for no letter
    return _asked(LetterWay.WHICH, bare, side, condition)


def _told_wanting(left: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """Give that somebody said, and behind it what was found of a thing; None without both."""
    told, wanting = _NEUTRAL.search(left), _WANTING.search(left)
    return (told, wanting) if told and wanting and told.end() <= wanting.start() else None


def _asked(
    way: LetterWay, left: str, side: Side | None, condition: WhichLetters
) -> AskedOfLetters | None:
    topic = _trimmed(left)
    if not topic and way is not LetterWay.CHANGED:
        return None
    return AskedOfLetters(way, topic, side, condition)


def _trimmed(words: str) -> str:
    text = " ".join(words.split())
    while (shorter := _EDGES.sub("", text).strip()) != text:
        text = shorter
    return text


def side_in(text: str) -> tuple[Side | None, str]:
    """Give which side of practice words ask for, and what they say besides; None where neither."""
    weak = _WEAK.search(text)
    if weak:
        return Side.WEAKNESS, without(text, weak)
    if strong := _STRONG.search(text):
        return Side.STRENGTH, without(text, strong)
    return None, text
