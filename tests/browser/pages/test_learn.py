"""Learn in Chromium: progress survives a reload and is forgotten when asked; all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Site

KEY = "findings-learning"


def open_learn(page: Page, part: str) -> None:
    """Open a part of Learn."""
    page.get_by_role("tab", name="Learn", exact=True).click()
    page.get_by_role("tab", name=part, exact=True).click()


def kept(page: Page) -> str | None:
    """Give what the browser keeps of the learner."""
    value: str | None = page.evaluate(f"localStorage.getItem('{KEY}')")
    return value


def tally(page: Page) -> Locator:
    """Give the line that says how the quiz is going."""
    return page.locator("#learn-tally")


def answer_one(page: Page) -> None:
    """Start the quiz and answer its first question."""
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("radiogroup", name="Your answer").or_(page.locator("#learn-answer")).first \
        .get_by_role("radio").first.check()  # fmt: skip
    page.get_by_role("button", name="Check answer").click()
    expect(page.get_by_role("button", name="Next question")).to_be_visible()


def test_an_answer_is_marked_and_its_source_shown(page: Page) -> None:
    open_learn(page, "Quiz")
    answer_one(page)
    expect(page.locator(".quiz-mark h2")).to_contain_text("ight")
    source = page.get_by_label("Source", exact=True)
    expect(source.locator("blockquote").first).to_be_visible()
    link = source.get_by_role("link").first
    assert (link.get_attribute("href") or "").startswith("document/")


def test_without_an_answer_nothing_is_marked(page: Page) -> None:
    open_learn(page, "Quiz")
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("button", name="Check answer").click()
    expect(page.get_by_text("Choose an answer first.")).to_be_visible()
    expect(page.locator(".quiz-mark")).to_have_count(0)


def test_progress_survives_a_reload(page: Page) -> None:
    open_learn(page, "Quiz")
    answer_one(page)
    expect(tally(page)).to_contain_text("of 1 answered")
    page.get_by_role("tab", name="Reading path").click()
    page.get_by_role("button", name="Mark as read and go on").click()
    expect(page.get_by_text("Read: 1 of")).to_be_visible()
    page.reload()
    open_learn(page, "Reading path")
    expect(page.get_by_text("Read: 1 of")).to_be_visible()
    page.get_by_role("tab", name="Quiz", exact=True).click()
    page.get_by_role("button", name="Start the quiz").click()
    expect(tally(page)).to_contain_text("of 1 answered")


def test_forget_me_clears_what_the_browser_keeps(page: Page) -> None:
    open_learn(page, "Quiz")
    answer_one(page)
    expect(tally(page)).to_contain_text("of 1 answered")
    assert kept(page)
    page.get_by_role("button", name="Forget me").click()
    expect(page.get_by_text("this browser holds nothing about you any more")).to_be_visible()
    page.wait_for_function(f"localStorage.getItem('{KEY}') === null")
    page.reload()
    open_learn(page, "Reading path")
    expect(page.get_by_text("None read yet in this browser")).to_be_visible()
    assert kept(page) is None


def test_looking_around_keeps_nothing(page: Page) -> None:
    open_learn(page, "Glossary")
    page.get_by_label("Search the glossary").fill("a child called Wilma Quux")
    expect(page.get_by_text("0 entries fit your search.")).to_be_visible(timeout=20_000)
    stores = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "Wilma" not in stores
    assert kept(page) is None


def test_a_changed_value_in_the_browser_counts_as_nothing_done(page: Page) -> None:
    page.evaluate(f"localStorage.setItem('{KEY}', 'AAAA:BBBB')")
    page.reload()
    open_learn(page, "Reading path")
    expect(page.get_by_text("None read yet in this browser")).to_be_visible()


def test_the_quiz_asks_about_a_sitting(page: Page) -> None:
    open_learn(page, "Reading path")
    page.get_by_role("radio", name="4. The words").check()
    expect(page.get_by_role("heading", name="The words", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ask me about this sitting").click()
    expect(page.locator("#learn-question .where")).to_be_visible()
    expect(page.get_by_role("button", name="Check answer")).to_be_visible()


def test_a_scenario_explains_each_choice(page: Page) -> None:
    open_learn(page, "Quiz")
    page.get_by_label("Questions about").click()
    page.get_by_role("option", name="Scenarios").click()
    page.locator("#learn-answer").get_by_role("radio").first.check()
    page.get_by_role("button", name="Check answer").click()
    explained = page.get_by_label("Source", exact=True)
    expect(explained.get_by_role("heading", name=": right.")).to_have_count(1)
    expect(explained.get_by_role("heading", name=": belongs elsewhere.")).to_have_count(2)
    expect(explained.locator("blockquote")).to_have_count(3)


def test_cards_are_kept_by_the_browser_until_they_are_forgotten(page: Page) -> None:
    open_learn(page, "Flashcards")
    card = page.locator("#learn-card")
    card.get_by_text("Show the document's words").click()
    expect(card.locator("blockquote")).to_be_visible()
    assert (card.get_by_role("link").first.get_attribute("href") or "").startswith("document/")
    assert page.evaluate("localStorage.getItem('findings-cards')") is None
    page.get_by_role("button", name="I knew it").click()
    expect(card).to_contain_text("1 known, 0 to come back soon")
    page.get_by_role("button", name="Show it again soon").click()
    expect(card).to_contain_text("1 known, 1 to come back soon")
    page.reload()
    open_learn(page, "Flashcards")
    expect(card).to_contain_text("1 known, 1 to come back soon")
    page.get_by_role("button", name="Forget me").click()
    expect(card).to_contain_text("0 known, 0 to come back soon")
    page.wait_for_function("localStorage.getItem('findings-cards') === null")


def test_a_first_week_is_by_role_and_its_record_says_what_was_read(page: Page) -> None:
    open_learn(page, "Reading path")
    page.get_by_role("button", name="Mark as read and go on").click()
    expect(page.get_by_text("Read: 1 of")).to_be_visible()
    page.get_by_role("tab", name="First week", exact=True).click()
    week = page.locator("#learn-week")
    expect(week.get_by_role("heading", name="Day 5")).to_be_visible()
    everybody = week.locator("blockquote").all_inner_texts()
    page.get_by_label("I work in").click()
    page.get_by_role("option", name="Police").click()
    expect(week.get_by_role("heading", name="A first week: Police")).to_be_visible()
    own = week.locator("blockquote").all_inner_texts()
    assert len(own) == len(everybody) == 10
    assert own != everybody
    expect(week.locator("#learn-record")).to_contain_text("1 of 10 sittings read.")
    expect(week.locator("#learn-record li")).to_contain_text("read on")
    page.emulate_media(media="print")
    clipped = page.locator(".gradio-container").evaluate("one => getComputedStyle(one).overflowY")
    assert clipped == "visible", "the last of a long page is not printed"


def test_a_term_explains_itself_to_the_keyboard_and_escape_puts_it_away(page: Page) -> None:
    open_learn(page, "Reading path")
    term = page.locator("#learn-sitting .term").first
    term.focus()
    tip = term.get_by_role("tooltip")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()


def test_a_term_explains_itself_to_the_pointer(page: Page) -> None:
    open_learn(page, "Reading path")
    term = page.locator("#learn-sitting .term").first
    term.hover()
    expect(term.get_by_role("tooltip")).to_be_visible()


def test_the_glossary_finds_everyday_words_and_links_to_the_passage(page: Page) -> None:
    open_learn(page, "Glossary")
    page.get_by_label("Search the glossary").fill("strat meeting")
    entry = page.locator(".glossary .entry").first
    expect(entry).to_contain_text("Strategy discussion")
    assert (entry.get_by_role("link").get_attribute("href") or "").startswith("document/guidance/")


def test_a_letter_lists_its_entries_and_empties_the_search(page: Page) -> None:
    open_learn(page, "Glossary")
    box = page.get_by_label("Search the glossary")
    box.fill("strat meeting")
    expect(page.locator(".glossary .entry").first).to_contain_text("Strategy discussion")
    page.get_by_role("radio", name="Q", exact=True).check()
    expect(page.get_by_text("entries, under Q.")).to_be_visible()
    expect(box).to_have_value("")


def test_the_quiz_is_answered_by_keyboard_alone(page: Page) -> None:
    open_learn(page, "Quiz")
    page.get_by_role("button", name="Start the quiz").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#learn-answer input").first).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator("#learn-answer input:checked")).to_have_count(1)
    page.get_by_role("button", name="Check answer").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".quiz-mark")).to_be_visible()
    expect(page.get_by_role("button", name="Next question")).to_be_focused()


@pytest.mark.parametrize("part", ["Reading path", "Glossary", "Quiz", "Flashcards", "First week"])
def test_it_fits_a_phone(page: Page, part: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    open_learn(page, part)
    page.wait_for_timeout(500)
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0


def test_the_glossary_is_filled_as_the_page_opens_and_nothing_goes_wrong(
    page: Page, site: Site
) -> None:
    if not site.log.is_file():
        pytest.skip("the server under test was not started by the tests: its log is not known")
    # what the page asks for as it opens
    page.wait_for_timeout(4_000)
    open_learn(page, "Glossary")
    expect(page.locator(".glossary .entry").first).to_be_visible()
    assert "Traceback" not in site.log.read_text("utf-8", "replace")


def test_somebody_new_takes_the_tour(page: Page) -> None:
    page.get_by_role("button", name="New here? Take the tour").click()
    tour = page.locator(".tour")
    expect(tour.get_by_role("heading", level=3)).to_have_count(6)
    tour.get_by_role("button", name="Open Pathways").click()
    expect(page.get_by_role("tab", name="Pathways")).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="Learn", exact=True).click()
    tour.get_by_role("button", name="Try:").click()
    expect(page.locator("#exchange-1 .outcome-answered")).to_be_visible()
