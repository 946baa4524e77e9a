"""Whether courtesy, pasted matter and typing leave an answer as it is.

Run as ``python -m evaluation.invariance FILE...``: each question of the files is asked bare and in
every wrapping of ``evaluation.wrapping``; a pair holds where status and first quote are the same.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.grounding import cited
from bot.answering.rendering import status_of
from evaluation.measures.questions import read_items
from evaluation.wrapping import WRAPPINGS, wrap
from settings import load_settings
from wiring import make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.assistant import Assistant
    from domain import Turn

# Who is in danger or makes small talk is triage's matter, measured in docs/triage.md.
_SEARCHED = frozenset({"answered", "corrected", "declined"})


@dataclass(frozen=True, slots=True)
class WrappedPair:
    """One question in one wrapping: the status bare and wrapped, and whether all is the same."""

    question: str
    wrapping: str
    bare: str
    wrapped: str
    is_same: bool


def pairs(
    assistant: Assistant, questions: Iterable[tuple[str, Sequence[Turn]]],
    wrappings: Sequence[str] = tuple(WRAPPINGS),
) -> Iterable[WrappedPair]:  # fmt: skip
    """Give every pair of the questions, each with its earlier turns, and the wrappings."""
    for question, history in questions:
        bare, first = _ask(assistant, question, history)
        if bare not in _SEARCHED:
            continue
        dressed = wrap(question)
        for name in wrappings:
            status, quote = _ask(assistant, dressed[name], history)
            yield WrappedPair(question, name, bare, status, status == bare and quote == first)


def _ask(assistant: Assistant, message: str, history: Sequence[Turn]) -> tuple[str, str]:
    reply = assistant.reply(message, history)
    status = status_of(reply)
    quotes = cited(reply.outcome)
    # what is nearest to a question that is not answered is no answer
    return status, quotes[0].quote if quotes and status != "declined" else ""


def main() -> None:
    """Print, for each wrapping, the share of pairs that hold and how the others end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="ask every N-th question only")
    parser.add_argument("--show", action="store_true", help="print each pair that does not hold")
    options = parser.parse_args()
    assistant = make_assistant(load_settings())
    items = [item for path in options.files for item in read_items(path)][:: options.every]
    found = list(pairs(assistant, [(item.question, item.history) for item in items]))
    for name in WRAPPINGS:
        of_it = [pair for pair in found if pair.wrapping == name]
        ends = Counter(f"{p.bare} -> {p.wrapped}" for p in of_it if not p.is_same)
        share = sum(pair.is_same for pair in of_it) / len(of_it)
        print(f"{name:26} {share:.3f} of {len(of_it)}  {dict(ends)}")
    print(f"{'all':26} {sum(pair.is_same for pair in found) / len(found):.3f} of {len(found)}")
    made = sum(p.wrapped == "corrected" != p.bare for p in found)
    print(f"corrections made by a wrapping: {made}")
    if options.show:
        for pair in found:
            if not pair.is_same:
                print(f"{pair.wrapping} | {pair.bare} -> {pair.wrapped} | {pair.question}")


if __name__ == "__main__":
    main()
