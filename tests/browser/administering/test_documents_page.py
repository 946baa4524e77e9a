"""Administer by keyboard alone, at a desk and on a phone, with hostile names, titles and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import DESK, LONGEST_WAIT
from tests.browser.keyboard import JOB_WAIT, done, press, typed
from tests.browser.payloads import PAYLOADS
from tests.browser.test_access import PHONE, overflow, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site


def test_a_document_is_published_and_taken_back_by_keyboard(
    chromium: Browser, own_site: Site
) -> None:
    context = chromium.new_context(viewport=DESK, base_url=own_site.url)
    page = context.new_page()
    page.set_default_timeout(LONGEST_WAIT)
    page.goto("/")
    page.get_by_label("Your question").wait_for()
    page.get_by_role("link", name="Administer").click()
    page.wait_for_url("**/administer/documents")
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")
    hostile = "\n\n".join(PAYLOADS)
    table = "\n".join(f"| {one.replace('|', ' ')} | cell |" for one in PAYLOADS)
    text = f"# {PAYLOADS[0]} policy {PAYLOADS[1]}\n\n{hostile}\n\n| a | b |\n|---|---|\n{table}\n"
    files: list[FilePayload] = [
        {"name": f"{one}.md", "mimeType": "text/markdown", "buffer": text.encode() + one.encode()}
        for one in (*PAYLOADS[:3], PAYLOADS[31])
    ]
    with page.expect_file_chooser() as chooser:
        press(page, page.get_by_label("Files, or a zip"))
    chooser.value.set_files(files)
    press(page, page.get_by_role("button", name="Upload"))
    expect(page.locator("#waiting").get_by_role("link")).to_have_count(len(files))
    done(page)
    assert violations(page) == []
    press(page, page.locator("#waiting").get_by_role("link").first)
    expect(page.get_by_role("heading", name="What would become of it")).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []
    press(page, page.get_by_label("Title"), "Control+A")
    page.keyboard.type(PAYLOADS[0])
    press(page, page.get_by_role("button", name="Keep and look again"))
    expect(page.get_by_text("you said so")).to_be_visible(timeout=JOB_WAIT)
    page.set_viewport_size(PHONE)
    assert violations(page) == []
    assert overflow(page) <= 0
    press(page, page.get_by_role("button", name="Publish"))
    done(page)
    expect(page.get_by_role("link", name=PAYLOADS[0], exact=True)).to_be_visible()
    assert violations(page) == []
    assert overflow(page) <= 0
    press(page, page.get_by_label("I am sure: go back"), "Space")
    press(page, page.get_by_role("button", name="Roll back"))
    done(page)
    expect(page.get_by_role("link", name=PAYLOADS[0], exact=True)).to_have_count(0)
    page.goto("/data-protection")
    assert violations(page) == []
    assert page.evaluate("window.ranPayload") is None
    context.close()


def is_well(page: Page) -> None:
    """Neither at a desk nor on a phone is anything out of reach."""
    assert violations(page) == [], page.url
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0, page.url
    page.set_viewport_size(DESK)


def go(page: Page, chapter: str) -> None:
    press(page, page.get_by_role("link", name=chapter, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(chapter)


def test_every_other_chapter_works_by_keyboard_alone(chromium: Browser, own_site: Site) -> None:
    context = chromium.new_context(viewport=DESK, base_url=own_site.url)
    page = context.new_page()
    page.set_default_timeout(LONGEST_WAIT)
    page.goto("/administer/questions")
    typed(page, page.get_by_label("Words of the sentence"), "interview hours")
    press(page, page.get_by_role("button", name="Find sentences"))
    press(page, page.get_by_role("radio").first, "Space")
    typed(page, page.get_by_label("A message that it answers"), f"{PAYLOADS[0]} when?")
    press(page, page.get_by_role("button", name="Try it"))
    done(page)
    expect(page.get_by_role("heading", name="How it would be answered")).to_be_visible()
    expect(page.get_by_text(f"“{PAYLOADS[0]} when?”", exact=True)).to_be_visible()
    is_well(page)
    go(page, "People")
    typed(page, page.get_by_label("Signs in as"), "ben@example.org")
    typed(page, page.get_by_label("Name", exact=True), PAYLOADS[1])
    press(page, page.get_by_role("button", name="Invite"))
    expect(page.get_by_role("status")).to_contain_text("shown only now")
    is_well(page)
    press(page, page.get_by_role("link", name="ben@example.org"))
    press(page, page.get_by_role("button", name="Lock them out"))
    expect(page.get_by_role("button", name="Let them in again")).to_be_visible()
    is_well(page)
    go(page, "Health")
    press(page, page.get_by_role("button", name="Back up now"))
    done(page)
    expect(page.get_by_role("link", name="findings-")).to_be_visible()
    is_well(page)
    go(page, "Set up")
    is_well(page)
    go(page, "Records")
    expect(page.get_by_role("cell", name="back up: done")).to_be_visible()
    is_well(page)
    assert page.evaluate("window.ranPayload") is None
    context.close()


def test_without_javascript_everything_is_said(chromium: Browser, own_site: Site) -> None:
    context = chromium.new_context(
        viewport=PHONE, base_url=own_site.url, java_script_enabled=False, color_scheme="dark"
    )
    page = context.new_page()
    page.goto("/administer")
    page.get_by_role("link", name="Missing children").click()
    page.get_by_role("button", name="Withdraw").click()
    # the browser itself asks for the tick
    expect(page.get_by_role("heading", level=1)).to_have_text("Missing children")
    page.get_by_role("button", name="Correct and publish").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed")
    context.close()
