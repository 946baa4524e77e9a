"""The form of a partnership's own facts: its fields, and what was typed into them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ingest.agencies import agencies_of
from ingest.beside.partnership import Partnership, Role, Shown
from using.own.profile import (
    ASKED,
    FIELDS,
    QUESTIONS,
    SetUpError,
    Told,
    contact_of,
    plain,
    shown_of_documents,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from administering.around.asking import Visit

# What the chatbot says of itself, and how it is asked.
_SAID = {
    "subject": "Completes “Ask me a question about”",
    "about": "Completes “Ask me anything about”",
    "holds": "Completes “I look things up in”",
    "quotes": "Completes “I quote what ... say”",
    "topics": "Subjects to name where an answer was of no use",
    "rights": "The line on copyright below every page",
    "rights_link": "The end of that line, which is a link",
    "rights_address": "The address that the link leads to",
}
# Its colours, which are never those of the documents.
_COLOURS = {
    "colour": "Colour of links, buttons and lines",
    "colour_dark": "The same on a dark page",
}
_KINDS = {"reviewed": "date", "address": "url", "number": "tel"}
_SPARE = (Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.POLICE, Role.LADO)
_MOST_CONTACTS = 60


def shown_of(held: Partnership, typed: Visit | None = None) -> dict[str, Any]:
    """Give the fields of the form with what is held, or with what was typed."""
    words = {
        "name": held.name, "areas": "\n".join(held.areas), "said": ", ".join(held.said),
        "words": _lines(held.words), "examples": "\n".join(held.shown.examples),
        "jobs": _lines(held.shown.jobs),
        **{one: _unusual(held.shown, one) for one in (*_SAID, *_COLOURS)},
    }  # fmt: skip
    agencies = [(one, ", ".join(held.agencies.get(one, ()))) for one in agencies_of(held).names]
    if typed:
        words = {name: typed.text(name) for name in words}
        agencies = [(name, typed.text(f"agency {name}")) for name, _ in agencies]
        contacts = [dict(one) for one in _rows(typed)]
    else:
        contacts = [
            {name: str(getattr(one, name)) for name in ("role", *FIELDS)} for one in held.contact
        ]
        roles = {one["role"] for one in contacts}
        blank = dict.fromkeys(FIELDS, "")
        wanted = [*(one for one in _SPARE if one not in roles), Role.OTHER]
        contacts = sorted(
            [*contacts, *({"role": one.value} | blank for one in wanted)],
            key=lambda one: (list(Role).index(Role(one["role"])), not one["number"]),
        )
    return {
        "words": words, "agencies": agencies, "contacts": contacts,
        "said": [(name, label, words[name]) for name, label in _SAID.items()],
        "colours": [(name, label, words[name]) for name, label in _COLOURS.items()],
        "roles": [(one.value, ASKED[one]) for one in Role],
        "questions": [(name, label, _KINDS.get(name, "text")) for name, label in QUESTIONS.items()],
    }  # fmt: skip


def is_old(contact: Mapping[str, str], today: date, days: int) -> bool:
    """Say whether a contact of the form was checked more than so many days ago."""
    try:
        return (today - date.fromisoformat(contact["reviewed"])).days > days
    except ValueError:
        return False


def told_in(typed: Visit, today: date) -> Told:
    """Give what was typed.

    Raises:
        SetUpError: a field will not do; it is named.
    """
    agencies = {name: _split(typed.text(f"agency {name}"), ",") for name in agencies_of().names}
    contacts = tuple(
        contact_of(one, today)
        for one in _rows(typed)
        if one["name"].strip() or one["number"].strip()
    )
    name = plain(typed.text("name"))
    if not name:
        msg = "name: it is missing: say what the partnership is called"
        raise SetUpError(msg)
    areas = _split(typed.text("areas"), "\n")
    return Told(
        name, areas, _split(typed.text("said"), ","), agencies,
        _pairs(typed.text("words"), "local words"), contacts, _shown(typed, name, areas),
    )  # fmt: skip


def _unusual(shown: Shown, name: str) -> str:
    said: str = getattr(shown, name)
    return said if said != getattr(Shown(), name) else ""


def _shown(typed: Visit, name: str, areas: tuple[str, ...]) -> Shown:
    is_said = any(typed.text(one).strip() for one in _SAID)
    usual = Shown() if is_said else shown_of_documents(name, areas)
    given: dict[str, Any] = {one: plain(typed.text(one)) or getattr(usual, one) for one in _SAID}
    given["examples"] = _split(typed.text("examples"), "\n")
    given["jobs"] = _pairs(typed.text("jobs"), "questions by job")
    given |= {one: plain(typed.text(one)).lower() for one in _COLOURS}
    try:
        return Shown.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        wrong = str(first["loc"][0])
        said = f"{str(given.get(wrong))[:80]!r} will not do: correct it, or leave it empty"
        if first["type"] == "value_error":
            said = first["msg"].removeprefix("Value error, ")
        elif wrong in _COLOURS:
            said = f"{given[wrong][:80]!r} will not do: write it as #0b5270, or leave it empty"
        msg = f"{_COLOURS.get(wrong, wrong)}: {said}"
        raise SetUpError(msg) from error


def _rows(typed: Visit) -> list[dict[str, str]]:
    count = typed.text("contacts")
    number = min(int(count), _MOST_CONTACTS) if count.isdecimal() and len(count) < 4 else 0  # noqa: PLR2004
    return [
        {name: typed.text(f"{name}-{at}") for name in ("role", *FIELDS)} for at in range(number)
    ]


def _lines(pairs: Mapping[str, str]) -> str:
    return "\n".join(f"{name} = {value}" for name, value in pairs.items())


def _split(text: str, between: str) -> tuple[str, ...]:
    parts: Iterable[str] = map(plain, text.split(between))
    return tuple(one for one in parts if one)


def _pairs(text: str, what: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _split(text, "\n"):
        name, is_one, value = line.partition("=")
        if not (is_one and name.strip() and value.strip()):
            msg = f"{what}: {line[:80]!r} is not of the form 'this = that': write it so"
            raise SetUpError(msg)
        found[name.strip()] = value.strip()
    return found
