"""Which editions may be quoted: those in force now, on the day that is asked about, of a year."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np

from bot.placing.reference import years_of
from bot.placing.titled import NamedDocument
from domain import Kind, Status
from ingest.editions import dated, in_force
from ingest.identity.dates import first_day, month_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.placing.belonging import Map
    from bot.placing.place import Place
    from bot.ranking.table import Mask
    from domain import Source

# What asks for how it was at another time, with the time after it or before it.
_AS_AT = re.compile(
    r"\bas (?:at|of|it (?:was|stood) (?:in|on|at))\s+(?:the\s+)?(?P<when>[\w ,./-]{4,30})"
    r"|\b(?:in force|applied|applicable|current|valid) (?:in|on|at)\s+(?P<then>[\w ,./-]{4,30})",
    re.IGNORECASE,
)
_EDITION_OF = re.compile(
    r"\b(?P<before>(?:19|20)\d\d) (?:edition|version|guidance|procedures?|policy|protocol)\b"
    r"|\b(?:edition|version)\s+(?:of|from|dated)\s+(?P<after>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(r"^[A-Za-z]+ (?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# An inspection or its letter, by the year before or after it.
_LETTER = r"(?:letter|inspection|jtai|(?:focused|monitoring|inspection|ofsted) (?:visit|report))"
_OF_A_YEAR = re.compile(
    rf"(?<!since )(?<!since the )\b(?P<before>(?:19|20)\d\d)\s+(?:[a-z]+\s+){{0,3}}?{_LETTER}\b"
    rf"|\b{_LETTER},? (?:(?:in|of|from|dated) )?(?:[a-z]+ )?(?P<after>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# So many words of its title before a year name the edition of that year.
_TITLE_WORDS = 2
# The dates of so many letters are given where none is of the year that is asked about.
_MOST_DATES = 3


class InForce:
    """Of the documents held, those that were in force on a day."""

    def __init__(self, sources: Sequence[Source], document_of: NDArray[np.int32]) -> None:
        """Take the documents held, and for each passage the place of its own among them."""
        self._sources = sources
        self._document_of = document_of
        self._has_older = any(one.replaced_on or one.status is Status.SUPERSEDED for one in sources)

    def quotable(self, question: str) -> Mask | None:
        """Give, as a mask over the passages, those that may answer; None where all may."""
        if not self._has_older:
            return None
        today = datetime.now(UTC).date()
        day = asked_day(question, self._sources)
        held = in_force(self._sources, min(day, today) if day else None, today)
        return np.array([one.id in held for one in self._sources], dtype=bool)[self._document_of]


def asked_day(question: str, sources: Sequence[Source]) -> date | None:
    """Give the day as at which a question asks; None where it asks for what holds now."""
    for match in _AS_AT.finditer(question):
        if day := _day_in(match["when"] or match["then"]):
            return day
    if edition := _EDITION_OF.search(question):
        return date(int(edition["before"] or edition["after"]), 12, 31)
    for year in _YEAR.finditer(question):
        said = re.findall(r"\w+", question[: year.start()].lower())[-_TITLE_WORDS:]
        if len(said) == _TITLE_WORDS and any(
            _is_named(said, one) and (day := dated(one)) and day.year == int(year[0])
            for one in sources
            if one.replaced_on or one.status is Status.SUPERSEDED
        ):
            return date(int(year[0]), 12, 31)
    return None


def letters_of_a_year(
    text: str, place: Place | None, held: Sequence[Source], sentences: Map
) -> NamedDocument | None:
    """Give the letters of the year that an ask names, or say that none is held of that year.

    None where it names no year or several, or where all letters that may be meant are of that year.
    """
    named = _OF_A_YEAR.search(text)
    years = set(_YEAR.findall(text))
    if named is None or len(years) != 1 or (place and place.absent):
        return None
    letters = [one for one in held if one.kind is Kind.FINDING]
    if place:
        areas = place.condition.areas
        letters = [one for one in letters if sentences.belonging.of_source(one) & areas]
    meant = [one for one in letters if int(*years) in years_of(one)]
    # of one that gives no day nobody knows the year
    is_open = not meant and not all(map(years_of, letters))
    if not letters or len(meant) == len(letters) or is_open:
        return None
    ids = frozenset(one.id for one in meant or letters)
    absent = ""
    if not meant:
        of = f" of {place.condition.label}" if place else ""
        days = " and ".join(one.dated for one in letters[:_MOST_DATES])
        are = "the one held is" if len(letters) == 1 else "those held are"
        more = " and others" if len(letters) > _MOST_DATES else ""
        absent = f"No letter{of} of {named['before'] or named['after']} is held here; {are}"
        absent = f"{absent} of {days}{more}."
    among = sentences.of_documents(ids, ())
    return NamedDocument(among, ids, named[0].strip(), absent, place.bare if place else text)


def _is_named(said: list[str], source: Source) -> bool:
    title = re.findall(r"\w+", source.title.lower())
    return any(title[at : at + _TITLE_WORDS] == said for at in range(len(title)))


def _day_in(text: str) -> date | None:
    if day := first_day(text):
        return day
    if match := _MONTH_AND_YEAR.match(text):
        month = month_alone(match[0])
        return month.replace(day=28) if month else None
    year = _YEAR.match(text)
    return date(int(year[0]), 12, 31) if year else None
