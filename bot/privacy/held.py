"""What the documents themselves name: places, tools and teams, and who wrote or got a letter."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from bot.gathering.kept import part_of
from domain import FindingsError, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import Protocol

    from numpy.typing import NDArray

    from bot.gathering.kept import Arrays
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


# The name under which is kept what was found of all documents.
NAMES = "names"


class Phrases:
    """Phrases as numbers, of which a million take eight megabytes; no other has one's number."""

    def __init__(self, told: NDArray[np.uint64]) -> None:
        """Take what ``told_of`` gave of each phrase, sorted."""
        self.told = told

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> Phrases:
        """Give some phrases as numbers."""
        return cls(np.unique(np.array([*map(told_of, phrases)], dtype=np.uint64)))

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.told)

    def __contains__(self, phrase: object) -> bool:
        """Say whether a phrase is one of them."""
        if not (isinstance(phrase, tuple) and len(self.told)):
            return False
        told = np.uint64(told_of(phrase))
        at = int(np.searchsorted(self.told, told))
        return at < len(self.told) and bool(self.told[at] == told)


def told_of(phrase: Phrase) -> int:
    """Give the number of a phrase: the same each time, and hardly that of any other."""
    told = hashlib.blake2b(" ".join(phrase).encode(), digest_size=8).digest()
    return int.from_bytes(told, "little")


@dataclass(frozen=True, slots=True)
class NamesHeld:
    """Names of several words, in small letters: those of ``things``, and those of ``posts``.

    A person's name may be among the first where documents use it as a thing's ("the Ann Rook
    Centre"). The second are people to whom a letter is addressed or who signed it.
    """

    things: Phrases
    posts: Phrases


NOTHING_HELD = NamesHeld(Phrases.of(()), Phrases.of(()))
_KNOWN: WeakKeyDictionary[Generation, NamesHeld] = WeakKeyDictionary()


def held_by(opened: Callable[[], OfGeneration]) -> NamesHeld:
    """Give the names that what is ``opened`` gives, found once a generation.

    Where it cannot be opened there are none, and more is masked.
    """
    try:
        generation = opened().generation
        if generation not in _KNOWN:
            found = part_of(generation, NAMES, lambda: find_names(generation))
            _KNOWN[generation] = NamesHeld(Phrases(found["things"]), Phrases(found["posts"]))
    except FindingsError:
        return NOTHING_HELD
    return _KNOWN[generation]


def find_names(generation: Generation) -> Arrays:
    """Give the names of a generation, to be kept."""
    found = names_held(generation.passages, generation.partnership.covers)
    return {"things": found.things.told, "posts": found.posts.told}


def names_held(passages: Iterable[Passage], covers: Callable[[str], bool]) -> NamesHeld:
    """Give the names that titles, headings, texts and letters give.

    Of people only those in letters of an area that the partnership ``covers``: the more names are
    held, the more often one is a child's too.
    """
    things: set[Phrase] = set()
    posts: set[Phrase] = set()
    heads: set[str] = set()
    for one in passages:
        things.update(tuple(name.lower().split()) for name in _names(one, heads))
        if one.part is Part.ADDRESSEES and covers(one.source.area):
            said = (name.lower().replace("’", "'") for name in _signed(one))
            posts.update(tuple(name.split()) for name in said)
    return NamesHeld(Phrases.of(things), Phrases.of(posts))


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


def _names(one: Passage, heads: set[str]) -> Iterator[str]:
    """Give the names in a passage, and in what stands above it where that is not yet in heads."""
    for head in {one.source.title, *one.headings} - heads:
        heads.add(head)
        yield from _RUN.findall(head)
    yield from (match["name"] for match in _OF_A_THING.finditer(one.text))
