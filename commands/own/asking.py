"""``findings init``: who a partnership is, from options or asked in a terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from ingest.agencies import agencies_of
from ingest.beside.partnership import Role
from using.own.profile import ASKED, FIELDS, LOCAL, QUESTIONS, SetUpError, Told, contact_of
from using.own.setting_up import DOCUMENTS_NAME, set_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from ingest.beside.partnership import Contact

_LOCAL_NAME = "A local name of a meeting, tool or team; empty once there is no other"
# Those of all England are not asked for: they come with the file.
_ASKED = (Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.POLICE, Role.LADO, Role.OTHER)


@dataclass(frozen=True, slots=True)
class Given:
    """The options as they were typed; ``in_page`` leaves all else to the page *Set up*."""

    name: str
    areas: tuple[str, ...]
    said: tuple[str, ...]
    agencies: tuple[str, ...]
    words: tuple[str, ...]
    contacts: tuple[str, ...]
    in_page: bool = False
    signs_in: bool = False


def init_folder(folder: Path, given: Given) -> None:
    """Make the folder of a partnership and say what comes next.

    Raises:
        SetUpError: something given cannot stand, or the folder has such files; in one line.
    """
    if given.in_page:
        set_up(folder, None, signs_in=given.signs_in)
        print(f"{folder}: made; in it, run 'findings serve' and open the page that it names")
        return
    today = datetime.now(UTC).date()
    told = _told(given, today)
    if not (told.name.strip() and told.areas):
        if not sys.stdin.isatty():
            msg = "--name and --area: say what the partnership is called, and of which area it is"
            raise SetUpError(msg)
        told = _ask(told, today)
    path = set_up(folder, told, signs_in=given.signs_in)
    print(f"{path}: made, with what each line means; correct it there")
    roles = {one.role for one in told.contacts}
    if lacking := [ASKED[role] for role in LOCAL if role not in roles]:
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
    """Ask for what is not given yet; where the answers end early, what was said so far is kept.

    Raises:
        typer.Abort: they ended before a name and an area were said.
    """
    print("An empty answer leaves out what you do not have. Nothing is guessed.", file=sys.stderr)
    try:
        for so_far in _asked(told, today):
            told = so_far
    except typer.Abort:
        if not (told.name and told.areas):
            raise
        print("\nThe answers ended here: what was said before is kept.", file=sys.stderr)
    return told


def _asked(told: Told, today: date) -> Iterator[Told]:
    """Give what is told after each answer; what cannot stand is asked for again."""
    if not told.name:
        yield (told := replace(told, name=_line("The partnership's name")))
    if not told.areas:
        area = _line("The area whose rules are its own, as in Leeds")
        yield (told := replace(told, areas=(area,)))
        more = _several("Areas or groups that it is part of, with rules of their own")
        yield (told := replace(told, areas=(area, *more)))
    if not told.said:
        yield (told := replace(told, said=_several("Other words that staff use for the area")))
    for agency in agencies_of().names if not told.agencies else ():
        if names := _several(f"What staff call {agency} here"):
            yield (told := replace(told, agencies={**told.agencies, agency: names}))
    has_words = bool(told.words)
    while not has_words and (local := _line(_LOCAL_NAME, "")):
        words = {**told.words, local: _line("  What it is called everywhere")}
        yield (told := replace(told, words=words))
    roles = {one.role for one in told.contacts}
    for role in _ASKED:
        while role not in roles and (contact := _ask_contact(role, today)):
            yield (told := replace(told, contacts=(*told.contacts, contact)))
            if role is not Role.OTHER:
                break


def _ask_contact(role: Role, today: date) -> Contact | None:
    given = {"role": role.value}
    print(
        f"{ASKED[role]}: empty if you have no number with the day it was checked.", file=sys.stderr
    )
    for field in FIELDS:
        given[field] = _line(_question(field), "")
        if field == "name" and not given[field]:
            return None
    while True:
        try:
            return contact_of(given, today)
        except SetUpError as error:
            print(f"{error}", file=sys.stderr)
            wrong = next((one for one in FIELDS if f": {one}: " in str(error)), "name")
            given[wrong] = _line(_question(wrong), "")
            if not given[wrong]:
                return None


def _question(field: str) -> str:
    return f"  {QUESTIONS[field]}{', as in 2026-05-31' if field == 'reviewed' else ''}"


def _line(question: str, default: str | None = None) -> str:
    said: str = typer.prompt(question, default=default, show_default=False, err=True)
    return said.strip()


def _several(question: str) -> tuple[str, ...]:
    said = _line(f"{question} (commas between)", "")
    return tuple(one.strip() for one in said.split(",") if one.strip())
