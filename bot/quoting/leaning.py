"""Whether a sentence leans on one before it: what it tells of is only pointed back to."""

from __future__ import annotations

import re

# A sentence that opens so goes on with what another says, or has its subject there.
_GOES_ON = re.compile(
    r"(?:However|Furthermore|Moreover|Consequently|Additionally|In addition"
    r"|For (?:instance|example|other children)|Otherwise|If so|But|So|Both|Neither|Either|Also|Then"
    r"|Therefore|Thus|Hence|Instead|Similarly|Likewise|Again|As a result|As such"
    r"|In (?:turn|contrast)|By contrast|Conversely|Nevertheless|Nonetheless|Accordingly"
    r"|On the other hand|Even so|Equally,|They|It|He|She|Their|Its|His|Her|This|These|That|Those"
    r"|Such|(?:Each|None|Most|Many|Some|All|Few|Any|One|Two|Several) of (?:these|them|this)"
    r"|The (?:same|latter|former|other|others)|Some also"
    r"|There(?! (?:is|are|was|were|has|have|will|should|must|can|may)\b))\b"
)
# What a text says of itself and of where and when it tells of is known to who reads it.
_KNOWN = (
    r"inspections?|letters?|reports?|documents?|guidance|polic(?:y|ies)|procedures?|protocols?|acts?"
    r"|sections?|chapters?|parts?|regulations?|area|borough|county|city|town|country|local|year|time"
)
# "Despite this", "The impact of these", "In such cases": near the beginning, before any comma, or
# behind a few words that say no more than how, when or where ("Together, this").
_POINTS = re.compile(
    r"(?:(?:[^\s,]+ ){0,5}?|(?!(?:If|When|Where|While|Although|Once|Since|Until|As|Because) )"
    r"(?:[^\s,]+ ){0,3}[^\s,]+, )(?:this|these|such(?! as\b)"
    r"|those(?! (?:\w+ ){0,3}(?:who\w*|that|which|with|in|at|aged|under|of)\b))\b"
    rf"(?! (?:{_KNOWN})\b)",
    re.IGNORECASE,
)
_HOW = (
    r"(?:\w+ly|Together|Overall|Often|Sometimes|Now|Still|Indeed|Here|Combined|Taken together"
    r"|(?:In|On|At|For|To|By|Where|When|As) (?:\w+ ){0,2}\w+)"
)
# "Positively, it"; "While they". That it is good that something is so points at nothing.
_STANDS_FOR = re.compile(
    rf"(?:{_HOW},? |(?:While|Although|Though|If|When|Where|As|Because|Since|Once|Until) )"
    r"(?:they|he|she|it(?! (?:is|was|may be|can be) (?:\w+ )?(?:that|to|\w+ (?:that|to))\b))\b"
)


def leans_back(text: str) -> bool:
    """Say whether a sentence opens with words that stand for something before it."""
    return any(one.match(text) for one in (_GOES_ON, _POINTS, _STANDS_FOR))
