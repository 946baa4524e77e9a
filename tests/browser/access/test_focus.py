"""WCAG 2.2 by script: focus is never lost nor covered (2.4.11), help stands alike (3.2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.asking import ANSWERED, ask
from tests.browser.conftest import DESK
from tests.browser.test_access import PHONE, TABS

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

SERVED = (
    "document/letters/cheshire-east-jtai-2022.txt", "document/no-such-name", "data-protection",
    "administer/documents", "administer/questions", "administer/records", "administer/health",
    "administer/set-up",
)  # fmt: skip
# Of a page with hundreds of links those at its beginning stand for all.
MOST = 60
_LATE = 1_500
# Nine points of what has the focus: it, what is in it or around it, or its label lies uppermost.
_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return {};
  const box = one.getBoundingClientRect();
  let seen = 0;
  for (const x of [.05, .5, .95]) for (const y of [.1, .5, .9]) {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    const labels = [...(one.labels || [])];
    if (top && (one.contains(top) || top.contains(one) || labels.some(l => l.contains(top))))
      seen += 1;
  }
  const all = [...document.querySelectorAll('*')];
  return {at: all.indexOf(one), html: one.outerHTML.slice(0, 160), seen};
}"""


def walked(page: Page) -> tuple[int, list[str]]:
    """Press Tab through a page; give how many stops it has, and what is wrong at any."""
    page.mouse.move(1, 1)  # a pointer that rests on a word opens what explains it
    wrong: list[str] = []
    stops = 0
    was_lost = False
    last: dict[str, Any] = {}
    for _ in range(MOST):
        page.keyboard.press("Tab")
        now = _settled(page)
        if not now:
            if was_lost or not stops:
                break
            was_lost = True
            continue
        if was_lost and now["at"] > last["at"]:
            wrong.append(f"focus was lost after {last['html']}")
        elif was_lost:
            break  # it begins anew
        was_lost = False
        last = now
        stops += 1
        if not now["seen"]:
            wrong.append(f"is covered: {now['html']}")
    return stops, wrong


def _settled(page: Page) -> dict[str, Any]:
    """Give what has the focus, once what closes as it comes is closed."""
    now: dict[str, Any] = page.evaluate(_FOCUSED)
    for _ in range(_LATE // 50):
        if now.get("seen"):
            break
        page.wait_for_timeout(50)
        now = page.evaluate(_FOCUSED)
    return now


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_focus_is_never_lost_and_never_covered(page: Page, viewport: ViewportSize) -> None:
    page.set_viewport_size(viewport)
    ask(page, ANSWERED)
    for tab in TABS:
        page.get_by_role("tab", name=tab, exact=True).click()
        page.wait_for_timeout(700)
        stops, wrong = walked(page)
        assert wrong == [], tab
        assert stops > 4, tab
        page.evaluate("scrollTo(0, 0)")
    for path in SERVED:
        page.goto(f"/{path}")
        stops, wrong = walked(page)
        assert wrong == [], path
        assert stops > 2, path


def test_help_is_there_on_every_page_and_before_its_words(page: Page) -> None:
    for path in ("", *SERVED):
        page.goto(f"/{path}")
        page.get_by_role("link", name="999").first.wait_for(state="attached")
        at = page.evaluate(
            "() => [...document.querySelectorAll('a[href]')]"
            ".findIndex(one => one.href === 'tel:999')"
        )
        assert 0 <= at <= 2, path
