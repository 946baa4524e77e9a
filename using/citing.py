"""What a citation says besides its quote: the sources behind it, what to know, its address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.answering.rendering import FINDINGS_ONLY, SAID, groups_of, is_finding
from bot.answering.weights import weights_of
from domain import Kind, Status
from learning.glossary import Glossary
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.answering.weights import Backing
    from domain import Citation, Statement
    from ingest.beside.pointers import Pointer


@dataclass(frozen=True, slots=True)
class Citing:
    """The sources behind the notes, by their label, the app's own web address, and its words."""

    pointers: Mapping[str, Pointer] = field(default_factory=dict)
    site: str = ""
    glossary: Glossary = field(default_factory=lambda: Glossary([]))

    def of(self, pointers: Mapping[str, Pointer]) -> Citing:
        """Give the same for quotes with other sources behind them."""
        return replace(self, pointers=pointers)

    def weights(self, citation: Citation) -> tuple[Backing, ...]:
        """Give what stands behind a quote, the document itself where it names no source."""
        return weights_of(citation, self.pointers)

    def behind(self, citation: Citation) -> tuple[Backing, ...]:
        """Give the sources that the document names for a quote; none where it is its own."""
        return tuple(one for one in self.weights(citation) if one.title)

    def address(self, citation: Citation) -> str:
        """Give the whole web address of the passage that a quote is from."""
        return self.site + address_of(citation.passage)


def facts_of(weight: Backing) -> str:
    """Give a source's own title, area and date in one line."""
    return ", ".join(fact for fact in (weight.title, weight.area, weight.dated) if fact)


def cautions_of(statements: Sequence[Statement]) -> Iterator[str]:
    """Give what to know of an answer as a whole."""
    names = {name for name, _ in groups_of(statements)}
    if statements and all(map(is_finding, statements)):
        yield FINDINGS_ONLY
    sources = [one.citations[0].passage.source for one in statements]
    if sources and all(one.status is Status.SUPERSEDED for one in sources):
        yield "Only superseded documents answer this: look for the current edition."
    if SAID in names and all(one.kind is Kind.OTHER for one in sources):
        yield "These documents are not in the catalogue: check who wrote them, and when."
