"""What the documents themselves name: places, tools and teams, and who wrote or got a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from domain import FindingsError, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import Protocol

    from domain import Passage
    from store.generation.opened import Generation

    class OfGeneration(Protocol):
        """What is opened of a generation."""

        @property
        def generation(self) -> Generation:
            """The generation."""


# A name of several words, each with a capital and none all in capitals.
_RUN = re.compile(r"\b[A-Z][a-z’']+(?: [A-Z][a-z’']+)+\b")
# In running text what is named after one of these is a thing or a place: nobody is "the Ann Rook".
_OF_A_THING = re.compile(rf"\b(?:the|in|at|an?|our|each|every) (?P<name>{_RUN.pattern})")

# A line of addressees or signatories begins with who it is; what follows is the post.
_SIGNED = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness|Professor) )?"
                     r"(?P<name>[A-Z][a-z’']+(?: [A-Z][a-zA-Z’'-]+){1,2})\b")  # fmt: skip
Phrase = tuple[str, ...]
# The most words of a name that are looked for in a message.
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class NamesHeld:
    """Names of several words, in small letters: those of ``things``, and those of ``posts``.

    A person's name may be among the first where documents use it as a thing's ("the Ann Rook
    Centre"). The second are people to whom a letter is addressed or who signed it.
    """

    things: frozenset[Phrase] = frozenset()
    posts: frozenset[Phrase] = frozenset()


NOTHING_HELD = NamesHeld()
_KNOWN: WeakKeyDictionary[Generation, NamesHeld] = WeakKeyDictionary()


def held_by(opened: Callable[[], OfGeneration]) -> NamesHeld:
    """Give the names that what is ``opened`` gives, found once a generation.

    Where it cannot be opened there are none, and more is masked.
    """
    try:
        generation = opened().generation
        if generation not in _KNOWN:
            covers = generation.partnership.covers
            _KNOWN[generation] = names_held(generation.passages, covers)
    except FindingsError:
        return NOTHING_HELD
    return _KNOWN[generation]


def names_held(passages: Iterable[Passage], covers: Callable[[str], bool]) -> NamesHeld:
    """Give the names that titles, headings, texts and letters give.

    Of people only those in letters of an area that the partnership ``covers``: the more names are
    held, the more often one is a child's too.
    """
    every = tuple(passages)
    posts = (
        name for one in every
        if one.part is Part.ADDRESSEES and covers(one.source.area)
        for name in _signed(one)
    )  # fmt: skip
    return NamesHeld(
        frozenset(tuple(name.lower().split()) for name in _names(every)),
        frozenset(tuple(name.lower().replace("’", "'").split()) for name in posts),
    )


def of_documents(
    words: Sequence[str], held: NamesHeld, people: Collection[str],
    is_told_of: Callable[[int, int], bool],
) -> Iterator[int]:  # fmt: skip
    """Give the places of words, in small letters, that make a held name.

    ``people`` are first names: a thing's name that holds one may be somebody's. A name of whom a
    message tells like of a child or a relative, from one place to another, is somebody else's.
    """
    for place in range(len(words) if held.things or held.posts else 0):
        for length in range(2, _LONGEST + 1):
            name = tuple(words[place : place + length])
            if len(name) < length:
                break
            is_thing = name in held.things and not any(one in people for one in name)
            is_post = name in held.posts and name[0] in people
            if is_thing or (is_post and not is_told_of(place, place + length - 1)):
                yield from range(place, place + length)


def _signed(passage: Passage) -> Iterator[str]:
    for one in passage.sentences:
        if found := _SIGNED.match(passage.text, one.start):
            words = found["name"].split()
            # of two names and what may be the post, either
            yield from (" ".join(words[:length]) for length in range(2, len(words) + 1))


def _names(passages: Iterable[Passage]) -> Iterator[str]:
    seen: set[str] = set()
    for one in passages:
        for head in {one.source.title, *one.headings} - seen:
            seen.add(head)
            yield from _RUN.findall(head)
        yield from (match["name"] for match in _OF_A_THING.finditer(one.text))
