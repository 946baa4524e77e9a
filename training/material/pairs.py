"""What belongs together: a sentence, and what staff would type for it.

Those of ``training/data/pairs/`` are invented, of documents that nobody prepared.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

PAIRS = Path(__file__).parents[1] / "data" / "pairs"


@dataclass(slots=True)
class TaughtTogether:
    """What belongs together: a sentence or missing thing, and each writer's messages about it.

    ``near`` are sentences that stand beside it and answer none of the messages.
    """

    words: str
    group: str
    messages: dict[str, list[str]] = field(default_factory=dict)
    near: tuple[str, ...] = ()

    def draw(self, chance: random.Random) -> tuple[str, str]:
        """Give two messages, of different writers where there are two."""
        writers = list(self.messages)
        first, second = chance.sample(writers, 2) if len(writers) > 1 else writers * 2
        return chance.choice(self.messages[first]), chance.choice(self.messages[second])


def read_pairs(folder: Path = PAIRS) -> list[TaughtTogether]:
    """Give the pairs of a folder's ``.jsonl`` files, each message as a writer's of its own."""
    lines = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [
        TaughtTogether(one["words"], one["topic"],
                       {str(at): [text] for at, text in enumerate(one["messages"])},
                       tuple(one.get("near", ())))
        for one in lines
    ]  # fmt: skip
