"""Draws what was read for judging by eye, and counts the sheets of verdicts.

``python -m evaluation.reading FOLDER --sample sentences`` reads every file of a folder, draws a
sample evenly over its documents, prints each piece and with ``--sheet FILE`` writes a sheet whose
verdicts are still to be filled in: ``right``, or the fault in a word. Sheets name a document, its
page, block and sentence, and hold no words of it. Without a folder the sheets beside this file
(``judged/``) are counted. ``python -m evaluation.reading words FOLDER`` counts words that are lost
or doubled in each file (``measures/words.py``).
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain import Shape, Source
from evaluation.measures.words import can_compare, compare_file
from ingest.letter import find_parts
from ingest.readers.layout import UnreadableError
from ingest.readers.worker import Worker
from ingest.reading import read_document
from ingest.splitting import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain import Document

SHEETS = Path(__file__).parent / "judged"
COLUMNS = ("document", "page", "block", "sentence", "verdict")
RIGHT = "right"
SAMPLES = ("sentences", "headings", "lists", "parts")
_MAX_WORDS = 110
# At most so many of a file's words are lost or doubled.
MOST_LOST = 1 / 1000
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What is to be judged: where it stands, and what to look at."""

    document: str
    page: int
    block: int
    sentence: int
    shown: str


def read_folder(folder: Path) -> Iterator[Document]:
    """Give every document of a folder that can be read, by the name of its file."""
    with Worker() as worker:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            try:
                yield read_document(path, Source(path.name, ""), worker).document
            except UnreadableError as error:
                print(f"{path.name} {error}")


def pieces_of(document: Document, sample: str) -> Iterator[Exhibit]:
    """Give all that a sample may hold of a document."""
    name = document.source.id
    if sample == "parts":
        for number, (block, part) in enumerate(
            zip(document.blocks, find_parts(document), strict=True)
        ):
            words = document.text[block.start : block.end]
            yield Exhibit(name, block.page, number, 0, f"{block.shape} {part}: {words}")
        return
    starts = [block.start for block in document.blocks]
    within: Counter[int] = Counter()
    for passage in split(document, max_words=_MAX_WORDS):
        for place, one in enumerate(passage.sentences):
            at = bisect_right(starts, passage.start + one.start) - 1
            number = within[at]
            within[at] += 1
            if sample == "sentences":
                yield Exhibit(name, one.page, at, number, one.text)
            elif sample == "lists" and one.shape is Shape.ITEM:
                yield Exhibit(name, one.page, at, number, f"{one.lead} => {one.text}")
            elif sample == "headings" and not place:
                trail = " > ".join(passage.headings)
                yield Exhibit(name, one.page, at, number, f"{trail} => {one.text}")


def draw(documents: Iterable[Document], sample: str, count: int, seed: int) -> list[Exhibit]:
    """Draw so many pieces, as evenly over the documents as they have them."""
    chance = random.Random(seed)  # noqa: S311  a sample, no secret
    held = [list(pieces_of(one, sample)) for one in documents]
    for one in held:
        chance.shuffle(one)
    drawn: list[Exhibit] = []
    while len(drawn) < count and any(held):
        drawn += [one.pop() for one in held if one]
    return sorted(drawn[:count], key=lambda one: (one.document, one.block, one.sentence))


def write_sheet(path: Path, drawn: Sequence[Exhibit]) -> None:
    """Write a sheet without verdicts."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((one.document, one.page, one.block, one.sentence, "") for one in drawn)


def count_sheet(path: Path) -> tuple[int, Counter[str]]:
    """Give how many pieces a sheet judges, and how often each fault; one without a verdict is out.

    Several faults of one piece count as one, that which is written.
    """
    with path.open(encoding="utf-8", newline="") as file:
        said = [row["verdict"] for row in csv.DictReader(file) if row["verdict"]]
    return len(said), Counter(one for one in said if one != RIGHT)


def count_all(folder: Path = SHEETS) -> Iterator[str]:
    """Give a line for each sheet: its name, the share that is right, and the faults."""
    for path in sorted(folder.glob("*.csv")):
        total, faults = count_sheet(path)
        named = ", ".join(f"{fault} {times}" for fault, times in faults.most_common())
        share = 1 - faults.total() / max(1, total)
        yield f"{path.stem}: {share:.3f} of {total} right{f' ({named})' if named else ''}"


def count_words(folder: Path) -> Iterator[str]:
    """Give a line for each file of a folder whose words another extractor gives, and the sum."""
    words = wrong = files = over = 0
    for path in sorted(one for one in folder.rglob("*") if can_compare(one)):
        try:
            one = compare_file(path)
        except UnreadableError as error:
            yield f"{path.name} {error}"
            continue
        files += 1
        words += one.words
        wrong += one.lost.total() + one.doubled.total()
        over += one.share > MOST_LOST
        named = "".join(
            f"; {what}: {' '.join(f'{word} {times}' for word, times in held.most_common(_NAMED))}"
            for what, held in (("lost", one.lost), ("doubled", one.doubled))
            if held and one.share > MOST_LOST
        )
        yield f"{path.name}: {1000 * one.share:.2f} of 1,000 words, {one.parted} parted{named}"
    share = 1000 * wrong / max(1, words)
    yield f"{files} files, {words:,} words: {share:.2f} of 1,000 lost or doubled; {over} over 1"


def main() -> None:
    """Draw a sample of a folder, count words, or count the sheets that are kept."""
    if sys.argv[1:2] == ["words"]:
        for line in count_words(Path(sys.argv[2])):
            print(line, flush=True)
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="the documents to draw from")
    parser.add_argument("--sample", choices=SAMPLES, default=SAMPLES[0])
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sheet", type=Path, help="where to write the sheet")
    options = parser.parse_args()
    if not options.folder:
        print(*count_all(), sep="\n")
        return
    drawn = draw(read_folder(options.folder), options.sample, options.count, options.seed)
    by_document: dict[str, list[Exhibit]] = defaultdict(list)
    for one in drawn:
        by_document[one.document].append(one)
    for name, held in by_document.items():
        print(f"# {name}")
        for one in held:
            print(f"p{one.page} b{one.block}.{one.sentence} {' '.join(one.shown.split())}")
    if options.sheet:
        write_sheet(options.sheet, drawn)


if __name__ == "__main__":
    main()
