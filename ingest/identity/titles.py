"""Which title a document has: what its words say first, what its file says where they agree."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.identity.dates import first_day, is_only_a_date, without_day
from ingest.identity.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.readers.layout import RawBlock

_TITLE_CHARACTERS = 200
_HEAD_CHARACTERS = 600
# A title has a word in it, and is no mere number ("2031 No. 12").
_SAYING = re.compile(r"[^\W\d_]{4}")
_NUMBERED = re.compile(r"\d{1,2}(?:[.)]|(?:\.\d{1,2})+[.)]?)\s")
# What a date is of takes so many words at most ("Date of issue").
_MOST_WORDS = 3
# A body's initials behind its name.
_SHORT_FORM = re.compile(r"\s*\([A-Z]{2,8}\)$")
# Metadata is believed where this share of its words stands in the opening.
_WITNESS_SHARE = 0.75


def titles_in(
    blocks: Sequence[RawBlock], known: Mapping[str, Any], opening: str
) -> Iterator[tuple[str, str]]:
    """Give the titles that a document may have, the surest first, each with what says so."""
    for one in rules().kind:
        if one.own_title and one.opening and one.opening.search(opening):
            named = one.own_title.search(opening)
            yield " ".join(named[0].split()) if named else "", one.kind.value
    yield from _below_series(blocks)
    given = " ".join(str(known.get("title", "")).split())
    if _SAYING.search(given) and not _says_nothing(given):
        yield given, "the file's own title"
    given = _without_site(" ".join(str(known.get("metadata_title", "")).split()))
    heading = _first_heading(blocks)
    if _is_said(given, opening) and not is_generic(given) and not _is_trap(given):
        if heading and _words(given) < _words(heading):
            yield " ".join(heading.split()), heading
        yield given, "the file's metadata, and its words"
    # a line in capitals above all headings, as in text without styles
    above = opening.split("\n\n", 1)[0]
    if blocks and blocks[0].shape is not Shape.HEADING and any(map(str.isupper, above.split("\n"))):
        yield from _first_line(above)
    if heading is not None:
        yield " ".join(heading.split()), heading
        return
    yield from _first_line(opening)


def _first_heading(blocks: Sequence[RawBlock]) -> str | None:
    """Give the first heading that says what the document is, where no text stands before it."""
    for place, block in enumerate(blocks):
        is_heading = block.shape is Shape.HEADING
        if is_heading and place and _NUMBERED.match(block.text):
            # a section's, below what stands above all sections
            return None
        if is_heading and not _says_nothing(block.text):
            is_title = _SAYING.search(block.text) and not _only_dates(block.text)
            if is_title and len(block.text) <= _TITLE_CHARACTERS:
                return block.text
        elif not is_heading and len(block.text) > _TITLE_CHARACTERS:
            return None
    return None


def _only_dates(text: str) -> bool:
    """Say whether a line is a date, or a date and what it is of ("Updated 1 May 2025")."""
    told = rules().dates
    left = without_day(text)
    is_short = left != text and len(left.split()) <= _MOST_WORDS
    labels = (*told.updated, *told.published, *told.effective, *told.review)
    return is_only_a_date(text) or (is_short and any(one.match(text) for one in labels))


def _first_line(opening: str) -> Iterator[tuple[str, str]]:
    """Give the first line that stands by itself: the title of a text without headings."""
    for line in opening[:_HEAD_CHARACTERS].split("\n"):
        is_line = _SAYING.search(line) and not line.endswith((".", ":", ","))
        # a row of a table says what its columns are
        is_line = is_line and " | " not in line
        if is_line and not _says_nothing(line) and not first_day(line):
            if not line.startswith("Dear ") and len(line) <= _TITLE_CHARACTERS:
                yield line, line
            return


def _below_series(blocks: Sequence[RawBlock]) -> Iterator[tuple[str, str]]:
    """Give the heading right below one that heads every document of a row ("7 minute briefing")."""
    place = next((at for at, one in enumerate(blocks) if one.shape is Shape.HEADING), len(blocks))
    for series, below in pairwise(blocks[place : place + 2]):
        text = " ".join(below.text.split())
        is_title = below.shape is Shape.HEADING and len(text) <= _TITLE_CHARACTERS
        is_series = rules().titles.series.fullmatch(series.text.strip())
        if is_series and is_title and not _says_nothing(text):
            yield text, text


def _says_nothing(text: str) -> bool:
    """Say whether a line is of every document, or only says who publishes it."""
    words = _SHORT_FORM.sub("", " ".join(text.split()))
    bodies = (one.match(words) for one in (rules().local_body, rules().own_body))
    is_body = any(one and one.end() == len(words) for one in bodies)
    return is_generic(text) or is_body or words in rules().national.names


def is_generic(text: str) -> bool:
    """Say whether a heading says what part it opens, and nothing of the document."""
    return " ".join(text.lower().split()).strip(" .:0123456789") in rules().titles.generic


def _without_site(title: str) -> str:
    return rules().titles.site.sub("", title)


def _is_trap(title: str) -> bool:
    return any(one.search(title) for one in rules().titles.traps)


def _is_said(title: str, opening: str) -> bool:
    words = _words(title)
    return bool(words) and len(words & _words(opening)) / len(words) >= _WITNESS_SHARE


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
