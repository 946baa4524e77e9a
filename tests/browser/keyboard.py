"""Pages of Administer by keyboard alone, and their jobs waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LONGEST_WAIT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# A job starts a process of its own, which reads, embeds and checks: on a busy machine that is slow.
JOB_WAIT = 12 * LONGEST_WAIT
MOST_TABS = 120


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Go to what is wanted by the Tab key alone, and press a key there."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("one => one === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} is not reached by keyboard")


def done(page: Page) -> None:
    expect(page.locator("#job")).to_have_attribute("data-job", "done", timeout=JOB_WAIT)


@pytest.mark.slow
def typed(page: Page, wanted: Locator, text: str) -> None:
    """Go to a field by the Tab key alone, and type in place of what it holds."""
    press(page, wanted, "ControlOrMeta+A")
    page.keyboard.type(text)
