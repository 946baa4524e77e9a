"""A number whose check is old says so wherever it is quoted, and so does one of no known day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dates import in_words
from domain import Answer, Correction, Refusal
from ingest.facts.contacts import REACHED_AT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain import Outcome, Source, Statement
    from ingest.beside.partnership import Contact, Partnership

_REMEDY = "check before you rely on it."


@dataclass(frozen=True, slots=True)
class Ages:
    """Whose check of a number counts on a day, and for how many days."""

    partnership: Partnership
    check_days: int
    today: date

    def warn(self, text: str, source: Source | None = None) -> str:
        """Give what is said of the numbers in a text that a document gives; often nothing.

        A number is as old as its check in the partnership's own list, or else as its document.
        """
        found = dict.fromkeys(match[0] for match in REACHED_AT.finditer(text))
        for one in self.partnership.contact:
            if f"{one.name}, {one.number}" in text:
                found[one.number] = None
        return " ".join(filter(None, (self._of(one, source) for one in found)))

    def is_old(self, contact: Contact) -> bool:
        """Say whether a number of the partnership's own list was last checked too long ago."""
        return self._is_past(contact.reviewed)

    def _is_past(self, day: date) -> bool:
        return (self.today - day).days > self.check_days

    def _of(self, number: str, source: Source | None) -> str:
        digits = _digits(number)
        listed = [one for one in self.partnership.contact if _digits(one.number) == digits]
        day = listed[0].reviewed if listed and digits else None
        if day is None and source is not None:
            day = source.checked or source.published or source.effective_from
        if day is None:
            return f"No day is known on which {number} was checked: {_REMEDY}"
        if not self._is_past(day):
            return ""
        verb = "was last reviewed" if listed else "stands in a document last dated"
        return f"{number} {verb} {in_words(day)}, more than {self.check_days} days ago: {_REMEDY}"


def with_ages(outcome: Outcome, ages: Ages) -> Outcome:
    """Give an outcome in which each quoted number that is old says so."""
    match outcome:
        case Answer() | Correction():
            return replace(outcome, statements=aged(outcome.statements, ages))
        case Refusal():
            near = (ages.warn(one.quote, one.passage.source) for one in outcome.nearby)
            said = dict.fromkeys(filter(None, (ages.warn(outcome.message), *near)))
            return replace(outcome, message=" ".join((outcome.message, *said)))
        case _:
            return outcome


def aged(statements: Iterable[Statement], ages: Ages) -> tuple[Statement, ...]:
    """Give statements in which each quoted number that is old says so."""
    return tuple(
        replace(one, caution=" ".join(filter(None, (one.caution, warning))))
        if (warning := ages.warn(one.text, one.citations[0].passage.source))
        else one
        for one in statements
    )


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
