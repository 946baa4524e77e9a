"""What an answer needs beside the documents: the TOML files of the folder they lie in.

Pointers, lexicon, pathways, the learning path, a partnership's own numbers: each file that has the
name of one is kept with the documents that it was ingested with, and no other.
"""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from pathlib import Path

SIDE_SUFFIX = ".toml"
LEXICON_NAME = "lexicon"
# Of the field's language rather than of one folder's documents, so never left out.
LANGUAGE_NAMES = tuple(f"{LEXICON_NAME}/{one}.toml" for one in ("polarity", "synonyms", "terms"))
# Every file that something reads, by its path below the folder; ``*`` stands for any letters. What
# else ends like one may be anybody's (a program's settings, a key), so it is not copied.
USED_NAMES = (
    *LANGUAGE_NAMES,
    *(
        "danger.toml",
        "logo.toml",
        "partnership.toml",
        "pins.toml",
        "pointers.toml",
        "practice.toml",
    ),
    "sources.toml",
    "themes.toml",
    *("learning/path.toml", "learning/quiz.toml", "pathways/*.toml"),
)
# Read where they lie, by a command, and by no answer.
_IN_PLACE = "collections/*.toml"
# A word's table begins so, and says so where it is of one folder's documents only.
_BLOCK = re.compile(r"^(?=\[\[)", re.MULTILINE)
_IS_LOCAL = re.compile(r"^local = true$", re.MULTILINE)
# What is said of a word, and which of its lines are quoted, for those documents only.
_OF_ONE_FOLDER = re.compile(r"^(?:#|(?:here|quote|document) = ).*\n", re.MULTILINE)
# The largest one written so far has 130 kB.
_MOST_BYTES = 5 * 2**20


class SideError(FindingsError):
    """A file that answers need is missing, cannot be read, or lies outside its folder."""


def is_used(name: str) -> bool:
    """Give whether something reads a file of this path below the folder of the documents."""
    depth = name.count("/")
    return any(fnmatch.fnmatchcase(name, one) and one.count("/") == depth for one in USED_NAMES)


def is_read_in_place(name: str) -> bool:
    """Give whether a command reads a file of this path where it lies, and no answer needs it."""
    return fnmatch.fnmatchcase(name, _IN_PLACE) and name.count("/") == _IN_PLACE.count("/")


def read_side(folder: Path, *, below: bool = True) -> dict[str, bytes]:
    """Give each TOML file in ``folder`` that something reads, by its path; hidden ones left out.

    With ``below`` those of its own folders too: not where the folder was never named.

    Raises:
        SideError: one cannot be read, is too large, or is a link that leads out of the folder.
    """
    root = folder.resolve()
    found: dict[str, bytes] = {}
    pattern = f"*{SIDE_SUFFIX}"
    for path in sorted(folder.rglob(pattern) if below else folder.glob(pattern)):
        name = path.relative_to(folder).as_posix()
        if path.name.startswith(".") or not is_used(name) or path.is_dir():
            continue
        if not path.resolve().is_relative_to(root):
            msg = f"{path}: a link that leads out of {folder}: put the file itself there"
            raise SideError(msg)
        found[name] = _read(path)
    return found


def with_language(side: dict[str, bytes], shipped: Path) -> dict[str, bytes]:
    """Give the files with those of the field's language that are not among them.

    ``shipped`` is the folder of the documents that come with Findings; what its words are in those
    documents only is left out.

    Raises:
        SideError: one of those is missing there.
    """
    missing = [name for name in LANGUAGE_NAMES if name not in side]
    borrowed = {name: _of_everywhere(_read(shipped / name)) for name in missing}
    return dict(sorted((side | borrowed).items()))


def _of_everywhere(data: bytes) -> bytes:
    """Give a file of words without those of one folder's documents, and where these stand there."""
    blocks = _BLOCK.split(data.decode("utf-8"))
    kept = (one for one in blocks if not _IS_LOCAL.search(one))
    return _OF_ONE_FOLDER.sub("", "".join(kept)).encode()


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        data.decode("utf-8")
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}): put it back, or correct its permissions"
        raise SideError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 ({error.reason}): save it as UTF-8"
        raise SideError(msg) from error
    if len(data) > _MOST_BYTES:
        msg = f"{path}: {len(data) >> 20} MB, more than {_MOST_BYTES >> 20}: make it smaller"
        raise SideError(msg)
    return data
