"""Two replicas, one of them killed again and again: ``python -m evaluation.many.killing``.

People ask through the balancer while one replica after the other is killed, as a machine that
fails does, and started anew. What was being answered just then is asked once more, as the page does
(``pages/static/outage.js``). Nothing else may be lost, and no answer may be unlike a batch's.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.many.balancing import replicas
from evaluation.many.crowd import SETS, expected, is_as_expected
from evaluation.many.server import ROOT
from evaluation.many.visitor import LostError, Visitor
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluation.many.server import Server
    from evaluation.many.visitor import Displayed
    from settings import Settings

KILLS, EVERY, PEOPLE, THINKING = 10, 60.0, 20, 5.0
# Until the balancer leaves out a replica that is gone: two checks, two seconds apart, and a third
# that had begun.
_NOTICED = 6.0
# How long a page looks whether the server is back before it asks again.
_LOOKS, _PAUSE = 40, 1.5


@dataclass
class Killed:
    """What came of it."""

    answers: int = 0
    repeated: int = 0
    # those that were lost though no replica had just been killed, or once more when asked again
    lost: Counter[str] = field(default_factory=Counter)
    different: set[str] = field(default_factory=set)
    # when each was killed, and when it could answer again
    kills: list[tuple[float, float]] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost but what was in flight, and that was answered when repeated."""
        return bool(self.answers) and not self.lost and not self.different

    def was_killed_within(self, begun: float, ended: float) -> bool:
        """Say whether a replica was killed while something was being answered, or just before."""
        return any(killed <= ended and begun <= killed + _NOTICED for killed, _ in self.kills)


async def gather(
    address: str, servers: Sequence[Server], wanted: Mapping[str, Sequence[str]], *,
    kills: int, every: float, people: int, thinking: float,
) -> Killed:  # fmt: skip
    """Have people ask at an address while one server after the other is killed."""
    found = Killed()
    questions = sorted(wanted)
    is_over = asyncio.Event()

    async def attend(number: int) -> None:
        chance = random.Random(number)  # noqa: S311  the same each time
        person = Visitor(address, number, verify=False)
        await person.open()
        while not is_over.is_set():
            await asyncio.sleep(chance.uniform(0.5, 1.5) * thinking)
            question = chance.choice(questions)
            shown = await _asked(found, person, question)
            if shown is not None:
                found.answers += 1
                if not is_as_expected(shown, wanted[question]):
                    found.different.add(question)
        await person.leave()

    async def kill() -> None:
        back = killed = time.monotonic()
        for number in range(kills):
            await asyncio.sleep(max(1.0, every - (back - killed)))
            server, killed = servers[number % len(servers)], time.monotonic()
            found.kills.append((killed, killed))
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
            back = time.monotonic()
            found.kills[-1] = killed, back
        await asyncio.sleep(every)
        is_over.set()

    await asyncio.gather(kill(), *map(attend, range(people)))
    return found


async def _asked(found: Killed, person: Visitor, question: str) -> Displayed | None:
    """Ask, and once more where a replica was killed meanwhile; None where there is no answer."""
    begun = time.monotonic()
    try:
        return await person.ask(question)
    except LostError as error:
        if not found.was_killed_within(begun, time.monotonic()):
            found.lost[f"with nothing killed: {error}"] += 1
            return None
    found.repeated += 1
    try:
        await _until_back(person)
        return await person.ask(question)
    except LostError as error:
        found.lost[f"when asked again: {error}"] += 1
        return None


async def _until_back(person: Visitor) -> None:
    """Wait until somebody answers the page."""
    for _ in range(_LOOKS):
        if await person.is_answered():
            return
        await asyncio.sleep(_PAUSE)
    msg = "nobody answers any more"
    raise LostError(msg)


def measure(
    settings: Settings, folder: Path, *, kills: int = KILLS, every: float = EVERY,
    people: int = PEOPLE, thinking: float = THINKING,
) -> Killed:  # fmt: skip
    """Start two servers of the settings' store and the balancer, and kill the former in turn."""
    names = [ROOT / "evaluation" / "questions" / name for name in SETS]
    lines = [line for name in names for line in name.read_text("utf-8").splitlines()]
    wanted = expected(settings, [json.loads(line)["question"] for line in lines], folder)
    with replicas(settings, folder, 2) as (address, servers):
        return asyncio.run(gather(
            address, servers, wanted, kills=kills, every=every, people=people, thinking=thinking
        ))  # fmt: skip


def rows(settings: Settings, folder: Path) -> list[tuple[str, str, str, str]]:
    """Give the row of ``make bench``."""
    folder.mkdir(exist_ok=True)
    found = measure(settings, folder)
    what = f"two replicas, one killed a minute for {KILLS} minutes, {PEOPLE} people"
    told = f"{sum(found.lost.values())}, {len(found.different)}, {found.repeated}"
    return [
        (f"{what}: {found.answers} answers: lost, unlike a batch's, asked again", told, "", "0, 0"),
    ]  # fmt: skip


def main() -> int:
    """Measure and print; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--every", type=float, default=EVERY, help="seconds")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--thinking", type=float, default=THINKING, help="seconds")
    options = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as folder:
        found = measure(load_settings(), Path(folder), **options)
    print(f"{len(found.kills)} kills, {found.answers} answers, {found.repeated} asked again")
    print(f"back after {[round(back - killed, 1) for killed, back in found.kills]} s")
    print(f"lost: {dict(found.lost) or 'none'}")
    print(f"unlike findings batch: {sorted(found.different) or 'none'}")
    return 0 if found.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
