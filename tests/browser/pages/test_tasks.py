"""Fifteen tasks of three people, done with what a person sees, at a desk and on a phone.

``docs/tasks.md`` says each task with its right outcome, and how many steps and seconds it took.
Run with ``-s`` to print them.
"""

from __future__ import annotations

import csv
import io
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.asking import DANGER
from tests.browser.conftest import DESK
from tests.browser.test_access import PHONE, overflow

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page, ViewportSize

MOST_SECONDS = 60


@dataclass
class Person:
    """Somebody at the page, who counts each thing that they do."""

    page: Page
    steps: int = 0

    def press(self, role: str, name: str | re.Pattern[str]) -> None:
        """Press what is seen of a role and name."""
        seen: Locator = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        seen.and_(self.page.locator(":visible")).first.click()
        self.steps += 1

    def fill(self, label: str, words: str) -> None:
        """Type into the box of a label."""
        self.page.get_by_label(label).and_(self.page.locator(":visible")).first.fill(words)
        self.steps += 1

    def enter(self) -> None:
        """Press Enter."""
        self.page.keyboard.press("Enter")
        self.steps += 1

    def pick(self, label: str, option: str) -> None:
        """Choose from a list that opens: two steps."""
        self.page.get_by_label(label, exact=True).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.steps += 2

    def save(self, button: str) -> bytes:
        """Save a file and open it."""
        with self.page.expect_download() as download:
            self.press("button", button)
        return Path(download.value.path()).read_bytes()

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Wait for words to be seen."""
        seen = self.page.get_by_text(words).and_(self.page.locator(":visible"))
        expect(seen.first).to_be_visible()


def ask(one: Person, question: str) -> None:
    one.fill("Your question", question)
    one.enter()
    # the box is empty for the next question once this one is taken
    expect(one.page.get_by_label("Your question")).to_have_value("")
    expect(one.page.get_by_role("article", name=f"You asked: {question}").first).to_be_visible()


def whom_to_ring(one: Person) -> None:
    ask(one, "Who do I ring if I am worried that a child is exploited?")
    number = one.page.get_by_role("link", name="0300 123 5012").first
    expect(number).to_have_attribute("href", "tel:03001235012")


def by_when(one: Person) -> None:
    ask(one, "How soon must a return home interview take place?")
    one.sees(re.compile("72 hours"))


def danger(one: Person) -> None:
    ask(one, DANGER)
    expect(one.page.get_by_role("alert").first).to_contain_text("999")


def pathway(one: Person) -> None:
    one.press("tab", "Pathways")
    one.press("radio", "A child goes missing")
    one.sees(re.compile("Police look and assess the risk"))


def where_it_stands(one: Person) -> None:
    one.press("tab", "Library")
    one.fill("Search in the text of the documents", "retrun home interview")
    one.enter()
    one.sees(re.compile("searched for instead: return home interview"))
    link = one.page.locator("#library-results").get_by_role("link").first
    with one.page.context.expect_page() as opened:
        link.click()
    one.steps += 1
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    opened.value.close()


def draft(one: Person, kind: str, theme: str, audience: str = "") -> None:
    one.press("tab", "Draft")
    one.pick("Theme", theme)
    one.pick("Kind", kind)
    if audience:
        one.pick("Audience", audience)
    one.press("button", "Make the draft")
    expect(one.page.get_by_text(re.compile(f"^{kind} for"))).to_be_visible()


def briefing(one: Person) -> None:
    draft(one, "Seven-minute briefing", "Missing children")
    word = Document(io.BytesIO(one.save("Save as Word")))
    assert "By when: within 72 hours" in "\n".join(line.text for line in word.paragraphs)


def session(one: Person) -> None:
    draft(one, "Session plan", "National Referral Mechanism")
    one.sees(re.compile("Minute 0 to 5: Opening"))
    one.sees(re.compile("Listen for"))


def slides(one: Person) -> None:
    draft(one, "Slide deck", "Missing children", "Police")
    deck = Presentation(io.BytesIO(one.save("Save as PowerPoint")))
    assert 8 <= len(deck.slides) <= 12
    assert any(shape.name.startswith("Rounded") for page in deck.slides for shape in page.shapes)


def cards(one: Person) -> None:
    draft(one, "Flashcards", "National Referral Mechanism")
    saved = one.save("Save cards for Anki (CSV)").decode()
    fronts = [row[0] for row in csv.reader(io.StringIO(saved))]
    assert any("_____" in front for front in fronts)


def sign_off(one: Person) -> None:
    draft(one, "Handout and checklist", "Education")
    one.press("tab", "Sign it off")
    one.fill("Checked by (name or role)", "Practice lead")
    one.press("tab", "Read the draft")
    one.sees(re.compile("Checked by Practice lead on"))
    one.sees(re.compile("Who: The local authority"))


def first_sitting(one: Person) -> None:
    one.press("tab", "Learn")
    one.sees(re.compile("What the inspection was"))
    one.press("button", "Mark as read and go on")
    one.sees(re.compile("Read: 1 of"))


def a_word(one: Person) -> None:
    one.press("tab", "Learn")
    one.press("tab", "Glossary")
    one.fill("Search the glossary", "NRM")
    one.sees(re.compile("National Referral Mechanism"))


def quiz(one: Person) -> None:
    one.press("tab", "Learn")
    one.press("tab", "Quiz")
    one.press("button", "Start the quiz")
    one.page.locator("#learn-answer").get_by_role("radio").first.check()
    one.steps += 1
    one.press("button", "Check answer")
    one.sees("Next question")
    expect(one.page.get_by_label("Source", exact=True).locator("blockquote").first).to_be_visible()


def quiz_on_what_was_read(one: Person) -> None:
    one.press("tab", "Learn")
    one.press("tab", "Reading path")
    one.press("button", "Ask me about this sitting")
    one.sees("Check answer")


def forget(one: Person) -> None:
    one.press("tab", "Learn")
    one.press("button", "Forget me")
    one.sees(re.compile("this browser holds nothing about you any more"))


# What each may take at most, in steps.
TASKS: dict[str, dict[Callable[[Person], None], int]] = {
    "practitioner": {whom_to_ring: 2, by_when: 2, danger: 2, pathway: 2, where_it_stands: 4},
    "trainer": {briefing: 7, session: 6, slides: 9, cards: 7, sign_off: 9},
    "new starter": {first_sitting: 2, a_word: 3, quiz: 5, quiz_on_what_was_read: 3, forget: 2},
}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("who", TASKS)
def test_five_tasks_are_done_with_what_is_seen(who: str, size: ViewportSize, page: Page) -> None:
    page.set_viewport_size(size)
    for task, most in TASKS[who].items():
        one, begun = Person(page), time.monotonic()
        task(one)
        seconds = time.monotonic() - begun
        print(f"| {who} | {task.__name__} | {size['width']} | {one.steps} | {seconds:.1f} |")  # noqa: T201  to be read
        assert one.steps <= most, task.__name__
        assert seconds < MOST_SECONDS, task.__name__
        assert overflow(page) <= 0, task.__name__
