"""One question in the many dresses that people give it: what stands around it must not matter.

A wrapping keeps what is asked and changes what stands around it or how it is typed. None of the
texts is taken from a question set; the cases and paragraphs say nothing that an answer rests on.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 7
_GREETINGS = (
    "Hi,", "Hello there.", "Good morning, hope you had a nice weekend.", "Hiya, quick question!",
    "Afternoon all, bit of a random one.", "Dear colleague,", "Hello, can you help me with this?",
)  # fmt: skip
_THANKS = (
    "Thanks in advance", "Many thanks, Jo", "ta x", "Thank you so much for your help with this!",
    "Cheers", "Kind regards\nSam Field\nFamily support worker", "appreciate it",
)  # fmt: skip
_ROLES = (
    "I'm a school nurse in a secondary school.", "New social worker here, started on Monday.",
    "I am a designated safeguarding lead at a primary.", "PC covering for a colleague this week.",
    "I work in adult services and have moved across.",
)  # fmt: skip
_MAIL = (
    "From: Alex Moor\nSent: 4 March 2026 09:12\nTo: Safeguarding\nSubject: a query\n\nHi both,\n\n",
    (
        "---------- Forwarded message ---------\nFrom: Duty desk\nDate: Tue, 3 Feb 2026\n"
        "Subject: Fwd: question from the team\n\n"
    ),
)  # fmt: skip
_LINKS = (
    "https://www.example.org/policies/page?id=12", "see www.example.com/handbook for background",
)  # fmt: skip
_PARAGRAPHS = (
    "Since September we have been in the new building and the printers still do not work.",
    "Our team meeting was moved because half of us were at training on 12 May.",
    "Given that Priya is on leave until Thursday, I am picking this up for her.",
    "As the rota changed in 2024 I sit with another team now that the office has been painted.",
)
_CASES = (
    (
        "Yesterday I sat in on a planning meeting for another family and took the minutes. The"
        " plan was agreed by everyone and nothing is outstanding."
    ),
    (
        "I visited a family last month with my manager. The kitchen was tidy, the children were"
        " playing and the visit was written up the same day."
    ),
)
_EMOJI = ("🙂", "🙏🏽", "👋")


def wrap(question: str) -> dict[str, str]:
    """Give the question in each wrapping, by the wrapping's name; the same for the same text."""
    chance = random.Random(f"{SEED} {question}")  # noqa: S311  no secret hangs on it
    return {name: dress(question, chance) for name, dress in WRAPPINGS.items()}


def _slip(question: str, chance: random.Random) -> str:
    """Swap two inner letters of one long word, as fingers do."""
    places = list(re.finditer(r"[a-z]{7,}", question))
    if not places:
        return question
    word = chance.choice(places)
    at = word.start() + chance.randrange(1, len(word[0]) - 2)
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]


def _dictated(question: str, chance: random.Random) -> str:
    bare = re.sub(r"[^\w\s'’£%&/@-]", "", question).lower()
    opening = chance.choice(("hi can you tell me", "hello i was wondering", "ok so i need to know"))
    return f"{opening} {bare} thanks"


def _wide(question: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in question)


WRAPPINGS: dict[str, Callable[[str, random.Random], str]] = {
    "greeting": lambda q, c: f"{c.choice(_GREETINGS)} {q}",
    "greeting on its own line": lambda q, c: f"{c.choice(_GREETINGS)}\n\n{q}",
    "thanks": lambda q, c: f"{q}\n{c.choice(_THANKS)}",
    "greeting and thanks": lambda q, c: f"{c.choice(_GREETINGS)} {q} {c.choice(_THANKS)}",
    "role": lambda q, c: f"{c.choice(_ROLES)} {q}",
    "e-mail head": lambda q, c: f"{c.choice(_MAIL)}{q}\n\n{c.choice(_THANKS)}",
    "link": lambda q, c: f"{q} {c.choice(_LINKS)}",
    "neutral paragraph": lambda q, c: f"{c.choice(_PARAGRAPHS)} {q}",
    "paragraph above": lambda q, c: f"{c.choice(_PARAGRAPHS)}\n\n{q}",
    "paragraph after": lambda q, c: f"{q}\n\n{c.choice(_PARAGRAPHS)}",
    "told case": lambda q, c: f"{c.choice(_CASES)} {q}",
    "slip": _slip,
    "capitals": lambda q, _: q.upper(),
    "emoji": lambda q, c: f"{q} {c.choice(_EMOJI)}",
    "full width": lambda q, _: _wide(q),
    "dictated": _dictated,
}
