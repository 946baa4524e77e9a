"""The editions of a document on its page: the one before, the one after, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as quote_url

from ingest.editions import dated
from library.changes import ChangedSection, changes_between
from pages.shared.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from domain import Passage, Source

# Asked for in the address of a document's page.
PARAMETER = "changes"
ANCHOR = "changes"


@dataclass(frozen=True, slots=True)
class BesideIt:
    """The editions held beside a document; ``changes`` is None where they were not asked for."""

    earlier: Source | None = None
    later: Source | None = None
    changes: tuple[ChangedSection, ...] | None = None


ALONE = BesideIt()


def earlier_of(source: Source, sources: Iterable[Source]) -> Source | None:
    """Give the edition that a document replaces, the newest where it replaces several."""
    replaced = [one for one in sources if one.replaced_by == source.id and one.id != source.id]
    return max(replaced, key=lambda one: (str(dated(one) or ""), one.id), default=None)


def beside(source: Source, passages: Sequence[Passage], sources: Iterable[Source], *,
           compared: bool) -> BesideIt:  # fmt: skip
    """Give the editions beside a document, of the ``passages`` and ``sources`` that are held.

    What changed since the earlier one is found only where it is to be ``compared``.
    """
    held = list(sources)
    earlier = earlier_of(source, held)
    later = next((one for one in held if one.id == source.replaced_by), None)
    if not compared or earlier is None:
        return BesideIt(earlier, later)
    before = (one for one in passages if one.source.id == earlier.id)
    after = (one for one in passages if one.source.id == source.id)
    return BesideIt(earlier, later, changes_between(before, after))


def page_address(source: Source, root: str = "") -> str:
    """Give the address of a document's page, from ``root``, where the app's own page is."""
    return f"{root}document/{quote_url(source.id)}"


def changes_address(source: Source, root: str = "") -> str:
    """Give the address at which a document's page shows what changed."""
    return f"{page_address(source, root)}?{PARAMETER}=1#{ANCHOR}"


def editions_markup(source: Source, held: BesideIt, root: str) -> Markup:
    """Give the links to the other editions, or, where it was asked for, what changed."""
    return render("documents/editions.html", {
        "earlier": held.earlier, "later": held.later, "sections": held.changes, "anchor": ANCHOR,
        "earlier_address": page_address(held.earlier, root) if held.earlier else "",
        "later_address": page_address(held.later, root) if held.later else "",
        "changes_address": changes_address(source, root),
        "plain_address": page_address(source, root),
    })  # fmt: skip
