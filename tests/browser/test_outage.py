"""The page while the server is away, and after it came back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ANSWERED, DANGER, ask, reply
from tests.browser.conftest import DESK, ROOT, free_port, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

SOON = 60_000
ON_TOP = """() => [...document.querySelectorAll('a[href="tel:999"]')]
  .filter(one => one.checkVisibility()).every(one => {
    one.scrollIntoView({block: "center"});
    const at = one.getBoundingClientRect();
    const top = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
    return one === top || one.contains(top);
  })"""
OTHER = "Who can make an NRM referral?"


@dataclass
class Server:
    """The app as a process that a test may stop and start again at the same address."""

    folder: Path
    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cli", "serve", "--port", str(self.port)],
                cwd=ROOT, env=self.environment, stdout=out, stderr=out,
            )  # fmt: skip
        wait_for(f"{self.url}/readyz", self.process, self.log)

    def tell(self, number: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(number)

    def stop(self, number: signal.Signals = signal.SIGKILL) -> None:
        if self.process:
            self.tell(number)
            self.tell(signal.SIGCONT)
            self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def shared(
    whole_store: Path, model_export: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("outage")
    port = free_port()
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "FINDINGS_MODEL_EXPORT": str(model_export),
        "FINDINGS_FEEDBACK": str(folder / "feedback.sqlite3"),
        "FINDINGS_QUESTIONS_PER_MINUTE": "1000",
        "FINDINGS_STORE": str(whole_store),
    }
    server = Server(folder, environment, port)
    yield server
    server.stop()


@pytest.fixture
def server(shared: Server) -> Server:
    if shared.process is None or shared.process.poll() is not None:
        shared.start()
    return shared


@contextmanager
def opened(chromium: Browser, server: Server) -> Iterator[Page]:
    context = chromium.new_context(viewport=DESK, base_url=server.url)
    page = context.new_page()
    page.set_default_timeout(SOON)
    page.goto("/")
    page.get_by_label("Your question").wait_for()
    # what the page asks for as it opens
    page.wait_for_timeout(1_500)
    yield page
    context.close()


def notice(page: Page) -> Locator:
    return page.get_by_role("status", name="Connection")


def type_and_send(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


def expect_answered_once(page: Page, question: str, number: int) -> None:
    exchange = reply(page, number)
    expect(exchange.locator(".question")).to_contain_text(question)
    page.wait_for_timeout(1_000)
    expect(page.locator(".question", has_text=question)).to_have_count(1)
    expect(page.get_by_label("Your question")).to_have_value("")


def expect_ours_alone(page: Page) -> None:
    """Expect our own words, the steps, and nothing over the number to ring."""
    expect(notice(page)).to_contain_text("cannot be reached", timeout=SOON)
    expect(notice(page)).to_contain_text("is kept here")
    expect(notice(page).get_by_role("list")).to_be_visible()
    expect(page.get_by_text("Connection to the server was lost")).to_have_count(0)
    assert page.evaluate(ON_TOP)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_what_is_asked_of_a_stopped_server_is_kept_and_answered_once(
    chromium: Browser, server: Server, how: signal.Signals
) -> None:
    with opened(chromium, server) as page:
        ask(page, ANSWERED)
        server.stop(how)
        type_and_send(page, DANGER)
        expect_ours_alone(page)
        expect(page.get_by_label("Your question")).to_have_value(DANGER)
        page.get_by_label("Your question").press("Enter")
        page.get_by_role("tab", name="Pathways").click()
        expect(page.locator("#findings-pathway-shown svg:visible").first).to_be_visible()
        page.get_by_role("tab", name="Ask").click()
        server.start()
        expect_answered_once(page, DANGER, 1)
        expect(page.get_by_role("alert", name="Safety steps")).to_contain_text("ring 999 now")
        expect(notice(page)).to_contain_text("started anew")
        ask(page, OTHER, 2)


def test_a_question_whose_server_dies_before_its_answer_is_asked_again(
    chromium: Browser, server: Server
) -> None:
    with opened(chromium, server) as page:
        with page.expect_response("**/queue/join**"):
            type_and_send(page, ANSWERED)
        server.stop()
        server.start()
        expect_answered_once(page, ANSWERED, 1)


def test_an_untouched_page_loads_itself_again_from_a_new_generation(
    chromium: Browser, server: Server, small_store: Path
) -> None:
    with opened(chromium, server) as page:
        server.stop()
        expect(notice(page)).to_contain_text("cannot be reached", timeout=SOON)
        before = server.environment["FINDINGS_STORE"]
        try:
            server.environment["FINDINGS_STORE"] = str(small_store)
            with page.expect_navigation():
                server.start()
            ask(page, "hello")
        finally:
            server.environment["FINDINGS_STORE"] = before
            server.stop()


def test_a_kept_question_is_answered_from_a_new_generation(
    chromium: Browser, server: Server, small_store: Path
) -> None:
    with opened(chromium, server) as page:
        server.stop()
        type_and_send(page, ANSWERED)
        expect_ours_alone(page)
        before = server.environment["FINDINGS_STORE"]
        try:
            server.environment["FINDINGS_STORE"] = str(small_store)
            server.start()
            expect_answered_once(page, ANSWERED, 1)
            expect(page.locator("#exchange-1")).not_to_have_attribute("data-status", "failed")
        finally:
            server.environment["FINDINGS_STORE"] = before
            server.stop()


@pytest.mark.parametrize(
    "seconds", [pytest.param(0, id="short"), pytest.param(16, marks=pytest.mark.slow)]
)
def test_a_stalled_server_is_told_of_and_asked_once(
    chromium: Browser, server: Server, seconds: int
) -> None:
    with opened(chromium, server) as page:
        server.tell(signal.SIGSTOP)
        try:
            type_and_send(page, ANSWERED)
            expect_ours_alone(page)
            page.wait_for_timeout(seconds * 1_000)
        finally:
            server.tell(signal.SIGCONT)
        expect_answered_once(page, ANSWERED, 1)
        expect(notice(page)).to_be_hidden(timeout=SOON)


def test_after_a_laptop_slept_what_was_changed_meanwhile_is_asked(
    chromium: Browser, server: Server
) -> None:
    with opened(chromium, server) as page:
        ask(page, ANSWERED)
        page.context.set_offline(True)
        type_and_send(page, "Who runs")
        expect_ours_alone(page)
        page.get_by_label("Your question").fill(OTHER)
        page.context.set_offline(False)
        expect_answered_once(page, OTHER, 2)
        expect(page.locator("#exchange-1")).to_have_count(1)
