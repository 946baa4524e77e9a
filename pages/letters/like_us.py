"""Like us: beside one letter's finding, the nearest elsewhere and what others were praised for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from library.together.alike import demands_of, find_alike
from pages.letters.drawing import draw, line_address, line_name
from pages.shared.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from bot.assistant import Library
    from domain import Source
    from themes.lines import PracticeLine


def like_us_page(library: Library, letter: str, line: str) -> Markup:
    """Give the page of a letter's findings, or of the one that ``line`` names.

    Without a letter it is the newest of the partnership's own area, or else of all.
    """
    practices = library.practices
    source = next((one for one in practices.letters if one.id == letter), None) or _own(library)
    places = demands_of(practices, source)
    place = next((one for one in places if line_name(practices.lines[one]) == line), None)
    alike = None if place is None else find_alike(practices, place)

    def shown(some: tuple[int, ...]) -> list[tuple[PracticeLine, str]]:
        return [(practices.lines[one], line_address(practices.lines[one])) for one in some]

    return draw(library, "Like us", render("letters/like_us.html", {
        "letters": [(one.id, f"{one.area}, {one.dated}", one is source)
                    for one in sorted(practices.letters, key=lambda one: one.area)],
        "source": source,
        "findings": [
            (practices.lines[one], _address(source, practices.lines[one])) for one in places
        ],
        "chosen": None if place is None else practices.lines[place],
        "address": "" if place is None else line_address(practices.lines[place]),
        "themes": [one.title for one in alike.themes] if alike else [],
        "alike": shown(alike.findings) if alike else [],
        "strengths": shown(alike.strengths) if alike else [],
        "all": f"like-us?{urlencode({'letter': source.id})}",
    }))  # fmt: skip


def _own(library: Library) -> Source:
    letters = library.practices.letters
    belonging = library.belonging
    home = [one for one in letters if belonging.of_source(one) & belonging.home.areas]
    return (home or list(letters))[-1]


def _address(source: Source, line: PracticeLine) -> str:
    return f"like-us?{urlencode({'letter': source.id, 'line': line_name(line)})}"
