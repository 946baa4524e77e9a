"""What a saved draft quotes, kept in its file, so that it says when a quoted source has changed."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

from using.receipts import ReceiptError, make_record, parse_receipt, verify_receipt

if TYPE_CHECKING:
    from pathlib import Path

    from drafting.composing import Draft
    from store.generation.opened import Generation
    from using.receipts import AnswerReceipt

# Where Office keeps what programs put into a file: it stays when somebody edits and saves it.
_PART = "customXml/item90.xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_RELATIONS = ("word/_rels/document.xml.rels", "ppt/_rels/presentation.xml.rels")
_OPENS, _CLOSES = '<findings-draft xmlns="urn:findings:draft">', "</findings-draft>"
# A part of more bytes was not written by this program.
_LARGEST = 4 * 2**20
CHANGED = (
    "Since this draft was made, {count} of its quotes no longer stand word for word in: {titles}. "
    "Make it again before use."
)


def recorded(draft: Draft, generation: Generation) -> Draft:
    """Give the draft with the record of its quotes; ``generation`` is what it was made of."""
    record = make_record((one.citation for one in draft.lines), generation)
    return replace(draft, record=record.as_json())


def checked(draft: Draft, generation: Generation) -> Draft:
    """Give the draft, which says on its cover where a source has changed since it was made."""
    if not draft.record:
        return draft
    gone = [one for one in verify_receipt(_own(draft), generation).quotes if not one.stands.is_well]
    if not gone:
        return draft
    titles = "; ".join(dict.fromkeys(one.title for one in gone))
    return replace(draft, cover=(CHANGED.format(count=len(gone), titles=titles), *draft.cover))


def _own(draft: Draft) -> AnswerReceipt:
    """Give the record without the quotes that somebody left out."""
    record = parse_receipt(draft.record)
    quoted = {one.citation.quote for one in draft.lines}
    return record.model_copy(
        update={"quotes": tuple(one for one in record.quotes if one.words in quoted)}
    )


def with_record(body: bytes, draft: Draft) -> bytes:
    """Give a Word or PowerPoint file that holds the draft's record; as it was where it has none."""
    if not draft.record:
        return body
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as file,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for info in file.infolist():
            part = file.read(info)
            if info.filename in _RELATIONS:
                target = f'Id="findingsDraft" Type="{_RELATION}" Target="../{_PART}"'
                ends = f"<Relationship {target}/></Relationships>".encode()
                part = part.replace(b"</Relationships>", ends)
            kept.writestr(info, part)
        kept.writestr(_PART, f"{_OPENS}{escape(_own(draft).as_json())}{_CLOSES}")
    return out.getvalue()


def read_record(path: Path) -> AnswerReceipt | None:
    """Give the record of a saved draft; None where the file is no Word or PowerPoint file.

    Raises:
        ReceiptError: it is one and holds no record.
    """
    if not zipfile.is_zipfile(path):
        return None
    try:
        with zipfile.ZipFile(path) as file:
            parts = [one for one in file.infolist() if one.filename.startswith("customXml/")]
            texts = [file.read(one) for one in parts if one.file_size <= _LARGEST]
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        msg = f"{path}: cannot be read ({error}): save the draft again"
        raise ReceiptError(msg) from error
    for text in texts:
        _, opens, rest = text.decode(errors="replace").partition("<findings-draft")
        held, closes, _ = rest.partition(">")[2].partition(_CLOSES)
        if opens and closes:
            return parse_receipt(unescape(held, {"&quot;": '"'}), str(path))
    msg = f"{path}: holds no record of quotes: name a draft that this program saved"
    raise ReceiptError(msg)
