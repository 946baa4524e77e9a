"""The running app and a real Chromium, once a session; a fresh window for each test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page, ViewportSize

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
START_SECONDS = 180
LONGEST_WAIT = 20_000
DESK: ViewportSize = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and skip it with the reason where there is no browser."""
    here = Path(__file__).parent
    absent = pytest.mark.skip(reason="no chromium on this machine: apt-get install chromium")
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(absent)


@dataclass(frozen=True)
class Site:
    """The app as it runs: its address, and what it tried to reach beyond this machine."""

    url: str
    outside: Path
    feedback: Path
    log: Path


@pytest.fixture(scope="session")
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve the shipped documents for the session.

    SITE_UNDER_TEST names a server that runs already, to save a developer the start.
    """
    folder = tmp_path_factory.mktemp("site")
    if running := os.environ.get("SITE_UNDER_TEST"):
        yield Site(running, folder / "outside", folder / "feedback.sqlite3", folder / "log")
        return
    store: Path = request.getfixturevalue("whole_store")
    with serving(folder, request.getfixturevalue("model_export"), store=store) as served:
        yield served


@contextmanager
def serving(
    folder: Path, model_export: Path, *, store: Path, documents: Path | None = None,
    is_ready: bool = True, settings: Mapping[str, str] | None = None,
) -> Iterator[Site]:  # fmt: skip
    """Serve a store in a process of its own, built first where ``documents`` are given.

    ``is_ready`` is False where the store is missing on purpose; ``settings`` are variables.
    """
    port = free_port()
    log = folder / "log"
    served = Site(f"http://127.0.0.1:{port}", folder / "outside", folder / "feedback.sqlite3", log)
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "FINDINGS_MODEL_EXPORT": str(model_export),
        "FINDINGS_FEEDBACK": str(served.feedback),
        "FINDINGS_QUESTIONS_PER_MINUTE": "1000",
        "FINDINGS_STORE": str(store),
        **(settings or {}),
    }
    findings = [sys.executable, str(Path(__file__).parent / "guarded_server.py"),
                str(served.outside)]  # fmt: skip
    with log.open("wb") as out:
        if documents:
            subprocess.run(
                [*findings, "ingest", str(documents)],
                cwd=ROOT, env=environment, stdout=out, stderr=out, check=True,
            )  # fmt: skip
        process = subprocess.Popen(
            [*findings, "serve", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=out, stderr=out,
        )  # fmt: skip
        try:
            wait_for(f"{served.url}/{'readyz' if is_ready else 'healthz'}", process, log)
            yield served
        finally:
            process.terminate()
            process.wait(timeout=30)


def free_port() -> int:
    """Give a port of this machine that nothing uses."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  http of ours
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415  absent where skipped

    # a busy machine is slow, and what is shown late is shown
    expect.set_options(timeout=LONGEST_WAIT)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A fresh window on the app, at the size of a desk."""
    context = chromium.new_context(viewport=DESK, base_url=site.url, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(LONGEST_WAIT)
    page.goto("/")
    page.get_by_role("tab", name="Ask").wait_for()
    yield page
    context.close()
