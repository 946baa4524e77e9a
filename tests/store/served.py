"""A Chroma server of the tests' own: the Rust one of the package, on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from evaluation.many.server import HERE, free_port

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "chroma.yaml"
_SECONDS = 60.0


@dataclass
class ChromaServer:
    """``chroma run`` with the configuration that is shipped, on a free port."""

    folder: Path
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Its web address."""
        return f"http://{HERE}:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        own = {"CHROMA_PORT": str(self.port), "CHROMA_PERSIST_PATH": str(self.folder)}
        command = [str(Path(sys.executable).parent / "chroma"), "run", str(CONFIGURATION)]
        self._process = subprocess.Popen(
            command, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + _SECONDS
        while not self._answers():
            assert self._process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def collections(self) -> set[str]:
        """Give the names of what it holds."""
        client = self.client()
        try:
            return {one.name for one in client.list_collections()}
        finally:
            client.close()  # type: ignore[attr-defined]  # the class has it

    def drop(self, name: str) -> None:
        """Remove a collection behind everybody's back."""
        self.client().delete_collection(name)

    def client(self) -> ClientAPI:
        """Give a client of it."""
        import chromadb  # noqa: PLC0415  a second of imports
        from chromadb.config import Settings  # noqa: PLC0415  as above

        settings = Settings(anonymized_telemetry=False)
        return chromadb.HttpClient(HERE, self.port, settings=settings)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat", timeout=5).is_success
        except httpx.TransportError:
            return False
