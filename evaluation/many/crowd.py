"""How many people one server answers: ``python -m evaluation.many.crowd``.

People ask as a page does, think, and ask again; others have the page open and ask nothing. Each
answer must be what ``findings batch`` gives to the same question. Seconds are by the clock, which
other work of the machine disturbs; CPU is the server's alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from evaluation.many.balancing import replicas
from evaluation.many.server import ROOT
from evaluation.many.visitor import LostError, Visitor
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluation.many.server import Server
    from evaluation.many.visitor import Displayed
    from settings import Settings

SETS = ("letter-dev.jsonl", "guidance-dev.jsonl")
PEOPLE, IDLE, THINKING, SECONDS = 100, 500, 5.0, 60.0
_SLOWEST = 0.95
# Opened at once as people come, so that the first answers are not those of a server just asked.
_COMING = 0.05
# Lines of a list and cells of a table, which a page numbers and names.
_PIECES = re.compile(r"\n[\W\d]*|\|")
_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass
class Crowd:
    """What came of it."""

    seconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    different: set[str] = field(default_factory=set)
    cpu_an_answer: float = 0.0
    cpu_share: float = 0.0
    megabytes: float = 0.0

    @property
    def slowest(self) -> float:
        """The seconds within which nineteen of twenty answers were whole."""
        return quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else float("inf")


def expected(settings: Settings, questions: Sequence[str], folder: Path) -> dict[str, list[str]]:
    """Give what ``findings batch`` answers to each: the outcome, then the words that it quotes."""
    asked, answered = folder / "asked.jsonl", folder / "answered.jsonl"
    lines = (json.dumps({"id": number, "question": one}) for number, one in enumerate(questions))
    asked.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "cli", "batch", str(asked), str(answered),
               "--store", str(settings.store.resolve())]  # fmt: skip
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603  our own command
    records = map(json.loads, answered.read_text("utf-8").splitlines())
    return {
        question: [
            record["status"],
            *(piece for one in record["citations"] for piece in _PIECES.split(tidy(one["quote"]))),
        ]
        for question, record in zip(questions, records, strict=True)
    }


def is_as_expected(shown: Displayed, wanted: Sequence[str]) -> bool:
    """Say whether an answer has the outcome and, word for word, the quotes."""
    status, *quotes = wanted
    words = _letters(shown.words)
    return shown.status == status and all(_letters(one) in words for one in quotes)


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text)


async def gather(
    address: str, servers: Sequence[Server], wanted: Mapping[str, Sequence[str]], *,
    people: int, idle: int, thinking: float, seconds: float,
) -> Crowd:  # fmt: skip
    """Have so many people ask for so long, beside so many who have the page open.

    They ask at an address; what they cost is that of all the servers.
    """
    crowd = Crowd()
    first: dict[str, tuple[str, str]] = {}
    questions = sorted(wanted)

    async def attend(number: int, end: float) -> None:
        chance = random.Random(number)  # noqa: S311  the same each time
        person = Visitor(address, number, verify=False)
        await person.open()
        await asyncio.sleep(chance.uniform(0, thinking))
        while time.monotonic() < end:
            question = chance.choice(questions)
            try:
                shown = await person.ask(question)
            except LostError as error:
                crowd.faults[str(error)] += 1
            else:
                crowd.seconds.append(shown.seconds)
                same = first.setdefault(question, (shown.status, shown.words))
                is_same = same == (shown.status, shown.words)
                if not is_same or not is_as_expected(shown, wanted[question]):
                    crowd.different.add(question)
            await asyncio.sleep(chance.uniform(0.5, 1.5) * thinking)
        await person.leave()

    looking = [Visitor(address, people + one, verify=False) for one in range(idle)]
    staying = [asyncio.create_task(one.stay()) for one in looking]
    await asyncio.sleep(min(5.0, idle * _COMING))
    before, begun = [one.spent() for one in servers], time.monotonic()
    coming = [attend(number, begun + seconds) for number in range(people)]
    await asyncio.gather(*coming)
    after, took = [one.spent() for one in servers], time.monotonic() - begun
    ended = [one for one in staying if one.done()]
    if ended:
        crowd.faults["a page that was left open lost the server"] += len(ended)
    for one in staying:
        one.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*staying, return_exceptions=True)
    spent = sum(one for one, _ in after) - sum(one for one, _ in before)
    crowd.cpu_an_answer = spent / max(1, len(crowd.seconds))
    crowd.cpu_share = spent / took
    crowd.megabytes = max(one for _, one in after) / 1e6
    return crowd


def measure(
    settings: Settings, folder: Path, *, people: int = PEOPLE, idle: int = IDLE,
    thinking: float = THINKING, seconds: float = SECONDS, servers: int = 1,
) -> Crowd:  # fmt: skip
    """Start a server of the settings' store, or two behind the balancer; have people ask."""
    names = [ROOT / "evaluation" / "questions" / name for name in SETS]
    lines = [line for name in names for line in name.read_text("utf-8").splitlines()]
    wanted = expected(settings, [json.loads(line)["question"] for line in lines], folder)
    with replicas(settings, folder, servers) as (address, running):
        return asyncio.run(gather(
            address, running, wanted, people=people, idle=idle, thinking=thinking, seconds=seconds
        ))  # fmt: skip


def rows(
    settings: Settings, folder: Path, *, servers: int = 1
) -> list[tuple[str, str, str, str]]:  # fmt: skip
    """Give the rows of ``make bench``."""
    folder.mkdir(exist_ok=True)
    crowd = measure(settings, folder, servers=servers)
    who = f"{PEOPLE} people who think for {THINKING:.0f} s, {IDLE} more who only look"
    who += f", {servers} processes" if servers > 1 else ""
    wrong = f"{sum(crowd.faults.values())}, {len(crowd.different)}"
    return [
        (f"{who}: seconds to 19 of 20 whole answers", f"{crowd.slowest:.2f}", "", "1.5"),
        (f"the same {len(crowd.seconds)} answers: errors, unlike a batch's", wrong, "", "0, 0"),
        ("the same: the server's CPU seconds an answer", f"{crowd.cpu_an_answer:.3f}", "", ""),
        ("the same: the server's memory, MB", f"{crowd.megabytes:.0f}", "", ""),
    ]  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--idle", type=int, default=IDLE)
    parser.add_argument("--thinking", type=float, default=THINKING, help="seconds")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--servers", type=int, choices=(1, 2), default=1)
    options = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as folder:
        crowd = measure(load_settings(), Path(folder), **options)
    print(f"{len(crowd.seconds)} answers, 19 of 20 within {crowd.slowest:.2f} s,")
    print(f"half within {sorted(crowd.seconds)[len(crowd.seconds) // 2]:.2f} s")
    print(f"faults: {dict(crowd.faults) or 'none'}")
    print(f"unlike findings batch: {sorted(crowd.different) or 'none'}")
    print(f"CPU: {crowd.cpu_an_answer:.3f} s an answer, {crowd.cpu_share:.2f} cores")
    print(f"memory of the largest: {crowd.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
