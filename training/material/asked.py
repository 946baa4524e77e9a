"""Messages put to a store, with the outcome that each should have: what the judges learn from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.judging.judge import CLASSES, judge_signals
from bot.judging.polarity import read_polarity
from bot.ranking.ranker import read_network
from evaluation.measures.questions import read_items
from store.generation.entries import EntryKind
from training.checker import is_aside
from training.material.partnerships import PLAIN
from training.material.tables import SUFFIXES, Writers, documents_of, make_tools
from training.ranker import TARGET
from wiring import make_generation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.judging.checking import Checker
    from bot.ranking.table import Floats, Mask
    from evaluation.public import PublicSet
    from settings import Settings
    from store.models.embedding import Embedder

SEED = 11
# Messages of each writer and kind. All three are asked: the tuned model has seen the first two's,
# but the judge that learned from one writer's manner alone noticed half as many false premises.
OF_A_WRITER = 1_000
MISSING = 2_000
# How often each of the plainest questions counts. What people taught is more particular: with none
# of them the judge declined an eighth of such questions as missing (docs/training.md).
PLAIN_WEIGHT = 8
# Half and more of the missing things are asked with every wording of the same thing left out, so
# that the judge learns to decline what nobody foresaw.
UNFORESEEN_SHARE = 0.65
# Questions of each public set: out of scope for the knowledge base, and about its own passages.
OUTSIDE_OF_A_SET = 150
ASKED_OF_A_SET = 700
# Messages out of scope that each store of untaught sentences is asked.
OUTSIDE_OF_UNTAUGHT = 300
DATA = Path(__file__).parents[1] / "data"


class Examples:
    """Messages put to one store: their signals, and the outcomes that they should have."""

    def __init__(
        self, settings: Settings, embedder: Embedder, checker: Checker | None = None
    ) -> None:
        """Open the store of the settings; with a checker, its signals are added to each row."""
        self._checker = checker
        self.generation = make_generation(settings, embedder)
        self._retriever, self._reader = make_tools(
            settings, self.generation, embedder, read_network(TARGET)
        )
        self._polarity = read_polarity(settings.knowledge / "lexicon" / "polarity.toml")
        self._rows: list[Floats] = []
        self._classes: list[int] = []

    def add(self, text: str, hidden: Mask | None, outcome: str) -> None:
        """Ask ``text`` with the entries marked in ``hidden`` left out."""
        question = self._reader.read(text)
        ranking = self._retriever.rank(question, hidden=hidden)
        if len(ranking.candidates):
            signals = judge_signals(
                self._retriever.table, question, ranking, self.generation.passages,
                self._polarity, hidden=hidden,
            )  # fmt: skip
            if self._checker:
                checks = self._checker.check(
                    question.text, self._retriever.table, ranking, self.generation.passages
                )
                signals = np.concatenate([signals, checks])
            self._rows.append(signals)
            self._classes.append(CLASSES.index(outcome))

    def arrays(self) -> tuple[Floats, Floats]:
        """Give the signals, one row an example, and the classes as numbers of ``CLASSES``."""
        return np.stack(self._rows), np.array(self._classes, dtype=np.float32)


def ask_taught(
    examples: Examples, writers: Writers, outside: Iterable[str],
    *, asked: Sequence[int] = range(len(SUFFIXES)),
) -> None:  # fmt: skip
    """Ask what some writers taught of the shipped documents, and what lies outside them."""
    random = np.random.default_rng(SEED)
    entries = examples.generation.entries
    rows = {
        kind: [
            row for row, entry in enumerate(entries)
            if entry.kind is kind and writers.number[row] in asked
        ]
        for kind in (EntryKind.QUESTION, EntryKind.MISTAKEN, EntryKind.MISSING)
    }  # fmt: skip
    for kind, outcome in (EntryKind.QUESTION, "answered"), (EntryKind.MISTAKEN, "corrected"):
        for writer in asked:
            own = [row for row in rows[kind] if writers.number[row] == writer]
            for row in map(int, random.permutation(own)[:OF_A_WRITER]):
                examples.add(entries[row].text, writers.hide(row), outcome)
    named = np.array([entry.missing for entry in entries])
    for row in map(int, random.permutation(rows[EntryKind.MISSING])[:MISSING]):
        same: Mask = named == entries[row].missing
        unforeseen = random.random() < UNFORESEEN_SHARE
        hidden = writers.is_last | same if unforeseen else writers.is_last & ~same
        hidden[row] = True
        examples.add(entries[row].text, hidden, "missing")
    for text in outside:
        examples.add(text, writers.is_last, "outside")


def ask_plain(examples: Examples) -> None:
    """Ask the plainest questions of the shipped documents, which no writer of theirs asked."""
    for item in read_items(PLAIN) * PLAIN_WEIGHT:
        examples.add(item.question, None, "answered")


def ask_bare(examples: Examples, writers: Writers) -> None:
    """Ask the last writer's messages of the shipped documents as if nobody had taught anything."""
    random = np.random.default_rng(SEED)
    entries = examples.generation.entries
    for kind, outcome in (EntryKind.QUESTION, "answered"), (EntryKind.MISSING, "missing"):
        asked = [
            row for row, entry in enumerate(entries)
            if entry.kind is kind and writers.is_last[row]
        ]  # fmt: skip
        for row in map(int, random.permutation(asked)[:ASKED_OF_A_SET]):
            examples.add(entries[row].text, writers.taught, outcome)


def ask_untaught(examples: Examples, public: PublicSet) -> None:
    """Ask a public set's questions of its own passages, with and without those that answer."""
    documents = documents_of(examples.generation)
    unseen = [number for number in range(len(public.questions)) if is_aside(number)]
    for number in np.random.default_rng(SEED).permutation(unseen)[:ASKED_OF_A_SET]:
        question = public.questions[number]
        examples.add(question.text, None, "answered" if question.passages else "missing")
        if question.passages:
            examples.add(question.text, np.isin(documents, list(question.passages)), "missing")


def ask_outside(examples: Examples, outside: Sequence[str], hidden: Mask | None = None) -> None:
    """Ask some messages out of scope of a store of sentences that nobody taught."""
    for number in np.random.default_rng(SEED).permutation(len(outside))[:OUTSIDE_OF_UNTAUGHT]:
        examples.add(outside[number], hidden, "outside")


def read_outside(sets: Sequence[PublicSet]) -> list[str]:
    """Give the messages out of scope: the lists beside this script, then the sets' questions."""
    lists = [
        path.read_text("utf-8").splitlines() for path in sorted(DATA.glob("out_of_scope*.txt"))
    ]
    lists += [[one.text for one in public.questions[:OUTSIDE_OF_A_SET]] for public in sets]
    return [text for texts in lists for text in texts]
