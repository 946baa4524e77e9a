"""Fifty drafts, made and opened: ``python -m evaluation.drafts FOLDER``.

Ten themes of the shipped documents by five kinds, as a trainer would save them. Of each file it
counts, by opening it: facts that must be in (``drafting/needed/facts.py``) and are neither there
nor named as missing, words in marks that no document has, and, where LibreOffice is at hand, pages
of its PDF with words off the page or upon each other. The PDFs are for looking at; what a person
thought of them is kept in ``evaluation/usefulness/drafts.csv``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from pptx import Presentation

import wiring
from bot.answering.tidying import tidy
from drafting.audiences import AUDIENCES
from drafting.needed.facts import find_facts
from drafting.showing import MORE, cells_of
from drafting.themes import read_themes
from drafting.wording import DraftKind, Length
from settings import load_settings
from using.drafts import WantedDraft, make_draft
from using.files import House, draft_file, look_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.composing import Draft

KINDS = {
    DraftKind.BRIEFING: "docx", DraftKind.SLIDES: "pptx", DraftKind.HANDOUT: "docx",
    DraftKind.SESSION: "docx", DraftKind.QUIZ: "docx",
}  # fmt: skip
_QUOTED = re.compile("“([^”]+)”")
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """What was found in one file; ``pages`` is 0 where nothing draws them."""

    name: str
    unheld: tuple[str, ...]
    unknown: tuple[str, ...]
    pages: int
    spilt: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Nothing is missing, made up or off its page."""
        return not (self.unheld or self.unknown or self.spilt)


@dataclass(frozen=True, slots=True)
class _WordBox:
    left: float
    top: float
    right: float
    bottom: float
    word: str

    def is_upon(self, other: _WordBox) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        # boxes of neighbouring rows touch
        return wide > 1 and high > min(self.bottom - self.top, other.bottom - other.top) / 2


def text_of(body: bytes, ending: str) -> str:
    """Give all words that a file shows; a slide's notes are for its speaker."""
    if ending == "docx":
        return "\n".join(
            "".join(node.text or "" for node in one.iter() if node.tag.endswith("}t"))
            for one in Document(BytesIO(body)).element.body.iter()
            if one.tag.endswith("}p")
        )
    told = []
    for slide in Presentation(BytesIO(body)).slides:
        told += [one.text_frame.text for one in slide.shapes if one.has_text_frame]
    return "\n".join(told)


def unheld_facts(draft: Draft, text: str) -> Iterator[str]:
    """Give each fact whose words the file lacks, and those that it ought to name as missing."""
    facts = find_facts(draft.lines)
    for line in draft.lines:
        cells = [value for _, value in cells_of(line)]
        # of a row that tells whom to ring a slide has no room for more than that
        wanted = [one for one in cells if any(map(str.isdigit, one))] or cells or [line.text]
        if line.key in facts.named and not any(one in text for one in wanted):
            yield facts.named[line.key]
    if facts.told() and not any(facts.told() in one for one in draft.cover):
        yield facts.told()


def unknown_quotes(draft: Draft, text: str, known: str) -> Iterator[str]:
    """Give words in marks that stand in no document and are not said by an invented person."""
    ours = [draft.aim, *(one for s in draft.sections for one in (s.intro, *s.points, *s.notes))]
    told = " ".join(ours)
    for quote in _QUOTED.findall(text):
        # a title may leave out words where that is marked
        pieces = [one.strip() for one in quote.split(MORE) if one.strip()]
        if quote not in told and not all(one in known for one in pieces):
            yield quote


def spilt_words(boxes: str) -> Iterator[str]:
    """Give words of ``pdftotext -bbox`` that leave their page or stand upon another."""
    for page in boxes.split("</page>"):
        if not (size := _PAGE.search(page)):
            continue
        width, height = map(float, size.groups())
        held = [_WordBox(float(a), float(b), float(c), float(d), unescape(word))
                for a, b, c, d, word in _WORD.findall(page)]  # fmt: skip
        for one in held:
            if one.left < 0 or one.top < 0 or one.right > width or one.bottom > height:
                yield one.word
        yield from (f"{a.word} / {b.word}" for a, b in combinations(held, 2) if a.is_upon(b))


def _drawn(file: Path) -> tuple[int, tuple[str, ...]]:
    office, boxes = shutil.which("soffice"), shutil.which("pdftotext")
    if not (office and boxes):
        return 0, ()
    subprocess.run(  # noqa: S603  a file of our own
        [office, "--headless", "--convert-to", "pdf", "--outdir", file.parent, file],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    told = subprocess.run(  # noqa: S603  as above
        [boxes, "-bbox", file.with_suffix(".pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    return told.count("<page "), tuple(spilt_words(told))


def fifty(folder: Path) -> Iterator[OpenedDraft]:
    """Make each draft in ``folder`` and give what was found in it."""
    settings = load_settings()
    editions, assistant = wiring.make_editions(settings), wiring.make_assistant(settings)
    generation = editions().generation
    known = " ".join(tidy(one.text) for passage in generation.passages for one in passage.sentences)
    house = House(look=look_of(lambda: generation))
    for theme in read_themes(settings.knowledge).theme[:10]:
        for kind, ending in KINDS.items():
            wanted = WantedDraft(
                theme.title, "", kind.value, AUDIENCES[0].name, Length.STANDARD.value
            )
            draft = make_draft(assistant, editions, wanted, "http://127.0.0.1:7860").draft
            if draft is None:
                continue
            body = draft_file(draft, ending, house).body
            file = folder / f"{theme.id}-{kind.name.lower()}.{ending}"
            file.write_bytes(body)
            text = text_of(body, ending)
            yield OpenedDraft(
                file.name, tuple(unheld_facts(draft, text)),
                tuple(unknown_quotes(draft, text, known)), *_drawn(file),
            )  # fmt: skip


def main() -> None:
    """Make them in the folder that is named, and print what was found."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for one in fifty(folder):
        found.append(one)
        faults = "; ".join((*one.unheld, *one.unknown, *one.spilt)) or "sound"
        print(f"{one.name}: {one.pages} pages; {faults}", flush=True)
    print(f"{sum(one.is_sound for one in found)} of {len(found)} sound")


if __name__ == "__main__":
    main()
