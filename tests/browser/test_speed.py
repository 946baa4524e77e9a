"""How long the page takes, the best of a few tries, beside a bare page of Gradio's.

The seconds hold where that page opens in ``BARE_SECONDS``; where the machine takes longer for it,
ours may too, in the same proportion.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import ANSWERED, reply
from tests.browser.conftest import free_port, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

TRIES = 4
BARE_SECONDS = 0.8
PAGE_SECONDS = 2.0
SWITCH_SECONDS = 0.2
ANSWER_SECONDS = 1.0
_BARE = """import sys, gradio
with gradio.Blocks(analytics_enabled=False) as page:
    gradio.Textbox(label="Your question")
page.launch(server_port=int(sys.argv[1]), quiet=True)"""
_SWITCH = """name => new Promise(done => {
  const tab = [...document.querySelectorAll('[role="tab"]')]
    .find(one => one.textContent.trim() === name);
  const start = performance.now();
  tab.click();
  const look = () => {
    const panel = document.getElementById(`findings-tab-${name.toLowerCase()}`);
    const shown = tab.getAttribute('aria-selected') === 'true' && panel && panel.offsetHeight > 0;
    if (shown) done((performance.now() - start) / 1000);
    else if (performance.now() - start > 5000) done(5);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""

_SHOWN = """new Promise(done => {
    const look = () => {
      if (isDone()) done((performance.now() - start) / 1000);
      else if (performance.now() - start > 5000) done(5);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })"""
# Opens the filters where they are closed, closes them, and leaves them open.
_OPEN = f"""async () => {{
  const button = [...document.querySelectorAll('button')]
    .find(one => one.textContent.includes('Narrow the search'));
  if (button.classList.contains('open')) {{
    button.click();
    await new Promise(done => setTimeout(done, 100));
  }}
  const start = performance.now();
  button.click();
  const isDone = () => button.classList.contains('open');
  return {_SHOWN};
}}"""
_CHOOSE = f"""name => {{
  const option = [...document.querySelectorAll('[role="option"]')]
    .find(one => one.textContent.includes(name));
  const start = performance.now();
  option.dispatchEvent(new MouseEvent('mousedown', {{ bubbles: true }}));
  const isDone = () => [...document.querySelectorAll('.token')]
    .some(one => one.textContent.includes(name));
  return {_SHOWN};
}}"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a page with one box, served by Gradio alone."""
    port = free_port()
    log = tmp_path_factory.mktemp("bare") / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", _BARE, str(port)], stdout=out, stderr=out
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def slowness(chromium: Browser, bare: str) -> float:
    """How many times longer than assumed this machine takes just now; at least 1."""
    return max(1.0, min(opening(chromium, bare) for _ in range(TRIES)) / BARE_SECONDS)


def opening(chromium: Browser, url: str) -> float:
    """Give how long it takes until a page can be typed into, in seconds."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(url, wait_until="commit")
    page.get_by_label("Your question").wait_for()
    seconds: float = page.evaluate("performance.now()") / 1000
    context.close()
    return seconds


def test_the_page_can_be_typed_into_within_two_seconds(
    chromium: Browser, site: Site, bare: str
) -> None:
    # by turns, since other work may come and go
    times = [(opening(chromium, bare), opening(chromium, site.url)) for _ in range(TRIES)]
    print("bare page, page", times)  # noqa: T201  the figures, under pytest -s
    least, ours = map(min, zip(*times, strict=True))
    assert ours < PAGE_SECONDS * max(1.0, least / BARE_SECONDS)


def test_a_warm_answer_appears_within_a_second(page: Page, slowness: float) -> None:
    times = []
    for number in range(1, TRIES + 1):
        page.get_by_label("Your question").fill(f"{ANSWERED} {number}")
        start = page.evaluate("performance.now()")
        page.keyboard.press("Enter")
        reply(page, number)
        times.append((page.evaluate("performance.now()") - start) / 1000)
    print("answer", times)  # noqa: T201  the figures, under pytest -s
    assert min(times) < ANSWER_SECONDS * slowness


def test_switching_tabs_takes_less_than_a_fifth_of_a_second(page: Page, slowness: float) -> None:
    names = [one.inner_text().strip() for one in page.get_by_role("tab").all()]
    page.wait_for_timeout(1_500)
    slow = {}
    for name in [*names[1:], names[0]]:
        times = []
        for _ in range(TRIES):
            times.append(page.evaluate(_SWITCH, name))
            page.evaluate(_SWITCH, names[0] if name != names[0] else names[1])
        print(name, times)  # noqa: T201  the figures, under pytest -s
        if min(times) >= SWITCH_SECONDS * slowness:
            slow[name] = times
    assert not slow


def test_opening_the_filters_and_choosing_one_takes_less_than_a_fifth_of_a_second(
    page: Page, slowness: float
) -> None:
    page.wait_for_timeout(1_500)
    times = [page.evaluate(_OPEN) for _ in range(TRIES)]
    page.get_by_label("Part of the letter").click()
    times.append(page.evaluate(_CHOOSE, "strength"))
    print("filters", times)  # noqa: T201  the figures, under pytest -s
    assert min(times[:TRIES]) < SWITCH_SECONDS * slowness
    assert times[-1] < SWITCH_SECONDS * slowness
