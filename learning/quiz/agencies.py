"""Agencies that can stand in one another's place in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learning.quiz.rules import NO_RULES, QuizRules
from learning.quiz.swaps import Sort, Swap, either

if TYPE_CHECKING:
    from collections.abc import Iterator

# Agencies and the people who speak for them: for singular and for plural verbs, each with the
# family it belongs to. Within a family one could stand for another (a social worker acts for the
# local authority), so wrong answers come from other families only.
_AGENCIES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "one": (
        ("council", ("children's social care", "social care")),
        ("council", ("the local authority", "the council")),
        ("council", ("the virtual school head",)),
        ("council", ("the social worker",)),
        ("school", ("the headteacher",)),
        ("school", ("the designated safeguarding lead",)),
        ("state", ("the Home Office",)),
        ("police", ("the National Crime Agency",)),
        ("health", ("the integrated care board",)),
        ("partnership", ("the independent scrutineer",)),
        ("inspectors", ("Ofsted",)),
        ("inspectors", ("the Care Quality Commission",)),
        ("courts", ("the Crown Prosecution Service",)),
    ),
    "many": (
        ("police", ("the police", "police", "police officers")),
        ("school", ("schools",)),
        ("school", ("headteachers",)),
        ("council", ("social workers", "local authority social workers")),
        ("council", ("local authorities",)),
        ("health", ("health leaders", "health staff")),
        ("youth work", ("youth workers",)),
        ("partnership", ("safeguarding partners",)),
        ("courts", ("solicitors",)),
        ("carers", ("foster carers",)),
    ),
}


# Words that speak of a family without naming an agency: a line with them is about it already.
_SPEAKS_OF = {
    "school": re.compile(r"\b(?:school|teacher|education|pupil)", re.IGNORECASE),
    "health": re.compile(r"\b(?:health|hospital|nurse|clinician|NHS)", re.IGNORECASE),
    "council": re.compile(r"\b(?:council|local authorit|social)", re.IGNORECASE),
    "police": re.compile(r"\bpolice", re.IGNORECASE),
    "youth work": re.compile(r"\byouth", re.IGNORECASE),
    "partnership": re.compile(r"\bpartner", re.IGNORECASE),
}
# The safeguarding partners are the council, health and the police (Children Act 2004, s.16E).
_PARTNERS = frozenset({"council", "health", "police", "partnership"})


Groups = tuple[tuple[str, tuple[str, ...]], ...]


def find_agencies(text: str, rules: QuizRules = NO_RULES) -> Iterator[Swap]:
    """Give the agencies of a line with others that fit their place.

    ``rules`` name those of the documents that it is from.
    """
    for number, known in _AGENCIES.items():
        groups = with_own(known, rules, number)
        for family, group in groups:
            for match in re.finditer(either(group), text, re.IGNORECASE):
                if _is_whole_name(text, match, rules):
                    rest = f"{text[: match.start()]} {text[match.end() :]}"
                    others = [names[0] for other, names in groups if _differs(other, family, rest)]
                    cased = tuple(_cased(one, match[0], group) for one in others)
                    yield Swap(Sort.AGENCY, match.start(), match.end(), cased)


def with_own(known: Groups, rules: QuizRules, number: str) -> Groups:
    """Give the groups with those of the documents, which stand after the known of their family."""
    own = [one for one in rules.agency if one.number == number]
    added = {one.like: one.names for one in own if one.like}
    groups = [(family, (*names, *added.get(names[0], ()))) for family, names in known]
    for one in own:
        if not one.like:
            places = [place for place, (family, _) in enumerate(groups, 1) if family == one.family]
            groups.insert(max(places, default=len(groups)), (one.family, one.names))
    return tuple(groups)


def _differs(other: str, family: str, rest: str) -> bool:
    """Say whether an agency of one family is plainly wrong where one of another stood."""
    if other == family or ("partnership" in {other, family} and {other, family} <= _PARTNERS):
        return False
    return other not in _SPEAKS_OF or not _SPEAKS_OF[other].search(rest)


# The name is part of a longer one, or qualifies what follows.
_GOES_ON = re.compile(
    r"""\s(?:Act|and\ health|area|bail|capacity|caseloads?|category|child|circular
    |consultation|county|definition|duty|early\ help|employee|first|force|form|front\ door
    |guidance|inspector|inspectorate|intelligence|interview|national|need\ one|notice|officers?
    |on\ 999|or\ police|page|panel|prosecution|protection|pupils|records?|recording|referrals
    |report|role|services?|social|staff|teams?|toolkit|who|work)\b
    |['’]|-""",
    re.VERBOSE,
)
_COMES_AFTER = re.compile(
    r"""(?:\w-|\b(?:transport|lead|labour|for|own|national|by|qualified|health|an?|the
    |experienced|delegated|virtual|each|former|of|other|some|most|many|three|all|these|English
    |local|committed|and)\s)$""",
    re.VERBOSE | re.IGNORECASE,
)


def _is_whole_name(text: str, match: re.Match[str], rules: QuizRules) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _GOES_ON.match(after) or _COMES_AFTER.search(before):
        return False
    return not (rules.goes_on.match(after) or rules.comes_after.search(before))


def _cased(name: str, found: str, group: tuple[str, ...]) -> str:
    """Give a name with a capital where the one found has one because a sentence begins."""
    proper = found in group and found[:1].isupper()
    return name[:1].upper() + name[1:] if found[:1].isupper() and not proper else name
