"""A typed message in pieces: what is asked, what is told, and what is neither.

Courtesy, mail heads, addresses of pages, quoted mail and signatures are set apart; the words that
are left keep their order. The rules are about English and about mail, not about any subject.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.reading.pleas import asks_of_that, is_courtesy, is_plea

if TYPE_CHECKING:
    from collections.abc import Iterator


class PieceRole(StrEnum):
    """What a piece of a message is there for."""

    ASK = "ask"
    # an ask in the form of a statement: "I'm not sure who to ring"
    HINT = "hint"
    TOPIC = "topic"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a message, courtesy taken off both ends."""

    role: PieceRole
    text: str


# So many words told besides are a case, by which an ask is searched.
CASE_WORDS = 20
# A fragment of so many words names what the next sentence is about ("threshold doc.").
_TOPIC_WORDS = 6
_SIGNATURE_WORDS = 6
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# an address ends a sentence, and what points to it says nothing
_ADDRESS = re.compile(
    r"(?:\b(?:see|at|here|via|link)\W{0,2})?(?:https?://|www\.)\S+(?:\s+for \w+)?", re.IGNORECASE
)
_HEAD = re.compile(
    r"^\W*(?:from|sent|to|cc|bcc|date|subject|re|fwd?|importance|reply-to|attachments?)\s*:.*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\W*subject\s*:\s*(?:(?:re|fwd?)\s*:\s*)*", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^\W*(?:-{2,}.*(?:message|mail).*|begin forwarded message:?|on .{5,120} wrote:)\W*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\W*(?:(?:(?:kind|best|warm|many|with)\s+)*(?:regards|wishes|thanks)|yours \w+|cheers|best"
    r"|thanks|thank you|bw|br|ta)\b[^?]{0,40}$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bno)(?<!\bvs)"
    r"(?<=[.?!])[\"”’)]*\s+|\s*\n+\s*",
    re.IGNORECASE,
)
_WH = r"(?:who|whos|whose|whom|what|whats|when|whens|where|wheres|why|how|hows|which)"
_HELP = (
    r"(?:is|are|was|were|do|does|did|should|must|can|could|shall|will|would|has|have|had|am"
    r"|isnt|arent|dont|doesnt|didnt|cant)"
)
_OPENS_ASK = re.compile(
    rf"\W*(?:(?:and|but|so|or|also|then|plus|if so|in that case)\W+)*"
    rf"(?:{_WH}\b|{_HELP}\b|(?:any|anything|anyone|is there|are there)\b"
    r"|(?:please |pls |just )*(?:list|give|show|explain|define|describe|compare|summari[sz]e"
    r"|outline|name|find|draft|write|quote|remind|tell|check|help|advise|confirm|clarify)\b)",
    re.IGNORECASE,
)
# A question that begins within a sentence: after a mark or a joining word, or with how much.
_INNER_ASK = re.compile(
    rf"(?:(?<=[,;:–—&-])|(?<=[,;:–—&-]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bso\s))\s*"
    rf"(?:{_WH}['’]?s?\s+{_HELP}|{_WH}['’]s|how (?:many|much|long|soon|often|quickly|old))\b",
    re.IGNORECASE,
)
_WHEN_TOLD = re.compile(
    r"\W*(?:when|where|what|how|which|who|whose)\s+(?:i|we|he|she|they|you|the|a|my|our|this|that)"
    r"\b(?!.*\?)",
    re.IGNORECASE,
)
# What only introduces an ask; the ask is what follows.
_CARRIES = (
    r"(?:"
    r"(?:can|could|would|will|may)\s+(?:you|u|anyone|anybody|someone|somebody)\s+"
    r"(?:(?:please|pls|just|kindly|possibly|perhaps|maybe)\s+)*"
    r"(?:tell|remind|help|advise|confirm|clarify|explain|let)(?:\s+(?:me|us))?"
    r"(?:\s+(?:know|understand|find out|work out|out|with|to understand|about|on|to))*"
    r"|(?:can|could|may)\s+(?:i|we)\s+(?:just\s+|please\s+)*(?:ask|check|find out)(?:\s+you)?"
    r"|(?:please\s+|pls\s+)?(?:tell|remind|advise)\s+(?:me|us)"
    r"|let\s+(?:me|us)\s+know"
    r"|(?:do|does)\s+(?:you|u|anyone|anybody|someone)\s+(?:happen to\s+)?know"
    r"|(?:(?:i|we)\s+)?(?:(?:just|really)\s+)?(?:need|want|would like|d like|['’]d like)\s+to\s+"
    r"(?:know|ask|check|understand|find out|confirm|be clear|be sure)"
    r"|(?:(?:i|we)\s*(?:['’]?m|am|was|were|are|have been|['’]?ve been)?\s+)?(?:just\s+)?"
    r"(?:wondering|wondered|trying to (?:find out|work out|understand|remember|check)"
    r"|asking|checking)"
    r"|(?:the|my|one|a|another)\s+(?:\w+\s+)?question\s+(?:is|was)"
    r"|any\s+ideas?"
    r")\s*[,:–-]?\s+"
)
_CARRIER = re.compile(rf"{_CARRIES}(?=(?:{_WH}|if|whether|{_HELP})\b)", re.IGNORECASE)
_CARRIED = re.compile(rf"(?:(?:so|and|ok|okay)\s+)*{_CARRIES}(?=\w+\s+\w)", re.IGNORECASE)
_JOINING = frozenset({"so", "and", "but", "then", "i", "because"})
_UNSURE = re.compile(
    r"\b(?:(?:not|un)\s*(?:quite\s+|really\s+|entirely\s+)?(?:sure|certain|clear)|confused"
    r"|no idea|don['’]?t (?:really )?know|do not know|can['’]?t (?:remember|find|work out)"
    r"|cannot (?:remember|find|work out)|struggling to (?:find|work out|understand)"
    r"|unclear|unsure|(?:asked|asks|asking)\s+(?:me|us))\s+(?:about\s+|as to\s+|on\s+|out\s+)*"
    rf"(?=(?:{_WH}|if|whether)\b)",
    re.IGNORECASE,
)
# What joins what is told to what somebody is unsure of.
_LEADS_ON = re.compile(
    r"[\s,;:–—-]*(?:\b(?:so|and|but|because)\s+)?(?:\b(?:i|we)(?:['’]?m|\s+am|\s+are)?\s*)?$",
    re.IGNORECASE,
)
# What a writer says of himself before a comma is no part of the question; 'since the plan failed,'
# and 'besides the panel,' are.
_OF_SELF = re.compile(r"(?:i|we|im|ive|my|our|its|this is)\b", re.IGNORECASE)
_IF = re.compile(r"^(?:if|whether)\s+", re.IGNORECASE)
_GREETING = re.compile(
    r"\W*(?:"
    r"(?:hi+|hiya|hey+|hello+|dear|morning|afternoon|evening|good (?:morning|afternoon|evening|day)"
    r"|greetings|howdy)(?:\s+(?:all|both|there|team|everyone|everybody|folks|guys|colleagues?|mate"
    r"|again|you|sir|madam|\[name\]))*"
    r"|(?:just\s+)?(?:an?\s+|one\s+)?(?:bit of a\s+)?(?:quick|random|silly|daft|stupid|simple|small"
    r"|another|little)\s+(?:one|q|question|query|thing)(?:\s+(?:for|from)\s+(?:you|the|our|my|a)"
    r"(?:\s+\w+){0,3}?)?"
    r"|(?:i(?:['’]?ve| have)?\s+)?(?:got\s+)?an?\s+(?:quick\s+)?(?:question|query|q|one)"
    r"|sorry(?:\s+to\s+(?:bother|trouble)\s+you(?:\s+all)?)?|excuse me|please|pls|ok(?:ay)?|right"
    r"|um+|er+m?|well|thanks|thank you|cheers|hope (?:you|this|all|that)\b[^,.!?:;–—-]{0,40}"
    r")(?=\s*(?:[,.!;:–—-]|\s|$))[\s,.!;:–—-]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\s,.;:!–—-]+(?:"
    r"(?:(?:many|lots of|huge|big|so many)\s+)?(?:thanks|thank you|thankyou|thx|tks|ta|cheers)"
    r"(?:\s+(?:so much|very much|a lot|a million|in advance|again|all|both|everyone|guys|x+"
    r"|for (?:your|the|any|all your) (?:help|time|advice|support)(?: with (?:this|it|that))?))*"
    r"|(?:please|pls|plz)|(?:much )?appreciated?(?: it)?|kind regards|best wishes|regards|x{1,4}"
    r"|asap|bw|lol"
    r")(?:,?\s+(?-i:[A-Z][a-z]+)){0,2}(?P<end>[\s,.!?x]*)$",
    re.IGNORECASE,
)
# No longer than this; elsewhere in a message none is looked for.
_CLOSING_LETTERS = 200


def segments(message: str) -> tuple[Segment, ...]:
    """Give the pieces of a message in order; none where it holds nothing but courtesy."""
    found: list[Segment] = []
    for sentence in _sentences(_lines(plain(message))):
        cut = list(_cut(sentence))
        # "is that ok?" is a courtesy, unless a case was told of which it is asked
        if not cut and asks_of_that(sentence) and _are_told(found):
            cut = [Segment(PieceRole.ASK, sentence)]
        found += cut
    return tuple(found)


def _are_told(pieces: list[Segment]) -> bool:
    asked = any(one.role is PieceRole.ASK for one in pieces)
    return not asked and sum(len(one.text.split()) for one in pieces) >= CASE_WORDS


def plain(message: str) -> str:
    """Give the message with wide letters narrowed, pictures and invisible signs dropped."""
    text = message.translate(_WIDE).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        " " if unicodedata.category(sign) in {"So", "Sk"} else sign
        for sign in text
        if unicodedata.category(sign) not in {"Cf", "Mn", "Cs", "Co"} or sign in "̧́̀̂̈̃"
    )


def _lines(text: str) -> list[str]:
    """Give the lines that the writer meant to be read: no mail head, quoted mail or signature."""
    lines = [line.strip() for line in _ADDRESS.sub("\n", text).split("\n")]
    kept: list[str] = []
    subjects: list[str] = []
    is_mail = sum(bool(_HEAD.match(line)) for line in lines) > 1
    for line in lines:
        if _FORWARDED.match(line) or line.startswith(">"):
            continue
        if _SUBJECT.match(line):
            subjects.append(_SUBJECT.sub("", line))
        elif not (is_mail and _HEAD.match(line)):
            kept.append(line)
    kept = _without_signature(kept)
    return kept if any(kept) else subjects


def _without_signature(lines: list[str]) -> list[str]:
    """Drop what stands below a line that signs off, where it is a few short lines."""
    long = [at for at, one in enumerate(lines) if "?" in one or len(one.split()) > _SIGNATURE_WORDS]
    for at in range(max([1, *long[-1:]]), len(lines)):
        if _SIGNED.match(lines[at]):
            return lines[:at]
    return lines


def _sentences(lines: list[str]) -> list[str]:
    whole: list[str] = []
    for piece in _BOUNDARY.split("\n".join(lines)):
        sentence = " ".join(piece.split())
        if not any(map(str.isalnum, sentence)):
            continue
        if whole and sentence.startswith("("):
            # an aside belongs to what it stands behind
            sentence = f"{whole.pop()} {sentence}"
        whole.append(sentence)
    return whole


def _cut(sentence: str) -> Iterator[Segment]:
    """Give the pieces of one sentence: what leads up to a question is told apart from it."""
    text = _bare(sentence)
    if not any(map(str.isalnum, text)) or is_plea(text):
        return
    if carrier := _CARRIER.search(text):
        before, ask = text[: carrier.start()].rstrip(" ,;:–—-"), text[carrier.end() :]
        if not is_courtesy(before) and not set(before.lower().split()) <= _JOINING:
            yield Segment(_role_of_statement(before), before)
        yield Segment(PieceRole.ASK, _IF.sub("", ask))
        return
    if carried := _CARRIED.match(text):
        yield Segment(PieceRole.ASK, text[carried.end() :])
        return
    if text.endswith("?") or _opens_ask(text):
        yield from _split_ask(text)
        return
    if unsure := _UNSURE.search(text):
        before = _LEADS_ON.sub("", text[: unsure.start()])
        if (
            not is_courtesy(before)
            and _OF_SELF.match(before)
            and len(before.split()) > _TOPIC_WORDS
        ):
            yield Segment(PieceRole.TOLD, before)
        yield Segment(PieceRole.HINT, text[unsure.end() :])
        return
    is_ask = bool(_INNER_ASK.search(text))
    yield Segment(PieceRole.ASK if is_ask else _role_of_statement(text), text)


def _opens_ask(text: str) -> bool:
    return bool(_OPENS_ASK.match(text)) and not _WHEN_TOLD.match(text)


def _split_ask(text: str) -> Iterator[Segment]:
    """Give a question, and apart from it the courtesy or the statement that a comma ends."""
    head, comma, rest = text.partition(",")
    lead = head.strip()
    # 'since the plan failed, why ...' takes something for granted: it belongs to the question
    if comma and not _opens_ask(lead) and _opens_ask(rest) and _is_apart(lead):
        if not is_courtesy(lead):
            yield Segment(_role_of_statement(lead), lead)
        yield Segment(PieceRole.ASK, rest.strip())
        return
    yield Segment(PieceRole.ASK, text)


def _is_apart(lead: str) -> bool:
    return is_courtesy(lead) or bool(_OF_SELF.match(lead))


def _role_of_statement(text: str) -> PieceRole:
    words = text.split()
    is_fragment = len(words) <= _TOPIC_WORDS and not re.match(
        r"(?:i|we|he|she|they|you|it|this|that|there)\b|(?:i|we|they|you)['’]", text, re.IGNORECASE
    )
    return PieceRole.TOPIC if is_fragment else PieceRole.TOLD


def _bare(text: str) -> str:
    """Give a sentence without the courtesies at its ends."""
    while (greeting := _GREETING.match(text)) and greeting.end():
        text = text[greeting.end() :]
    while closing := _CLOSING.search(text, max(len(text) - _CLOSING_LETTERS, 0)):
        text = text[: closing.start()] + ("?" if "?" in closing["end"] else "")
    return "" if is_courtesy(text) else text.strip()
