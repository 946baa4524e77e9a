"""A server as people start it, in a process of its own, and what it took."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
HERE = "127.0.0.1"
# What starting and stopping take at most on a busy machine.
_SECONDS = 300.0


class ServerError(FindingsError):
    """A server did not start."""


def free_port() -> int:
    """Give a port that nothing listens on."""
    with closing(socket.create_server((HERE, 0))) as taken:
        return int(taken.getsockname()[1])


@dataclass
class Server:
    """``findings serve`` on a port of this machine, with settings of its own."""

    folder: Path
    settings: Mapping[str, str]
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Its web address."""
        return f"http://{HERE}:{self.port}"

    def start(self) -> None:
        """Start it and wait until it can answer.

        Raises:
            ServerError: it ended, or took too long.
        """
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start it."""
        named = {f"FINDINGS_{name.upper()}": value for name, value in self.settings.items()}
        environment = os.environ | {"PYTHONPATH": str(ROOT)} | named
        command = [sys.executable, "-m", "cli", "serve", "--port", str(self.port)]
        with (self.folder / f"{self.port}.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  our own command
                command, cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def wait(self) -> None:
        """Wait until it can answer.

        Raises:
            ServerError: it ended, or took too long.
        """
        end = time.monotonic() + _SECONDS
        while not self.is_ready():
            if self._process is None or self._process.poll() is not None or time.monotonic() > end:
                said = (self.folder / f"{self.port}.log").read_text("utf-8", "replace")
                msg = f"the server of port {self.port} does not answer: {said[-500:]}"
                raise ServerError(msg)
            time.sleep(0.2)

    def is_ready(self) -> bool:
        """Say whether it can answer now."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def spent(self) -> tuple[float, float]:
        """Give the CPU seconds that its process took, and the bytes that it has in memory."""
        number = self._process.pid if self._process else 0
        # from after its name, which may hold anything (proc_pid_stat(5))
        text = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2]
        columns = text.split()
        seconds = (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")
        return seconds, float(columns[21]) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End it at once, as a machine that fails does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=_SECONDS)

    def stop(self) -> None:
        """End it as an administrator does."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()
