from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from docx import Document

from bot.privacy.masking import mask
from tests.browser.asking import ANSWERED, ask
from tests.browser.conftest import serving
from tests.browser.payloads import FOREIGN, PAYLOADS, Watch
from tests.writing.served import serving as serving_chat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site
    from tests.writing.served import Served

VISIT = "The social worker must see the child alone at every visit to the home."
TOLD = "The social worker must see the child alone at each visit to the home."


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_chat(tmp_path_factory.mktemp("chat")) as served:
        yield served


@pytest.fixture(scope="module")
def hostile_site(
    model_export: Path, tmp_path_factory: pytest.TempPathFactory, chat: Served
) -> Iterator[Site]:
    """Serve documents whose titles, headings and sentences are payloads, and a chat model."""
    folder = tmp_path_factory.mktemp("hostile")
    documents = folder / "documents"
    documents.mkdir()
    for number, payload in enumerate(PAYLOADS):
        clean = payload.replace("\u0000", "")
        lines = [f"# Rule {number} {clean}", "", f"## Zebra {clean}", "",
                 f"The zebra rule number {number} says {clean} to everybody.", "",
                 f"- zebra item {clean}", ""]  # fmt: skip
        (documents / f"zebra-{number}.md").write_text("\n".join(lines), "utf-8")
    (documents / "visits.md").write_text(f"# Visits\n\n## Seeing a child\n\n{VISIT}\n", "utf-8")
    settings = {"FINDINGS_CHAT_MODEL": "openai:streams", "FINDINGS_CHAT_MODE": "writes",
                "FINDINGS_CHAT_ADDRESS": chat.address}  # fmt: skip
    with serving(
        folder, model_export, store=folder / "store", documents=documents, settings=settings
    ) as site:
        yield site


@pytest.mark.slow
def test_a_payload_typed_as_a_question_is_shown_and_does_nothing(page: Page) -> None:
    watch = Watch(page)
    threes = [" ".join(PAYLOADS[at : at + 3]) for at in range(0, len(PAYLOADS), 3)]
    for number, payload in enumerate(threes, 1):
        question = f"{payload} who rings the police".replace("\u0000", "")
        exchange = ask(page, question, number)
        shown = exchange.locator(".question").inner_text()
        assert " ".join(mask(question).text.split()) in " ".join(shown.split())
        assert page.locator("#findings-newest").locator(FOREIGN).count() == 0, payload
    watch.check()


def test_payloads_in_documents_are_shown_in_answers_and_do_nothing(
    chromium: Browser, hostile_site: Site
) -> None:
    page = chromium.new_context(base_url=hostile_site.url).new_page()
    page.goto("/")
    page.get_by_label("Your question").wait_for()
    watch = Watch(page)
    quoted = 0
    for number in range(1, 13):
        exchange = ask(page, f"What does the zebra rule number {number * 3} say?", number)
        page.locator("#findings-sources .card").first.wait_for()
        quoted += exchange.locator(".quote").count()
        assert page.locator("#findings-newest").locator(FOREIGN).count() == 0
        assert page.locator("#findings-sources").locator(FOREIGN).count() == 0
    assert quoted
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.wait_for_timeout(300)
    watch.check()


def test_payloads_in_a_documents_own_page_do_nothing(chromium: Browser, hostile_site: Site) -> None:
    page = chromium.new_context(base_url=hostile_site.url).new_page()
    page.goto("/healthz")
    watch = Watch(page)
    for number in range(len(PAYLOADS)):
        page.goto(f"/document/zebra-{number}.md?passage=%3Cscript%3E&quote=0-20")
        assert "zebra" in page.content()
        assert page.locator("script, iframe, object, embed, img, form, video").count() == 0
    watch.check()


def test_exports_hold_payloads_as_text(page: Page) -> None:
    ask(page, f"{PAYLOADS[2]} {PAYLOADS[32]} {ANSWERED}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export to Markdown").click()
    markdown = download.value.path().read_text("utf-8")
    assert "\\!\\[picture\\]" in markdown
    assert "<img" not in markdown.replace("\\<img", "")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export to Word").click()
    word = Document(io.BytesIO(download.value.path().read_bytes()))
    assert "![picture](http://evil.example/d.png)" in "\n".join(one.text for one in word.paragraphs)
    targets = [one.target_ref for one in word.part.rels.values() if one.is_external]
    assert not targets


def test_what_a_chat_model_writes_opens_its_words_and_is_stopped_by_a_press(
    chromium: Browser, hostile_site: Site, chat: Served
) -> None:
    rests = [{"number": 1, "words": "must see the child alone"}]
    lines = [json.dumps({"says": says, "rests_on": rests}) for says in (TOLD, *PAYLOADS[:6])]
    chat.reply.write_text("\n".join([*lines, "!stall"]), "utf-8")
    page = chromium.new_context(base_url=hostile_site.url).new_page()
    page.goto("/")
    page.get_by_label("Your question").wait_for()
    watch = Watch(page)
    exchange = ask(page, "Who must see the child alone at a visit to the home?")
    written = exchange.locator(".written")
    written.get_by_text(TOLD).wait_for()
    words = written.locator("blockquote")
    assert not words.is_visible()
    stop = page.get_by_role("button", name="Stop the chat model")
    stop.click()
    written.get_by_text("The chat model was stopped.").wait_for()
    stop.wait_for(state="hidden")
    # one press shows the words that it rests on beside it, and the quotes stay below
    written.get_by_text(TOLD).click()
    assert VISIT in words.inner_text()
    assert exchange.inner_text().count(VISIT) == len(["beside it", "below"])
    assert page.locator("#findings-newest").locator(FOREIGN).count() == 0
    assert written.locator("li").count() == 1
    watch.check()
