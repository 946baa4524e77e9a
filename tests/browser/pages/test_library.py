from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.payloads import PAYLOADS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Locator, Page, Request

    from tests.browser.conftest import Site

ACTIONS = 19


@pytest.fixture
def library(page: Page) -> Page:
    """The Library page, filled."""
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#library-documents table")).to_be_visible()
    return page


def search(page: Page, words: str) -> None:
    """Search by pressing Enter, and wait for the answer."""
    box = page.get_by_label("Search in the text of the documents")
    box.fill(words)
    box.press("Enter")
    expect(page.locator("#library-results [role=status]")).to_be_visible()


def entry(page: Page, name: str) -> Locator:
    """The box of an entry; its label ends with a hint."""
    return page.get_by_label(re.compile(rf"^\s*{name}\b"))


def fill_in(page: Page, name: str, value: str) -> None:
    entry(page, name).fill(value)


def saved(page: Page, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return Path(download.value.path()).read_bytes()


def test_every_document_is_listed_with_what_is_recorded_of_it(library: Page) -> None:
    letter = library.get_by_role("row", name=re.compile("Joint targeted area inspection"))
    for words in ("Ofsted, CQC and HMICFRS", "26 September 2022", "Current", "inspection finding",
                  "Crown copyright, Open Government Licence v3.0"):  # fmt: skip
        expect(letter).to_contain_text(words)


def test_a_title_opens_its_document_in_a_new_tab(library: Page) -> None:
    with library.context.expect_page() as opened:
        library.get_by_role("link", name=re.compile("Joint targeted area")).first.click()
    document = opened.value
    expect(document.get_by_role("heading", level=1)).to_have_text(re.compile("Joint targeted"))
    expect(
        document.get_by_text("Crown copyright, Open Government Licence v3.0").first
    ).to_be_visible()


def test_exact_words_are_marked_and_linked_to_their_place(library: Page) -> None:
    search(library, '"emergency department"')
    results = library.locator("#library-results")
    expect(results.locator("mark").first).to_have_text(
        re.compile("emergency department", re.IGNORECASE)
    )
    with library.context.expect_page() as opened:
        results.get_by_role("link", name=re.compile("Read it in its place")).first.click()
    document = opened.value
    document.wait_for_load_state()
    assert re.search(r"\?passage=(\w+)&quote=\d+-\d+#p-\1$", document.url)
    expect(document.locator("mark").first).to_be_visible()
    assert document.evaluate("!!document.getElementById(location.hash.slice(1))")


def test_meaning_finds_what_other_words_say(library: Page) -> None:
    library.get_by_label("Meaning").check()
    search(library, "who do I ring when a kid is in danger right now")
    expect(library.locator("#library-results")).to_contain_text("999")


def test_the_list_and_the_search_are_narrowed_to_some_documents(library: Page) -> None:
    table = library.locator("#library-documents")
    held = table.get_by_role("row").count() - 1
    box = library.get_by_label("Only documents with")
    # typed as somebody types, a slip included
    box.press_sequentially("inspcetion", delay=20)
    said = table.get_by_role("status")
    expect(said).to_contain_text("shown instead: inspection")
    shown = table.get_by_role("row").count() - 1
    expect(said).to_contain_text(f"{shown} of {held} documents")
    assert 0 < shown < held
    search(library, "police")
    results = library.locator("#library-results")
    expect(results.get_by_role("status")).to_contain_text(f"in {shown} of {held} documents")
    box.fill("nowhere at all")
    expect(said).to_contain_text("Clear the box")
    box.fill("")
    expect(table.get_by_role("row")).to_have_count(held + 1)


@pytest.mark.parametrize("typed", ["Retrun Home Interveiw", "RETRUN HOME INTERVIEW"])
def test_slips_are_repaired_whatever_the_capitals(library: Page, typed: str) -> None:
    search(library, typed)
    results = library.locator("#library-results")
    expect(results).to_contain_text("searched for instead: return home interview")
    expect(results.locator("mark").first).to_have_text(re.compile("return", re.IGNORECASE))


def test_a_count_of_the_matrix_opens_its_passages_by_keyboard(library: Page) -> None:
    library.get_by_role("tab", name="Findings").click()
    count = library.get_by_role("button", name=re.compile("passages?, Strength: Youth justice"))
    count.focus()
    library.keyboard.press("Enter")
    opened = library.get_by_role("dialog", name=re.compile("Strength: Youth justice"))
    expect(opened).to_be_visible()
    expect(opened.locator("mark").first).to_contain_text("youth justice")
    library.keyboard.press("Escape")
    expect(opened).to_be_hidden()


def test_actions_are_filled_in_saved_and_read_back_without_loss(library: Page) -> None:
    library.get_by_role("tab", name="Actions").click()
    expect(library.locator("#actions-table tbody tr")).to_have_count(ACTIONS)
    fill_in(library, "Owner", "=HYPERLINK(1)")
    fill_in(library, "Evidence", 'minutes,\n"signed" <b>by all</b>')
    library.get_by_role("button", name="Put it in the table").click()
    expect(library.locator("#actions-said")).to_contain_text("P1 is in the table")
    expect(library.locator("#actions-table tbody tr").first).to_contain_text("=HYPERLINK(1)")
    content = saved(library, "Save as CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == ACTIONS
    assert rows[0]["owner"] == "'=HYPERLINK(1)"
    assert rows[0]["address"].startswith("http://127.0.0.1:")
    word = docx.Document(io.BytesIO(saved(library, "Save as Word")))
    assert word.tables[0].rows[1].cells[3].text == "=HYPERLINK(1)"

    library.reload()
    library.get_by_role("tab", name="Library").click()
    library.get_by_role("tab", name="Actions").click()
    expect(library.locator("#actions-table tbody tr")).to_have_count(ACTIONS)
    expect(library.locator("#actions-table")).not_to_contain_text("=HYPERLINK(1)")
    library.get_by_role("button", name="Read a filled-in CSV file").click()
    library.get_by_label("A CSV file from this page").set_input_files(
        {"name": "actions.csv", "mimeType": "text/csv", "buffer": content}
    )
    expect(library.locator("#actions-text textarea")).to_have_value(re.compile("HYPERLINK"))
    library.get_by_role("button", name="Read it into the table").click()
    expect(library.locator("#actions-said")).to_contain_text(f"{ACTIONS} of {ACTIONS} rows")
    expect(entry(library, "Owner")).to_have_value("=HYPERLINK(1)")
    assert saved(library, "Save as CSV") == content


def test_another_action_keeps_what_was_typed_for_the_one_before(library: Page) -> None:
    library.get_by_role("tab", name="Actions").click()
    fill_in(library, "Owner", "Ann")
    library.get_by_label("Action to fill in").click()
    library.get_by_role("option", name=re.compile("^P3 ")).click()
    expect(library.locator("#actions-quote")).to_contain_text("East Cheshire NHS Trust")
    expect(entry(library, "Owner")).to_have_value("")
    expect(library.locator("#actions-table tbody tr").first).to_contain_text("Ann")


def test_a_file_that_is_no_table_is_refused_in_words(library: Page) -> None:
    library.get_by_role("tab", name="Actions").click()
    library.get_by_role("button", name="Read a filled-in CSV file").click()
    library.locator("#actions-text textarea").fill("a,b\n1,2")
    library.get_by_role("button", name="Read it into the table").click()
    expect(library.locator("#actions-said")).to_contain_text("has no column reference")
    expect(library.locator("#actions-table tbody tr")).to_have_count(ACTIONS)


def test_two_windows_do_not_see_each_others_entries(
    library: Page, chromium: Browser, site: Site
) -> None:
    library.get_by_role("tab", name="Actions").click()
    fill_in(library, "Owner", "Only here")
    library.get_by_role("button", name="Put it in the table").click()
    expect(library.locator("#actions-table")).to_contain_text("Only here")
    context = chromium.new_context(base_url=site.url)
    other = context.new_page()
    other.goto("/")
    other.get_by_role("tab", name="Library").click()
    other.get_by_role("tab", name="Actions").click()
    expect(other.locator("#actions-table tbody tr")).to_have_count(ACTIONS)
    expect(other.locator("#actions-table")).not_to_contain_text("Only here")
    context.close()


def test_coverage_says_what_is_held_and_what_is_due(library: Page) -> None:
    library.get_by_role("tab", name="Coverage").click()
    coverage = library.locator("#library-coverage")
    for heading in ("What it holds", "What people asked that it could not answer",
                    "Due for a review", "Editions that have been replaced"):  # fmt: skip
        expect(coverage.get_by_role("heading", name=heading)).to_be_visible()
    expect(coverage.locator("tbody tr").first).to_be_visible()


def test_typed_and_read_payloads_load_nothing_and_run_nothing(library: Page, site: Site) -> None:
    faults: list[str] = []
    kept = (site.url, "data:", "blob:")

    def note(request: Request) -> None:
        if not request.url.startswith(kept):
            faults.append(request.url)

    def refuse(dialog: Dialog) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    library.on("dialog", refuse)
    library.on("request", note)
    library.get_by_role("tab", name="Actions").click()
    library.get_by_role("button", name="Read a filled-in CSV file").click()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["reference", "number", "finding", "owner", "due", "evidence", "status"])
    writer.writerows([str(n), one, one, one, one, one, one] for n, one in enumerate(PAYLOADS))
    library.locator("#actions-text textarea").fill(out.getvalue())
    library.get_by_role("button", name="Read it into the table").click()
    rows = library.locator("#actions-table tbody tr")
    expect(rows).to_have_count(ACTIONS + len(PAYLOADS))
    library.get_by_role("tab", name="Documents").click()
    for payload in PAYLOADS[:10]:
        search(library, payload)
    library.wait_for_timeout(500)
    assert not faults
    assert library.evaluate("window.ranPayload") is None
    strange = "#actions-table :is(script, img, iframe, form, svg, object, embed, style, base)"
    assert library.locator(strange).count() == 0


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("tab", ["Documents", "Findings", "Actions", "Coverage"])
def test_a_phone_and_400_percent_zoom_need_no_sideways_scrolling(
    library: Page, tab: str, width: int
) -> None:
    library.get_by_role("tab", name=tab).click()
    library.set_viewport_size({"width": width, "height": 844})
    library.wait_for_timeout(300)
    assert library.evaluate("document.documentElement.scrollWidth") <= width
