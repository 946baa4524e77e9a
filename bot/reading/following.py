"""What goes on with an earlier question: 'tell me more', 'are you sure', 'no, I meant police'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.placing.condition import condition_of, without
from bot.reading.segments import plain
from ingest.agencies import agencies_of
from store.search.keywords import STOPWORDS, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.placing.belonging import Belonging
    from domain import Turn

# What an answer that quotes something holds.
_QUOTES = "“"
_POLITE = r"(?:(?:ok(?:ay)?|right|oh|hm+|and|please|pls|thanks|ta|yes|yeah|so|but|well)\W+)*"
_END = r"(?:\W+(?:please|pls|then|thanks|ta|x))*\W*"


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{_POLITE}(?:{words}){_END}", re.IGNORECASE)


_MORE = _whole(
    r"(?:can you |could you )?(?:tell|show|give) (?:me|us) (?:a bit |some )?more"
    r"(?: about (?:it|that|this))?|more(?: (?:details?|info|information|on (?:that|this|it)))?"
    r"|go on|carry on|continue|expand(?: on (?:that|this|it))?|(?:any ?thing|what) else"
    r"|is (?:that|there) (?:all|anything else|more)|(?:any|some) more|say more|elaborate"
    r"|in more detail"
)
_YES = _whole(r"(?:yes|yeah|yep|yup|sure|go for it|do it|do that)(?: (?:please|do|go on))*")
_WHY = _whole(
    r"why|why(?:['’]?s| is| was) (?:that|this|it)|how come|why so|why not|for what reason"
    r"|what(?:['’]?s| is) the reason"
)
_SURE = _whole(
    r"(?:are|r) (?:you|u) (?:really |quite |absolutely )?(?:sure|certain)(?: (?:about|of) (?:that"
    r"|this|it))?|is (?:that|this|it) (?:right|correct|true|so|definite)|really|says who"
    r"|how do (?:you|u) know(?: (?:that|this))?|where does it say (?:that|this|so)"
)
_WHERE = _whole(
    r"(?:what|which) (?:page|document|section|part)(?: (?:is|was) (?:that|this|it)"
    r"(?: on| in| from)?)?|where(?: is|['’]?s) (?:that|this|it) (?:from|in|written|printed)"
)
_INSTEAD = re.compile(
    rf"\W*(?:(?:no|nope|sorry|oops|actually|wait)\W+)*(?:i (?:meant|mean)|not that\W+)\W*"
    rf"(?P<what>.+?){_END}$",
    re.IGNORECASE,
)
# Of what was meant instead, more words than this are a question by themselves.
_FEW_WORDS = 3
# Of a message that only names another place.
_NAMES_ONLY = re.compile(
    r"^\W*(?:(?:ok|okay|and|but|so|or|what|how|about|in|for|at|the|does|do|is|same|too|then|also"
    r"|over|there|it|that)\b\W*)*$",
    re.IGNORECASE,
)
SURE_NOTE = (
    "These are the documents' own words, as they stand there; open a quote to read it in its place."
)


@dataclass(frozen=True, slots=True)
class Continued:
    """An earlier question as it goes on.

    ``is_more`` says that what was quoted before is to be left out; ``note`` stands first;
    ``standing`` is the question that goes on after this, where that is not ``text``.
    """

    text: str
    is_more: bool = False
    note: str = ""
    standing: str = ""


def continued(
    message: str, history: Sequence[Turn], belonging: Belonging | None = None
) -> Continued | None:
    """Give the earlier question that a message goes on with; None where it is one of its own.

    Without ``belonging`` other places are not looked for.
    """
    if not history:
        return None
    text = " ".join(plain(message).split())
    earlier = _standing(history, belonging)
    if not earlier:
        return None
    if instead := _INSTEAD.fullmatch(text):
        other = _elsewhere(instead["what"], earlier, belonging) if belonging else ""
        return Continued(other or _put_right(earlier, instead["what"]))
    other = _elsewhere(text, earlier, belonging) if belonging else ""
    return Continued(other) if other else _again(text, earlier, history[-1].answer)


def _again(text: str, earlier: str, answer: str) -> Continued | None:
    """Give the same question once more, for what else, why, or on what grounds."""
    if _MORE.fullmatch(text) or (_YES.fullmatch(text) and _QUOTES in answer):
        return Continued(earlier, is_more=True)
    if _WHY.fullmatch(text):
        return Continued(f"why {earlier}", is_more=True, standing=earlier)
    if _WHERE.fullmatch(text) and _QUOTES in answer:
        return Continued(f"which page says {earlier}", standing=earlier)
    return Continued(earlier, note=SURE_NOTE) if _SURE.fullmatch(text) else None


def _standing(history: Sequence[Turn], belonging: Belonging | None) -> str:
    """Give the last question that was one of its own, as it went on since."""
    if not history:
        return ""
    last, before = history[-1], history[:-1]
    if _QUOTES not in last.answer and before and not _telling(last.question):
        return _standing(before, belonging)
    found = continued(last.question, before, belonging)
    return (found.standing or found.text) if found else last.question


def _put_right(earlier: str, what: str) -> str:
    """Give the earlier question with what was meant in the place of what is like it."""
    if len(_telling(what)) > _FEW_WORDS:
        return what
    known = agencies_of()
    meant = set(known.find(what))
    for word in earlier.split():
        agencies = set(known.find(word))
        if meant and agencies and not agencies & meant:
            return earlier.replace(word, what, 1)
    return f"{earlier} {what}"


def _elsewhere(text: str, earlier: str, belonging: Belonging) -> str:
    """Give the earlier question of another place, where a message only names one."""
    condition = condition_of(belonging, text)
    rest = text
    for one in reversed(belonging.gazetteer.find(text)):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    if condition is None or not _NAMES_ONLY.match(rest):
        return ""
    return f"{without(earlier, belonging).rstrip(' ?.!')} in {condition.label}?"


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in STOPWORDS]
