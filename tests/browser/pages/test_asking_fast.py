"""A second question typed at once: while the first is sent, taken up and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ANSWERED, reply

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECOND = "Who can make an NRM referral?"


@pytest.mark.parametrize("pause", [0, 100, 300, 500])
def test_what_is_typed_right_after_a_question_is_all_there(page: Page, pause: int) -> None:
    box = page.get_by_label("Your question")
    box.fill(ANSWERED)
    box.press("Enter")
    page.wait_for_timeout(pause)
    page.keyboard.type(SECOND, delay=8)
    expect(page.locator("#findings-newest .question").first).to_contain_text(ANSWERED)
    # the first question leaves the box and takes no letter of the second with it
    expect(box).to_have_value(SECOND)
    box.press("Enter")
    expect(reply(page, 2).locator(".question")).to_contain_text(SECOND)
    expect(page.locator("#exchange-1 .question")).to_contain_text(ANSWERED)
    expect(box).to_have_value("")


def test_letters_typed_before_the_question_is_even_sent_stay(page: Page) -> None:
    box = page.get_by_label("Your question")
    box.fill(ANSWERED)
    # as where the page is busy: the keys are all there before it comes to send
    box.evaluate(
        """(field, more) => {
            field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
            field.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
            field.value += more;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        SECOND,
    )
    expect(page.locator("#findings-newest .question").first).to_have_text(f"You asked: {ANSWERED}")
    expect(box).to_have_value(SECOND)


def test_a_second_question_at_the_moment_of_the_answer_is_answered(page: Page) -> None:
    box = page.get_by_label("Your question")
    box.fill(ANSWERED)
    box.press("Enter")
    reply(page, 1)
    box.fill(SECOND)
    box.press("Enter")
    expect(reply(page, 2).locator(".question")).to_contain_text(SECOND)
