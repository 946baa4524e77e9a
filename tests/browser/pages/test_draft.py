"""Draft in Chromium: make, change beside the sources, export; a question, danger, hostile text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from playwright.sync_api import expect
from pptx import Presentation

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page


def open_draft(page: Page) -> None:
    page.get_by_role("tab", name="Draft", exact=True).click()
    expect(page.get_by_role("heading", name="Draft a training session")).to_be_visible()


def make_draft(page: Page) -> None:
    page.get_by_role("button", name="Make the draft").click()
    expect(page.locator("#draft-page").get_by_role("heading", level=2)).to_be_visible()


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def ask_for(page: Page, question: str) -> None:
    pick(page, "Theme", "A question of your own")
    page.get_by_label("Question to draft from").fill(question)
    page.get_by_role("button", name="Make the draft").click()


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_a_draft_stands_beside_its_sources(page: Page) -> None:
    open_draft(page)
    make_draft(page)
    sheet = page.locator("#draft-page")
    expect(sheet).to_contain_text("To be checked by a practice lead")
    link = page.locator("#draft-sources").get_by_role("link").first
    assert (link.get_attribute("href") or "").startswith("/document/")
    quote = sheet.locator(".quote").first.inner_text()
    page.locator("#draft-sources summary").first.click()
    marked = page.locator("#draft-sources mark").first
    expect(marked).to_be_visible()
    assert " ".join(marked.inner_text().split())[:60] in quote


def test_a_line_left_out_and_words_changed_reach_every_export(page: Page) -> None:
    open_draft(page)
    make_draft(page)
    quote = page.locator("#draft-page .quote").first.inner_text().split("”")[0].lstrip("“")
    page.get_by_role("tab", name="Change it").click()
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_label("Why this matters").fill("An aim of our own.")
    page.get_by_role("tab", name="Sign it off").click()
    page.get_by_label("Checked by (name or role)").fill("The practice lead")
    page.get_by_role("tab", name="Read the draft").click()
    expect(page.locator("#draft-page")).to_contain_text("Checked by The practice lead on")
    expect(page.locator("#draft-page")).to_contain_text("An aim of our own.")
    expect(page.locator("#draft-page")).not_to_contain_text(quote)
    word = Document(BytesIO(saved(page, "Save as Word")))
    told = "\n".join(one.text for one in word.paragraphs)
    deck = Presentation(BytesIO(saved(page, "Save as PowerPoint")))
    shown = "\n".join(
        shape.text_frame.text for one in deck.slides for shape in one.shapes if shape.has_text_frame
    )
    markdown = saved(page, "Save as Markdown").decode().replace("\\", "")
    for text in (told, shown, markdown):
        assert "An aim of our own." in text
        assert "Checked by The practice lead on" in text
        assert quote not in text
    # who signed this draft did not sign the next one
    make_draft(page)
    expect(page.locator("#draft-page")).not_to_contain_text("The practice lead on")
    page.get_by_role("tab", name="Sign it off").click()
    expect(page.get_by_label("Checked by (name or role)")).to_have_value("")


def test_a_draft_is_made_by_keyboard_alone(page: Page) -> None:
    page.get_by_role("tab", name="Draft", exact=True).focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Make the draft")
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#draft-page").get_by_role("heading", level=2)).to_be_visible()


def test_a_question_of_danger_brings_the_safety_steps_and_no_draft(page: Page) -> None:
    open_draft(page)
    ask_for(page, "A boy is being stabbed right now in front of me")
    expect(page.locator("#draft-notice").get_by_role("alert")).to_contain_text("999")
    expect(page.locator("#draft-page")).to_be_hidden()


@pytest.mark.parametrize("payload", ["<img src=x onerror=alert(1)>", "{{alert(1)}}", "${alert(1)}"])
def test_a_hostile_question_runs_nothing(page: Page, payload: str) -> None:
    heard: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    open_draft(page)
    ask_for(page, f"What is a return home interview? {payload}")
    shown = page.locator("#draft-page").get_by_role("heading", level=2)
    expect(shown.or_(page.locator("#draft-notice .notice")).first).to_be_visible()
    assert page.locator("#draft-page img").count() == 0
    assert heard == []
