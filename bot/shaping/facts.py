"""What gives the fact that a question asks for: who does it, or when it is done."""

from __future__ import annotations

import re

from ingest.facts.rhythms import OPENING, RHYTHM

# Who does something, in the documents' words: agencies and people.
WHO = (
    r"(?:social|police|health|care|schools?|council|agenc(?:y|ies)|authorit(?:y|ies)|services?"
    r"|\w*workers?|\w*leads?|\w*chair\w*|courts?|boards?|panels?|partner\w*|professionals?"
    r"|parents?|staff|teams?|nurses?|teachers?|headteachers?|officers?|managers?|practitioners?"
    r"|responders?|inspectors?|anyone|everyone|persons?|people)"
)
_AMOUNT = r"(?:\d[\d,]*|an?|one|two|three|four|five|six|seven|ten|fifteen|each|every)"
_FACTS = (
    (
        re.compile(r"\W*(?:who|which agency)\b", re.IGNORECASE),
        re.compile(rf"\b{WHO}\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\W*(?:when|by when|how (?:soon|long|often|quickly|fast))\b", re.IGNORECASE),
        re.compile(
            rf"{RHYTHM.pattern}|{OPENING.pattern}"
            rf"|\b{_AMOUNT}\W+(?:\w+\W+)?(?:minute|hour|day|week|month|year)s?\b"
            r"|\b(?:immediately|at once|without delay|promptly|regularly|as soon as)\b"
            r"|\b\d{1,2} [A-Z][a-z]{2,8}\b",
            re.IGNORECASE,
        ),
    ),
)


def giving(asked: str) -> re.Pattern[str] | None:
    """Give what stands in words that answer a question of who or when; None for any other one."""
    return next((holds for asks, holds in _FACTS if asks.match(asked)), None)
