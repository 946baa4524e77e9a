"""Office files are zip archives of XML: opened within limits, parsed without entities."""

from __future__ import annotations

import posixpath
import re
import zlib
from typing import TYPE_CHECKING, Any, Self
from zipfile import BadZipFile, ZipFile

from ingest.readers.layout import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

# A zip-based file beyond these is a bomb, not a document.
ZIP_MAX_MEMBERS = 2_000
ZIP_MAX_BYTES = 100 * 2**20
# The compound files of Office 97 to 2003, which also wrap newer files that need a password
# ([MS-CFB] section 2.2, [MS-OFFCRYPTO] section 2.3.4.4).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Strict files (ISO/IEC 29500 part 1) name the same things by other addresses than the usual,
# transitional ones (part 4).
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|presentationml|drawingml"
    rb"|officeDocument)/(\w+)"
)
# What a file says of itself, by the element that says it.
_SAID = {"title": "metadata_title", "creator": "author", "initial-creator": "author",
         "created": "created", "creation-date": "created"}  # fmt: skip
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Package:
    """The XML parts of an office file; nothing is unpacked to disk, nothing in it is run."""

    def __init__(self, path: Path, program: str, suffix: str) -> None:
        """Open the file that ``program`` writes as ``suffix``; both are named in a refusal.

        Raises:
            UnreadableError: no such file, protected by a password, a bomb, with macros or with
                paths that lead out of it.
        """
        self.kind = f"{program} file ({suffix})"
        self._program = program
        self._archive = _open(path, program, suffix)
        self._names = {info.filename.lower(): info.filename for info in self._archive.infolist()}

    def __enter__(self) -> Self:
        """Give itself; the file is closed at the end, whatever becomes of it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._archive.close()

    def part(self, name: str) -> Any:  # noqa: ANN401  lxml publishes no types
        """Give the root element of a part, or None where there is none.

        Raises:
            UnreadableError: the part is damaged or declares entities.
        """
        member = self._names.get(name.lstrip("/").lower())
        if member is None:
            return None
        try:
            data = self._archive.read(member)
        except (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as e:
            raise self.damaged(e) from e
        from lxml import etree  # noqa: PLC0415  imported only where a file is read

        try:
            return parse(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged(error) from error

    def facts(self) -> dict[str, str]:
        """Give what the file says of itself: a witness, which ``ingest/identity`` may disbelieve.

        Office files keep it in their core properties (ISO/IEC 29500-2, 11), OpenDocument in
        ``meta.xml``; where that is damaged the file says nothing.
        """
        from lxml import etree  # noqa: PLC0415  as above

        try:
            root = self.related_part("", "core-properties")
            root = self.part("meta.xml") if root is None else root
        except UnreadableError:
            return {}
        said: dict[str, str] = {}
        for one in () if root is None else root.iter(etree.Element):
            name = _SAID.get(etree.QName(one).localname)
            text = " ".join((one.text or "").split())
            if name and text:
                said.setdefault(name, text[:10] if name == "created" else text)
        return said

    def damaged(self, error: Exception) -> UnreadableError:
        """Give the refusal of a file that is broken inside."""
        name = type(error).__name__
        return UnreadableError(f"damaged {self.kind}: save it again from {self._program} ({name})")

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Give a part's relations by their id: the last word of the kind, and the part's name.

        What lies outside the file is left out: nothing is fetched.
        """
        folder, file = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root.iter(f"{_PACKAGE}Relationship"):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                found[relation.get("Id", "")] = (kind, full)
        return found

    def related_part(self, name: str, kind: str) -> Any:  # noqa: ANN401  as above
        """Give the root of the first part of that kind that a part leads to, or None."""
        names = (target for found, target in self.related(name).values() if found == kind)
        return self.part(next(names, "?"))


def parse(data: bytes) -> Any:  # noqa: ANN401  lxml publishes no types
    """Give the root of an XML text; entities are refused, nothing is loaded from elsewhere.

    Raises:
        UnreadableError: it declares a document type, by which entities are defined.
        XMLSyntaxError: it is not well-formed, or nested deeper than 256 elements.
    """
    from lxml import etree  # noqa: PLC0415  as above

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(_STRICT.sub(_transitional, data), parser)
    if root.getroottree().docinfo.doctype:
        msg = "holds a document type or entities, which no office program writes: save it again"
        raise UnreadableError(msg)
    return root


def _transitional(match: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (match[1], match[2])


def _open(path: Path, program: str, suffix: str) -> ZipFile:
    with path.open("rb") as file:
        opening = file.read(1024 * 1024)
    if opening.startswith(_COMPOUND):
        if _ENCRYPTED in opening or _ENCRYPTED in path.read_bytes():
            msg = f"is protected with a password: save a copy without one as {suffix}"
            raise UnreadableError(msg)
        msg = f"is in an old office format under a new name: save it from {program} as {suffix}"
        raise UnreadableError(msg)
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        article = "an" if program[0] in "AEIOU" else "a"
        msg = f"not {article} {program} file ({suffix}): save it again from {program}"
        raise UnreadableError(msg) from error
    try:
        _check(archive, program, suffix)
    except UnreadableError:
        archive.close()
        raise
    return archive


def _check(archive: ZipFile, program: str, suffix: str) -> None:
    """Refuse what no office program writes, or what may not be read."""
    members = archive.infolist()
    if len(members) > ZIP_MAX_MEMBERS or sum(m.file_size for m in members) > ZIP_MAX_BYTES:
        msg = (
            f"the {program} file unpacks to more than {ZIP_MAX_BYTES // 2**20} MB "
            f"or {ZIP_MAX_MEMBERS:,} parts: split it or shrink its pictures"
        )
        raise UnreadableError(msg)
    if any(m.flag_bits & 1 for m in members):
        msg = f"is protected with a password: save a copy without one as {suffix}"
        raise UnreadableError(msg)
    names = [m.filename.replace("\\", "/") for m in members]
    if any(name.startswith("/") or ".." in name.split("/") or ":" in name for name in names):
        msg = f"the {program} file holds paths that lead out of it: save it again from {program}"
        raise UnreadableError(msg)
    if any("vbaproject" in name.lower() for name in names):
        msg = f"the {program} file holds macros: save it as a plain {suffix}"
        raise UnreadableError(msg)
