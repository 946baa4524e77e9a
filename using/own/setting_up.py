"""A partnership's own folder: settings, a place for its documents, and who it is and whom to ring.

The file about the partnership is written from ``ingest/data/partnership.toml``, which says what
each field means and holds the numbers of all England, and is read back before it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import tomlkit
from pydantic import ValidationError

from domain import FindingsError
from ingest.beside import partnership
from ingest.beside.partnership import PARTNERSHIP_NAME, Contact, Role, partnership_in
from settings import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from tomlkit.items import AoT

DOCUMENTS_NAME = "documents"
# What the file says of itself and of all England, before anything is put in.
FORM = Path(partnership.__file__).parents[1] / "data" / PARTNERSHIP_NAME
# What is asked of a contact, in this order.
FIELDS = ("name", "staff", "number", "option", "hours", "source", "address", "reviewed")
_SETTINGS = f"""\
# Settings of Findings, in force for every command that is run in this folder. 'findings doctor'
# says whether all is well with them; the others that may stand here are those that it lists.
store = "store"
knowledge = "{DOCUMENTS_NAME}"
feedback = "feedback.sqlite3"
records = "records.sqlite3"
backups = "backups"
"""


class SetUpError(FindingsError):
    """What was said of the partnership cannot stand, or its folder cannot be written."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a partnership says of itself; see ``Partnership`` for what each field means."""

    name: str
    areas: tuple[str, ...]
    said: tuple[str, ...] = ()
    agencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()


def contact_of(given: Mapping[str, str], today: date) -> Contact:
    """Give the contact of the fields given, as ``partnership.toml`` names them.

    Raises:
        SetUpError: one is missing, unknown or wrong, or its check lies ahead; it is named.
    """
    fields = {name: " ".join(value.split()) for name, value in given.items() if value.strip()}
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


def set_up(folder: Path, told: Told) -> Path:
    """Make the partnership's folder and give the file about it; nothing there is overwritten.

    Raises:
        SetUpError: a file of it is there, it cannot be written, or what is told cannot stand.
    """
    text = _text_of(told)
    documents = folder / DOCUMENTS_NAME
    files = {documents / PARTNERSHIP_NAME: text, folder / FILE_NAME: _SETTINGS}
    for path in files:
        if path.exists() or path.is_symlink():
            msg = f"{path}: is there already: correct that, or name another folder"
            raise SetUpError(msg)
    written: list[Path] = []
    try:
        documents.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(content)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        msg = f"{error.filename or folder}: cannot be written ({reason}): name another folder"
        raise SetUpError(msg) from error
    return documents / PARTNERSHIP_NAME


def _text_of(told: Told) -> str:
    """Give the text of the file, as the code that reads it takes it.

    Raises:
        SetUpError: it would not take it.
    """
    form = tomlkit.parse(FORM.read_text("utf-8"))
    text = "".join((*_head_of(FORM), tomlkit.dumps(_facts(told)), "\n", _contacts(told, form)))
    try:
        held = partnership_in({PARTNERSHIP_NAME: text.encode()})
    except FindingsError as error:
        raise SetUpError(str(error).partition(": correct it and")[0]) from error
    if not held.home:
        msg = "area: none is given: name the one whose rules are the partnership's own"
        raise SetUpError(msg)
    return text


def _head_of(form: Path) -> Iterable[str]:
    """Give the lines that say what each field means."""
    for line in form.read_text("utf-8").splitlines(keepends=True):
        yield line
        if not line.strip():
            return


def _facts(told: Told) -> tomlkit.TOMLDocument:
    facts = tomlkit.document()
    facts["name"] = _plain(told.name)
    facts["areas"] = [_plain(one) for one in told.areas if one.strip()]
    facts["said"] = [_plain(one).lower() for one in told.said if one.strip()]
    facts["agencies"] = {agency: list(names) for agency, names in told.agencies.items()}
    facts["words"] = dict(told.words)
    area = _plain(told.areas[0]) if told.areas else ""
    facts["shown"] = {
        "holds": f"the documents of the {_plain(told.name)}",
        "quotes": f"the documents of the {_plain(told.name)}",
        "about": f"the documents of the {_plain(told.name)}",
        "subject": f"keeping children safe in {area}",
        "examples": [],
    }
    return facts


def _contacts(told: Told, form: tomlkit.TOMLDocument) -> str:
    """Give the contacts, those told before those of all England that they do not stand for."""
    own = tomlkit.aot()
    for one in told.contacts:
        filled = {"role": one.role.value} | {
            name: value for name in FIELDS if (value := getattr(one, name))
        }
        own.append(tomlkit.item(filled))
    theirs = {one.role for one in told.contacts} - {Role.OTHER}
    everywhere: AoT = form["contact"]  # type: ignore[assignment]  # the form holds a list of tables
    kept = [one for one in everywhere if Role(one["role"]) not in theirs]
    national = FORM.read_text("utf-8").split("\n\n")[1].split("[[contact]]")[0] if kept else ""
    rest = tomlkit.aot()
    for one in kept:
        rest.append(tomlkit.item(dict(one)))
    return (
        (tomlkit.dumps({"contact": own}) + "\n" if told.contacts else "")
        + national
        + (tomlkit.dumps({"contact": rest}) if kept else "")
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


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
