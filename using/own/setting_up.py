"""A partnership's own folder: settings, a place for its documents, and who it is and whom to ring.

Its file is written from what a person says (``profile.py``), in a terminal or on the page *Set up*.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.beside.logo import LogoError, text_of_logo
from ingest.beside.partnership import PARTNERSHIP_NAME
from ingest.beside.tables import written_first
from settings import FILE_NAME
from using.own.profile import SetUpError, Told, text_of, with_everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ingest.beside.logo import Logo

DOCUMENTS_NAME = "documents"
_SETTINGS = f"""\
# Settings of Findings, in force for every command that is run in this folder. 'findings doctor'
# says whether all is well with them; the others that may stand here are those that it lists.
store = "store"
knowledge = "{DOCUMENTS_NAME}"
feedback = "feedback.sqlite3"
records = "records.sqlite3"
backups = "backups"
"""
_SIGN_IN = 'sign_in = "accounts"\n'


class ChangedMeanwhileError(SetUpError):
    """Somebody else changed the file since it was shown."""


def set_up(folder: Path, told: Told | None, *, signs_in: bool = False) -> Path:
    """Make the partnership's folder and give where the file about it is; nothing is overwritten.

    Without anything ``told`` that file is left to the page *Set up*; ``signs_in`` says that people
    have accounts.

    Raises:
        SetUpError: a file of it is there, it cannot be written, or what is told cannot stand.
    """
    documents = folder / DOCUMENTS_NAME
    files: Mapping[Path, str] = {folder / FILE_NAME: _SETTINGS + (_SIGN_IN if signs_in else "")}
    if told is not None:
        files = {documents / PARTNERSHIP_NAME: text_of(with_everywhere(told)), **files}
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
        raise _unwritten(error, folder) from error
    return documents / PARTNERSHIP_NAME


def profile_text(knowledge: Path) -> str:
    """Give what the file about the partnership holds; empty where there is none.

    Raises:
        SetUpError: it cannot be read.
    """
    path = knowledge / PARTNERSHIP_NAME
    try:
        return path.read_text("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read ({error}): correct it"
        raise SetUpError(msg) from error


def mark_of(text: str) -> str:
    """Give what tells one text of the file from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def keep_profile(knowledge: Path, told: Told, mark: str) -> None:
    """Put what is told into the file about the partnership, whole or not at all.

    ``mark`` is that of the text that it was told from; what else stands in the file stays.

    Raises:
        ChangedMeanwhileError: the file holds another text by now.
        SetUpError: what is told cannot stand, or the file cannot be written; it is as it was.
    """
    before = profile_text(knowledge)
    if mark_of(before) != mark:
        msg = "somebody else changed this meanwhile: load the page again, and say it once more"
        raise ChangedMeanwhileError(msg)
    text = text_of(told, before)
    path = (knowledge / PARTNERSHIP_NAME).resolve()
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise _unwritten(error, knowledge) from error


@contextmanager
def keeping_logo(path: Path, logo: Logo | None) -> Iterator[None]:
    """Have the file of the logo hold one, or be gone; a fault of the block puts back what was.

    Raises:
        LogoError: the file cannot be written or taken away.
    """
    if logo is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_first(path, text_of_logo(logo), LogoError):
            yield
        return
    yield
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        msg = f"{path}: cannot be taken away ({error.strerror}): correct its permissions"
        raise LogoError(msg) from error


def _unwritten(error: OSError, folder: Path) -> SetUpError:
    reason = error.strerror or type(error).__name__
    msg = f"{error.filename or folder}: cannot be written ({reason}): name another folder"
    return SetUpError(msg)
