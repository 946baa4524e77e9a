"""Jobs of the page: one at a time, each a command in a process of its own, told of after a reload.

What a job is, and what it said, lies in a folder of the store. So a server that starts again knows
how the last one ended, or that it was cut short.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from administering.noting import Note
    from people.roles import Person
    from settings import Settings

FOLDER_NAME = "jobs"
_HOME = Path(__file__).parents[2]
_MOST_LINES = 60
_SAID_BY_US = "findings: "
State = Literal["running", "done", "failed", "cut short"]


class BusyError(FindingsError):
    """Another job runs; there is one at a time."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job: what it does in words, for whom, since when, and how it ended.

    ``kind`` tells jobs apart. ``lines`` is what it said, ``fault`` why it failed, ``result`` the
    object that its command printed, where it did.
    """

    kind: str
    says: str
    by: str
    since: str
    state: State = "running"
    until: str = ""
    fault: str = ""
    lines: tuple[str, ...] = ()
    stage: str = ""
    done: int = 0
    total: int = 0
    accepts: tuple[int, ...] = (0,)

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.state == "running"


class Jobs:
    """Runs commands for the page; any thread may ask."""

    def __init__(self, settings: Settings, note: Note) -> None:
        """Use the folder of the settings' store; how a job of somebody's ended goes to ``note``."""
        self._settings = settings
        self._note = note
        self._folder = settings.store / FOLDER_NAME
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(
        self, kind: str, says: str, arguments: Sequence[str], *, by: Person, thing: str = "",
        ended: Callable[[Job, dict[str, Any]], None] | None = None, accepts: Sequence[int] = (0,),
    ) -> Job:  # fmt: skip
        """Have a command of ours run with the settings in force; ``ended`` is told how it ended.

        It is done where its exit code is one that the caller ``accepts``; what became of ``thing``
        is noted, where one is named.

        Raises:
            BusyError: another job runs.
        """
        with self._lock:
            if self._process is not None:
                running = self.last()
                msg = f"another job is running ({running.says if running else ''}): wait for it"
                raise BusyError(msg)
            job = Job(kind, says, by.name, _now(), accepts=tuple(accepts))
            self._folder.mkdir(parents=True, exist_ok=True)
            for name in ("progress", "out", "err"):
                (self._folder / name).unlink(missing_ok=True)
            self._write(job)
            process = self._launch(arguments)
            self._process = process

        def note(over: Job) -> None:
            if thing:
                self._note(by, f"{kind}: {over.state}", thing)

        waiting = threading.Thread(
            target=self._wait, args=(job, process, note, ended), daemon=True
        )  # fmt: skip
        waiting.start()
        return job

    def last(self) -> Job | None:
        """Give the job that runs, or else the one that ran last; None where there never was one."""
        try:
            raw = json.loads((self._folder / "job.json").read_text("utf-8"))
            kept = {"lines": tuple(raw["lines"]), "accepts": tuple(raw["accepts"])}
            job = Job(**raw | kept)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        if not job.is_running:
            return job
        if self._process is None:
            return self._ended(job, None)
        try:
            stage, done, total = json.loads((self._folder / "progress").read_text("utf-8"))
        except (OSError, ValueError):
            return job
        return replace(job, stage=stage, done=done, total=total)

    @property
    def is_idle(self) -> bool:
        """Whether a job could be started."""
        return self._process is None

    def result(self) -> dict[str, Any]:
        """Give the object that the last command printed; empty where it printed none."""
        try:
            found = json.loads((self._folder / "out").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def stop(self) -> None:
        """End the process of a job that runs; what it has not published it does not publish."""
        process = self._process
        if process is not None:
            process.terminate()

    def kill(self) -> None:
        """End it at once, as a machine does that has no memory left."""
        process = self._process
        if process is not None:
            process.kill()

    def _launch(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "commands.behind", str(self._folder / "progress")]
        environment = os.environ | _as_variables(self._settings)
        paths = [str(_HOME), *filter(None, [environment.get("PYTHONPATH", "")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
        environment["OMP_NUM_THREADS"] = "1"
        with (self._folder / "out").open("wb") as out, (self._folder / "err").open("wb") as err:
            return subprocess.Popen(  # noqa: S603  a command of ours; arguments are one list
                [*command, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=out,
                stderr=err,
            )  # fmt: skip

    def _wait(
        self, job: Job, process: subprocess.Popen[bytes], note: Callable[[Job], None],
        ended: Callable[[Job, dict[str, Any]], None] | None,
    ) -> None:  # fmt: skip
        code = process.wait()
        over = self._ended(job, code)
        result = self.result()
        self._write(over)
        note(over)
        with self._lock:
            self._process = None
        if ended:
            ended(over, result)

    def _ended(self, job: Job, code: int | None) -> Job:
        """Give the job as it ended with a code; None where only what it said is known."""
        try:
            said = (self._folder / "err").read_text("utf-8", "replace").splitlines()
        except OSError:
            said = []
        faults = [one.removeprefix(_SAID_BY_US) for one in said if one.startswith(_SAID_BY_US)]
        lines = [one for one in said if not one.startswith(_SAID_BY_US)]
        is_told = bool(self.result())
        state: State
        if code is None:
            state = "failed" if faults else "done" if is_told else "cut short"
        else:
            state = "done" if code in job.accepts and not faults else "failed"
        fault = "; ".join(faults)
        if state == "failed" and not fault:
            fault = lines[-1] if lines else "it ended without a word: look at the server's log"
        if state == "cut short":
            fault = "the server stopped while it ran: what is held is as it was, or as it was to be"
        return replace(
            job, state=state, until=job.until or _now(), fault=fault,
            lines=tuple(lines[:_MOST_LINES]),
        )  # fmt: skip

    def _write(self, job: Job) -> None:
        aside = self._folder / "job.new"
        aside.write_text(json.dumps(asdict(job), ensure_ascii=False), "utf-8")
        aside.replace(self._folder / "job.json")


def _as_variables(settings: Settings) -> dict[str, str]:
    """Give the settings in force as variables, places as whole paths; one thread is enough."""
    found = {}
    for name, value in settings.model_dump().items():
        if isinstance(value, Path):
            found[name] = str(value.absolute())
        elif isinstance(value, bool):
            found[name] = str(value).lower()
        elif isinstance(value, (str, int)):
            found[name] = str(value)
    found["threads"] = "1"
    return {f"FINDINGS_{name.upper()}": value for name, value in found.items()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
