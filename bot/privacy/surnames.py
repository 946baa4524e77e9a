"""A family name that no list holds, told by what stands around it: "saw the Rooks", "PC Rook"."""

from __future__ import annotations

import re

# Whom one speaks to, rings or meets is somebody; so is whoever does one of these.
_CONTACT = (
    r"(?:sp(?:oke|oken|eak|eaking)|talk(?:ed|ing)?) (?:to|with)|rang|phoned|e-?mailed|texted"
    r"|messaged|interviewed|met(?: with)?|saw|seen|seeing"
)
_ROLE = (
    r"(?:head)?teacher|head|tutor|coach|carer|worker|midwife|nurse|doctor|childminder|nanny"
    r"|babysitter|neighbour|landlord|landlady|lodger|solicitor|escort|driver|volunteer"
    r"|grandmother|grandfather|grandparent|stepfather|stepmother|young|little"
)
_PERSON_BEFORE = re.compile(
    rf"(?:^|[^\w-])(?:(?:{_CONTACT}) |(?:{_ROLE}),? |(?:pc|dc|ds|di|dr|pcso|sgt|sergeant)\.? )$",
    re.IGNORECASE,
)
# A place may be visited too: then what follows tells of somebody.
_VISITED = re.compile(r"(?:^|[^\w-])visit(?:ed|ing)? $", re.IGNORECASE)
_AT_HOME = re.compile(
    r"^ (?:at (?:home|her|his)|and (?:s?he|her|his|the (?:baby|children|kids|twins))|who)\b"
)
# What ends a name: what goes on with a capital or a thing's word is no person's.
_NAME_ENDS = re.compile(
    r"^(?:['\u2019]s?\b|['\u2019]? ?(?:[.,;:?!)\n]|$)"
    r"|['\u2019]? (?![A-Z])(?!(?:review|report|inquiry|centre|approach|model|tool|framework|policy"
    r"|guidance|course|training|standards?|act)\b))"
)
# A whole family: "the Rooks", of whom one says what one says of people only.
_FAMILY_BEFORE = re.compile(
    r"(?:(?P<met>(?:^|[^\w-])(?:visit(?:ed|ing)?|removed|allocated|know|supporting|assess(?:ed|ing)"
    rf"|about|from|(?:work(?:ed|ing)?|sit|sat) with|called? on|(?:to )?see|{_CONTACT}))"
    r"|(?:^|[.?!,;:\n])|\b(?:and|as|that|if|when|because)) ?the $",
    re.IGNORECASE,
)
_FAMILY_ACTS = re.compile(
    r"^ (?:are|were|have|had|will|won['\u2019]?t|say|said|want|need|ask(?:ed)?|rang|moved|deny"
    r"|denied|refuse|agree|live|lost|came|went|left)\b"
)
_FAMILY_ENDS = re.compile(
    r"^['\u2019]?(?:$|[.,;:?!)\n]| (?:today|yesterday|again|this|last|next|on|at|in|for|and|are"
    r"|were|have|had|will|who|about|twice|since|now|with|to|before|after|eldest|youngest|house|home)\b)"
)
_OWNS = re.compile(
    r"^['\u2019] (?:\w+ )?(?:eldest|youngest|oldest|baby|kids?|children|twins|house)\b"
)
_PLURAL = re.compile(r"[^\W\d_]{3,}(?:s|i|is)$")
# Endings of what is no family: the Regulations, the Guidelines, the Samaritans.
_OF_THINGS = re.compile(
    r"(?:tion|sion|ment|line|rule|ance|ence|ness|ship|ure|it(?:y|ie)|an|ist|ing|land|book)s$"
)


def is_told(before: str, word: str, after: str) -> bool:
    """Whether a word with a capital, which no list holds, is somebody's family name.

    ``before`` and ``after`` are what stands beside it.
    """
    if family := _FAMILY_BEFORE.search(before):
        return _is_family(word, after, is_met=bool(family["met"]))
    if _VISITED.search(before):
        return bool(_AT_HOME.match(after))
    return bool(_PERSON_BEFORE.search(before) and _NAME_ENDS.match(after))


def _is_family(word: str, after: str, *, is_met: bool) -> bool:
    if not _PLURAL.fullmatch(word) or _OF_THINGS.search(word.lower()):
        return False
    tells = _FAMILY_ACTS.match(after) or _OWNS.match(after)
    return bool(tells or (is_met and _FAMILY_ENDS.match(after)))
