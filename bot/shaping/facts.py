"""What gives the fact that a question asks for: who does it, when it is done, how many they are."""

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
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_ELSE = re.compile(r"\b(?:what|who|when|where|which|why|how(?! many))\b", re.IGNORECASE)
# A number that is a name or a date says of nothing how many it is.
_NAMES = re.compile(
    r"\b(?:sections?|schedules?|parts?|paragraphs?|regulations?|chapters?|articles?|annex|page"
    r"|rules?|reg|para) \(?\d+\w*(?:(?:, | to | and |/)\d+\w*)*|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen(?:th)?|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|half|single|both"
    r"|none|nobody|no|once|twice|first|second|third|fourth|fifth|sixth|tenth|twelfth)\b",
    re.IGNORECASE,
)


def asks_how_many(asked: str) -> bool:
    """Say whether a question is for a number and nothing else."""
    return bool(_HOW_MANY.search(asked)) and not _ELSE.search(asked)


def gives_number(text: str) -> bool:
    """Say whether words hold a number that may say how many there are of something."""
    return bool(_NUMBER.search(_NAMES.sub(" ", text)))


def giving(asked: str) -> re.Pattern[str] | None:
    """Give what stands in words that answer a question of who or when; None for any other one."""
    return next((holds for asks, holds in _FACTS if asks.match(asked)), None)
