"""What a document is, from its own words: title, kind, publisher, area, dates, edition, theme.

Metadata is a witness: it counts where the opening of the document says the same. What a person
writes in the catalogue wins over all of it (``ingest/reading.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain import Kind, Shape
from ingest.identity.controls import told_in_tables
from ingest.identity.dates import (
    days_in,
    first_day,
    first_month,
    is_only_a_date,
    month_alone,
    month_in_words,
    span_in,
)
from ingest.identity.publishers import (
    area_of,
    area_of_body,
    body_of,
    inspectorates_in,
    publisher_of,
    tidy_area,
)
from ingest.identity.rules import Layout, Rules, rules
from ingest.identity.titles import titles_in
from ingest.readers.layout import IS_DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ingest.readers.layout import RawBlock

# What a document says of itself stands in so many characters of its beginning.
OPENING_CHARACTERS = 5_000
# A cover has few words; a date alone on a line is the document's only there.
_COVER_CHARACTERS = 1_500
# What a file's metadata says, believed only where its words say so too.
_WITNESSES = frozenset(
    {"title", "metadata_title", "author", "created", "running", "heads", IS_DATA}
)
# Any of these facts tells how old a document is.
_DATED = frozenset({"published", "inspected_from", "effective_from"})
# A line is one by itself where it is shorter than this share of the longest beside it.
_SHORT_SHARE = 0.6
_PIECE_ENDS = re.compile(r"\n|(?<=[.!?])\s+|[,;|]\s|\s[–—-]\s")


@dataclass(slots=True)
class Identity:
    """What was found: ``facts`` by the fields of a ``Source``, ``witnesses`` the words for each.

    ``doubts`` are facts that a document of its kind has and that were not found.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    witnesses: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    # what may tell its edition, by how, each with its words
    editions: dict[str, tuple[str, str]] = field(default_factory=dict)
    months: set[str] = field(default_factory=set)  # dates of which only the month was found

    def note(self, name: str, value: object, witness: str) -> None:
        """Keep a fact, unless it is known already."""
        if value and name not in self.facts:
            self.facts[name] = value
            self.witnesses[name] = " ".join(witness.split())[:160]

    def note_date(self, name: str, text: str) -> None:
        """Keep a date that a text gives, its day or else its month, unless it is known already."""
        day = first_day(text)
        if not day and name not in self.facts and first_month(text):
            self.months.add(name)
        self.note(name, day or first_month(text), text)


def identify(blocks: Sequence[RawBlock], known: Mapping[str, Any], name: str) -> Identity:
    """Give what a document is; ``known`` is what its file says of itself, ``name`` its file's."""
    found = Identity()
    rule = rules()
    # rows of data name others' things
    told = [] if IS_DATA in known else told_in_tables(blocks)
    opening = _opening(told)
    closing = _opening(told[::-1])
    layout = next((one for one in rule.layout if one.known_by.search(opening)), None)
    if layout:
        _note_layout(found, layout, opening, str(known.get("running", "")))
    for title, witness in titles_in(blocks, known, opening):
        found.note("title", title, witness)
    found.note("title", name, "the file's name")
    titles = [found.facts["title"], str(known.get("metadata_title", ""))]
    if layout:
        found.note("publisher", inspectorates_in(opening, closing), "the inspectorates it names")
        found.note("publisher", layout.published_by, layout.name)
    else:
        publisher, area, witness = publisher_of(opening[:_COVER_CHARACTERS], closing, known)
        if not publisher:
            publisher, area, witness = body_of(titles, opening)
        found.note("publisher", publisher, witness)
        is_statute = any(
            one.own_title and one.opening and one.opening.search(opening) for one in rule.kind
        )
        if not is_statute:  # which holds everywhere
            found.note("area", area or area_of(titles, opening), witness)
    _note_dates(found, rule, layout, (opening, closing), str(known.get("heads", "")))
    _note_witnessed_day(found, known, (opening, closing))
    for fact, value in known.items():
        if fact not in _WITNESSES:
            found.note(fact, value, "the file says so")
    if not layout:
        publisher = str(found.facts.get("publisher", ""))
        found.note("area", area_of_body(publisher), publisher)
    _note_kind(found, rule, opening, name)
    _note_edition(found, rule)
    if found.months:
        found.facts["months"] = tuple(sorted(found.months))
    found.doubts = tuple(_doubts(found, layout))
    return found


def _doubts(found: Identity, layout: Layout | None) -> Iterator[str]:
    """Give what a document of its kind has and this one does not say."""
    facts = found.facts
    kind = facts.get("kind", Kind.OTHER)
    if kind is Kind.FINDING and "area" not in facts and (not layout or layout.area):
        yield "area"
    if kind is Kind.LOCAL and "area" not in facts:
        yield "area"
    if kind not in {Kind.OTHER, Kind.FINDING} and "publisher" not in facts:
        yield "publisher"
    dated = {"published"} if kind is Kind.FINDING else _DATED
    if kind is not Kind.OTHER and not facts.keys() & dated:
        yield "published"


def _opening(blocks: Iterable[RawBlock]) -> str:
    """Give the first text, a blank line between blocks; headings on end are one."""
    pieces: list[str] = []
    size = 0
    was_heading = False
    for block in blocks:
        is_heading = block.shape is Shape.HEADING
        text = _with_lines(block.text)
        pieces.append("\n" if is_heading and was_heading else "\n\n")
        pieces.append(text)
        size += len(text)
        was_heading = is_heading
        if size > OPENING_CHARACTERS:
            break
    return "".join(pieces).strip()


def _with_lines(text: str) -> str:
    """Give a text on one line, but for lines that end well before its longest: those are heads."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    short = _SHORT_SHARE * max(map(len, lines))
    joined = (f"{line}\n" if line.isupper() or len(line) < short else f"{line} " for line in lines)
    return "".join(joined).strip()


def _note_layout(found: Identity, layout: Layout, opening: str, running: str) -> None:
    # what runs on every page is a title too, where no page's own words hold one
    if title := layout.title.search(opening) or layout.title.search(running):
        found.note("title", " ".join(title[0].split()).rstrip(" ."), title[0])
    elif not layout.area:
        # it names no place and its head is cut off: what it is says more than its file's name
        found.note("title", layout.name.capitalize(), layout.name)
    for pattern in layout.area:
        match = pattern.search(opening)
        if match and (area := tidy_area(match["area"])):
            found.note("area", area, match[0])
            break
    for pattern in layout.theme:
        if match := pattern.search(opening):
            found.note("theme", " ".join(match["theme"].split()), match[0])
            break
    found.note("kind", layout.kind, layout.name)


def _note_dates(
    found: Identity, rule: Rules, layout: Layout | None, ends: tuple[str, str], heads: str
) -> None:
    opening, closing = ends
    cover = opening[:_COVER_CHARACTERS]
    if layout:
        _note_inspection(found, layout, opening)
    # what stands at the head or foot of pages dates it too, where its opening says less; a letter
    # is dated above its salutation
    heads = "" if layout else heads
    months: dict[str, str] = {}
    for fact, patterns in (
        ("effective_from", rule.dates.effective),
        ("published", rule.dates.updated), ("published", rule.dates.published),
    ):  # fmt: skip
        texts = _said_in((opening, heads), patterns)
        text = next((text for text in texts if first_day(text)), "")
        found.note(fact, first_day(text), text)
        if month := next((text for text in texts if first_month(text)), ""):
            months.setdefault(fact, month)
    for last in (one for pattern in rule.dates.closing for one in pattern.finditer(closing)):
        found.note("published", first_day(last[0]), last[0])
    for pattern in rule.dates.edition:
        if match := pattern.search(cover) or pattern.search(heads):
            found.editions.setdefault("number", (match["edition"], match[0]))
    _note_lone_dates(found, cover)
    for fact, text in months.items():
        found.note_date(fact, text)
    is_dated = "published" in found.facts
    for text in () if is_dated else _said_in((*ends, heads), rule.dates.reviewed):
        found.note_date("published", text)
        found.note("dated_by", found.facts.get("published") and "reviewed", text)


def _said_in(texts: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> list[str]:
    """Give what is said in the pattern's words, the first text before the next."""
    every = tuple(patterns)
    return [match[0] for text in texts for one in every for match in one.finditer(text)]


def _note_edition(found: Identity, rule: Rules) -> None:
    """Note what tells one edition of a document of this kind from the next."""
    title = str(found.facts["title"])
    if years := list(rule.editions.year.finditer(title)):
        found.editions["year"] = (years[-1][0], title)
    for way in rule.editions.by.get(found.facts.get("kind", Kind.OTHER), ()):
        if way in found.editions:
            found.note("edition", *found.editions[way])


def _note_lone_dates(found: Identity, cover: str) -> None:
    """Note a day or month that stands by itself on the cover."""
    lines = _PIECE_ENDS.split(cover)
    for line in lines:
        if is_only_a_date(line):
            found.note("published", first_day(line), line)
    for line in lines:
        if "published" not in found.facts and month_alone(line):
            found.note_date("published", line)
            found.editions["month"] = (line.strip(" ."), line)


def _note_witnessed_day(found: Identity, known: Mapping[str, Any], ends: tuple[str, str]) -> None:
    """Believe the day on which the file says that it was made, where its words name that day."""
    created = str(known.get("created", ""))[:10]
    for day in (day for text in ends for day in days_in(text)):
        if day.isoformat() == created:
            found.note("published", day, "the file's metadata, and its words")
    for imprint in (one for text in ends for one in rules().dates.imprint.finditer(text)):
        if created.startswith(f"20{imprint['year']}-{imprint['month']}"):
            month = f"{imprint['month']}/20{imprint['year']}"
            witness = f"{month} ({imprint[0]}, and the file's metadata)"
            found.note_date("published", witness)
            found.editions.setdefault("month", (month_in_words(month), witness))


def _note_inspection(found: Identity, layout: Layout, opening: str) -> None:
    # a letter is dated above its salutation
    above, is_letter, _ = opening.partition("Dear ")
    if is_letter:
        said = [match[0] for one in rules().dates.published for match in one.finditer(above)]
        rest = above
        for pattern in layout.inspected:
            rest = pattern.sub("", rest)
        for text in (*said, rest):
            found.note("published", first_day(text), text)
    told = found.facts.get("published")
    texts = [match[0] for pattern in layout.inspected for match in pattern.finditer(opening)]
    # those with their year first: a year that is written is surer than one that is worked out
    spans = [(text, span_in(text) or _one_day(text)) for text in texts]
    spans += [(text, span_in(text, told)) for text in texts]
    text, span = next(((text, span) for text, span in spans if span), ("", None))
    if span:
        found.note("inspected_from", span[0], text)
        found.note("inspected_to", span[1], text)


def _one_day(text: str) -> tuple[date, date] | None:
    day = first_day(text)
    return (day, day) if day else None


def _note_kind(found: Identity, rule: Rules, opening: str, name: str) -> None:
    title = str(found.facts.get("title", ""))
    publisher = str(found.facts.get("publisher", ""))
    scope = "national" if publisher else ""
    if found.facts.get("area") or rule.own_body.fullmatch(publisher):
        scope = "local"
    if one := rule.kind_of(title, opening, scope, name):
        found.note("kind", one.kind, one.kind.value)
        found.note("publisher", one.published_by, one.kind.value)
