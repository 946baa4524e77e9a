"""Of a theme: what inspectors praised in some areas, and what they found wanting in others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.quoting.standing import leans
from domain import Part
from library.together.alike import first_of_each
from themes.taxonomy import Side

if TYPE_CHECKING:
    from themes.assigning import Practices
    from themes.taxonomy import PracticeTheme

# How many are given of each, at most one of a letter: what the longest draft shows, and to spare.
MOST = 12
# Characters of an example that somebody else can learn from: less is a heading, more a paragraph.
_FEWEST, _MOST = 60, 420


@dataclass(frozen=True, slots=True)
class ThemeExamples:
    """Examples of a theme as places in the letters' lines, the nearest to the theme first."""

    praised: tuple[int, ...]
    wanting: tuple[int, ...]


def examples_of(practices: Practices, theme: PracticeTheme) -> ThemeExamples:
    """Give what letters praise and what they find wanting; a letter gives one of each.

    A line that names what was seen comes before one that only asks for better; one that cannot be
    understood without the words before it, or says two things at once, is left out.
    """
    of_theme, lines = practices.of(theme).tolist(), practices.lines
    near = dict(zip(of_theme, practices.near(theme).tolist(), strict=True))
    alone = [
        at for at in of_theme
        if _FEWEST <= len(lines[at].sentence.text) <= _MOST
        and not leans(lines[at].sentence)
        and not practices.taxonomy.concedes.search(lines[at].sentence.text)
    ]  # fmt: skip
    alone.sort(key=lambda at: (practices.side(at) is Side.WEAKNESS, -near[at]))
    return ThemeExamples(
        first_of_each(practices, (at for at in alone if practices.praises(at)), MOST),
        first_of_each(practices, (at for at in alone if _is_wanting(practices, at)), MOST),
    )


def _is_wanting(practices: Practices, place: int) -> bool:
    """Say whether a line's own words tell of what is not good, and of nothing else."""
    line, known = practices.lines[place], practices.taxonomy
    words = line.sentence.text
    criticised, praised = known.criticism.search(words), known.praise.search(words)
    if practices.side(place) is Side.TOLD:
        # "not given regular supervision" criticises; "regular, but not recorded" does both
        is_first = criticised and (not praised or criticised.start() < praised.start())
        return bool(is_first) and line.passage.part is not Part.STRENGTH
    is_asked = practices.side(place) is Side.WEAKNESS
    return is_asked and bool(criticised or known.demand.search(words))
