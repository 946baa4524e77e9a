"""The answer in one plain line, where the first quote gives it: every word of it is quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.rendering import place_of
from bot.quoting.wanting import wants_list
from bot.shaping.limits import ASKING_WHEN
from bot.shaping.naming import telling
from ingest.facts.rhythms import RHYTHM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain import ListItem, Statement

# An item of a list that is said above the list: no longer, and with so many of the words asked.
LONGEST_ITEM = 160
WORDS_OF_AN_ITEM = 2
_COUNT = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)"
_SPAN = re.compile(
    rf"(?:\b(?:within|after|every|at least every|no later than|no more than|up to|in) )?\b{_COUNT}"
    r" (?:clear |working |school |calendar )*(?:hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
# What lasts so long is not due then, and of two times of which one counts neither is the answer.
_LASTS = re.compile(r"\bfor (?:(?:more|longer|less) than |at least |up to |over )?$", re.IGNORECASE)
_ASKS_LENGTH = re.compile(r"\bhow long\b", re.IGNORECASE)
_WHICHEVER = re.compile(r"\bwhichever\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b\d{1,2}(?: to \d{1,2})? (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?: \d{4})?\b"
)
_HOW_LONG = re.compile(
    r"\b(?:how (?:long|soon|quick\w*|fast|often)|deadline|time ?limit|time ?scale|by when|within)\b"
    r"|\bwhen (?:must|should|do|does|is|are|has|have)\b",
    re.IGNORECASE,
)
_WHICH_DAY = re.compile(
    r"\b(?:what|which) (?:date|day)s?\b|\bby when\b|\bdeadline\b|\bwhen (?:was|were|is|did|do|does"
    r"|must)\b",
    re.IGNORECASE,
)
# What is held on some day is asked for so, and not what is due.
_WHICH_RHYTHM = re.compile(
    r"\bhow (?:often|frequent\w*|regular\w*)\b|\b(?:what|which) days?\b"
    r"|\bwhen (?:do|does|is|are)\b",
    re.IGNORECASE,
)
_OF_MEETING = telling("what which meet meets meeting sit sits next day regular regularly")
_SENTENCE_ENDS = re.compile(r"(?<=[.;!?])\s+|\n+")
# What is counted is the first plural after it; "how many went on" names nothing.
_COUNTED = re.compile(
    r"\bhow many (?:[\w'’-]+ ){0,2}?([\w'’-]{2,}(?<!s)s|children|men|women|staff)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow many ((?:[\w'’-]+ ){0,2}?[\w'’-]+)", re.IGNORECASE)
# A rhythm or a span is told in other words than it is asked in ("weekly").
_UNCOUNTED = telling("times hours days weeks months years working people more other")
_WHERE = re.compile(
    r"^\W*(?:(?:can|could) you tell me )?(?:(?:which|what) (?:document|doc|note|letter|page|section"
    r"|part|bit|guidance|guide|source|file)s? (?:is it (?:in )?(?:that|where) |is it that )?"
    r"(?:says?|tells? (?:us|me|you)|mentions?|covers?|states?|has|holds|talks? about|deals? with"
    r"|explains?|sets? out|is about)"
    r"|(?:which|what) (?:page|section) (?:is|are)|where (?:does|do) (?:it|they|the \w+) "
    r"(?:say|mention|state|talk about))\b(?: that| about| how| on)?\s*",
    re.IGNORECASE,
)

_DEFINES = re.compile(r"[^:.]{3,60}: (?:an?|any|one|the|when|where)\b", re.IGNORECASE)
_FOR_A_FACT = re.compile(r"\W*(?:who|when|how (?:long|soon|often|many))\b", re.IGNORECASE)


def without_where(text: str) -> str:
    """Give what a question looks for that asks which document or page says it; empty if not."""
    match = _WHERE.match(text)
    rest = text[match.end() :].strip() if match else ""
    return rest if telling(rest) else ""


def top_line(
    question: str, statements: Sequence[Statement], *, asks_where: bool = False,
    beside: Sequence[Statement] = (),
) -> str:  # fmt: skip
    """Give the answer in one line; empty where the first quote does not give one and one only.

    No time is given where another quote, of these or of those ``beside`` them, gives another one
    and says as much of what is asked.
    """
    if not statements:
        return ""
    first = statements[0]
    if asks_where:
        cited = first.citations[0]
        has_none = not cited.page and re.search(r"\bpages?\b", question, re.IGNORECASE)
        no_page = " The file has no pages." if has_none else ""
        return f"It stands in: {place_of(cited)}.{no_page}"
    if first.items and _is_whole(first) and wants_list(question):
        return f"{first.extent} are quoted."
    said = _said_in(question, first)
    is_rhythm = _WHICH_RHYTHM.search(question) and RHYTHM.search(said)
    words = _rhythm_in(question, said, first) if is_rhythm else _time_in(question, said)
    if words and any(_rivals(question, words, first, one) for one in (*statements[1:], *beside)):
        return ""
    words = words or _number_in(question, said)
    # another area's limit is none without the warning that it is one
    line = f"{words[:1].upper()}{words[1:]}. {first.caution}".strip()
    return line if words else _one_item(question, first)


def _rivals(question: str, words: str, first: Statement, other: Statement) -> bool:
    """Say whether a quote gives another time than ``words`` of the first, and as fittingly."""
    times = {
        match[0].lower() for one in (_SPAN, _DAY, RHYTHM) for match in one.finditer(other.text)
    }
    if not times or any(time in words.lower() or words.lower() in time for time in times):
        return False
    asked = telling(question)
    return len(asked & _spoken_of(other)) >= len(asked & _spoken_of(first))


def _spoken_of(statement: Statement) -> frozenset[str]:
    cited = statement.citations[0]
    return telling(f"{statement.text} {cited.subject} {cited.passage.heading}")


def _said_in(question: str, statement: Statement) -> str:
    """Give the words that may answer: of a list the item that says most of what is asked."""
    best = _best_item(question, statement)
    return statement.text if not statement.items else best.text if best else ""


def _is_whole(statement: Statement) -> bool:
    quoted, _, all_of_it = statement.extent.partition(" of ")
    return quoted == all_of_it


def _one_item(question: str, statement: Statement) -> str:
    """Give the item of a whole list that a question asks for, where it asks for no list."""
    if not _is_whole(statement):
        return ""
    item = _best_item(question, statement)
    if item is None or wants_list(question) or len(item.text) > LONGEST_ITEM or not item.number:
        return ""
    # what a word means tells nobody who or when
    if _DEFINES.match(item.text) and _FOR_A_FACT.match(question):
        return ""
    # a word or two may stand in any item
    if len(_asked_of(question, statement) & telling(item.text)) < WORDS_OF_AN_ITEM:
        return ""
    line = f"Number {item.number} of the list: “{' '.join(item.text.split())}”"
    return f"{line} {statement.caution}".strip()


def _best_item(question: str, statement: Statement) -> ListItem | None:
    """Give the one item that holds most of a question's words; None where two hold as many."""
    asked = _asked_of(question, statement)
    said = [(len(asked & telling(one.text)), one) for one in statement.items]
    most = max((count for count, _ in said), default=0)
    best = [one for count, one in said if count == most]
    return best[0] if most and len(best) == 1 else None


def _asked_of(question: str, statement: Statement) -> frozenset[str]:
    cited = statement.citations[0]
    # what is said above the list is said of every item
    above = f"{cited.passage.source.title} {cited.passage.source.area} {cited.passage.heading}"
    return telling(question) - telling(f"{above} {cited.subject}")


def _time_in(question: str, text: str) -> str:
    if _HOW_LONG.search(question) and (found := _only(_SPAN, text)):
        is_other = _counts_from(question, found, text) or _lasts(question, found, text)
        return "" if is_other or _WHICHEVER.search(text) else found
    return _only(_DAY, text) if _WHICH_DAY.search(question) else ""


def _rhythm_in(question: str, text: str, statement: Statement) -> str:
    """Give on which days what is asked about is held, of the sentence that says all that is asked.

    What stands beside it ("minutes go out within five days") is another thing's.
    """
    cited = statement.citations[0]
    above = telling(f"{cited.subject} {cited.passage.heading}")
    asked = telling(question) - ASKING_WHEN - _OF_MEETING
    said = [(telling(one), one) for one in _SENTENCE_ENDS.split(text)]
    whole = [(len(asked & words), one) for words, one in said if asked <= words | above]
    most = max((count for count, _ in whole), default=0)
    best = [one for count, one in whole if count == most]
    if len(best) != 1:
        return ""
    return _only(RHYTHM, best[0]) or _time_in(question, best[0])


def _counts_from(question: str, limit: str, text: str) -> bool:
    """Say whether what is asked about is only what a limit is counted from, not what is due.

    Of "a conference within 15 days of a discussion" nobody learns when to hold the discussion.
    """
    due, _, after = text.partition(limit)
    asked = telling(question) - ASKING_WHEN
    return bool(asked & telling(after)) and not asked & telling(due)


def _lasts(question: str, span: str, text: str) -> bool:
    """Say whether a span is how long something goes on, and no such length is asked for."""
    return bool(not _ASKS_LENGTH.search(question) and _LASTS.search(text.partition(span)[0]))


def counted_in(question: str) -> frozenset[str]:
    """Give the stems of what a question asks the number of; empty where it asks for none."""
    asked = _COUNTED.search(question)
    return telling(asked[1]) - _UNCOUNTED if asked else frozenset()


def _number_in(question: str, text: str) -> str:
    asked = _HOW_MANY.search(question)
    if not asked:
        return ""
    for length in range(1, len(asked[1].split()) + 1):
        noun = " ".join(asked[1].split()[:length])
        if not telling(noun):
            continue
        held = re.compile(rf"\b{_COUNT} (?:[\w'’-]+ )?{re.escape(noun)}\b", re.IGNORECASE)
        if found := _only(held, text):
            return found
    return ""


def _only(pattern: re.Pattern[str], text: str) -> str:
    """Give what a pattern finds where it finds one thing only."""
    found = {match[0].lower(): match[0] for match in pattern.finditer(text)}
    return next(iter(found.values())) if len(found) == 1 else ""
