"""What a person said of a sentence of a letter: which themes it tells of, and what it is.

It stands beside the documents, and wins over what was worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tomlkit
from pydantic import Field

from domain import FindingsError
from ingest.beside.tables import StrictTable, read_table
from themes.taxonomy import Side  # noqa: TC001  pydantic reads annotations at run time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from domain import Document

ASSIGNED_NAME = "practice.toml"


class AssignedError(FindingsError):
    """The file of corrections cannot be read, or holds something else."""


class AssignedLine(StrictTable):
    """What was said of a sentence of a document: themes, by id, that it is of and is not of.

    ``side`` is what it is; None leaves that to where it stands and to its words.
    """

    document: str = Field(min_length=1)
    quote: str = Field(min_length=1)
    themes: tuple[str, ...] = ()
    not_themes: tuple[str, ...] = ()
    side: Side | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells its sentence from others."""
        return self.document, plain(self.quote)


@dataclass(frozen=True, slots=True)
class SaidOfLine:
    """What a person says of a sentence now; what is empty or None leaves that as it was.

    ``forgets`` takes back whatever was said before.
    """

    themes: tuple[str, ...] = ()
    not_themes: tuple[str, ...] = ()
    side: Side | None = None
    forgets: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.themes or self.not_themes or self.side or self.forgets)


class _AssignedLines(StrictTable):
    sentence: tuple[AssignedLine, ...] = ()


def plain(text: str) -> str:
    """Give words as they are compared: white space is one space."""
    return " ".join(text.split())


def read_assigned(path: Path) -> tuple[AssignedLine, ...]:
    """Give what the file at ``path`` says; nothing without that file.

    Raises:
        AssignedError: it cannot be read, or holds something else.
    """
    if not path.is_file():
        return ()
    return read_table(path, _AssignedLines, AssignedError).sentence


def with_line(text: str, line: tuple[str, str], said: SaidOfLine) -> str:
    """Give the text of the file with what is said of a sentence, by its document and words.

    All else in it stays, also what was said of the sentence before and is not contradicted.

    Raises:
        AssignedError: the text is not such a file.
    """
    document, quote = line[0], plain(line[1])
    try:
        whole = tomlkit.parse(text)
    except tomlkit.exceptions.TOMLKitError as error:
        msg = f"{ASSIGNED_NAME}: not valid TOML ({error}): correct it"
        raise AssignedError(msg) from error
    entries: Any = whole.setdefault("sentence", tomlkit.aot())
    if not isinstance(entries, tomlkit.items.AoT):
        msg = f"{ASSIGNED_NAME}: its sentences are one list: write each as [[sentence]]"
        raise AssignedError(msg)
    found = (
        at for at, one in enumerate(entries)
        if (one.get("document"), plain(str(one.get("quote")))) == (document, quote)
    )  # fmt: skip
    at = next(found, None)
    if said.forgets:
        if at is not None:
            del entries[at]
        return tomlkit.dumps(whole)
    if at is None:
        entry = tomlkit.table()
        entry["document"], entry["quote"] = document, quote
        entries.append(entry)
        at = len(entries) - 1
    entry = entries[at]
    for name, more, less in (
        ("themes", said.themes, said.not_themes), ("not_themes", said.not_themes, said.themes),
    ):  # fmt: skip
        kept = [one for one in dict.fromkeys((*entry.get(name, ()), *more)) if one not in less]
        if kept:
            entry[name] = kept
        else:
            entry.pop(name, None)
    if said.side:
        entry["side"] = said.side.value
    return tomlkit.dumps(whole)


def unbound(
    lines: Iterable[AssignedLine], documents: Iterable[Document], known: Iterable[str]
) -> Iterator[str]:
    """Give a line for each sentence that a held document no longer has, and each unknown theme."""
    texts = {one.source.id: plain(one.text) for one in documents}
    themes = set(known)
    for one in lines:
        if one.document in texts and plain(one.quote) not in texts[one.document]:
            yield f"{ASSIGNED_NAME}: no longer in {one.document}: {one.quote[:60]!r}"
        for name in sorted({*one.themes, *one.not_themes} - themes):
            yield f"{ASSIGNED_NAME}: {name}: no such theme, so nothing is made of it"
