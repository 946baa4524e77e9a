"""Behind a reverse proxy, below a path of its own, everything works."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ANSWERED, DANGER, ask
from tests.browser.conftest import free_port, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage

PROXY = Path(__file__).parents[1] / "guarding" / "proxy.py"
BELOW = "/safeguarding/kb"


@contextmanager
def _proxied(app: str, port: int, how: str) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, str(PROXY), str(port), app, BELOW, how])
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with closing(socket.socket()) as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["keep", "strip"])
def test_below_a_path_everything_works(
    chromium: Browser, whole_store: Path, model_export: Path, tmp_path: Path, how: str
) -> None:
    port = free_port()
    settings = {
        "FINDINGS_ROOT_PATH": BELOW,
        "FINDINGS_PUBLIC_HOST": f"http://127.0.0.1:{port}",
        "FINDINGS_TRUSTED_PROXIES": "127.0.0.1",
    }
    with (
        serving(tmp_path, model_export, store=whole_store, settings=settings) as site,
        _proxied(site.url, port, how),
    ):
        context = chromium.new_context(accept_downloads=True)
        page = context.new_page()
        wrong: list[str] = []
        page.on("response", lambda one: wrong.append(one.url) if one.status >= 400 else None)
        page.on("console", lambda one: wrong.append(one.text) if _is_ours(one) else None)
        requested: list[str] = []
        page.on("request", lambda one: requested.append(one.url))
        page.goto(f"http://127.0.0.1:{port}{BELOW}/")
        answer = ask(page, ANSWERED)
        with context.expect_page() as opened:
            answer.get_by_role("link", name=re.compile("opens the document")).first.click()
        document = opened.value
        document.locator("mark").first.wait_for()
        assert f"{BELOW}/document/" in document.url
        document.get_by_role("link", name="Findings", exact=True).click()
        document.get_by_label("Your question").wait_for()
        assert document.url == f"http://127.0.0.1:{port}{BELOW}/"
        assert ask(page, DANGER, 2).get_attribute("data-status") == "escalated"
        with page.expect_download() as saved:
            page.get_by_role("button", name="Export to Word").click()
        assert saved.value.suggested_filename == "findings.docx"
        page.get_by_role("tab", name="Library").click()
        table = page.locator("#library-documents")
        expect(table.get_by_role("link").first).to_have_attribute("href", re.compile("^document/"))
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--findings-ink')")
        assert wrong == []
        inside = (f"http://127.0.0.1:{port}{BELOW}/", "data:", "blob:")
        assert [one for one in requested if not one.startswith(inside)] == []
        context.close()


def _is_ours(said: ConsoleMessage) -> bool:
    """Say whether it is a fault of the page; browsers ask each host for an icon by themselves."""
    return said.type == "error" and not said.location["url"].endswith("/favicon.ico")
