"""Broken and hostile files by the thousand, the same ones for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

from ingest.readers.registry import FORMATS
from tests.ingest.files import HOSTILE, encrypted_pdf, pdf, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOTE = b"---\ntitle: Note\n---\n\n# Rules\n\nRing *it*.\n\n- one\n  - two\n\n|a|b|\n|-|-|\n|c|d|\n"
_PAGE = (
    b"<!DOCTYPE html><title>Rules</title><main><h1>Rules</h1><p>Ring.</p><ul><li>one</ul></main>"
)
_RICH = rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 Ring \b first\b0 .\par Then wait.\par}"
_TEXT = b"Rules\n\nRing the hub first, and write down what was said.\n\n- who\n- when\n"
_BOMB = b"---\na: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (letter, letter, b",".join([b"*%c" % (letter - 1)] * 9))
    for letter in range(ord("b"), ord("j"))
) + b"title: *i\n---\n\nText.\n"  # fmt: skip
_NAMES = ("a b", "ünï", "-rf", "..x", "a\nb", "'quote\"", "x" * 180, "%00", "$(ls)", "\u200b")


def make_hostile(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give the names and bytes of ``count`` files: cut, mixed up, bombs, and wrongly named."""
    chance = random.Random(seed)  # noqa: S311  no secret
    wholes = [_NOTE, _PAGE, _RICH, _TEXT, pdf("A page.", "Another."), word(), encrypted_pdf()]
    wholes += [data for _, data, _ in HOSTILE.values() if len(data) < 2**20]
    kinds: list[Callable[[random.Random, bytes], bytes]] = [
        _cut, _flip, _repeat, _shuffle, _nest, _wrap, _bomb, _noise,
    ]  # fmt: skip
    for number in range(count):
        data = chance.choice(kinds)(chance, chance.choice(wholes))
        name = chance.choice(_NAMES) if chance.random() < 0.1 else "file"
        yield f"{name}{number}{chance.choice(FORMATS)}", data


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _repeat(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 60)]
    return data[:start] + piece * min(20_000, 2**19 // max(1, len(piece))) + data[start:]


def _shuffle(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _nest(chance: random.Random, data: bytes) -> bytes:
    opening = chance.choice(
        [b"<div>", b"<ul><li>", b"<table><tr><td>", b"> ", b"- ", b"[", b"{", b"((", b"{\\b ",
         b"<<", b"<!--", b"*", b"`", b"![", b"<p style='color:", b"&#x202e;"]
    )  # fmt: skip
    return opening * chance.choice([10, 1_000, 30_000]) + data


def _wrap(chance: random.Random, data: bytes) -> bytes:
    """Put the bytes in a zip, as parts of an office file or as what they are not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (
            "[Content_Types].xml",
            "word/document.xml",
            "content.xml",
            "../x",
            "xl/workbook.xml",
        ):
            if chance.random() < 0.7:
                archive.writestr(name, chance.choice([data, b"<a>" * 5_000, bytes(2**20), b""]))
    return out.getvalue()


def _bomb(chance: random.Random, data: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 9) for n in range(1, 12))
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">' + entities + b"]><a>&e11;</a>"
    outside = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><p>&e;</p>'
    return chance.choice([_BOMB, xml, outside, data + xml])


def _noise(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(8)] + chance.randbytes(chance.randrange(1, 4_000))
