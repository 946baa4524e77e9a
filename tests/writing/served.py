"""A server of a chat model, in a process of its own, for tests that need a real one."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# a sentence of the small store, and one that is none
TRUE = {
    "says": "Children's social care chairs the strategy meeting.",
    "rests_on": [{"number": 1, "words": "Children's social care chairs"}],
}
FALSE = TRUE | {"says": "The police chair the strategy meeting."}


class Served:
    """A server of its own process, and what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.reply, self.asked = folder / "reply", folder / "asked"
        self.reply.write_text(f"{json.dumps(TRUE)}\n{json.dumps(FALSE)}\n", "utf-8")
        self.asked.touch()
        script = Path(__file__).with_name("server.py")
        self.process = subprocess.Popen(
            [sys.executable, script, self.reply, self.asked], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        port = int(self.process.stdout.readline())
        self.address = f"http://127.0.0.1:{port}/v1"

    def settings(self, model: str, **options: object) -> Settings:
        return load_settings(chat_model=f"openai:{model}", chat_address=self.address,
                             chat_mode="writes", **options)  # fmt: skip


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve until the end of the block."""
    server = Served(folder)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()
