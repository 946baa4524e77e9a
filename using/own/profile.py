"""What a partnership says of itself becomes its file: checked, and read back before it is kept.

A new file begins as ``ingest/data/partnership.toml`` does, which says what each field means; one
that is there keeps whatever else a person wrote into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from domain import FindingsError
from ingest.beside import partnership
from ingest.beside.partnership import PARTNERSHIP_NAME, Contact, Role, Shown, partnership_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ingest.beside.partnership import Partnership

# What the file says of itself and of all England, before anything is put in.
FORM = Path(partnership.__file__).parents[1] / "data" / PARTNERSHIP_NAME
# What is asked of a contact, in this order, and how.
QUESTIONS = {
    "name": "Its full name",
    "staff": "What staff call it, if anything else (commas between)",
    "number": "Number, as it is dialled",
    "option": "What to choose once it answers, if anything",
    "hours": "When it answers, if not always",
    "source": "Page or document that gives the number",
    "address": "That page's web address, if it has one",
    "reviewed": "Day on which the number was last checked",
}
FIELDS = tuple(QUESTIONS)
# Whom every area has a number of its own for.
LOCAL = (Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.LADO)
ASKED = {
    Role.FRONT_DOOR: "Children's social care in office hours (the front door)",
    Role.OUT_OF_HOURS: "Children's social care at night and at weekends",
    Role.POLICE: "The police where it is no emergency",
    Role.LADO: "Allegations against somebody who works with children (LADO)",
    Role.CHILDREN: "A helpline that a child may ring",
    Role.ADULTS: "A helpline for grown-ups who worry about a child",
    Role.DISTRESS: "A helpline for grown-ups who may harm themselves",
    Role.OTHER: "Anybody else that staff ask for",
}


class SetUpError(FindingsError):
    """What was said of the partnership cannot stand, or its folder cannot be written."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a partnership says of itself; see ``Partnership`` for what each field means.

    Without ``shown`` what the chatbot says of itself is made of the name.
    """

    name: str
    areas: tuple[str, ...]
    said: tuple[str, ...] = ()
    agencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    shown: Shown | None = None


def contact_of(given: Mapping[str, str], today: date) -> Contact:
    """Give the contact of the fields given, as ``partnership.toml`` names them.

    Raises:
        SetUpError: one is missing, unknown or wrong, or its check lies ahead; it is named.
    """
    fields = {name: plain(value) for name, value in given.items() if value.strip()}
    place = fields.get("role") or "a contact"
    try:
        contact = Contact.model_validate(fields)
    except ValidationError as error:
        wrong = str(error.errors()[0]["loc"][0])
        said = f"{fields[wrong]!r} will not do" if wrong in fields else "is missing"
        msg = f"{place}: {wrong}: {said}: {_remedy(wrong)}"
        raise SetUpError(msg) from error
    if contact.reviewed > today:
        msg = f"{place}: reviewed: {contact.reviewed} lies ahead: give the day of the last check"
        raise SetUpError(msg)
    return contact


def everywhere() -> tuple[Contact, ...]:
    """Give the contacts of all England that come with Findings, with the days they were seen on."""
    held = tomlkit.parse(FORM.read_text("utf-8")).unwrap()
    return tuple(Contact.model_validate(one) for one in held["contact"])


def with_everywhere(told: Told) -> Told:
    """Give what was told with the contacts of all England that those told do not stand for."""
    theirs = {one.role for one in told.contacts} - {Role.OTHER}
    rest = (one for one in everywhere() if one.role not in theirs)
    return replace(told, contacts=(*told.contacts, *rest))


def shown_of_documents(name: str, areas: tuple[str, ...]) -> Shown:
    """Give what the chatbot says of itself where a partnership said no more than who it is."""
    documents = f"the documents of the {plain(name)}"
    subject = f"keeping children safe in {plain(areas[0])}" if areas else Shown().subject
    return Shown(holds=documents, quotes=documents, about=documents, subject=subject)


def text_of(told: Told, before: str = "") -> str:
    """Give the text of the file, as the code that reads it takes it; ``before`` is what it held.

    Raises:
        SetUpError: it would not take it, or what it held is no TOML.
    """
    try:
        whole = tomlkit.parse(before or "".join(_head_of(FORM)))
        for name, value in _facts(told).items():
            _put(whole, name, value)
        shown: Any = whole.setdefault("shown", tomlkit.table())
        for name, value in _shown(told).items():
            _put(shown, name, value)
        _put(whole, "contact", _contacts(told.contacts, whole.get("contact")))
        text = tomlkit.dumps(whole)
        held = _read_back(text)
    except TOMLKitError as error:
        msg = f"{PARTNERSHIP_NAME}: not valid TOML ({error}): correct it"
        raise SetUpError(msg) from error
    if not held.home:
        msg = "area: none is given: name the one whose rules are the partnership's own"
        raise SetUpError(msg)
    return text


def plain(text: str) -> str:
    """Give words with single spaces."""
    return " ".join(text.split())


def _read_back(text: str) -> Partnership:
    try:
        return partnership_in({PARTNERSHIP_NAME: text.encode()})
    except FindingsError as error:
        raise SetUpError(str(error).partition(": correct it and")[0]) from error


def _head_of(form: Path) -> Iterable[str]:
    """Give the lines that say what each field means."""
    for line in form.read_text("utf-8").splitlines(keepends=True):
        yield line
        if not line.strip():
            return


def _put(table: Any, name: str, value: Any) -> None:  # noqa: ANN401  whatever TOML may hold
    """Put a value in its place; one that says nothing is taken out, one that is there stays."""
    if not value:
        table.pop(name, None)
    elif (
        name not in table
        or (table[name].unwrap() if hasattr(table[name], "unwrap") else table[name]) != value
    ):
        table[name] = value


def _facts(told: Told) -> dict[str, Any]:
    return {
        "name": plain(told.name),
        "areas": [plain(one) for one in told.areas if one.strip()],
        "said": [plain(one).lower() for one in told.said if one.strip()],
        "agencies": {name: list(names) for name, names in told.agencies.items() if names},
        "words": dict(told.words),
    }


def _shown(told: Told) -> dict[str, Any]:
    shown = told.shown or shown_of_documents(told.name, told.areas)
    usual = Shown().model_dump(mode="json")
    given = shown.model_dump(mode="json")
    return {name: value if value != usual[name] else None for name, value in given.items()}


def _contacts(told: Iterable[Contact], before: object) -> AoT | None:
    """Give the contacts; the table of one that was there stays, with what stands beside it."""
    left: list[Table] = list(before) if isinstance(before, AoT) else []
    made = tomlkit.aot()
    for one in told:
        named = (one.role.value, one.name)
        table = next((it for it in left if (it.get("role"), it.get("name")) == named), None)
        if table is None:
            table = tomlkit.table()
        else:
            left.remove(table)
        filled: dict[str, object] = {"role": one.role.value}
        filled |= {name: getattr(one, name) for name in FIELDS}
        for name, value in filled.items():
            _put(table, name, value)
        made.append(table)
    return made if len(made) else None


def _remedy(wrong: str) -> str:
    """Give what a field should be that is missing, unknown or of another form."""
    match wrong:
        case "role":
            return f"take one of {', '.join(Role)}"
        case "number":
            return "give it in digits and spaces, as it is dialled, or leave the contact out"
        case "reviewed":
            return "give the day on which the number was last checked, as in 2026-05-31"
        case "address":
            return "give it with https://, or leave it out"
        case "name" | "source":
            return "say it, or leave the contact out"
        case _:
            return f"take out what is none of role, {', '.join(FIELDS)}"
