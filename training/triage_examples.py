"""The labelled messages that triage is trained on: those written for it, and taught questions."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parent / "data" / "triage"
KNOWLEDGE = Path("knowledge")
# What describes a child in danger now among the taught questions, read by eye.
_TAUGHT = "taught.jsonl"
# Messages that nothing learns from: counted words and reading are weighed on them.
_WEIGHING = "weighing.jsonl"
SEED = 7
# Long messages that are put together: a danger amid a calm case, one amid a page of guidance, and
# a page without any.
AMID_CASE, AMID_PAGE, PAGES = 100, 80, 120
# Kinds of calm case that no frame of study or office marks, so that a danger in it is one.
_CASES = ("long-calm", "long-calm-closed", "long-calm-told", "long-calm-process",
          "long-calm-concern")  # fmt: skip
_LONGEST_DANGER = 40
_PAGE_WORDS = range(50, 190)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled message.

    ``kind`` is what it is about, as its writer named it: a kind is held out whole. It is empty
    where nobody did. ``ordinary`` where it was written as a question, not for triage;
    ``composed`` where nobody wrote it as a whole. ``source`` names the file that it stands in.
    """

    text: str
    label: str
    kind: str = ""
    ordinary: bool = False
    composed: bool = False
    source: str = ""


def read_examples(further: Iterable[Path] = ()) -> list[Example]:
    """Give the messages written for triage, the questions of the knowledge base, and further."""
    examples = [
        Example(row["text"], row["label"], row.get("kind", ""), source=path.stem)
        for path in sorted(DATA.glob("*.jsonl"))
        if path.name not in {_TAUGHT, _WEIGHING}
        for row in _rows(path)
    ]
    live = {row["text"] for row in _rows(DATA / _TAUGHT)}
    for path in sorted(KNOWLEDGE.rglob("*.questions.jsonl")):
        for row in _rows(path):
            examples += [
                Example(text, "danger" if text in live else "question", ordinary=True)
                for text in (*row.get("questions", ()), *row.get("mistaken", ()))
            ]
    for path in further:
        examples += [Example(row["text"], "question", ordinary=True) for row in _rows(path)]
    return examples


def read_weighing() -> list[Example]:
    """Give the messages on which counted words and reading are weighed."""
    return [Example(row["text"], row["label"], row["kind"]) for row in _rows(DATA / _WEIGHING)]


def compose(examples: Iterable[Example]) -> list[Example]:
    """Give long messages put together from others and from the documents; the same each time.

    Nothing may hide in a long message, and a page that is pasted is none of danger.
    """
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    written = [one for one in examples if one.kind]
    dangers = [
        one for one in written
        if one.label == "danger" and len(one.text.split()) <= _LONGEST_DANGER
    ]  # fmt: skip
    cases = [
        one.text for one in written
        if one.label == "question" and one.kind.partition("/")[0] in _CASES
    ]  # fmt: skip
    pages = _pages()
    amid = chance.choices(cases, k=AMID_CASE) + chance.choices(pages, k=AMID_PAGE)
    found = [Example(text, "question", composed=True) for text in chance.sample(pages, PAGES)]
    for text, danger in zip(amid, chance.choices(dangers, k=len(amid)), strict=True):
        sentences = _SENTENCE_END.split(text)
        sentences.insert(chance.randrange(len(sentences) + 1), danger.text)
        found.append(Example(" ".join(sentences), "danger", danger.kind, composed=True))
    return found


def _pages() -> list[str]:
    """Give stretches of the documents, of neighbouring lines without their marks."""
    found = []
    for path in sorted(KNOWLEDGE.rglob("*.md")) + sorted(KNOWLEDGE.rglob("*.txt")):
        text = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        words: list[str] = []
        for line in text.splitlines():
            words += line.strip("#-*| ").split()
            if len(words) in _PAGE_WORDS:
                found.append(" ".join(words))
            if len(words) >= _PAGE_WORDS.start:
                words = []
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
