"""Whose a document is that does not say so: the place that its folder or file is named after."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.reading.english import is_english
from domain import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.placing.areas import Gazetteer
    from domain import Document

# What binds everybody in the country, wherever it is filed.
NATIONAL_KINDS = frozenset({Kind.STATUTE, Kind.STATUTORY, Kind.NATIONAL})
# So many words of a file's name may be a place's, and a name that no list of places has counts
# where so many files bear it and each names it so often.
_MOST_WORDS = 3
_SHARED_BY = 2
_TOLD_TWICE = 2
# A shorter word is an abbreviation.
_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")


def filed_under(
    documents: Iterable[Document], gazetteer: Gazetteer, placed: Collection[str]
) -> dict[str, str]:
    """Give, by id, the place of each document that says none itself and is filed under one.

    ``placed`` are the ids of those that say it. A place that is known has to be named by the
    document too, and no other one more often; any other name has to stand on several files whose
    documents write it as a name again and again.
    """
    open_ones = [
        one for one in documents
        if one.source.id not in placed and one.source.kind not in NATIONAL_KINDS
    ]  # fmt: skip
    found = {one.source.id: place for one in open_ones if (place := _known(one, gazetteer))}
    rest = [one for one in open_ones if one.source.id not in found]
    return found | _shared([one for one in rest if not gazetteer.find(_path(one))])


def _path(document: Document) -> str:
    return " ".join(_WORD.findall(document.source.id))


def _known(document: Document, gazetteer: Gazetteer) -> str:
    """Give the one known place that the path names, where the words tell of none more often."""
    named = {one.areas: one.name for one in gazetteer.find(_path(document).title())}
    if len(named) != 1:
        return ""
    ((areas, name),) = named.items()
    told: dict[bool, int] = defaultdict(int)
    for one in gazetteer.find(document.text):
        told[bool(one.areas & areas)] += 1
    return name if told[True] and told[True] >= told[False] else ""


def _shared(documents: Sequence[Document]) -> dict[str, str]:
    """Give the name that several paths share and that those documents use as a name."""
    bearing: dict[str, list[str]] = defaultdict(list)
    for one in documents:
        for name in _names(one):
            bearing[name].append(one.source.id)
    return _longest({name: ids for name, ids in bearing.items() if len(ids) >= _SHARED_BY})


def _longest(bearing: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(bearing, key=len):
        found |= dict.fromkeys(bearing[name], name)
    return found


def _names(document: Document) -> Iterator[str]:
    """Give what the path may be named after, as the document's own words write it."""
    path = PurePath(document.source.id)
    folders = [_WORD.findall(one) for one in path.parts[:-1]]
    words = _WORD.findall(path.stem)
    starts = [words[:length] for length in range(1, min(_MOST_WORDS, len(words)) + 1)]
    for phrase in (*folders, *starts):
        is_name = any(len(one) >= _LETTERS and not is_english(one.lower()) for one in phrase)
        name = " ".join(one.capitalize() for one in phrase)
        if is_name and len(re.findall(rf"\b{name}\b", document.text)) >= _TOLD_TWICE:
            yield name
