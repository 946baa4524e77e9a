"""What a document is, from its own words: title, kind, publisher, area, dates, edition, theme.

Metadata is a witness: it counts where the opening of the document says the same. What a person
writes in the catalogue wins over all of it (``ingest/reading.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain import Kind, Shape
from ingest.identity.dates import first_day, is_only_a_date, month_alone, span_in
from ingest.identity.rules import Layout, Rules, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ingest.readers.layout import RawBlock

# What a document says of itself stands in so many characters of its beginning.
OPENING_CHARACTERS = 5_000
# A cover has few words; a date alone on a line is the document's only there.
_COVER_CHARACTERS = 1_500
_TITLE_CHARACTERS = 200
# A title has a word in it, and is no mere number ("2031 No. 12").
_SAYING = re.compile(r"[^\W\d_]{4}")
# Metadata is believed where this share of its words stands in the opening.
_WITNESS_SHARE = 0.75
_PREFIXES = re.compile(
    r"^(?:the )?(?:(?:london|royal|metropolitan) borough(?: council)? of |city (?:council )?of "
    r"|county of )+",
    re.IGNORECASE,
)
_SUFFIXES = re.compile(
    r"(?:['’]s)?(?: (?:local area partnership|area partnership|local area|partnership|county"
    r"|borough|city|metropolitan|mbc|council|district|local authority|unitary authority"
    r"|children['’]?s|local|safeguarding|multi-agency))*$",
    re.IGNORECASE,
)
# Where a name runs into the sentence after it, as in text without its lines.
_NEXT_SENTENCE = re.compile(r" (?:This|Between|From|In|On|The|During|An?|It|Inspection)(?: .*)?$")
# What a file's metadata says, believed only where its words say so too.
_WITNESSES = frozenset({"title", "metadata_title", "author", "created"})
# Words that a capital begins and that name no place.
_NO_PLACE = frozenset(
    "the a an this these our local your dear director chair chief executive leader head all any"
    " national joint family children adult adults early multi nhs her his majesty hm cabinet board"
    " county city borough town parish community integrated safeguarding independent regional deputy"
    " assistant interim strategic the council your".split()
)


@dataclass(slots=True)
class Identity:
    """What was found: ``facts`` by the fields of a ``Source``, ``witnesses`` the words for each.

    ``doubts`` are facts that a document of its kind has and that were not found.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    witnesses: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    def note(self, name: str, value: object, witness: str) -> None:
        """Keep a fact, unless it is known already."""
        if value and name not in self.facts:
            self.facts[name] = value
            self.witnesses[name] = " ".join(witness.split())[:160]


def identify(blocks: Sequence[RawBlock], known: Mapping[str, Any], name: str) -> Identity:
    """Give what a document is; ``known`` is what its file says of itself, ``name`` its file's."""
    found = Identity()
    rule = rules()
    opening = _opening(blocks)
    closing = _opening(blocks[::-1])
    layout = next((one for one in rule.layout if one.known_by.search(opening)), None)
    if layout:
        _note_layout(found, layout, opening)
    _note_title(found, blocks, known, opening, name)
    _note_publisher(found, rule, layout, (opening, closing), known)
    _note_dates(found, rule, layout, (opening, closing))
    for fact, value in known.items():
        if fact not in _WITNESSES:
            found.note(fact, value, "the file says so")
    _note_kind(found, rule, opening)
    if found.facts.get("kind") is Kind.FINDING:
        has_area = "area" in found.facts or (layout and not layout.area)
        is_dated = found.facts.keys() & {"published", "inspected_from"}
        missing = (("area", has_area), ("published", is_dated))
        found.doubts = tuple(name for name, is_known in missing if not is_known)
    return found


def _opening(blocks: Iterable[RawBlock]) -> str:
    """Give the first text, a blank line between blocks; headings on end are one."""
    pieces: list[str] = []
    size = 0
    was_heading = False
    for block in blocks:
        is_heading = block.shape is Shape.HEADING
        text = " ".join(block.text.split())
        pieces.append("\n" if is_heading and was_heading else "\n\n")
        pieces.append(text)
        size += len(text)
        was_heading = is_heading
        if size > OPENING_CHARACTERS:
            break
    return "".join(pieces).strip()


def _note_layout(found: Identity, layout: Layout, opening: str) -> None:
    if title := layout.title.search(opening):
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


def tidy_area(name: str) -> str:
    """Give the name of a place without what kind of authority it is; empty for no place."""
    name = _NEXT_SENTENCE.sub("", " ".join(name.split())).strip(" ,.")
    area = _SUFFIXES.sub("", _PREFIXES.sub("", name))
    words = area.lower().replace(",", " ").split()
    return area.strip(" ,.") if words and words[0] not in _NO_PLACE else ""


def _note_title(
    found: Identity, blocks: Sequence[RawBlock], known: Mapping[str, Any], opening: str, name: str
) -> None:
    generic = rules().titles.generic
    for one in rules().kind:
        if one.own_title and one.opening and one.opening.search(opening):
            named = one.own_title.search(opening)
            found.note("title", " ".join(named[0].split()) if named else "", one.kind.value)
    given = str(known.get("title", ""))
    if _SAYING.search(given) and _bare(given) not in generic:
        found.note("title", " ".join(given.split()), "the file's own title")
    given = str(known.get("metadata_title", ""))
    if _is_said(given, opening) and _bare(given) not in generic:
        found.note("title", " ".join(given.split()), "the file's metadata")
    for block in blocks:
        if block.shape is Shape.HEADING and _bare(block.text) not in generic:
            is_title = _SAYING.search(block.text) and not is_only_a_date(block.text)
            if is_title and len(block.text) <= _TITLE_CHARACTERS:
                found.note("title", " ".join(block.text.split()), block.text)
                break
        elif block.shape is not Shape.HEADING and len(block.text) > _TITLE_CHARACTERS:
            break
    found.note("title", name, "the file's name")


def _is_said(title: str, opening: str) -> bool:
    words = re.findall(r"\w+", title.lower())
    held = set(re.findall(r"\w+", opening.lower()))
    return bool(words) and sum(word in held for word in words) / len(words) >= _WITNESS_SHARE


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .:0123456789")


def _author(rule: Rules, known: Mapping[str, Any]) -> str:
    author = str(known.get("author", ""))
    return author if author in rule.national.names else ""


def _note_publisher(
    found: Identity, rule: Rules, layout: Layout | None, ends: tuple[str, str],
    known: Mapping[str, Any],
) -> None:  # fmt: skip
    opening = ends[0]
    if layout:
        bodies = [
            short
            for short, words in rule.inspectorates.items()
            if any(words.search(one) for one in ends)
        ]
        if "HMICFRS" in bodies and "HMIC" in bodies:
            bodies.remove("HMIC")
        listed = " and ".join(filter(None, (", ".join(bodies[:-1]), *bodies[-1:])))
        found.note("publisher", listed, "the inspectorates that it names")
        return
    cover = opening[:_COVER_CHARACTERS]
    local = rule.local_body.search(cover)
    named = [(cover.find(one), -len(one), one) for one in rule.national.names if one in cover]
    at_the_end = [one for one in rule.national.names if one in ends[1]]
    if len(at_the_end) != 1:
        last = ends[1][:_COVER_CHARACTERS]
        at_the_end = [one for one, where in rule.addresses.items() if where.search(last)]
    national = min(named)[2] if named else _author(rule, known)
    if not national and len(at_the_end) == 1:
        national = at_the_end[0]
    if local and (not national or local.start() < min(named, default=(len(cover),))[0]):
        area = tidy_area(local["area"])
        if area:
            found.note("publisher", local["name"], local[0])
            found.note("area", area, local[0])
    found.note("publisher", national, national)


def _note_dates(found: Identity, rule: Rules, layout: Layout | None, ends: tuple[str, str]) -> None:
    opening, closing = ends
    cover = opening[:_COVER_CHARACTERS]
    if layout:
        _note_inspection(found, layout, opening)
    for fact, patterns in (
        ("effective_from", rule.dates.effective),
        ("published", rule.dates.updated), ("published", rule.dates.published),
    ):  # fmt: skip
        texts = (match[0] for pattern in patterns for match in pattern.finditer(opening))
        text = next((text for text in texts if first_day(text)), "")
        found.note(fact, first_day(text), text)
    for last in (one for pattern in rule.dates.closing for one in pattern.finditer(closing)):
        found.note("published", first_day(last[0]), last[0])
    lines = cover.split("\n")
    for line in lines:
        if is_only_a_date(line):
            found.note("published", first_day(line), line)
    for pattern in rule.dates.edition:
        if match := pattern.search(cover):
            found.note("edition", match["edition"], match[0])
    for line in lines:
        if "published" not in found.facts and (month := month_alone(line)):
            found.note("published", month, line)
            found.note("edition", line.strip(), line)


def _note_inspection(found: Identity, layout: Layout, opening: str) -> None:
    # a letter is dated above its salutation
    above, is_letter, _ = opening.partition("Dear ")
    if is_letter:
        found.note("published", first_day(above), above)
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


def _note_kind(found: Identity, rule: Rules, opening: str) -> None:
    title = str(found.facts.get("title", ""))
    scope = ""
    if "publisher" in found.facts:
        scope = "local" if found.facts.get("area") else "national"
    for one in rule.kind:
        met = (
            (not one.title or one.title.search(title))
            and (not one.opening or one.opening.search(opening))
            and (not one.publisher or one.publisher == scope)
        )
        if met:
            found.note("kind", one.kind, one.kind.value)
            found.note("publisher", one.published_by, one.kind.value)
            return
