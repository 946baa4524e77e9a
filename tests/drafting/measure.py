"""Print, for each theme, what it chooses against the labels: python tests/drafting/measure.py.

For the themes that have a question, the retriever's choice alone and both together stand
beside it. Reads the live knowledge base.
"""

# ruff: noqa: T201  its table is to be read

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from drafting.choosing import choose, from_evidence  # noqa: E402
from drafting.themes import read_themes  # noqa: E402
from settings import load_settings  # noqa: E402
from wiring import make_library  # noqa: E402

Places = set[tuple[str, int]]


def main() -> None:
    """Print the table as Markdown."""
    labels: dict[str, Places] = {}
    for row in (Path(__file__).parent / "labels.jsonl").read_text("utf-8").splitlines():
        one = json.loads(row)
        labels.setdefault(one["theme"], set()).add((one["passage"], one["sentence"]))
    library = make_library(load_settings())()
    print("| theme | labelled | chosen | labelled ones used | chosen ones that belong |")
    print("| --- | --- | --- | --- | --- |")
    book = read_themes(library.generation.side)
    for theme in book.theme:
        wanted = labels[theme.title.lower()]
        chosen = _places(choose(theme, library.generation, book.leans))
        _print(theme.title, wanted, chosen)
        if theme.question:
            ranking = library.retriever.rank(library.understanding.read(theme.question))
            found = _places(from_evidence(ranking.evidence, library.generation, book.leans))
            _print(f"{theme.title}, retriever alone", wanted, found)
            _print(f"{theme.title}, both", wanted, chosen | found)


def _places(chosen: object) -> Places:
    return {(one.passage.id, one.number) for one in chosen}  # type: ignore[attr-defined]


def _print(name: str, wanted: Places, chosen: Places) -> None:
    shared = len(wanted & chosen)
    used, belong = shared / len(wanted), shared / max(1, len(chosen))
    print(f"| {name} | {len(wanted)} | {len(chosen)} | {used:.2f} | {belong:.2f} |")


if __name__ == "__main__":
    main()
