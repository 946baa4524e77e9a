"""What WCAG 2.2 AA asks that a machine can see: axe-core, reflow, a heading, names, speed."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ANSWERED, DANGER, ask
from tests.pages.test_document_view import two_editions

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.browser.conftest import Site

AXE = files("axe_playwright_python") / "axe.min.js"
TABS = ("Ask", "Case", "Pathways", "Library", "Draft", "Learn")
PHONE: ViewportSize = {"width": 390, "height": 844}
# 1280 by 1024 CSS pixels at 400% zoom (WCAG 2.2, 1.4.10)
ZOOMED: ViewportSize = {"width": 320, "height": 256}
_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .map(one => ({id: one.id, impact: one.impact,
                at: one.nodes.map(node => node.html.slice(0, 200))}))
"""


def violations(page: Page) -> list[dict[str, Any]]:
    """Give what axe-core holds to be serious or critical on the page as it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return [one for one in found if one["impact"] in {"serious", "critical"}]


def overflow(page: Page) -> int:
    """Give by how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return width


def test_what_is_printed_holds_every_word(page: Page, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine: apt-get install poppler-utils")
    page.get_by_role("tab", name="Pathways").click()
    page.get_by_role("radio", name="A child goes missing").check()
    cards = page.locator("section.pathway:visible .pathway-words .card")
    cards.first.wait_for()
    said = [one for text in cards.all_inner_texts() for one in re.findall(r"“[^”]+”", text)]
    assert len(said) >= 8
    page.pdf(path=str(tmp_path / "pathway.pdf"))
    assert not missing(said, tmp_path / "pathway.pdf")
    page.get_by_role("tab", name="Ask").click()
    quotes = ask(page, ANSWERED).locator(".quote").all_inner_texts()
    assert quotes
    page.pdf(path=str(tmp_path / "answer.pdf"))
    assert not missing(quotes, tmp_path / "answer.pdf")


def missing(said: list[str], path: Path) -> list[str]:
    """Give what a printed file does not hold, whatever its lines, hyphens and numbers."""
    command = ["pdftotext", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    printed = re.sub(r"\W+", "", text)
    found = (re.findall(r"“([^”]+)”", one) or [one] for one in said)
    return [one for texts in found for one in texts if re.sub(r"\W+", "", one) not in printed]


def test_what_changed_since_the_edition_before_is_read_on_a_phone(chromium: Browser) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.set_content(two_editions(compared=True))
    assert violations(page) == []
    assert overflow(page) <= 0
    expect(page.get_by_role("region", name="What changed")).to_contain_text("within ten days")
    for name in ("Findings", "999", "Visits", "Close"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=name, exact=True)).to_be_focused()
    page.close()


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED], ids=["phone", "zoomed"])
@pytest.mark.parametrize("tab", TABS)
def test_a_tab_reflows_without_scrolling_sideways(
    page: Page, tab: str, viewport: ViewportSize
) -> None:
    page.set_viewport_size(viewport)
    page.get_by_role("tab", name=tab).click()
    page.wait_for_timeout(1_000)
    assert overflow(page) <= 0


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_answers_reflow_and_their_sources_come_below(page: Page, viewport: ViewportSize) -> None:
    page.set_viewport_size(viewport)
    exchange = ask(page, ANSWERED)
    card = page.locator("#findings-sources .card").first
    card.wait_for()
    assert overflow(page) <= 0
    above, below = exchange.bounding_box(), card.bounding_box()
    assert above
    assert below
    assert below["y"] >= above["y"] + above["height"]
    ask(page, DANGER, 2)
    assert overflow(page) <= 0
    expect(page.get_by_role("link", name="999").first).to_be_visible()


def test_the_page_has_one_main_heading_and_a_title(page: Page) -> None:
    expect(page).to_have_title("Findings")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.locator("html").get_attribute("lang")


def test_what_came_back_is_said_in_one_line_to_a_screen_reader(page: Page) -> None:
    ask(page, ANSWERED)
    said = page.locator("#findings-spoken [role=status]")
    expect(said).to_contain_text("Answer from the documents:")


def test_printing_leaves_the_controls_out(page: Page) -> None:
    ask(page, ANSWERED)
    page.emulate_media(media="print")
    expect(page.locator("#exchange-1 .quote").first).to_be_visible()
    for name in ("Clear the conversation", "Copy with citations"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_role("tab", name="Ask")).to_be_hidden()


def test_in_forced_colours_the_chosen_page_is_told_apart(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    edges = {
        chosen: page.locator(f'[role="tab"][aria-selected="{chosen}"]').first.evaluate(
            "one => getComputedStyle(one).borderBottomWidth"
        )
        for chosen in ("true", "false")
    }
    assert edges["true"] == "4px"
    assert edges["false"] != "4px"


def test_reduced_motion_is_respected(chromium: Browser, site: Site) -> None:
    page = chromium.new_context(base_url=site.url, reduced_motion="reduce").new_page()
    page.goto("/")
    page.get_by_label("Your question").wait_for()
    moving = page.evaluate(
        "[...document.querySelectorAll('button, textarea')].filter(one =>"
        " parseFloat(getComputedStyle(one).transitionDuration) > .02).length"
    )
    assert moving == 0
