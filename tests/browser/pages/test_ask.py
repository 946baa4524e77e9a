from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.asking import (
    ANSWERED,
    DANGER,
    DECLINED,
    SAYS_ANSWER,
    SAYS_DECLINED,
    ask,
    reply,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.browser.conftest import Site

PHONE: ViewportSize = {"width": 390, "height": 844}


def test_an_answer_quotes_the_documents_and_names_them(page: Page) -> None:
    exchange = ask(page, ANSWERED)
    expect(exchange.get_by_role("heading", name=SAYS_ANSWER)).to_be_visible()
    expect(exchange.locator(".quote").first).to_be_visible()
    expect(
        exchange.get_by_role("link", name=re.compile("opens the document")).first
    ).to_be_visible()
    badge = exchange.get_by_text("Inspection finding").first
    expect(badge).to_be_hidden()
    exchange.locator(".cited summary").first.click()
    expect(badge).to_be_visible()


def test_the_sources_panel_marks_the_quoted_words_in_their_paragraph(page: Page) -> None:
    exchange = ask(page, ANSWERED)
    quoted = exchange.locator(".quote").first.inner_text().strip("“”")
    sources = page.get_by_role("region", name="Sources")
    expect(sources.locator("mark").first).to_be_visible()
    marked = " ".join(" ".join(sources.locator("mark").all_inner_texts()).split())
    assert quoted.split(".")[0][:60] in marked


def test_the_link_of_a_quote_opens_its_document_there_with_the_words_marked(page: Page) -> None:
    exchange = ask(page, ANSWERED)
    link = exchange.get_by_role("link", name=re.compile("opens the document")).first
    with page.context.expect_page() as opened:
        link.click()
    document = opened.value
    document.wait_for_load_state()
    assert re.search(r"/document/.*\?passage=(\w+)&quote=\d+-\d+#p-\1$", document.url)
    expect(document.locator("mark").first).to_be_visible()
    place = document.url.partition("#")[2]
    assert document.evaluate("name => !!document.getElementById(name)", place)


def test_an_answer_fits_two_screens_of_a_phone_and_its_numbers_can_be_rung(page: Page) -> None:
    page.set_viewport_size(PHONE)
    box = page.get_by_label("Your question")
    assert box.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 16
    exchange = ask(page, "What is the out of hours number?")
    frame = exchange.bounding_box()
    assert frame
    assert frame["height"] < 2 * PHONE["height"]
    number = exchange.get_by_role("link", name="0300 123 5022").first
    expect(number).to_have_attribute("href", "tel:03001235022")
    # a row of a table is told cell by cell, and says how old its number is
    expect(exchange.locator(".cell").first).to_contain_text("What:")
    expect(exchange.locator(".caution")).to_contain_text("was last reviewed")
    small = page.evaluate(
        "[...document.querySelectorAll('#exchange-1 :is(button, summary, .mark-number)')].filter("
        "one => one.getClientRects().length).filter(one => {"
        " const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24 })"
        ".map(one => one.outerHTML)"
    )
    assert small == []


def test_a_quotes_number_opens_its_passage_beside_the_answer(page: Page) -> None:
    exchange = ask(page, "What are the signs of exploitation and who do I tell?")
    exchange.locator(".mark-number").last.click()
    expect(page.locator("#findings-sources .card:focus mark").first).to_be_visible()


def test_a_refusal_is_calm_and_says_that_the_documents_do_not_say(page: Page) -> None:
    exchange = ask(page, DECLINED)
    expect(exchange.get_by_role("heading", name=SAYS_DECLINED)).to_be_visible()
    assert exchange.get_attribute("data-status") == "declined"


def test_danger_pins_the_safety_steps_until_they_are_dismissed(page: Page) -> None:
    exchange = ask(page, DANGER)
    steps = page.get_by_role("alert", name="Safety steps")
    expect(steps).to_contain_text("ring 999 now")
    expect(steps).to_contain_text("0300 123 5022")
    assert exchange.get_attribute("data-status") == "escalated"
    ask(page, ANSWERED, number=2)
    page.mouse.wheel(0, 1_500)
    page.wait_for_timeout(300)
    expect(steps).to_be_in_viewport()
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(steps).to_be_visible()
    page.get_by_role("button", name="Dismiss the safety steps").click()
    expect(steps).to_have_count(0)


def test_a_term_in_an_answer_explains_itself_under_the_pointer(page: Page) -> None:
    exchange = ask(page, "Who can make an NRM referral?")
    term = exchange.locator(".term").first
    expect(exchange.get_by_role("tooltip").first).to_be_hidden()
    term.hover()
    expect(exchange.get_by_role("tooltip").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(exchange.get_by_role("tooltip").first).to_be_hidden()


def test_small_talk_is_answered_without_quotes(page: Page) -> None:
    exchange = ask(page, "hello")
    assert exchange.get_attribute("data-status") == "chat"
    expect(exchange.locator(".quote")).to_have_count(0)


def test_identifying_details_are_left_out_and_said_to_be(page: Page) -> None:
    exchange = ask(page, "What do I do for Kyle Braithwaite, born 04/03/2009, who goes missing?")
    expect(exchange.get_by_role("note")).to_contain_text("identifying details")
    expect(page.locator("#findings-newest")).not_to_contain_text("Braithwaite")


def test_outcomes_differ_by_icon_heading_and_border_and_not_by_colour_alone(page: Page) -> None:
    looks = set()
    for number, question in enumerate((DECLINED, ANSWERED, DANGER), 1):
        exchange = ask(page, question, number)
        outcome = exchange.locator(".outcome")
        border = outcome.evaluate(
            "one => [getComputedStyle(one).borderTopStyle, getComputedStyle(one).borderTopWidth,"
            " getComputedStyle(one).borderLeftWidth].join()"
        )
        icon = exchange.locator("h3 .icon").first.inner_text()
        looks.add((icon, exchange.locator("h3").first.inner_text(), border))
    icons, headings, borders = (set(one) for one in zip(*looks, strict=True))
    assert len(icons) == len(headings) == len(borders) == 3


def test_a_filter_is_named_in_the_answer_and_keeps_other_documents_out(page: Page) -> None:
    page.get_by_role("button", name="Narrow the search").click()
    page.get_by_label("Part of the letter").click()
    page.get_by_role("option", name="strength").click()
    page.keyboard.press("Escape")
    exchange = ask(page, "What did inspectors like?")
    expect(exchange.locator(".scope")).to_contain_text("Only searched: part: strength")
    links = exchange.get_by_role("link", name=re.compile("opens the document")).all_inner_texts()
    assert links
    assert all("strength" in one for one in links)
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(ask(page, ANSWERED).locator(".scope")).to_have_count(0)


def test_a_follow_up_button_asks_its_whole_question(page: Page) -> None:
    ask(page, ANSWERED)
    button = page.locator(".follow-ups button").first
    question = button.inner_text()
    button.click()
    exchange = reply(page, 2)
    expect(exchange.locator(".question")).to_contain_text(question)


def test_a_message_that_points_back_is_read_with_what_came_before(page: Page) -> None:
    ask(page, ANSWERED)
    expect(ask(page, "and who said that?", 2).locator(".understood")).to_contain_text(
        f"Read as following on from: “{ANSWERED}”"
    )
    alone = ask(page, "How soon is a return home interview offered to a missing child?", 3)
    expect(alone.get_by_text("Read as following on from")).to_have_count(0)


def test_questions_asked_in_quick_succession_are_all_answered(page: Page) -> None:
    for number in range(1, 7):
        exchange = ask(page, f"{ANSWERED} Number {number}", number)
        expect(exchange.locator(".question")).to_contain_text(f"Number {number}")
    expect(page.get_by_label("Your question")).to_have_value("")


def test_what_is_typed_while_an_answer_comes_stays(page: Page) -> None:
    box = page.get_by_label("Your question")
    box.fill(ANSWERED)
    box.press("Enter")
    expect(box).to_have_value("")
    box.type("Who runs")
    reply(page, 1)
    page.wait_for_timeout(500)
    expect(box).to_have_value("Who runs")


def test_an_example_is_asked_with_one_click(page: Page) -> None:
    page.get_by_role("button", name="Who can make an NRM referral?").click()
    expect(reply(page, 1).locator(".quote").first).to_be_visible()


def test_keyboard_alone_asks_reads_and_opens_a_source(page: Page) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type(ANSWERED)
    page.keyboard.press("Enter")
    reply(page, 1)
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.innerText || ''").strip()
        seen.add(" ".join(name.split()))
        outline = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle,"
            " getComputedStyle(document.activeElement).boxShadow].join()"
        )
        assert outline != "none,none", f"no visible focus on {name!r}"
        if "Open the document here" in name:
            break
    assert any("in context" in one for one in seen)
    assert "Copy with citations" in seen
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert "/document/" in opened.value.url


def test_two_people_never_see_each_others_messages(chromium: Browser, site: Site) -> None:
    windows = [chromium.new_context(base_url=site.url).new_page() for _ in range(2)]
    questions = (
        "Who can make an NRM referral?",
        "How soon must a return home interview be offered?",
    )
    for window in windows:
        window.goto("/")
        window.get_by_label("Your question").wait_for()
    for window, question in zip(windows, questions, strict=True):
        window.get_by_label("Your question").fill(question)
    for window in windows:
        window.get_by_label("Your question").press("Enter")
    for window, own, other in zip(windows, questions, reversed(questions), strict=True):
        expect(reply(window, 1).locator(".question")).to_contain_text(own)
        expect(window.locator("body")).not_to_contain_text(other + "\n")
        expect(window.locator(".question", has_text=other)).to_have_count(0)
        window.context.close()


def test_copying_gives_the_quotes_with_their_sources_plain_and_rich(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, ANSWERED)
    page.get_by_role("button", name="Copy with citations").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    plain = page.evaluate("navigator.clipboard.readText()")
    kinds = page.evaluate("navigator.clipboard.read().then(all => all.flatMap(one => one.types))")
    assert ANSWERED in plain
    assert "Crown copyright" in plain
    assert "/document/" in plain
    assert {"text/plain", "text/html"} <= set(kinds)


def test_clearing_leaves_nothing_of_the_conversation_on_the_page(page: Page) -> None:
    ask(page, "Who can make an NRM referral, marker zebra?")
    page.get_by_role("button", name="Clear the conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.get_by_text("zebra")).to_have_count(0)
    ask(page, ANSWERED)
    expect(page.get_by_text("Read as following on from")).to_have_count(0)


def test_a_rating_with_reasons_is_kept_and_thanked_for(page: Page) -> None:
    ask(page, ANSWERED)
    page.get_by_role("button", name="Not helpful").click()
    page.get_by_label("Something is missing").check()
    page.get_by_label("Comment (optional").fill("no figures given")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Kept with your reasons")).to_be_visible()


def test_an_empty_question_asks_for_one(page: Page) -> None:
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Type a question first")).to_be_visible()
