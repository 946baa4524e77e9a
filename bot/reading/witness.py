"""Whose words an ask is for: what inspectors saw in a place, or what is expected of anybody."""

from __future__ import annotations

import re

_WHO = (
    r"(?:they|them|(?:the |our |your |their |its |this |that |latest |last |recent )*(?:[\w'’]+ )?"
    r"(?:inspect(?:ors?|orates?|ions?)|ofsted|cqc|hmicfrs|hmi|jtais?|letters?|reports?))"
)
_TOLD = (
    r"(?:sa(?:y|id|ys)|finds?|found|think|thought|liked?|reports?|reported|concluded?|make|made"
    r"|write|wrote|noted?|see|saw|tell(?: us)?|told us|observed?|feel|felt|mention(?:ed)?"
    r"|highlight(?:ed)?|identify|identified|comment(?:ed)?|raised?|praised?|criticised?|disliked?)"
)
_FEELING = (
    r"(?:happy|unhappy|pleased|satisfied|concern\w*|worr\w+|impress\w*|critical|positive|negative"
    r"|alarm\w*|troubl\w+)"
)
_IS = r"(?:did|do|does|have|has|had|was|were|are|is)"
_WITNESS = re.compile(
    rf"\b(?:so )?(?:what|how|which) (?:else |things? )?{_IS} {_WHO}(?: \w+)? {_TOLD}\b"
    rf"|\b(?:was|were|is|are) {_WHO} (?:\w+ )?{_FEELING}\b"
    rf"|\bwhat {_FEELING} {_WHO}(?: the most| most)?\b"
    rf"|\bwhat (?:was|were|is) {_WHO}(?:['’]s?)? (?:view|opinion|verdict|take|judgement)\b"
    rf"|\baccording to {_WHO}\b",
    re.IGNORECASE,
)
_OF_LETTERS = re.compile(
    r"\b(?:improv\w*|inspect\w*|ofsted|cqc|letters?|jtais?|found|strengths?|weak\w*|areas?|places)\b",
    re.IGNORECASE,
)

# What somebody else did is no rule; "how long was I meant to take" asks for one.
_OF_THE_PAST = re.compile(r"\b(?:was|were|did|had)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:i|we|me|us|my|our)\b", re.IGNORECASE)


def without_witness(text: str) -> str:
    """Give an ask without "what did inspectors say"; itself where nothing else is left.

    The word that leads on stays, so that a name after it does not open a sentence.
    """
    kept = " ".join(_WITNESS.sub(" ", text).split()).strip(" ,:-")
    return kept if any(map(str.isalpha, kept)) else text


def is_of_witness(text: str) -> bool:
    """Say whether an ask is for what somebody saw or thought: no rule of the country answers it."""
    return bool(_WITNESS.search(text))


def wants_rules(text: str) -> bool:
    """Say whether what is asked of a told case may be answered by rules alone.

    Who asks what inspectors saw, what letters say of places, or what others did, wants these.
    """
    is_of_others = bool(_OF_THE_PAST.search(text)) and not _SELF.search(text)
    return not (_OF_LETTERS.search(text) or is_of_others)
