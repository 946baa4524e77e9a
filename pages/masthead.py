"""What stands above and below every page: what it quotes, what it is, whose words they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.shared.markup import escaped

if TYPE_CHECKING:
    from ingest.beside.partnership import Shown

_HEADER = """
<header class="masthead"><h1>Findings</h1><p>What {quotes} say, word for word. If a child is in
immediate danger, ring <a href="tel:999">999</a>.</p></header>
"""
_FOOTER = """
<footer class="colophon"><p>A computer program that quotes documents. It decides nothing about a
child: you and your safeguarding lead do. {rights}</p></footer>
"""
_RIGHTS = """
{rights} <a href="{address}" rel="noopener noreferrer" target="_blank">{link}</a>.
"""


def header(shown: Shown) -> str:
    """Give what stands above every page."""
    return _HEADER.format(quotes=escaped(shown.quotes))


def footer(shown: Shown) -> str:
    """Give what stands below every page."""
    rights = escaped(shown.rights)
    if shown.rights_address:
        link, address = escaped(shown.rights_link), escaped(shown.rights_address)
        rights = _RIGHTS.format(rights=rights, link=link, address=address).strip()
    return _FOOTER.format(rights=rights)
