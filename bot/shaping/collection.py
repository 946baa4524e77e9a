"""What is asked of the collection itself, answered from its catalogue and never from a search."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.shaping.naming import DOCUMENT, named_documents, telling
from dates import in_words
from domain import Inventory, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from domain import Source

_PLACE = r"(?:tool|chatbot|system|collection|library|knowledge ?base|database)"
_HELD = re.compile(
    r"\b(?:do you (?:have|hold|use|know|cover|contain|search|read|draw on|rely on|quote|go by)"
    r"|(?:have )?you(?:['’]ve)? (?:got|hold|have|use|read|search)"
    r"|(?:are|is) (?:there )?(?:held|loaded|included|here)|can (?:you|i) (?:search|see|read|quote)"
    rf"|in here|(?:in|on) (?:this|the) {_PLACE}"
    r"|your (?:information|data|sources|documents|answers|library|collection|knowledge|content"
    r"|guidance|material))\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"^\W*(?:please )?(?:list|show|name|give me)(?: me)?(?: all| every)?(?: of)?(?: the| your)? "
    rf"{DOCUMENT}\W*$|\b(?:which|what) {DOCUMENT}\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:this|it|these|everything)\b", re.IGNORECASE)
_TODAY = re.compile(
    r"^\W*(?:(?:what|tell me|whats|what['’]s)\b.{0,10})?"
    r"\b(?:(?:today['’]?s|the|todays) )?(?:date|day)"
    r"(?: is it| is today| today| of today| is it today)?\W*$",
    re.IGNORECASE,
)
# What may be asked of a document or of all of them; the first that fits counts.
_NUMBER = re.compile(r"\b(?:how many|number of|count)\b", re.IGNORECASE)
_NEWEST = re.compile(r"\b(?:newest|latest|most recent(?:ly)?|last added)\b", re.IGNORECASE)
_OLDEST = re.compile(r"\b(?:oldest|earliest)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:when|what date|how (?:old|recent\w*|current|up.to.date))\b.*"
    r"\b(?:updat\w+|check\w*|publish\w*|review\w*|written|wrote|dated?|issued|revised|from|old"
    r"|recent|current|up.to.date|released|is)\b|\b(?:up.to.date|out.of.date|outdated|still current"
    r"|superseded)\b",
    re.IGNORECASE,
)
_AREAS = re.compile(
    r"\b(?:which|what|whose|list)\b.{0,12}\b(?:areas?|places?|councils?|partnerships?|authorit\w+)\b"
    rf"|\bwhose {DOCUMENT}\b",
    re.IGNORECASE,
)
# Asks which inspection it is that a letter tells of, or whose.
_INSPECTION = re.compile(
    r"\bwhose\b.{0,25}\b(?:letter|report|inspection)\b"
    r"|\b(?:which|what|what (?:kind|sort|type) of)(?: \w+)? (?:inspection|letter|report)\b"
    r"|\b(?:which|what)(?: local)? (?:area|place|council|partnership|authority|year)\b"
    r".*\b(?:letter|report|inspection|inspected)\b"
    r"|\bwhere\b.*\b(?:letter|report|inspection)\b|\bwho (?:was|were|got) inspected\b"
    r"|\bwho (?:is|was) (?:this|the) (?:letter|report|inspection) (?:of|on|about)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\bwho\b.*\b(?:wrote|publish\w*|made|produced|issued|written|author\w*)\b", re.IGNORECASE
)
_LICENCE = re.compile(r"\b(?:licen[cs]e\w*|copyright)\b", re.IGNORECASE)
_OF_ITSELF = re.compile(
    rf"\bwhen\b.*\b{DOCUMENT}\b.*\bchecked\b|\bwhen\b.*\b(?:letter|report|note)\b"
    r".*\b(?:updated|published|issued|dated|written)\b"
    r"|\bwho (?:wrote|published|made|issued|checked) (?:the|your|this) .*\b(?:letter|report|note)\b"
    r"|\bhow (?:old|recent) is (?:the|your|this) (?:\w+ )?(?:letter|report|note)\b"
    rf"|\bwhen (?:was|were|is|are)\b.*\b{DOCUMENT}\b(?: \w+){{0,3}} (?:reviewed|updated|published"
    r"|issued|dated|written|revised|review)\b"
    rf"|\bhow (?:old|recent|current|up.to.date) (?:is|are)\b.*\b{DOCUMENT}\W*$",
    re.IGNORECASE,
)
# Words of it that a title has to hold before who wrote a thing is asked of a document.
_NAMING_WORDS = 2
_ANY = re.compile(rf"\b{DOCUMENT}\b", re.IGNORECASE)
# What the collection may be called.
_COLLECTION = re.compile(
    rf"\b(?:{DOCUMENT}|information|data|content|library|collection|knowledge ?base|in here|search"
    r"|things?|forms?)\b",
    re.IGNORECASE,
)
# Words of such a question that name no document.
_ASKING = telling(
    "document documents file files list lists show name give please hold held have got use know"
    " cover contain search read draw rely quote here there all every many number count total newest"
    " latest most recent recently oldest earliest new old up date dates current currently check"
    " checked update updated publish published review reviewed write wrote written dated issue"
    " issued revise revised release released last added make made produce produced author authors"
    " licence license copyright superseded outdated still which what when who how now today"
    " included loaded library collection knowledge base knowledgebase database tool system chatbot"
    " information data answers content sources source based go see tell me exactly under things"
    " area areas place places council councils partnership partnerships authority authorities"
    " by is are on it its stuff due next"
)
_SAID_OF_AN_INSPECTION = telling(
    "letter report inspection inspected concern finding kind sort type year local happened done"
)
_KINDS = (
    (re.compile(r"\b(?:letters?|inspections?|reports?)\b", re.IGNORECASE), Kind.FINDING),
    (re.compile(r"\b(?:procedures?|protocols?)\b", re.IGNORECASE), Kind.LOCAL),
    (re.compile(r"\bnotes?\b", re.IGNORECASE), Kind.GUIDANCE),
    (re.compile(r"\bstatut(?:ory guidance|es)\b", re.IGNORECASE), Kind.STATUTORY),
    (re.compile(r"\bforms?\b", re.IGNORECASE), Kind.FORM),
)


@dataclass(frozen=True, slots=True)
class _Facet:
    """Something that may be asked, and what answers it of the documents that it is asked of.

    ``is_of_any`` says whether "the document" alone stands for all of them.
    """

    words: re.Pattern[str]
    answer: Callable[[Sequence[Source], date], Inventory | None]
    is_of_any: bool = False


def of_the_collection(
    text: str, sources: Sequence[Source], today: date, *, is_first: bool = True
) -> Inventory | None:
    """Give what the catalogue says to a question about the collection; None where it is none.

    ``is_first`` says whether "it" and "this" stand for nothing that was said before.
    """
    if (is_today := bool(_TODAY.search(text))) or _asks_which_inspection(text):
        now = f"Today is {in_words(today)}, by the clock of this machine."
        return Inventory(now, ()) if is_today else _inspections(sources, today)
    facet = next((one for one in _FACETS if one.words.search(text)), None)
    is_held = _HELD.search(text) and _COLLECTION.search(text)
    # "the newest document" is of them all where nothing else is said of it
    is_any = facet is not None and facet.is_of_any and _ANY.search(text)
    is_of_all = bool(is_held or _LISTED.search(text) or is_any)
    if is_of_all and not telling(text) - _ASKING - _of_kinds(text):
        asked = _of_kind(text, sources)
        found = facet.answer(asked, today) if facet else _list(asked, today)
        # "how many, and which is the newest"
        besides = [one for one in _FACETS if one.words in {_NEWEST, _OLDEST} and one is not facet]
        more = [one.answer(asked, today) for one in besides if facet and one.words.search(text)]
        told = [one.message for one in (found, *more) if one]
        return replace(found, message=" ".join(told)) if found else found
    if facet is None or facet.words is _NUMBER:
        return None
    if is_first and not telling(text) - _ASKING and _THIS.search(text):
        return facet.answer(sources, today)
    # what a document says of others' dates and authors is for its own words to answer
    names_it = facet.words is _WHO and len(telling(text) - _ASKING) >= _NAMING_WORDS
    if names_it or (facet.words in {_WHEN, _WHO} and _OF_ITSELF.search(text)):
        named = named_documents(text, sources, _ASKING)
        return facet.answer(named, today) if named else None
    return None


def _asks_which_inspection(text: str) -> bool:
    is_whole = not telling(text) - _ASKING - _SAID_OF_AN_INSPECTION
    return is_whole and bool(_INSPECTION.search(text))


def _of_kinds(text: str) -> frozenset[str]:
    found = [match[0] for words, _ in _KINDS for match in words.finditer(text)]
    return telling(" ".join(found)) | telling("guidance guide note policy material publication")


def _of_kind(text: str, sources: Sequence[Source]) -> Sequence[Source]:
    kind = next((kind for words, kind in _KINDS if words.search(text)), None)
    return [one for one in sources if one.kind is kind] if kind else sources


def _count(sources: Sequence[Source], today: date) -> Inventory:
    del today
    counts = Counter(one.kind.value for one in sources)
    kinds = ", ".join(f"{count} {_as_many(kind, count)}" for kind, count in counts.most_common())
    if not sources:
        return Inventory("No document of that kind is held here.", ())
    plural = "document is" if len(sources) == 1 else "documents are"
    return Inventory(f"{len(sources)} {plural} held here: {kinds}.", tuple(sources))


def _as_many(kind: str, count: int) -> str:
    """Give the name of a kind of document as it stands behind a number."""
    has_no_plural = kind.endswith(("guidance", "s"))
    return kind if count == 1 or has_no_plural else f"{kind}s"


def _list(sources: Sequence[Source], today: date) -> Inventory:
    return _count(sources, today)


def _newest(sources: Sequence[Source], today: date) -> Inventory:
    return _extreme(sources, today, is_newest=True)


def _oldest(sources: Sequence[Source], today: date) -> Inventory:
    return _extreme(sources, today, is_newest=False)


def _extreme(sources: Sequence[Source], today: date, *, is_newest: bool) -> Inventory:
    dated = [(day, one) for one in sources if (day := one.published or one.checked)]
    if not dated:
        return Inventory("No document held here gives its date.", tuple(sources))
    day = max(dated, key=lambda one: one[0])[0] if is_newest else min(dated, key=_first)[0]
    found = tuple(one for when, one in dated if when == day)
    word = "newest" if is_newest else "oldest"
    which = "document held here is" if len(found) == 1 else "documents held here are"
    unknown = len(sources) - len(dated)
    rest = f" {unknown} of {len(sources)} give no date." if unknown else ""
    return Inventory(
        f"The {word} {which} of {in_words(day)}, {(today - day).days} days ago.{rest}", found
    )


def _first(one: tuple[date, Source]) -> date:
    return one[0]


def _when(sources: Sequence[Source], today: date) -> Inventory:
    days = [day for one in sources for day in (one.published, one.checked) if day]
    check = [one for one in sources if one.status_on(today) in {Status.CHECK, Status.SUPERSEDED}]
    said = "No document held here gives its date."
    if len(sources) == 1:
        said = f"{sources[0].title}: {_dates(sources[0], today)}."
    elif days:
        first, last = in_words(min(days)), in_words(max(days))
        said = f"The dates of the documents lie between {first} and {last}."
    if check and len(sources) > 1:
        said += (
            f" Of {len(check)} of {len(sources)} a newer edition may exist: each answer shows its"
            " document's date."
        )
    return Inventory(said, tuple(sources))


def _dates(source: Source, today: date) -> str:
    facts = (
        source.published and f"{source.dated_by or 'published'} {source.said('published')}",
        source.effective_from and f"in force from {source.said('effective_from')}",
        source.checked and f"last checked against its sources {in_words(source.checked)}",
        source.inspected_to and f"inspection until {in_words(source.inspected_to)}",
        source.edition_in_words,
        source.review_due and f"due for a review {source.said('review_due')}",
        source.status_on(today) is not Status.UNKNOWN and source.status_on(today).value,
    )
    return ", ".join(fact for fact in facts if fact) or "its date is not known"


def _publishers(sources: Sequence[Source], today: date) -> Inventory:
    del today
    named = sorted({one.publisher for one in sources if one.publisher})
    said = f"Published by {', '.join(named)}." if named else "The catalogue names no publisher."
    return Inventory(said, tuple(sources))


def _areas(sources: Sequence[Source], today: date) -> Inventory:
    del today
    counts = Counter(one.area for one in sources)
    unnamed = counts.pop("", 0)
    named = ", ".join(f"{area} ({count})" for area, count in sorted(counts.items()))
    said = f"The documents held here are of {named}." if named else "No document names an area."
    rest = f" {unnamed} of {len(sources)} name no one area." if unnamed and named else ""
    return Inventory(f"{said}{rest}", tuple(sources))


def _inspections(sources: Sequence[Source], today: date) -> Inventory:
    """Give which inspection each letter held tells of; all that is held where none is a letter."""
    letters = tuple(one for one in sources if one.kind is Kind.FINDING)
    if len(letters) != 1:
        told = _areas(letters or sources, today)
        several = f" {len(letters)} letters are held: each quote names its own." if letters else ""
        return replace(told, message=f"{told.message}{several}")
    only = letters[0]
    facts = zip(("of", "on", "by"), (only.area, only.theme, only.publisher), strict=True)
    told_of = ", ".join([*(f"{how} {what}" for how, what in facts if what), _dates(only, today)])
    return Inventory(f"The inspection letter held here is “{only.title}”: {told_of}.", letters)


def _licences(sources: Sequence[Source], today: date) -> Inventory:
    del today
    named = sorted({one.licence for one in sources if one.licence})
    said = f"Licences: {' '.join(named)}" if named else "The catalogue names no licence."
    return Inventory(said, tuple(sources))


_FACETS = (
    _Facet(_AREAS, _areas, is_of_any=True),
    _Facet(_NUMBER, _count, is_of_any=True),
    _Facet(_NEWEST, _newest, is_of_any=True),
    _Facet(_OLDEST, _oldest, is_of_any=True),
    _Facet(_WHO, _publishers),
    _Facet(_LICENCE, _licences),
    _Facet(_WHEN, _when),
)
