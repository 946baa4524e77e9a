"""Markdown into blocks, with its front matter apart; the words stay as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.readers.decoding import read_text
from ingest.readers.layout import Contents, RawBlock, UnreadableError, clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?P<mark>[-*+]|\d{1,3}[.)])\s+(?P<text>\S.*)$")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


def read_markdown_file(path: Path) -> Contents:
    """Give the blocks of a Markdown file and the facts of its front matter.

    Raises:
        UnreadableError: it is empty or no text, or its front matter cannot be read.
    """
    text, warnings = read_text(path)
    contents = read_markdown(clean(text))
    return replace(contents, warnings=(*warnings, *contents.warnings))


def read_markdown(text: str) -> Contents:
    """Give the blocks of the body and the facts of its front matter.

    Raises:
        UnreadableError: front matter is opened and not closed, or is not a YAML mapping.
    """
    fields, body = _split_front_matter(text)
    return Contents(_read_body(body), _facts_of(fields))


def _facts_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give the facts of front matter that a source has a field for and that are of its kind."""
    dates = {"published": fields.get("published") or fields.get("date"),
             "checked": fields.get("checked")}  # fmt: skip
    words = {name: " ".join(str(fields.get(name) or "").split()) for name in ("title", "publisher")}
    url = str(fields.get("url") or "")
    return {
        **{name: day for name, day in dates.items() if type(day) is date},
        **{name: text for name, text in words.items() if text},
        **({"url": url} if url.startswith(("https://", "http://")) else {}),
    }


def _split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    if not re.match(r"\A---[ \t]*\n", text):
        return {}, text
    match = _FRONT_MATTER.match(text)
    if not match:
        msg = "front matter opens with '---' and never closes: add the closing '---' line"
        raise UnreadableError(msg)
    import yaml  # noqa: PLC0415  imported only where front matter is read

    try:
        fields = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        msg = f"front matter is not valid YAML (line {line}): correct it"
        raise UnreadableError(msg) from error
    if not isinstance(fields, dict):
        msg = "front matter is not a list of 'name: value' lines: correct it"
        raise UnreadableError(msg)
    return fields, text[match.end() :]


def _read_body(body: str) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    open_block = False  # whether an unmarked line goes on with the last block
    for line in body.split("\n"):
        stripped = line.strip()
        if not stripped or (_RULE.match(line) and set(stripped) & set("-|")):
            open_block = False
        elif heading := _HEADING.match(line):
            level = len(heading[1])
            blocks.append(RawBlock(Shape.HEADING, heading[2], level, "#" * level + " "))
            open_block = False
        elif item := _ITEM.match(line):
            level = 1 + len(item["indent"].expandtabs(4)) // 2
            marker = f"{'  ' * (level - 1)}{item['mark']} "
            blocks.append(RawBlock(Shape.ITEM, item["text"].strip(), level, marker))
            open_block = True
        elif row := _ROW.match(line):
            blocks.append(RawBlock(Shape.ROW, row[1].strip(), 0, "| "))
            open_block = False
        elif open_block:
            last = blocks[-1]
            blocks[-1] = RawBlock(last.shape, f"{last.text} {stripped}", last.level, last.marker)
        else:
            blocks.append(RawBlock(Shape.PARAGRAPH, stripped))
            open_block = True
    return blocks
