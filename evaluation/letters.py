"""Letters of several areas asked at once: ``python -m evaluation.letters``.

It needs a store of the letters of ``knowledge/collections/jtai.toml``, which no clone brings:
FINDINGS_STORE names it. It prints three things: how far "which areas" finds what people found by
reading, whether area and date of what is quoted are right, and how long such a question takes.
"""

from __future__ import annotations

import statistics
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import wiring
from bot.across.answering import of_several_letters
from bot.ranking.retriever import EVERYTHING
from collecting.catalogue import read_collection
from domain import Answer, FindingsError
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.assistant import Library
    from domain import Statement

LABELLED = Path(__file__).parent / "which_areas.toml"
_SIDES = ("Which areas were told to improve {}?", "Which areas were praised for {}?")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many areas were found that a reader found too, that none did, and that were not found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of what a reader found that was found."""
        return self.right / max(self.right + self.missed, 1)


def agreement(found: Iterable[str], yes: Iterable[str], either: Iterable[str]) -> Agreement:
    """Give how areas found agree with those that a reader labelled; ``either`` count not at all."""
    said, wanted, open_ = set(found), set(yes), set(either)
    return Agreement(
        len(said & wanted), len(said - wanted - open_), len(wanted - said)
    )  # fmt: skip


def main() -> None:
    """Print what was measured."""
    library = wiring.make_library(load_settings())()
    print(f"{len(library.practices.letters)} letters, {len(library.practices.lines)} lines")
    _print_which(library)
    _print_cited(library)
    _print_time(library)


def _print_which(library: Library) -> None:
    for number, sample in enumerate(tomllib.loads(LABELLED.read_text("utf-8"))["sample"], start=1):
        areas = set(sample["areas"])
        every = []
        for topic in sample["topic"]:
            found = {_area(one) for one in _statements(library, _SIDES[0].format(topic["name"]))}
            one = agreement(found & areas, topic["yes"], topic.get("either", ()))
            every.append(one)
            missed = sorted(set(topic["yes"]) - found)
            extra = sorted((found & areas) - set(topic["yes"]) - set(topic.get("either", ())))
            print(f"{topic['name']}: {one}; missed {missed}, wrong {extra}")
        whole = Agreement(
            sum(one.right for one in every), sum(one.wrong for one in every),
            sum(one.missed for one in every),
        )  # fmt: skip
        print(
            f"which areas, sample {number}: precision {whole.precision:.2f},"
            f" recall {whole.recall:.2f} ({whole})"
        )


def _print_cited(library: Library) -> None:
    """Print of how many answers all areas and dates are those of the catalogue."""
    letters = read_collection("jtai", (wiring.SHIPPED_KNOWLEDGE,)).letters
    known = {(one.area.lower(), one.published) for one in letters}
    right = count = quotes = 0
    for theme in library.practices.taxonomy.themes:
        for side in _SIDES:
            said = _statements(library, side.format(theme.title.lower()))
            if said:
                count += 1
                quotes += len(said)
                right += all(_is_known(one, known) for one in said)
    print(f"area and date right in {right} of {count} answers ({quotes} quotes)")


def _is_known(one: Statement, known: Collection[tuple[str, object]]) -> bool:
    source = one.citations[0].passage.source
    stands = one.head.startswith(source.area) and source.dated in one.head
    return stands and (source.area.lower(), source.published) in known


def _print_time(library: Library) -> None:
    themes = library.practices.taxonomy.themes
    for name, questions in (
        ("which areas", [_SIDES[0].format(one.title.lower()) for one in themes]),
    ):
        print(f"{name}: {_median(library, questions) * 1000:.0f} ms a question (median)")


def _median(library: Library, questions: Sequence[str]) -> float:
    taken = []
    for one in questions:
        start = time.perf_counter()
        of_several_letters(library, one, EVERYTHING)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _statements(library: Library, question: str) -> Sequence[Statement]:
    found = of_several_letters(library, question, EVERYTHING)
    return found.statements if isinstance(found, Answer) else ()


def _area(one: Statement) -> str:
    return one.citations[0].passage.source.area


if __name__ == "__main__":
    try:
        main()
    except FindingsError as error:
        sys.exit(f"findings: {error}")
