"""What every page on several letters has: its frame, and the address of a line in its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from pages.ask.passage_cards import document_link
from pages.frame.own_look import brand_in
from pages.shared.style import SERVED_CSS
from pages.shared.templates import read_css, render
from using.addresses import address_of

if TYPE_CHECKING:
    from bot.assistant import Library
    from themes.lines import PracticeLine

# The pages lie one step below the app's.
ROOT = "../"
CSS = SERVED_CSS + read_css("letters/page.css")
_PAGES = (("compare", "Compare"), ("patterns", "Patterns"), ("like-us", "Like us"))


def draw(library: Library, title: str, body: Markup) -> Markup:
    """Give a whole page of that title."""
    letters = library.practices.letters
    return render("letters/frame.html", {
        "brand": brand_in(library.generation.side, ROOT),
        "title": title, "body": body, "root": ROOT, "pages": _PAGES, "letters": len(letters),
        "areas": len(library.practices.areas),
    })  # fmt: skip


def together_markup(library: Library) -> Markup:
    """Give the links to these pages; nothing where one area's letters are held."""
    practices = library.practices
    if len(practices.areas) < 2:  # noqa: PLR2004
        return Markup()
    return render("letters/together.html", {
        "letters": len(practices.letters), "areas": len(practices.areas),
        "links": [document_link(f"letters/{address}", name) for address, name in _PAGES],
    })  # fmt: skip


def line_address(line: PracticeLine) -> str:
    """Give where a line stands in its letter, marked there, as seen from such a page."""
    at = line.passage.start
    return ROOT + address_of(line.passage, (at + line.sentence.start, at + line.sentence.end))


def line_name(line: PracticeLine) -> str:
    """Give what an address calls a line."""
    return f"{line.passage.id}-{line.number}"


def correction_address(line: PracticeLine, theme: str) -> str:
    """Give where an editor says what a line tells of, as seen from such a page."""
    return f"{ROOT}administer/letters?{urlencode({'line': line_name(line), 'theme': theme})}"
