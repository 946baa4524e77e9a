from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pypdf import PdfReader

from bot.safety.steps import REMINDER
from tests.browser.asking import DANGER, DOUBT
from tests.browser.test_access import PHONE, overflow, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOLD = (
    "Kyle Braithwaite has a new phone and expensive trainers, and his attendance has dropped. He is"
    " in my class. I told the safeguarding lead."
)


def read(page: Page, told: str) -> None:
    page.get_by_role("tab", name="Case").click()
    page.get_by_label("What worries you").fill(told)
    page.get_by_role("button", name="Read it").click()


def test_a_worry_is_masked_read_and_printed_as_a_checklist_of_one_page(page: Page) -> None:
    page.set_viewport_size(PHONE)
    read(page, TOLD)
    expect(page.locator("#case-read")).to_be_attached(timeout=60_000)
    for folded in page.locator("details.later:not([open]) > summary").all():
        folded.click()
    expect(page.get_by_role("heading", name="I read")).to_be_visible()
    # the box too holds what is left of the words
    expect(page.get_by_label("What worries you")).to_have_value(
        TOLD.replace("Kyle Braithwaite", "[name]")
    )
    expect(page.locator("#findings-case-shown")).not_to_contain_text("Braithwaite")
    expect(page.get_by_text("Whether a threshold is met: no program says so").first).to_be_visible()
    assert overflow(page) <= 0
    assert violations(page) == []
    printed = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(printed) == 1
    words = printed[0].extract_text()
    assert "Checklist:" in words
    assert "trainers" not in words
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#case-read")).to_have_count(0)
    expect(page.get_by_label("What worries you")).to_have_value("")


def test_a_danger_gets_its_steps_before_anything_is_read(page: Page) -> None:
    read(page, DANGER)
    expect(page.get_by_role("alert", name="Safety steps")).to_contain_text("ring 999 now")
    expect(page.locator("#case-read")).to_be_hidden()
    read(page, " ")
    expect(page.get_by_text("Tell what worries you first")).to_be_visible()


def test_what_may_be_a_danger_is_read_below_whom_to_ring_and_printed_below_it(page: Page) -> None:
    read(page, DOUBT)
    first = page.locator("#findings-case-danger").get_by_text("ring 999 first")
    expect(first).to_be_visible(timeout=60_000)
    expect(page.locator("#case-read")).to_be_attached(timeout=60_000)
    # nothing of telling a family, and the line on what is taken away
    expect(page.get_by_role("heading", name="Before you tell the family")).to_have_count(0)
    assert (page.locator("#copy-case-plain").text_content() or "").startswith(REMINDER)
    assert violations(page) == []
    drawn = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0].extract_text()
    # the letters of "fi" are printed as one
    words = unicodedata.normalize("NFKC", drawn)
    assert words.index("ring 999 first") < words.index("Checklist:")
    page.get_by_role("button", name="Clear all").click()
    expect(first).to_have_count(0)


def test_what_is_copied_of_a_danger_too_begins_with_whom_to_ring(page: Page) -> None:
    read(page, DANGER)
    page.locator("#copy-case-plain").wait_for(state="attached", timeout=60_000)
    assert (page.locator("#copy-case-plain").text_content() or "").startswith(REMINDER)
