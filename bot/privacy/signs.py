"""What stands around a word and says that it is, or is not, a private person's name."""

from __future__ import annotations

import re

TITLES = frozenset("mr mrs ms miss master mx pani".split())
# Titles that are no other word when typed in lower case, as "miss" is.
LOWER_TITLES = frozenset("mr mrs ms".split())
# Of these a capital in running text hardly names a thing: "her dad Brychan".
FAMILY = frozenset(
    """son daughter brother sister lad girl boy baby child nephew niece grandson granddaughter mum
    dad mother father nan nana gran grandad grandma aunt auntie uncle cousin stepdad stepmum stepson
    stepdaughter boyfriend girlfriend toddler twin sibling""".split()
)
KIN = frozenset(
    """son daughter brother sister child lad girl boy baby nephew niece grandson granddaughter
    pupil student kid mum dad mother father nan nana gran grandad grandma grandson aunt auntie
    uncle cousin stepdad stepmum stepson stepdaughter boyfriend girlfriend partner friend mate
    patient client resident toddler teenager twin sibling called named about""".split()
)
CUES = re.compile(
    r"(?:name(?:'s|\u2019s| is|s is)?|named|called|calls? (?:him|her)self|known as|goes by|aka"
    r"|(?:child|pupil|client|patient|person|student|girl|boy|lad|yp|re|name)(?: \d)?:)[ :,]*$"
    # a name in quotation marks only after what is said of a person: a tool has its name in them too
    r"|(?:goes by|(?:nick|street) ?name(?:d| is)?|aka|a\.k\.a\.?|calls (?:him|her)self"
    r"|(?:^|[.?!]|\b(?:he|she|who|boy|girl|lad|child|dad|mum)(?:'s| is)?) ?(?:also )?known as)"
    r" ?[:,]? ?[\"'\u2018\u201c]$",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"^['\u2019]s? (?:\w+ )?(?:mum|dad|mother|father|nan|gran|parents|brother|sister|uncle|aunt|son"
    r"|daughter|stepdad|stepmum|boyfriend|girlfriend|baby)\b"
)
HOUSEHOLD = re.compile(
    r"^ (family|child(?:ren)?|kids?|siblings?|brothers?|sisters?|twins?|boys?|girls?|lads?|baby)\b"
)
# An age in so many words, of a word that no list holds; a range of ages is a group's.
AGED_IN_WORDS = re.compile(
    r"^(?:,? (?:aged|who'?s|who is) (?:just )?\d{1,2}|, \d{1,2}(?=,)| \(\d{1,2}(?=\)))"
    r"(?! ?(?:to|and|or|-|\u2013|\+)|\d| (?:min|hour|day|week|month))"
)
OF_PLACES = frozenset("in at from near across around the section part article schedule".split())
POSSESSED = re.compile(
    r"^['\u2019]s? (?:\w+ )?(?:mum|dad|mother|father|nan|gran|carer|carers|foster|parents?|brother"
    r"|sister|social|school|phone|case|file|plan|record|placement|conference|referral|boyfriend"
    r"|girlfriend|key|risk|conference|icpc|house|flat)",
    re.IGNORECASE,
)
AGED = re.compile(
    r"^,? ?(?:\(?\d{1,2}\)?(?: ?(?:yo|y/o|yrs?|years?)\b|,|\)|$)"
    r"|(?:s?he'?s|is|aged|age|who'?s|who is)"
    r" (?:just )?\d{1,2}\b(?! ?(?:min|hour|day|week|mile)))",
    re.IGNORECASE,
)
# A law, test or report that bears somebody's name: "Fraser guidelines", "Clare's Law".
EPONYM = re.compile(
    r"^(?:['\u2019]s (?:law|inquiry|test|(?-i:Rule|Act|Charter|Army))\b"
    r"|(?:(?: and| or|,|/) ?[A-Z]\w+){0,2} (?:competen\w+|guidelines?|test|ruling"
    r"|judge?ment|criteria|principles?|law|inquiry|review|report|reforms|framework|scale|questionnaire|syndrome)\b)",
    re.IGNORECASE,
)
# How far from a name its signs may stand, in characters.
NEAR = 30
# Mostly capitals: then a capital says nothing about a word.
SHOUTING = 0.6
# A first name typed in lower case counts by itself from this length: shorter ones are words too.
LOWER_LENGTH = 5
BIRTH = re.compile(r"^(?: \w+)?,? ?\(?(?:d\.?o\.?b|born)\b", re.IGNORECASE)
# The least letters of a family name typed in lower case, and what shows that a name ended.
FAMILY_LENGTH = 4
AFTER_FAMILY = re.compile(
    r"^,? ?\(?(?:d\.?o\.?b|born|nhs|upn|aged?\b|\d|(?:told|said|says|disclosed|has|is|was|hasn'?t"
    r"|isn'?t|wasn'?t|needs|went|keeps|lives|wants)\b)",
    re.IGNORECASE,
)
# "J. Rook", "Dr. Rook".
INITIAL_LENGTH = 3
# Words in capitals up to this length are read as abbreviations.
ACRONYM_LENGTH = 5
# Initials of a person: "T.J. (UPN ...", "KB, 14," but not an abbreviation before a number.
INITIALS = re.compile(
    r"(?<![\w.&])(?<![A-Z] & )(?P<surname>[A-Z]\. ?[A-Z][a-z]{2,})(?!\w)|"
    r"(?<![\w.&])(?<![A-Z] & )(?P<dotted>(?!U\.[KS]|P\.S)[A-Z]\. ?[A-Z]\.?)"
    r"(?= ?[(,]| is| was| has|'s)"
    r"|(?<!\w)(?P<plain>(?!CP|KS|YR|UK|IT|AP|SW|ED|GP|PC|NI|EU|PE|RE)[A-Z]{2})"
    r"(?= \d{1,2} ?(?:yo|y/o|(?:yrs?|years?) old)\b|(?= \d{1,2} ?yrs?[,.])"
    r"|(?:,? aged |, | \()\d{1,2}(?: ?yo| ?y/o| years?|,|\)|$))"
)
# But somebody's case bears their name.
OF_A_PERSON = re.compile(
    r"^['\u2019]|^ (?:case|file|baby|boy|girl|child|lad|mum|dad|mother|father|referral|conference"
    r"|household)\b"
)
# What comes after the end of a name that began before: "Right Care Right Person?"
AFTER_A_THING = re.compile(r" [A-Z]|[.?!,;)'\u2019\"]|$")
# Nobody is "the Ann Rook": what several words name after these is a thing.
OF_THINGS = frozenset(("the", "each"))
# What a thing is that several capitals before it name: "Right Care Right Person approach".
THING = re.compile(
    r"^ (?:approach|model|tool|toolkit|framework|policy|protocol|procedure|pathway|programme|scheme"
    r"|panel|team|pilot|guidance|strategy|project|training|form|meeting|board|service|hub|course)s?\b"
)
