"""What an ask takes for granted: the statements inside it, without what it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Words before which a new clause begins.
_BOUNDARY = re.compile(
    r"[,;:?!()]+\s*|\.(?=\s|$)\s*|\s[-–—]+\s"
    r"|\s+(?=(?:then|but|because|since|seeing (?:as|that)|given that|now that|although|whereas)\b)"
    r"|\s+(?=so\s+(?:i|we|you|they|he|she|hes|shes|it|its|that|thats|there|do|does|can|could|should"
    r"|is|are|was|what|whats|who|whos|which|when|where|how|why|if|now|since|my|the|a)\b)"
    r"|\s+(?=(?:and|n|&|as)\s+(?:who|what|whats|when|where|which|why|how|do|does|is|are|can|could"
    r"|should|must|also)\b)"
    r"|\s+(?=(?:who|whos|what|whats|when|where|wheres|why|how)\s+(?:do|does|did|should|can|could"
    r"|must|will|would|many|long|often|soon|much|i|we)\b)"
    r"|\s+(?=(?:what|whats|why|how|when|where)\s+(?:is|are|was|were|about|happens|comes|if)\b)"
    r"|\s+(?=which\s+(?!(?:is|are|was|were|has|have|had|can|may|must|should|will|would)\b)\w+)"
    r"|\s+(?=(?:do|does|did|can|could|should|shall|is|are)\s+(?:i|we|it|there)\b)",
    re.IGNORECASE,
)
_LEADS = r"(?:(?:ok|okay|right|so|and|but|also|then|well|hi|hello|please|pls|because|since"
_LEADS += r"|as|seeing as|seeing that|given that|given|now that|although|whereas|if)\s+)*"
# What a document says is asked for, and nothing said of it.
_WHAT_IT_SAYS = re.compile(
    r"\b(?:what|where|which)\b.{0,20}?\b(?:do|does|did)\b[^,;?]{2,90}?"
    r"\b(?:say|state|mention|tell us)\b(?:\s+(?:about|of|on)\b|\s*$)",
    re.IGNORECASE,
)
# What says a thing is so, of which what follows is what is said.
_SAYS = re.compile(
    rf"^{_LEADS}(?:(?:i|we|you)\s+(?:know|heard|hear|read|gather|understand|thought|think|was told"
    r"|were told)\s+(?:that\s+)?)?",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^(?:(?:so|and|but|ok)\s+)*(?:why|how come|what'?s? the (?:reason|point)|what made)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:(?:so|and|but|ok|then|also|well|n)\s+)*"
    r"(?:who|whos|who's|whose|what|whats|what's|when|where|wheres|which|how|whether|if|tell|give"
    r"|explain|list|show|any)\b",
    re.IGNORECASE,
)
# Asks whether a thing is so, or tells what may be.
_WHETHER = re.compile(
    r"^(?:(?:so|and|but|ok|then|also|well|n)\s+)*"
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|should|shall|must|may|will|would"
    r"|isnt|isn't|arent|aren't|dont|don't|doesnt|doesn't|if|what if|is it true|true or false"
    r"|am i right|whether)\b",
    re.IGNORECASE,
)
# Tells when a thing applies, and asks nothing: what asks goes on with a verb.
_WHEN = re.compile(
    r"^(?:when|where)\s+(?!(?:do|does|did|is|are|was|were|should|can|could|must|will|would|has"
    r"|have|had|to|i|we|else)\b)",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:(?:dont|don't|do not) know|not sure|unsure|wonder\w*)\b", re.IGNORECASE)
# Tells of somebody, of who asks or of one day, and not of what always holds.
_OF_A_CASE = re.compile(
    r"\b(?:he|she|he['’]?s|she['’]?s|him|his|her|hers|my|mine|im|i['’]m|i am|today|tonight"
    r"|yesterday|won['’]?t"
    r"|(?:this|last|yesterday) (?:morning|afternoon|evening|night|week|weekend))\b",
    re.IGNORECASE,
)
# Tells what may or must be done, be it of one case.
OF_A_RULE = re.compile(
    r"\b(?:can|cant|can['’]t|cannot|must|have to|has to|need to|needs to|should|may|allowed)\b",
    re.IGNORECASE,
)
# Tells what holds always, in the present, and nothing of who writes.
_GENERAL = re.compile(
    r"\b(?:is|are|isn['’]?t|aren['’]?t|must|has to|have to|can|can['’]?t|cannot|should|may|gets?"
    r"|needs?|does|do|doesn['’]?t|don['’]?t|was (?:updated|withdrawn|agreed|introduced))\b",
    re.IGNORECASE,
)
_OF_A_WRITER = re.compile(
    r"\b(?:i|we|us|our|me|you|your|i['’]m|we['’]re|we['’]ve|i['’]ve|this|that|there|they|it|them"
    r"|their|a (?:child|boy|girl|lad|mum|dad|pupil|young person|baby|parent|colleague))\b|\[",
    re.IGNORECASE,
)
# "Since governors need no training who has to have it".
_GIVEN = re.compile(r"^(?:as|since|because|given|seeing|now)\b", re.IGNORECASE)
_ASKING = re.compile(r"\s(?=(?:who|what|when|where|how|why|which)\b)", re.IGNORECASE)
# What asks to be agreed with at the end of what is stated.
_TAG = re.compile(
    r"\s+(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|wo|ca)n['’]?t"
    r"\s+(?:it|they|he|she|we|you|there|i)|(?:don['’]?t|doesn['’]?t) (?:it|they|he|she)|innit|yeah"
    r"|right|correct)$",
    re.IGNORECASE,
)
# A clause of fewer words claims nothing by itself.
LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of an ask that take something for granted.

    ``is_stated`` says whether they state it outright, as after ``since`` and ``why``; the others
    only ask about a thing that has to be there to be asked about.
    """

    text: str
    is_stated: bool


def claims_of(ask: str) -> tuple[Claim, ...]:
    """Give what an ask takes for granted, in its own words and order.

    A question whether something is so takes nothing for granted, nor does what stands after
    ``if``; and what is told of one child no document contradicts, but what must be done for it.
    """
    claims = []
    for clause in _clauses(ask):
        is_short = len(clause.split()) < LEAST_WORDS
        is_of_a_case = _OF_A_CASE.search(clause) and not OF_A_RULE.search(clause)
        is_open = _UNSURE.search(clause) or _WHAT_IT_SAYS.search(clause)
        if is_short or is_of_a_case or is_open:
            continue
        if _WHY.match(clause):
            claims.append(Claim(clause, is_stated=True))
        elif _WHETHER.match(clause):
            continue
        elif _ASKS.match(clause) and not _WHEN.match(clause):
            claims.append(Claim(clause, is_stated=False))
        else:
            words = _SAYS.sub("", clause, count=1)
            if len(words.split()) >= LEAST_WORDS:
                claims.append(Claim(words, is_stated=True))
    return tuple(claims)


def is_general(sentence: str) -> bool:
    """Say whether a sentence told before an ask says what always holds, and of no case."""
    is_of_somebody = _OF_A_CASE.search(sentence) or _OF_A_WRITER.search(sentence)
    return bool(_GENERAL.search(sentence)) and not is_of_somebody


def _clauses(ask: str) -> list[str]:
    parts = [one for part in _BOUNDARY.split(ask) for one in _given_and_asked(part.strip())]
    return [one for one in (_TAG.sub("", part) for part in parts) if one]


def _given_and_asked(clause: str) -> tuple[str, ...]:
    """Give what is taken as given and what is asked on it, where no comma parts them."""
    asking = [one.start() for one in _ASKING.finditer(clause)]
    if not _GIVEN.match(clause) or not asking:
        return (clause,)
    given = clause[: asking[-1]].strip()
    return (given, clause[asking[-1] :].strip()) if len(given.split()) > LEAST_WORDS else (clause,)
