from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.browser.conftest import Site

PHONE: ViewportSize = {"width": 390, "height": 844}
# 1280 pixels at 400% zoom.
ZOOMED: ViewportSize = {"width": 320, "height": 256}
SWITCH_MILLISECONDS = 200
FIRST = "A child in danger now"
MISSING = "A child goes missing"


@pytest.fixture
def pathways(page: Page) -> Page:
    """The Pathways page, filled."""
    page.get_by_role("tab", name="Pathways").click()
    expect(page.get_by_role("heading", name=FIRST)).to_be_visible()
    return page


def choose(page: Page, title: str) -> None:
    page.get_by_role("radio", name=title).check()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_chosen_pathway_is_shown_alone(pathways: Page) -> None:
    choose(pathways, MISSING)
    expect(pathways.get_by_role("heading", name=FIRST)).to_be_hidden()
    expect(pathways.get_by_role("region", name=f"Diagram: {MISSING}")).to_be_visible()


def test_no_text_of_a_diagram_leaves_its_box_in_the_fonts_of_this_machine(page: Page) -> None:
    outside = page.evaluate("""async () => {
      document.querySelector('#findings-tab-pathways-button, [role=tab]:nth-child(2)')?.click();
      await new Promise(done => setTimeout(done, 1500));
      const out = [];
      for (const section of document.querySelectorAll('section.pathway')) {
        section.style.display = 'block';
        let box = null;
        for (const one of section.querySelectorAll('rect, text')) {
          if (one.tagName === 'rect') { box = one.getBBox(); continue; }
          const text = one.getBBox();
          if (text.x < box.x || text.x + text.width > box.x + box.width)
            out.push(one.textContent);
        }
      }
      return out;
    }""")
    assert outside == []


def test_a_step_of_the_diagram_leads_to_its_source(pathways: Page) -> None:
    choose(pathways, MISSING)
    pathways.get_by_role("link", name=re.compile(r"^8\. Independent return home interview")).click()
    card = pathways.locator("#step-child-goes-missing-return-interview")
    expect(card).to_be_focused()
    expect(card).to_contain_text("It should take place within 72 hours of the child coming back.")
    expect(card).to_contain_text("Children missing from home and care, checked 22 November 2026")
    with pathways.context.expect_page() as opened:
        card.get_by_role("link", name=re.compile("Children missing")).first.click()
    expect(opened.value.locator("mark").first).to_contain_text("After every missing episode")


def test_a_step_can_be_asked_about(pathways: Page) -> None:
    choose(pathways, MISSING)
    card = pathways.locator("#step-child-goes-missing-return-interview")
    card.get_by_role("button", name="Ask about this step").click()
    expect(pathways.locator("#findings-newest")).to_contain_text(
        "How soon should a return home interview take place?"
    )


def test_a_pathway_that_goes_on_in_another_opens_it(pathways: Page) -> None:
    choose(pathways, MISSING)
    pathways.get_by_role("button", name=f"Open: {FIRST}").first.click()
    expect(pathways.get_by_role("heading", name=FIRST)).to_be_visible()


def test_the_keyboard_alone_chooses_follows_and_asks(pathways: Page) -> None:
    pathways.get_by_role("radio", name=FIRST).focus()
    for _ in range(3):
        pathways.keyboard.press("ArrowDown")
    expect(pathways.get_by_role("heading", name=MISSING)).to_be_visible()
    pathways.locator("#pathway-child-goes-missing svg a").first.focus()
    pathways.keyboard.press("Enter")
    expect(pathways.locator("#step-child-goes-missing-danger")).to_be_focused()


def test_the_pathway_is_saved_as_svg_and_pdf(pathways: Page) -> None:
    choose(pathways, MISSING)
    name, svg = saved(pathways, "Download the diagram (SVG)")
    assert name == "child-goes-missing.svg"
    assert svg.startswith(b"<svg")
    name, pdf = saved(pathways, "Download to print (PDF)")
    assert name == "child-goes-missing.pdf"
    assert pdf.startswith(b"%PDF")


def test_print_opens_the_browsers_own_dialog(pathways: Page) -> None:
    pathways.evaluate("window.print = () => { window.asked = true; }")
    pathways.get_by_role("button", name="Print", exact=True).click()
    assert pathways.evaluate("window.asked") is True


def test_text_stays_inside_its_box(pathways: Page) -> None:
    for radio in pathways.get_by_role("radio").all():
        radio.check()
        clipped = pathways.evaluate(
            """() => [...document.querySelectorAll('.pathway-diagram a')].filter(
                (one) => one.getClientRects().length).flatMap((one) => {
                  const box = one.querySelector('rect').getBoundingClientRect();
                  return [...one.querySelectorAll('text')].filter((text) => {
                    const own = text.getBoundingClientRect();
                    return own.right > box.right || own.bottom > box.bottom || own.top < box.top;
                  }).map((text) => text.textContent); })"""
        )
        assert clipped == []


def test_another_choice_shows_at_once(pathways: Page) -> None:
    milliseconds = pathways.evaluate(
        """async () => {
            const times = [];
            for (const name of ['escalation', 'school-concern', 'child-goes-missing']) {
              const start = performance.now();
              document.querySelector(`#findings-pathway input[value="${name}"]`).click();
              document.getElementById(`pathway-${name}`).getBoundingClientRect();
              await new Promise((shown) => requestAnimationFrame(shown));
              times.push(performance.now() - start);
            }
            return times.sort((a, b) => a - b)[1]; }"""
    )
    assert milliseconds < SWITCH_MILLISECONDS


@pytest.mark.parametrize("size", [PHONE, ZOOMED])
def test_a_small_screen_needs_no_sideways_scrolling(
    chromium: Browser, site: Site, size: ViewportSize
) -> None:
    context = chromium.new_context(viewport=size)
    page = context.new_page()
    page.goto(site.url)
    page.get_by_role("tab", name="Pathways").click()
    expect(page.get_by_role("heading", name=FIRST)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    words = page.locator(".pathway-words:visible").bounding_box()
    assert words is not None
    assert words["x"] + words["width"] <= size["width"]
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_letter_of_a_diagram_is_small_and_nothing_scrolls_beside_it(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.get_by_role("tab", name="Pathways").click()
    expect(page.get_by_role("heading", name=FIRST)).to_be_visible()
    found = page.evaluate("""() => [...document.querySelectorAll('section.pathway')].map(one => {
      one.style.display = 'block';
      const sizes = [...one.querySelectorAll('svg text')].map(
        text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a);
      const words = one.querySelector('.pathway-words');
      const scrolls = getComputedStyle(words).overflowY !== 'visible';
      one.style.display = '';
      return [Math.min(...sizes), scrolls];
    })""")
    assert len(found) >= 5
    assert min(size for size, _ in found) >= 11.99
    assert not any(scrolls for _, scrolls in found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
