"""What an answer needs beside the documents: the TOML files of the folder they lie in.

Pointers, lexicon, pathways, the learning path, a partnership's own numbers: every such file is
kept with the documents that it was ingested with, whatever its name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from pathlib import Path

SIDE_SUFFIX = ".toml"
LEXICON_NAME = "lexicon"
# Of the field's language rather than of one folder's documents, so never left out.
LANGUAGE_NAMES = tuple(f"{LEXICON_NAME}/{one}.toml" for one in ("polarity", "synonyms", "terms"))
# A word's table begins so, and says so where it is of one folder's documents only.
_BLOCK = re.compile(r"^(?=\[\[)", re.MULTILINE)
_IS_LOCAL = re.compile(r"^local = true$", re.MULTILINE)
# What is said of a word, and which of its lines are quoted, for those documents only.
_OF_ONE_FOLDER = re.compile(r"^(?:#|(?:here|quote|document) = ).*\n", re.MULTILINE)
# The largest one written so far has 130 kB.
_MOST_BYTES = 5 * 2**20


class SideError(FindingsError):
    """A file that answers need is missing, cannot be read, or lies outside its folder."""


def read_side(folder: Path, *, below: bool = True) -> dict[str, bytes]:
    """Give each TOML file in ``folder`` by its path from there; hidden ones are left out.

    With ``below`` those of its own folders too: not where the folder was never named.

    Raises:
        SideError: one cannot be read, is too large, or is a link that leads out of the folder.
    """
    root = folder.resolve()
    found: dict[str, bytes] = {}
    pattern = f"*{SIDE_SUFFIX}"
    for path in sorted(folder.rglob(pattern) if below else folder.glob(pattern)):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or path.is_dir():
            continue
        if not path.resolve().is_relative_to(root):
            msg = f"{path}: a link that leads out of {folder}: put the file itself there"
            raise SideError(msg)
        found[relative.as_posix()] = _read(path)
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
