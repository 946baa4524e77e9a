"""Markdown into blocks: CommonMark with tables, read as the page that it stands for."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ingest.readers.decoding import read_text
from ingest.readers.layout import Contents, UnreadableError, clean
from ingest.readers.text.html import read_html

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# A first line of dashes opens front matter only if a name and a colon follow, else it is a rule.
_OPENING = re.compile(r"\A---[ \t]*\n(?=(?:[ \t]*(?:#[^\n]*)?\n)*[\w .'\"-]{1,60}:(?:[ \t]|\n))")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MAX_FRONT_MATTER = 2**16
# Lists and quotations in each other; libxml2 shows no more than 2,000 elements, about six a level.
_MAX_NESTING = 100
# Brackets, times the characters that each is looked for a partner in, beyond which the marks of a
# paragraph stay as they are: looking is quadratic.
_MAX_BRACKET_WORK = 5_000_000
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
_NEWER_TAGS = {"dialog", "main", "template"}
# Without any of these the words of a block hold no marks (CommonMark 0.31, section 6).
_MARKS = re.compile(r"[*_`\[\]<&\\!]")
_TAG = re.compile(r"<[/!?]?([A-Za-z][\w-]*)?")
# A number of more digits opens a sentence ('1989. The year of the Act'), not a list.
_YEAR = re.compile(r"^(\s*\d{4,})([.)]\s)", re.MULTILINE)


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

    Comments, and what inline HTML hides, are left out with a warning.

    Raises:
        UnreadableError: front matter is opened and not closed or is no YAML mapping, or the
            text is nested without end.
    """
    fields, body = _split_front_matter(text)
    contents = read_html(_to_html(_YEAR.sub(r"\1\\\2", body)), is_page=False)
    return replace(contents, facts=_facts_of(fields))


def _facts_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give the facts of front matter that a source has a field for and that are of its kind."""
    dates = {"published": fields.get("published") or fields.get("date"),
             "checked": fields.get("checked")}  # fmt: skip
    words = {name: fields.get(name) for name in ("title", "publisher", "url")}
    facts: dict[str, Any] = {name: day for name, day in dates.items() if type(day) is date}
    for name, value in words.items():
        text = " ".join(str(value).split()) if isinstance(value, str | int | float | date) else ""
        if text and (name != "url" or text.startswith(("https://", "http://"))):
            facts[name] = text
    return facts


def _split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    import yaml  # noqa: PLC0415  imported only where front matter is read

    opening = _OPENING.match(text)
    if not opening:
        return {}, text
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        msg = "front matter opens with '---' and never closes: add the closing '---' line"
        raise UnreadableError(msg)
    matter = text[opening.end() : closing.start()]
    if len(matter) > _MAX_FRONT_MATTER:
        msg = "front matter is longer than 64 KB: keep its facts only"
        raise UnreadableError(msg)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(matter, yaml.SafeLoader)):
            msg = "front matter refers to other parts of itself ('*name'): write each value out"
            raise UnreadableError(msg)
        fields = yaml.safe_load(matter)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        msg = f"front matter is not valid YAML (line {line}): correct it"
        raise UnreadableError(msg) from error
    except (ValueError, OverflowError) as error:
        msg = f"front matter is not valid YAML ({error}): correct it"
        raise UnreadableError(msg) from error
    if not isinstance(fields, dict):
        msg = "front matter is not a list of 'name: value' lines: correct it"
        raise UnreadableError(msg)
    return fields, text[closing.end() :]


def _to_html(text: str) -> str:
    """Give the page that the text stands for."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  imported only where Markdown is read

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    parser.disable(["inline", "text_join"])
    # where a link leads is not read, and working it out is most of the work of reading one
    setattr(parser, "normalizeLink", str)  # noqa: B010  the type checker forbids it plainly
    known: dict[str, Any] = {}
    tokens = _parse(parser, text, known)
    for token in tokens:
        if token.type == "inline":
            token.children = _inline(parser, token.content, known)
        elif token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
        elif token.type == "html_block" and not _is_html(token.content):
            token.type = "code_block"
    return str(parser.renderer.render(tokens, parser.options, known))


def _parse(parser: MarkdownIt, text: str, known: dict[str, Any]) -> list[Token]:
    """Give the tokens of the text's blocks; a list that stands indented is one, not code."""
    tokens: list[Token] = []
    found = parser.parse(text, known)
    _keep_extra_cells(found, text.split("\n"))
    for token in found:
        if token.level >= _MAX_NESTING - 1:
            msg = f"is nested more than {_MAX_NESTING // 2} deep: save its text as .txt"
            raise UnreadableError(msg)
        if token.type == "code_block" and _ITEM.match(token.content):
            tokens += parser.parse(textwrap.dedent(token.content), known)
        else:
            tokens.append(token)
    return tokens


def _keep_extra_cells(tokens: list[Token], lines: list[str]) -> None:
    """Put cells beyond those of a table's header into the row's last one; the parser drops them."""
    from markdown_it.rules_block.table import escapedSplit  # noqa: PLC0415

    cells = 0
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = 0
        cells += token.type == "td_open"
        if token.type == "tr_close" and cells and (last := tokens[place - 2]).map:
            written = [cell.strip() for cell in escapedSplit(lines[last.map[0]].strip())]
            written = written[1:] if written and not written[0] else written
            extra = [cell for cell in written[cells:] if cell]
            last.content = " | ".join([last.content, *extra])


def _inline(parser: MarkdownIt, text: str, known: dict[str, Any]) -> list[Token]:
    """Give the words of a block apart from its marks; what is no HTML element is words too."""
    from markdown_it.token import Token  # noqa: PLC0415  imported only where Markdown is read

    if not _MARKS.search(text) or text.count("[") * len(text) > _MAX_BRACKET_WORK:
        return [Token("text", "", 0, content=text)]
    children: list[Token] = []
    parser.inline.parse(text, parser, known, children)
    for child in children:
        is_gap = child.type == "html_inline" and not _is_html(child.content)
        if child.type == "text_special" or is_gap:
            child.type = "text"
        elif child.type == "hardbreak":
            child.type = "softbreak"
    return children


def _is_html(markup: str) -> bool:
    """Say whether a tag is one of HTML; '<name of child>' is a gap to fill in, and read."""
    from lxml.html.defs import tags  # noqa: PLC0415  imported only where Markdown is read

    match = _TAG.match(markup.lstrip())
    return not match or not match[1] or match[1].lower() in tags | _NEWER_TAGS
