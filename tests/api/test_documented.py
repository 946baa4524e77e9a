"""The examples of docs/api.md do what the page says, against a server that listens."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from starlette.testclient import TestClient

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
WRITTEN = "http://127.0.0.1:7860"


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@contextmanager
def serving(client: TestClient) -> Iterator[str]:
    """Serve a client's app on a free port."""
    taken = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(client.app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        taken.close()


def test_the_examples_work(
    client: TestClient, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    whole_store: Path, model_export: Path,
) -> None:  # fmt: skip
    monkeypatch.setenv("FINDINGS_STORE", str(whole_store))
    monkeypatch.setenv("FINDINGS_MODEL_EXPORT", str(model_export))
    assert len(examples("python")) == 3
    with serving(client) as address:
        for example in examples("python"):
            exec(compile(example.replace(WRITTEN, address), "docs/api.md", "exec"), {})  # noqa: S102
            assert "72 hours" in capsys.readouterr().out
        for example in examples("sh") if shutil.which("curl") else ():
            command = ["sh", "-c", example.replace(WRITTEN, address)]
            assert (
                "72 hours"
                in subprocess.run(command, capture_output=True, check=True).stdout.decode()
            )
