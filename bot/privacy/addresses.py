"""Where somebody lives or goes to school: postcodes, streets and schools, as patterns."""

from __future__ import annotations

import re

POSTCODE = re.compile(
    r"(?<!\w)(?:gir ?0aa|[a-pr-uwyz](?:\d[a-hjkps-uw]?|\d\d|[a-hk-y]\d|[a-hk-y]\d\d"
    r"|[a-hk-y]\d[abehmnprv-y]))[ -]{0,3}\d(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}(?!\w)",
    re.IGNORECASE,
)
# "C W 1 2 B N": each letter by itself.
POSTCODE_SPACED = re.compile(
    r"(?<!\w)[a-pr-uwyz] (?:[a-hk-y] )?\d (?:[\da-z] )?\d [abd-hjlnp-uw-z] [abd-hjlnp-uw-z](?!\w)",
    re.IGNORECASE,
)
_STREET = (
    r"(?:street|road|lane|avenue|close|drive|crescent|terrace|gardens|grove|mews|court|way|place"
    r"|walk|rise|hill|row|green|parade|view|mount|bank|meadows?|paddocks?|croft|heath|st|rd|ave)"
)
_HOUSE = r"(?:(?:flat|apartment|apt|unit|room) \d{1,3}[a-z]?,? ?)"
_NAMED_HOUSE = r"(?:[A-Z][a-z]+ (?:House|Cottage|Farm|Lodge|Court|Barn|Villa),? )"
ADDRESSES = (
    # "Flat 4, 112 Queensgate Road, Leeds", "8a High Bank", "5 The Paddocks"
    re.compile(
        rf"(?i:(?<![\w/.]){_HOUSE})?(?<![\w/.])\d{{1,4}}[a-zA-Z]?,? (?:[A-Z][a-z'\u2019]+ ){{1,3}}"
        rf"(?i:{_STREET})(?!\w)(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
    ),
    # typed without capitals: the commonest street words only, never "2 hours drive"
    re.compile(
        r"(?<![\w/.])\d{1,4}[a-z]? (?!(?:hours?|min\w*|miles?|days?|weeks?|months?|years?|way|to|in"
        r"|of|the|a|and|on|at|or|is|for)\b)[a-z]{3,15}(?: [a-z]{3,15})? "
        r"(?:street|road|lane|avenue|crescent|terrace|grove|mews)(?!\w)"
    ),
    re.compile(
        rf"(?i:(?<!\w){_HOUSE})[A-Z][a-z]+ (?:Court|House|Lodge)(?:, [A-Z][a-z]+ "
        rf"(?i:{_STREET}))?"
    ),
    re.compile(
        rf"(?<!\w){_NAMED_HOUSE}(?:[A-Z][a-z]+ ){{1,2}}(?i:{_STREET})(?!\w)(?:, [A-Z][a-z]+)?"
    ),
    re.compile(r"(?<!\w)(?:[A-Z][a-z]+ ){1,2}(?:Farm|Cottage)(?:, [A-Z][a-z]+)?"),
    # "lives above the bookies on Canal Street"
    re.compile(
        r"\b(?:live[sd]?|living|stays?|staying|address(?: is)?) (?:[a-z]+ ){0,5}"
        r"(?P<it>(?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Crescent))(?!\w)"
    ),
    # "lives on beech grove no 12"
    re.compile(
        r"\b(?:live[sd]?|living|stays?|staying) (?:on|at|in) (?P<it>(?!(?:the|an?|this|that|same"
        r"|your|our|their|his|her|my|busy|main|high|some|another)\b)[a-z]{3,15} (?:[a-z]{3,15} )?"
        r"(?:street|road|lane|avenue|crescent|terrace|grove|mews|close|drive)"
        r"(?: (?:no|number)\.? ?\d{1,4}[a-z]?)?)(?!\w)"
    ),
    # "moved to The Willows, Chapel Lane"
    re.compile(
        r"\b(?:moved|live[sd]?|living|stays?|staying|address)(?: (?:at|in|to|into|is))?:? "
        r"(?P<it>(?:[A-Z][a-z'\u2019]+ ?){1,3}, "
        rf"(?:[A-Z][a-z'\u2019]+ ){{1,2}}(?i:{_STREET}))(?!\w)"
    ),
    # Welsh puts the word for a street before its name: "14 Heol y Bont", "3 Maes-y-Coed"
    re.compile(
        r"(?<![\w/.])(?:\d{1,4}[a-zA-Z]?,? )?(?:Heol|Ffordd|Stryd|Rhodfa)"
        r"(?:[ -](?:[yY]r?|[A-Z][a-z'\u2019\u00c0-\u017f]+)(?![\w'])){1,3}"
    ),
    re.compile(
        r"(?<![\w/.])\d{1,4}[a-zA-Z]?,? (?:Maes|L[o\u00f4]n|Clos|Cae|Bryn|Cwrt|Pen|Tan|Min)"
        r"(?:[ -](?:[yY]r?|[A-Z][a-z'\u2019\u00c0-\u017f]+)(?![\w'])){1,3}"
    ),
)

# A school that somebody in the message goes to. Words before "school" that only say its sort.
_SORT = (
    r"(?:alternative|provision|an?|another|any|boarding|catholic|church|comprehensive|faith|first"
    r"|good|grammar|high|his|her|their|independent|infants?|junior|local|mainstream|middle|nearby"
    r"|nursery|old|our|primary|private|public|secondary|same|special|state|that|the|this|virtual"
    r"|your|my|new|which|what|different|academy|school|college)"
)
_GOES = (
    r"\b(?:goes to|go(?:ing)? to|went to|attend(?:s|ed|ing)?|(?:pupil|student) (?:at|of|from)"
    r"|(?:in )?year \d{1,2} (?:at|in)|enrolled (?:at|in)|mov(?:ed|ing) to"
    r"|(?:his|her|their) school is) (?:the )?"
)
SCHOOLS = (
    re.compile(
        rf"(?i:{_GOES})(?P<it>(?:(?!(?i:{_SORT})\b)(?:St\.?|[A-Z][A-Za-z'\u2019-]+) ){{1,4}}"
        rf"(?i:(?:{_SORT} ){{0,2}})"
        r"(?i:primary|academy|high|school|college|nursery|infants?|juniors?))(?!\w)"
    ),
    re.compile(
        rf"{_GOES}(?P<it>(?!{_SORT}\b)[a-z'\u2019]{{4,20}} (?:(?!{_SORT}\b)[a-z'\u2019]{{4,20}} )?"
        r"(?:primary|academy|high)(?: school)?)(?!\w)"
    ),
    re.compile(r"\bYsgol (?:(?:[yY]r?|[A-Z][a-z\u00c0-\u017f]+)(?!\w) ?){1,3}(?<! )"),
)
