"""What kind of thing a question asks for, and what a sentence that gives it must hold."""

from __future__ import annotations

import re


def any_of(*words: str) -> re.Pattern[str]:
    """Match any of the words, whole."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


ASKS = {
    "number": any_of(
        "how many", "how much", "how often", "number of", r"percent\w*", "percentage", "%",
        "figure", "what age", "how old", "count", "rate", "total",
    ),
    "time": any_of(
        "when", "what date", "how long", "how soon", "how fast", r"how quick\w*", "deadline",
        "by when", "what year", "what day", "timescale", "which year",
        "how many (?:days|weeks|hours|months)",
    ),
    "person": any_of("who", "whose", "whos", "name of", "named", "names"),
    "contact": any_of(
        "phone", "number for", "tel", "telephone", "email", "e-mail", "address", "contact",
        "website", "link", "url", "ring",
    ),
    "money": any_of(
        "cost", "costs", "budget", "funding", "money", "£", "pay", "fee", "price", "spend", "grant"
    ),
    "grade": any_of(
        "grade", "graded", "rating", "rated", "score", "outstanding", "inadequate", "judgement",
        "overall", "requires improvement", "result",
    ),
}  # fmt: skip
HOLDS = {
    "number": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|all|every|some|many|most)\b"
    ),
    "time": re.compile(
        r"\d|\b(?:day|days|week|weekly|monthly|month|year|hour|hours|immediately|at once|soon"
        r"|annual\w*)\b"
    ),
    "person": re.compile(
        r"(?<!^)\b[A-Z][a-z]+|\b(?:worker|leader|lead|manager|police|school|council|professional"
        r"|agenc|partner|chair|officer|social care|executive|nurse|team)"
    ),
    "contact": re.compile(r"\d{3,}|@|www|http"),
    "money": re.compile(r"£|\b(?:budget|cost|fund|resource|paid|money)"),
    "grade": re.compile(r"\b(?:grade|rated|inadequate|outstanding|good|judgement|score)\b"),
}
# Asks what a thing is or is called, and the verb by which a sentence says so.
ASKS_WHAT = re.compile(
    r"\b(?:what(?:'?s| is| are| was| were| does| do| counts)|meaning|means?|define\w*|definition"
    r"|stands? for)\b"
)
SAYS_WHAT = re.compile(
    r"\b(?:is|are|means?|stands for|refers? to|happens|covers?|describes?|was|were)\b|: "
)
