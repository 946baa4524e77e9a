"""What a person says that a document is: checked, put in force, written into the catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from domain import FindingsError, Kind, Source, Status
from ingest.beside.catalogue import CatalogueEntry
from ingest.beside.recording import FACTS, facts_of
from ingest.identity.reviews import with_review
from ingest.readers.layout import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.folder.collecting import Collected

_LONGEST = 400
_FORMS = {
    "kind": f"take one of {', '.join(Kind)}",
    "status": f"take one of {', '.join(Status)}",
    "url": "give it with https://, or leave it out",
}


class FactError(FindingsError):
    """What is said of a document is no fact that it can have."""


def checked_facts(told: Mapping[str, str]) -> dict[str, str]:
    """Give facts as they can be kept: on one line each, and of the form that theirs has.

    Raises:
        FactError: one is none; it is named with what it should be.
    """
    plain = {name: " ".join(clean(value).split()) for name, value in told.items()}
    _entry("document", plain)
    return plain


def told_source(source: Source, told: Mapping[str, str]) -> Source:
    """Give a source with the facts that a person says; an empty one is not known.

    Raises:
        FactError: one is none.
    """
    said = _entry(source.id, told).source()
    months = tuple(one for one in source.months if one not in told)
    source = replace(source, dated_by="") if "published" in told else source
    return replace(source, **{name: getattr(said, name) for name in told}, months=months)


def corrected(one: Collected, told: Mapping[str, str]) -> Collected:
    """Give a document that is what a person says; when it is due for a review follows from that.

    Raises:
        FactError: a fact is none.
    """
    if not told:
        return one
    source = told_source(one.document.source, told)
    if "review_due" not in told:
        months = tuple(one for one in source.months if one != "review_due")
        source = replace(source, review_due=None, months=months)
        source = with_review(source, one.document.text)
    # what its sentences are told apart by has changed, so nothing of it is taken over
    return replace(one, document=replace(one.document, source=source), reading="")


def written_facts(told: Mapping[str, str], known: Source) -> dict[str, object]:
    """Give what the catalogue is to say of a document of which a person said ``told``.

    All that is known is written, since no word of a document that has a title there is read for
    it; but for a day of review that nobody named, which follows the other dates.
    """
    if not told:
        return {}
    facts = dict.fromkeys(told, "") | facts_of(known)
    if "review_due" not in told:
        facts.pop("review_due", None)
    return facts


def _entry(name: str, told: Mapping[str, str]) -> CatalogueEntry:
    if unknown := [one for one in told if one not in FACTS]:
        msg = f"{unknown[0]}: is no fact of a document: take one of {', '.join(FACTS)}"
        raise FactError(msg)
    if long := next((fact for fact, value in told.items() if len(value) > _LONGEST), ""):
        msg = f"{long}: is longer than {_LONGEST} letters: shorten it"
        raise FactError(msg)
    if (url := told.get("url", "")) and not url.startswith(("https://", "http://")):
        msg = f"url: {url[:80]!r} will not do: {_FORMS['url']}"
        raise FactError(msg)
    try:
        given = {fact: value for fact, value in told.items() if value}
        return CatalogueEntry.model_validate({"path": name, **given})
    except ValidationError as error:
        fact = str(error.errors()[0]["loc"][0])
        remedy = _FORMS.get(fact, "give a day, as in 2026-05-31")
        msg = f"{fact}: {told[fact][:80]!r} will not do: {remedy}"
        raise FactError(msg) from error
