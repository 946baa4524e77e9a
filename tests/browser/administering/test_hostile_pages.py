"""Whatever people call files, titles, headings, cells and messages is text on every page."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING

import pytest
from docx import Document
from playwright.sync_api import FilePayload, expect

from bot.privacy.masking import mask
from feedback import FeedbackStore, Rating, Receipt
from tests.browser.conftest import DESK, LONGEST_WAIT
from tests.browser.keyboard import done
from tests.browser.payloads import PAYLOADS, TRICKS, Watch
from tests.browser.test_access import PHONE, overflow, violations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

HOSTILE = (*PAYLOADS, *TRICKS)
# What no page of Administer holds below its heading.
FOREIGN = "main :is(script, iframe, object, embed, img, style, link, video, audio, base, meta, svg)"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NAME = 200


def plain(text: str) -> str:
    """Give text without its white space and without what nobody sees."""
    seen = unicodedata.normalize("NFC", text)
    return "".join(one for one in seen if unicodedata.category(one) not in {"Cf", "Zs", "Cc"})


def unseen(shown: str, wanted: Iterable[str]) -> list[str]:
    """Give the texts that are not among those shown."""
    told = plain(shown)
    return [one for one in wanted if plain(one) not in told]


def text_of(page: Page) -> str:
    """Give what the page shows as text, with all that unfolds."""
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    return page.locator("body").inner_text()


def opened(page: Page, address: str) -> str:
    """Give what a page shows, which holds no element of a text."""
    page.goto(address)
    assert page.locator(FOREIGN).count() == 0, address
    return text_of(page)


def is_calm(page: Page, watch: Watch) -> None:
    """Nothing ran, nothing went out, no element came of a text, nothing is out of reach."""
    assert page.locator(FOREIGN).count() == 0, page.url
    assert violations(page) == [], page.url
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0, page.url
    page.set_viewport_size(DESK)
    watch.check()


def word_file(payload: str) -> bytes:
    document = Document()
    document.add_heading(f"Zebra {payload}", 0)
    document.add_heading(f"Rule {payload}", 1)
    document.add_paragraph(f"The keeper must look at the zebra {payload} every day.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Step", "Who", payload, f"keeper {payload}"), strict=True):  # noqa: SLF001
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(page: Page) -> list[str]:
    """Upload a file for each payload; give the addresses of their previews."""
    files: list[FilePayload] = [
        {"name": f"{one[:LONGEST_NAME]}.docx", "mimeType": WORD, "buffer": word_file(one)}
        for one in HOSTILE
    ]
    page.goto("/administer/documents")
    page.get_by_label("Files, or a zip").set_input_files(files)
    page.get_by_role("button", name="Upload").click()
    links = page.locator("#waiting li a")
    expect(links).to_have_count(len(HOSTILE))
    done(page)
    page.reload()
    return [str(one.get_attribute("href")) for one in links.all()]


def declined_and_unhelpful(site: Site) -> None:
    kept = FeedbackStore(site.feedback)
    for number, one in enumerate(HOSTILE):
        kept.count_declined(f"zebra {one[:80]}", "", f"who feeds the zebra {one}")
        receipt = Receipt(f"r{number}", "", "answered", "", "", ())
        kept.rate(receipt, Rating(helpful=False, comment=f"not so {one}"))


def say_there(page: Page, chapter: str) -> None:
    """Fill the forms of a chapter with what is hostile; all of it is shown there."""
    page.goto(f"/administer/{chapter.lower().replace(' ', '-')}")
    some = [one for one in HOSTILE if len(one) < 80][::6]
    match chapter:
        case "People":
            for number, one in enumerate(some):
                page.get_by_label("Signs in as").fill(f"p{number}@example.org")
                page.get_by_label("Name", exact=True).fill(one)
                page.get_by_role("button", name="Invite").click()
                page.get_by_role("status").wait_for()
            assert unseen(text_of(page), some) == []
        case "Records":
            assert unseen(text_of(page), [PAYLOADS[0]]) == []
            with page.expect_download() as download:
                page.get_by_role("link", name="As CSV").click()
            rows = csv.reader(io.StringIO(download.value.path().read_text("utf-8")))
            assert not [one for row in rows for one in row if one.startswith(tuple("=+-@\t\r"))]
        case "Health":
            page.get_by_role("button", name="Back up now").click()
            done(page)
        case _:
            page.get_by_label("The partnership’s full name").fill(PAYLOADS[0])
            page.get_by_label("Areas whose rules").fill(TRICKS[0])
            page.get_by_role("button", name="Save").click()
            done(page)


@pytest.mark.slow
def test_hostile_words_are_text_on_every_administrative_page(
    chromium: Browser, own_site: Site
) -> None:
    page = chromium.new_context(viewport=DESK, base_url=own_site.url).new_page()
    page.set_default_timeout(LONGEST_WAIT)
    page.goto("/administer/documents")
    watch = Watch(page)
    previews = upload(page)
    assert unseen(text_of(page), (f"Zebra {one}" for one in HOSTILE)) == []
    is_calm(page, watch)
    shown = "".join(opened(page, one) for one in previews)
    for words in ("Rule {}", "the zebra {} every day", "keeper {}"):
        assert unseen(shown, (words.format(one) for one in HOSTILE)) == []
    is_calm(page, watch)
    page.goto("/administer/documents")
    page.get_by_role("button", name="Publish all").click()
    done(page)
    page.reload()
    assert unseen(text_of(page), (f"Zebra {one}" for one in HOSTILE)) == []
    is_calm(page, watch)
    held = page.locator("table a").evaluate_all("all => all.map(one => one.href)")
    shown = "".join(opened(page, one) for one in held)
    assert unseen(shown, (f"withdraw “Zebra {one}”" for one in HOSTILE)) == []
    is_calm(page, watch)
    declined_and_unhelpful(own_site)
    page.goto("/administer/questions?find=zebra+keeper")
    shown = text_of(page)
    assert unseen(shown, (mask(f"who feeds the zebra {one}").text for one in HOSTILE)) == []
    is_calm(page, watch)
    for chapter in ("People", "Records", "Health", "Set up"):
        say_there(page, chapter)
        is_calm(page, watch)
    page.goto("/")
    page.get_by_label("Your question").wait_for()
    assert unseen(text_of(page), [f"safe in {TRICKS[0]}"]) == []
    watch.check()
    assert not own_site.outside.read_text()
