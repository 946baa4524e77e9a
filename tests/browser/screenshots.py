"""Pictures of every page as people see it: ``python -m tests.browser.screenshots``.

Serves the store that the settings name and writes ``docs/images/*.png``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from settings import load_settings
from tests.browser.asking import ANSWERED, DANGER, DECLINED, ask
from tests.browser.conftest import CHROMIUM, DESK, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

IMAGES = Path(__file__).parents[2] / "docs" / "images"
OUTCOMES = {"ask": ANSWERED, "ask-refusal": DECLINED, "ask-danger": DANGER}
PAGES = ("Case", "Pathways", "Library", "Draft", "Learn")
PHONE: ViewportSize = {"width": 390, "height": 844}
_SETTLED = 2_500


def take_all(page: Page) -> None:
    """Write a picture of each outcome and of each page."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, question in OUTCOMES.items():
        _open(page)
        ask(page, question)
        page.wait_for_timeout(_SETTLED)
        page.screenshot(path=IMAGES / f"{name}.png")
    _open(page)
    for name in PAGES:
        page.get_by_role("tab", name=name, exact=True).first.click()
        page.wait_for_timeout(_SETTLED)
        page.screenshot(path=IMAGES / f"{name.lower()}.png")
    page.set_viewport_size(PHONE)
    _open(page)
    ask(page, ANSWERED)
    page.wait_for_timeout(_SETTLED)
    page.screenshot(path=IMAGES / "ask-phone.png")


def _open(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Your question").wait_for()


def main() -> None:
    """Serve, take the pictures, stop."""
    settings = load_settings()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), settings.model_export.resolve(), store=settings.store.resolve())
        as site,
        sync_playwright() as playwright,
    ):  # fmt: skip
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport=DESK, base_url=site.url).new_page()
        take_all(page)
        browser.close()
    print(f"pictures in {IMAGES}")  # noqa: T201  a command prints


if __name__ == "__main__":
    main()
