"""Which document a message names, by the words of its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain import Kind
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain import Source

# Words for a document as such; what else a message says has to be its title's.
DOCUMENT = (
    r"(?:documents?|docs?|files?|sources?|letters?|reports?|notes?|guidance|guides?|inspections?"
    r"|procedures?|protocols?|polic(?:y|ies)|publications?|materials?)"
)
_OF_ANY = frozenset(
    stem(word)
    for word in (
        "document doc file source letter report note guidance guide inspection inspector procedure"
        " protocol policy publication material ofsted jtai finding findings page pages section part"
        " main key point points overall whole about on of in the your our this that area one"
    ).split()
)
_FINDING = re.compile(r"\b(?:letters?|inspect\w*|reports?|ofsted|jtai|cqc)\b", re.IGNORECASE)


def telling(text: str) -> frozenset[str]:
    """Give the stems of a text's telling words."""
    return frozenset(stem(word) for word in words_of(text) if word not in STOPWORDS)


# Words that say how something is wanted, or of what letter, and not on what subject;
# and words that only join or count, which the index keeps.
NO_SUBJECT = telling(
    "inspection inspections inspector inspectors inspect inspected ofsted cqc hmicfrs jtai"
    " letter report findings finding visit partnership council local area areas authority leaders"
    " told tell said say says find found need needs want give got get show name named names praised"
    " main key overall list lists listed full whole all every everything number numbered bullet"
    " bullets point points slide summary please pls set out identified three four five six"
    " according last latest first year january february march april may june july august september"
    " october november december"
    " till until many much more most less least mine yours ours theirs wont cant didnt doesnt hasnt"
    " havent isnt arent wasnt werent stuff anyone anybody anything someone somebody something"
    " everyone everybody nobody nothing actually really usually basically maybe though whether"
    " because since before after again already always never ever each both either without within"
    " around"
)


def named_documents(
    text: str, sources: Iterable[Source], besides: Iterable[str] = ()
) -> tuple[Source, ...]:
    """Give the documents that a text names: those whose title holds all that it says.

    Stems in ``besides`` say nothing of a document. An inspection letter is also named by what it
    is, with its area where there are several.
    """
    said = telling(text) - frozenset(besides) - _OF_ANY
    named = [one for one in sources if _is_named(one, said, text)]
    if said or len(named) <= 1:
        return _closest(named, said)
    return ()


def _is_named(source: Source, said: frozenset[str], text: str) -> bool:
    if _FINDING.search(text):
        return source.kind is Kind.FINDING and said <= telling(
            f"{source.title} {source.area} {source.theme} {source.dated}"
        )
    return bool(said) and said <= telling(f"{source.title} {source.area} {source.publisher}")


def _closest(named: Sequence[Source], said: frozenset[str]) -> tuple[Source, ...]:
    """Give those of whose title most is said."""
    if not named or not said:
        return tuple(named)
    shares = [len(said & telling(one.title)) / max(len(telling(one.title)), 1) for one in named]
    return tuple(one for one, share in zip(named, shares, strict=True) if share == max(shares))
