"""Words of judgement and duty that can be turned, so that a line says the opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learning.quiz.swaps import Sort, Swap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from learning.quiz.rules import TurnedWords

# What follows 'should' where a duty is put on somebody.
_DUTIES = (
    "be told", "be asked", "be invited", "be recorded", "be offered", "involve", "hear",
    "consider", "take", "use", "record", "ensure", "improve", "agree", "set", "tell", "include",
    "make", "have(?! had)", "give", "listen", "communicate",
)  # fmt: skip

# Words of judgement and what turns them false. The pattern holds what must stand around them
# for the turned line to read as English and to say the opposite.
_TURNS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\btoo high(?= in\b)", "low"),
        (r"\btoo slow\b", "quick enough"),
        (r"(?<=\bare )ineffective\b", "effective"),
        (r"(?<=\bis )insufficient\b", "sufficient"),
        (r"(?<=\bare )underdeveloped\b", "well developed"),
        (r"\bincreasing(?=\.)", "falling"),
        (r"(?<=\bis )stronger\b", "weaker"),
        (r"(?<=\bhad )stronger\b", "weaker"),
        (r"(?<=\bis )unlawful\b", "lawful"),
        (r"(?<=\bare )positive\b", "negative"),
        (r"(?<=\bare )consistently(?= used)", "rarely"),
        (r"\bweekly(?= (?:multi|meet|front|child))", "yearly"),
        (r"\bmonthly(?= (?:multi|meet|oper))", "yearly"),
        (r"\bbefore(?= (?:discharge|referring|the move|using|you|excluding|a\b|an\b))", "after"),
        (r"\bmore than(?= (?!one\b)\w)", "less than"),
        (r"(?<=[Tt]he )higher(?= the risk)", "lower"),
        (r"\b(?:broader|wider)(?= than)", "narrower"),
        (r"\bharder\b", "easier"),
        (r"\bcannot(?= (?:consent|stay)\b)", "can"),
        (r"(?<=\b)must not\b", "may"),
        (r"\bmust(?= (?!not\b|be satisfied|also)\w)", "need not"),
        (r"\bdoes not have to\b", "has to"),
        (r"\bdo not need\b", "need"),
        (r"\bdoes not need\b", "needs"),
        (r"\bdoes not depend\b", "depends"),
        (r"\bdoes not replace\b", "replaces"),
        (r"\bdo not cover\b", "cover"),
        (r"\bis not(?= (?:an?|the|enough|the same|confined|lost|required|needed|high)\b)", "is"),
        (r"\bnever waits\b", "always waits"),
        (r"\bNever assume\b", "Always assume"),
        (r"\bcomes before\b", "comes after"),
        (r"\bdid not understand\b", "fully understood"),
        (r"\bshould be shared\b", "should be withheld"),
        (r"\bhides abuse\b", "uncovers abuse"),
        (r"\bfortnightly\b", "yearly"),
        (r"\bimmediately\b", "within a month"),
        (r"\bwithout delay\b", "within a term"),
        (r"\bstraight away\b", "within a month"),
        (r"\bat once\b", "within a week"),
        (r"\bas soon as you\b", "only a month after you"),
        (r"\bas early as possible\b", "as late as possible"),
        (rf"\bshould(?= (?:{'|'.join(_DUTIES)})\b)(?!.*, not\b)", "need not"),
    )
)  # fmt: skip


def find_turns(text: str, also: Sequence[TurnedWords] = ()) -> Iterator[Swap]:
    """Give the words of judgement of a line with what would turn them false.

    ``also`` are the turns of the documents that it is from.
    """
    own = ((one.compiled, one.instead) for one in also)
    for pattern, instead in (*_TURNS, *own):
        for match in pattern.finditer(text):
            yield Swap(Sort.JUDGEMENT, match.start(), match.end(), (instead,))
