"""What changed from one document to another, heading by heading, in their own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain import Passage

# Two sentences that share less than this, of 100, are two; one with a word changed has over 80.
_SAME_SENTENCE = 60
# A section under another heading is the same one where it shares this much of its sentences.
_SAME_SECTION = 0.5


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence that reads otherwise now."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """What changed below one heading; only what did is given.

    ``heading`` is the later document's, or that of a section which is dropped; ``was`` the earlier
    one where that differs. ``is_added`` and ``is_dropped`` say that all of it is, heading and all.
    """

    heading: str
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    was: str = ""
    is_added: bool = False
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class _Headed:
    heading: str
    sentences: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(map(_key, self.sentences))


def changes_between(old: Iterable[Passage], new: Iterable[Passage]) -> tuple[ChangedSection, ...]:
    """Give what changed, in the order of the later document, then what was dropped whole.

    A sentence that only moved, or whose spaces, case or marks changed, did not change.
    """
    before, after = _parts(old), _parts(new)
    pairs = _paired(before, after)
    stayed = Counter(key for one in before for key in one.keys) & Counter(
        key for one in after for key in one.keys
    )
    taken = {earlier for earlier in pairs if earlier is not None}
    found = [
        _compared(before[place] if place is not None else None, part, stayed)
        for place, part in zip(pairs, after, strict=True)
    ]
    found += [
        _compared(part, None, stayed) for place, part in enumerate(before) if place not in taken
    ]
    return tuple(one for one in found if one)


def _parts(passages: Iterable[Passage]) -> list[_Headed]:
    """Give the sections in order; one that is cut in several passages is one."""
    sections: dict[tuple[str, ...], list[str]] = {}
    for passage in passages:
        sentences = sections.setdefault(passage.headings, [])
        # a heading stands in its passage and is no sentence of it
        sentences += [" ".join(one.text.split()) for one in passage.sentences
                      if one.text.strip() not in passage.headings]  # fmt: skip
    return [_Headed(" > ".join(trail[1:] or trail), tuple(lines))
            for trail, lines in sections.items()]  # fmt: skip


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _paired(before: Sequence[_Headed], after: Sequence[_Headed]) -> list[int | None]:
    """Give, for each later section, the place of the earlier one that it was."""
    free = dict(enumerate(before))
    pairs: list[int | None] = []
    for part in after:
        place = next((at for at, one in free.items() if _key(one.heading) == _key(part.heading)),
                     None)  # fmt: skip
        pairs.append(place)
        if place is not None:
            del free[place]
    for index, part in enumerate(after):
        if pairs[index] is None and free:
            place = max(free, key=lambda at: _shared(free[at], part))
            if _shared(free[place], part) >= _SAME_SECTION:
                pairs[index] = place
                del free[place]
    return pairs


def _shared(one: _Headed, other: _Headed) -> float:
    common = Counter(one.keys) & Counter(other.keys)
    return common.total() / max(len(one.sentences), len(other.sentences), 1)


def _compared(
    old: _Headed | None, new: _Headed | None, stayed: Counter[str]
) -> ChangedSection | None:
    before, after = old or _Headed("", ()), new or _Headed("", ())
    dropped: list[str] = []
    added: list[str] = []
    changed: list[Changed] = []
    matcher = SequenceMatcher(None, before.keys, after.keys, autojunk=False)
    for _, start, end, first, last in (one for one in matcher.get_opcodes() if one[0] != "equal"):
        gone = [one for one in before.sentences[start:end] if not stayed[_key(one)]]
        come = [one for one in after.sentences[first:last] if not stayed[_key(one)]]
        for pair in _alike(gone, come):
            changed.append(pair)
            gone.remove(pair.old)
            come.remove(pair.new)
        dropped += gone
        added += come
    was = before.heading if old and new and _key(before.heading) != _key(after.heading) else ""
    if not (dropped or added or changed or was):
        return None
    return ChangedSection(
        (new or before).heading, tuple(added), tuple(dropped), tuple(changed), was,
        is_added=old is None, is_dropped=new is None,
    )  # fmt: skip


def _alike(gone: Sequence[str], come: Sequence[str]) -> Iterator[Changed]:
    """Give the sentences that became others, the most alike first, each once."""
    scored = sorted(
        ((fuzz.ratio(old, new), at, to) for at, old in enumerate(gone)
         for to, new in enumerate(come)), reverse=True,
    )  # fmt: skip
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for score, at, to in scored:
        if score >= _SAME_SENTENCE and at not in taken_old and to not in taken_new:
            taken_old.add(at)
            taken_new.add(to)
            yield Changed(gone[at], come[to])
