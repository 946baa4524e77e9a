"""Figures of issue 4; the best of a few tries, since the machine may be busy with other tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.asking import ANSWERED, reply

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

TRIES = 4
PAGE_SECONDS = 2.0
SWITCH_SECONDS = 0.2
ANSWER_SECONDS = 1.0
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


def test_the_page_can_be_typed_into_within_two_seconds(chromium: Browser, site: Site) -> None:
    times = []
    for _ in range(TRIES):
        context = chromium.new_context(base_url=site.url)
        page = context.new_page()
        page.goto("/", wait_until="commit")
        page.get_by_label("Your question").wait_for()
        times.append(page.evaluate("performance.now()") / 1000)
        context.close()
    print("page", times)  # noqa: T201  the figures, under pytest -s
    assert min(times) < PAGE_SECONDS


def test_a_warm_answer_appears_within_a_second(page: Page) -> None:
    times = []
    for number in range(1, TRIES + 1):
        page.get_by_label("Your question").fill(f"{ANSWERED} {number}")
        start = page.evaluate("performance.now()")
        page.keyboard.press("Enter")
        reply(page, number)
        times.append((page.evaluate("performance.now()") - start) / 1000)
    print("answer", times)  # noqa: T201  the figures, under pytest -s
    assert min(times) < ANSWER_SECONDS


def test_switching_tabs_takes_less_than_a_fifth_of_a_second(page: Page) -> None:
    names = [one.inner_text().strip() for one in page.get_by_role("tab").all()]
    page.wait_for_timeout(1_500)
    slow = {}
    for name in [*names[1:], names[0]]:
        times = []
        for _ in range(TRIES):
            times.append(page.evaluate(_SWITCH, name))
            page.evaluate(_SWITCH, names[0] if name != names[0] else names[1])
        print(name, times)  # noqa: T201  the figures, under pytest -s
        if min(times) >= SWITCH_SECONDS:
            slow[name] = times
    assert not slow


def test_opening_the_filters_and_choosing_one_takes_less_than_a_fifth_of_a_second(
    page: Page,
) -> None:
    page.wait_for_timeout(1_500)
    times = [page.evaluate(_OPEN) for _ in range(TRIES)]
    page.get_by_label("Part of the letter").click()
    times.append(page.evaluate(_CHOOSE, "strength"))
    print("filters", times)  # noqa: T201  the figures, under pytest -s
    assert min(times[:TRIES]) < SWITCH_SECONDS
    assert times[-1] < SWITCH_SECONDS
