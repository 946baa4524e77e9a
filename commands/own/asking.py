"""``findings init``: who a partnership is, from options or asked in a terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from ingest.agencies import agencies_of
from ingest.beside.partnership import Role
from using.own.setting_up import DOCUMENTS_NAME, FIELDS, SetUpError, Told, contact_of, set_up

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from ingest.beside.partnership import Contact

# Whom every area has a number of its own for.
_LOCAL = (Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.LADO)
_ASKED = {
    Role.FRONT_DOOR: "Children's social care in office hours (the front door)",
    Role.OUT_OF_HOURS: "Children's social care at night and at weekends",
    Role.POLICE: "The police where it is no emergency (empty: 101)",
    Role.LADO: "Allegations against somebody who works with children (LADO)",
    Role.OTHER: "Anybody else that staff ask for",
}
_QUESTIONS = {
    "name": "  Its full name",
    "staff": "  What staff call it, if anything else (commas between)",
    "number": "  Number, as it is dialled",
    "option": "  What to choose once it answers, if anything",
    "hours": "  When it answers, if not always",
    "source": "  Page or document that gives the number",
    "address": "  That page's web address, if it has one",
    "reviewed": "  Day on which the number was last checked, as in 2026-05-31",
}


@dataclass(frozen=True, slots=True)
class Given:
    """The options as they were typed."""

    name: str
    areas: tuple[str, ...]
    said: tuple[str, ...]
    agencies: tuple[str, ...]
    words: tuple[str, ...]
    contacts: tuple[str, ...]


def init_folder(folder: Path, given: Given) -> None:
    """Make the folder of a partnership and say what comes next.

    Raises:
        SetUpError: something given cannot stand, or the folder has such files; in one line.
    """
    today = datetime.now(UTC).date()
    told = _told(given, today)
    if not (told.name.strip() and told.areas):
        if not sys.stdin.isatty():
            msg = "--name and --area: say what the partnership is called, and of which area it is"
            raise SetUpError(msg)
        told = _ask(told, today)
    path = set_up(folder, told)
    print(f"{path}: made, with what each line means; correct it there")
    roles = {one.role for one in told.contacts}
    if lacking := [words for role, words in _ASKED.items() if role in _LOCAL and role not in roles]:
        print(f"Left out, as no number was given: {'; '.join(lacking)}")
    print("The numbers of all England in it were seen long ago: check them, and put the day.")
    print(f"Put your documents into {folder / DOCUMENTS_NAME}, then, in {folder}:")
    print("    findings ingest")
    print("    findings serve")


def _told(given: Given, today: date) -> Told:
    agencies: dict[str, tuple[str, ...]] = {}
    for agency, name in _pairs(given.agencies, "--agency"):
        if agency not in agencies_of().names:
            msg = f"--agency: {agency!r} is none of {', '.join(agencies_of().names)}: take one"
            raise SetUpError(msg)
        agencies[agency] = (*agencies.get(agency, ()), name)
    return Told(
        given.name, given.areas, given.said, agencies, dict(_pairs(given.words, "--word")),
        tuple(_contact(one, today) for one in given.contacts),
    )  # fmt: skip


def _pairs(given: Iterable[str], option: str) -> Iterable[tuple[str, str]]:
    for one in given:
        name, is_one, value = one.partition("=")
        if not (is_one and name.strip() and value.strip()):
            msg = f"{option}: {one!r} is not of the form 'this=that': write it so"
            raise SetUpError(msg)
        yield name.strip(), value.strip()


def _contact(given: str, today: date) -> Contact:
    return contact_of(dict(_pairs(filter(str.strip, given.split(";")), "--contact")), today)


def _ask(told: Told, today: date) -> Told:
    """Ask for what is not given yet; what cannot stand is asked for again."""
    print("An empty answer leaves out what you do not have. Nothing is guessed.", file=sys.stderr)
    name = told.name or _line("The partnership's name")
    areas = told.areas or (
        _line("The area whose rules are its own, as in Leeds"),
        *_several("Areas or groups that it is part of, with rules of their own"),
    )
    said = told.said or _several("Other words that staff use for the area")
    agencies = dict(told.agencies)
    for agency in agencies_of().names if not agencies else ():
        if names := _several(f"What {agency} is called here"):
            agencies[agency] = names
    words = dict(told.words)
    while not told.words and (local := _line("A local name of a meeting, tool or team", "")):
        words[local] = _line("  What it is called everywhere")
    roles = {one.role for one in told.contacts}
    contacts = list(told.contacts)
    for role, asked in _ASKED.items():
        while role not in roles and (contact := _ask_contact(role, asked, today)):
            contacts.append(contact)
            if role is not Role.OTHER:
                break
    return replace(
        told, name=name, areas=tuple(areas), said=said, agencies=agencies, words=words,
        contacts=tuple(contacts),
    )  # fmt: skip


def _ask_contact(role: Role, asked: str, today: date) -> Contact | None:
    given = {"role": role.value}
    print(f"{asked}: empty if you have no number with the day it was checked.", file=sys.stderr)
    for field in FIELDS:
        given[field] = _line(_QUESTIONS[field], "")
        if field == "name" and not given[field]:
            return None
    while True:
        try:
            return contact_of(given, today)
        except SetUpError as error:
            print(f"{error}", file=sys.stderr)
            wrong = next((one for one in FIELDS if f": {one}: " in str(error)), "name")
            given[wrong] = _line(_QUESTIONS[wrong], "")
            if not given[wrong]:
                return None


def _line(question: str, default: str | None = None) -> str:
    said: str = typer.prompt(question, default=default, show_default=False, err=True)
    return said.strip()


def _several(question: str) -> tuple[str, ...]:
    said = _line(f"{question} (commas between)", "")
    return tuple(one.strip() for one in said.split(",") if one.strip())
