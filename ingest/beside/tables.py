"""A TOML file is read into the model of what it may hold; a fault is told in one line."""

from __future__ import annotations

import os
import re
import tomllib
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Held = TypeVar("Held", bound=BaseModel)
REMEDY = "correct it and ingest again"


class StrictTable(BaseModel):
    """What a table may hold and nothing else; what was read stays as it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_table(
    path: Path, model: type[Held], fault: type[FindingsError], *, name: str = ""
) -> Held:
    """Give what the file at ``path`` holds; ``name`` is what a message calls it.

    Raises:
        FindingsError: the one that ``fault`` names: the file cannot be read, is not TOML, or
            holds something else.
    """
    return parsed(lambda: path.read_text("utf-8"), model, fault, name=name or path.name)


def parsed(
    read: Callable[[], str], model: type[Held], fault: type[FindingsError], *, name: str
) -> Held:
    """Give what the text of a TOML file holds.

    Raises:
        FindingsError: as ``read_table``.
    """
    try:
        return model.model_validate(tomllib.loads(read()))
    except OSError as error:
        msg = f"{name}: cannot be read ({error.strerror}): check its permissions"
        raise fault(msg) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{name}: not valid TOML ({error}): {REMEDY}"
        raise fault(msg) from error
    except ValidationError as error:
        msg = f"{name}: {what_is_wrong(error)}: {REMEDY}"
        raise fault(msg) from error


@contextmanager
def packaged(path: Path, fault: type[FindingsError]) -> Iterator[None]:
    """Read a file that comes with the program: what is wrong with it is mended by no editor.

    Raises:
        FindingsError: the one that ``fault`` names: it cannot be read, or lacks something.
    """
    try:
        yield
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, re.error) as error:
        msg = f"{path.name}: cannot be read ({error}): install Findings again"
        raise fault(msg) from error


def what_is_wrong(error: ValidationError) -> str:
    """Give the first thing that is wrong with what was read, and where it stands."""
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"])
    said = first["msg"].removeprefix("Value error, ")
    return f"{place}: {said}" if place else said


def write_whole(path: Path, text: str, fault: type[FindingsError]) -> None:
    """Write a file that a person may read meanwhile: it is there as it was, or as it is to be.

    Raises:
        FindingsError: as ``fault``, where it cannot be written.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, "utf-8")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        msg = f"{path}: cannot be written ({error.strerror}): correct its permissions"
        raise fault(msg) from error


@contextmanager
def written_first(path: Path, text: str, fault: type[FindingsError]) -> Iterator[None]:
    """Have a file hold a text before what is done with it: whatever stops that loses nothing.

    A fault of the block puts back what the file held, so that nothing is published later that
    could not be published now.

    Raises:
        FindingsError: as ``fault``, where it cannot be written; and what the block raises.
    """
    was_there = path.is_file()
    before = path.read_text("utf-8") if was_there else ""
    write_whole(path, text, fault)
    try:
        yield
    except FindingsError:
        if was_there:
            write_whole(path, before, fault)
        else:
            path.unlink(missing_ok=True)
        raise
