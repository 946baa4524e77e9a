"""Finding one's way back: addresses, titles, Back, the skip link, pinned answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.asking import ANSWERED, ask
from tests.browser.test_access import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


def test_a_page_and_a_pathway_have_an_address_and_a_title_and_back_returns(
    page: Page, site: Site
) -> None:
    page.get_by_role("tab", name="Pathways").click()
    page.get_by_role("radio", name="A child goes missing").check()
    expect(page).to_have_title("A child goes missing - Findings")
    assert page.url.endswith("#pathways/child-goes-missing")
    page.get_by_role("tab", name="Learn").click()
    expect(page).to_have_title("Learn - Findings")
    page.go_back()
    expect(page.get_by_role("heading", name="A child goes missing")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{site.url}/#pathways/escalation")
    expect(page.get_by_role("heading", name="Disagreeing with a decision")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "tabpanel"


def test_an_answer_that_is_pinned_stays_in_this_browser_until_it_is_removed(page: Page) -> None:
    ask(page, ANSWERED)
    assert page.evaluate("localStorage.getItem('findings-pinned-answers')") is None
    page.get_by_role("button", name="Pin", exact=True).click()
    page.reload()
    pins = page.get_by_role("region", name="Pinned answers")
    pins.get_by_text(ANSWERED).first.click()
    expect(pins.get_by_text("Crown copyright").first).to_be_visible()
    assert violations(page) == []
    pins.get_by_role("button", name="Remove all that is pinned").click()
    expect(pins).to_be_hidden()
    assert page.evaluate("localStorage.getItem('findings-pinned-answers')") is None
