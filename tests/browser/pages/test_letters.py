"""Compare, Patterns and Like us, as the server draws them, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import wiring
from pages.documents.fault import show_faults
from pages.letters.routes import add_letters
from pages.shared.services import Services
from settings import Settings
from tests.browser.conftest import DESK
from tests.browser.test_access import PHONE, overflow, violations
from tests.letters import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page, ViewportSize

PATHS = (
    "compare", "compare?show=strengths&by=year&order=often", "patterns",
    "patterns?theme=supervision", "sentences?theme=supervision&show=all", "like-us",
)  # fmt: skip


def _client(store: Path, model_export: Path) -> TestClient:
    settings = Settings(store=store, model_export=model_export)
    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    app = FastAPI()
    show_faults(app, store)
    add_letters(
        app, Services(assistant, editions, settings),
        may_correct=lambda request: "editor" in request.headers,
    )  # fmt: skip
    return TestClient(app)


@pytest.fixture(scope="module")
def client(letters_store: Path, model_export: Path) -> TestClient:
    return _client(letters_store, model_export)


def _show(client: TestClient, page: Page, path: str) -> str:
    """Show a page with its own rules, as the server draws it; give its markup."""
    answer = client.get(f"/letters/{path}")
    assert answer.status_code == 200
    style = client.get("/findings/letters.css").text
    page.set_content(
        re.sub(r'<link rel="stylesheet"[^>]*>', f"<style>{style}</style>", answer.text)
    )
    return answer.text


@pytest.mark.parametrize(
    ("viewport", "paths"), [(DESK, PATHS[:1]), (PHONE, PATHS)], ids=["desk", "phone"]
)
def test_each_page_can_be_read_by_everybody(
    client: TestClient, chromium: Browser, viewport: ViewportSize, paths: tuple[str, ...]
) -> None:
    page = chromium.new_page(viewport=viewport)
    alerts: list[str] = []

    def note(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    for path in paths:
        markup = _show(client, page, path)
        assert violations(page) == [], path
        # an area's name may be longer than a telephone is wide
        page.evaluate(
            "document.querySelectorAll('option')"
            ".forEach(one => { one.text += ' and x'.repeat(30) })"
        )
        assert overflow(page) <= 0, path
        assert "<img" not in markup
        # the way to everything is by keyboard: first to what the page is about
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert alerts == []
    page.close()


def test_a_cell_quotes_and_opens_its_sentences(client: TestClient, chromium: Browser) -> None:
    page = chromium.new_page()
    _show(client, page, "compare?area=Kelshaw&area=Brendale")
    heads = page.locator("thead th").all_inner_texts()
    assert heads == ["Theme", "Brendale", "Kelshaw"]
    row = page.get_by_role("row", name="Children's voices")
    assert HOSTILE.strip() in " ".join(row.inner_text().split())
    assert "nothing found" in row.inner_text()
    _show(client, page, "patterns")
    bar = page.get_by_role("row", name="Staff supervision").get_by_role("link").last
    _show(client, page, (bar.get_attribute("href") or ""))
    assert "2 sentences of 2 letters" in page.inner_text("main")
    _show(client, page, "like-us?letter=brendale-2.pdf")
    _show(client, page, page.locator("ul.lines a").first.get_attribute("href") or "")
    assert "Supervision of social workers is regular" in page.inner_text("main")
    page.close()


@pytest.mark.parametrize(
    "path",
    ["compare?show=x&first=9999999999&rows=-1&by=%00", "patterns?theme=none", "like-us?line=../x",
     "sentences?rows=99999&theme='", "compare?columns=999999&area=none"],
)  # fmt: skip
def test_what_is_no_choice_counts_as_none(path: str, client: TestClient) -> None:
    assert client.get(f"/letters/{path}").status_code == 200


def test_the_grid_is_taken_away_as_excel_and_word(client: TestClient) -> None:
    for ending, opening in (("xlsx", b"PK"), ("docx", b"PK")):
        answer = client.get(f"/letters/compare.{ending}?show=strengths")
        assert answer.content.startswith(opening)
        assert f"letters-compared.{ending}" in answer.headers["content-disposition"]


def test_who_may_is_led_to_where_a_sentence_is_corrected(client: TestClient) -> None:
    for path in ("compare", "sentences?theme=supervision&show=all"):
        assert "administer/letters?" not in client.get(f"/letters/{path}").text
        shown = client.get(f"/letters/{path}", headers={"editor": "yes"}).text
        assert re.search(
            r'href="\.\./administer/letters\?line=[\w.-]+-\d+&amp;theme=supervision', shown
        )


def test_nothing_of_it_is_there_for_letters_of_one_area(
    small_store: Path, model_export: Path
) -> None:
    client = _client(small_store, model_export)
    told = client.get("/letters/compare")
    assert told.status_code == 404
    assert told.json()["detail"].startswith("Letters of one area")


def test_who_opens_what_is_not_held_reads_a_page_and_a_program_bare_words(
    small_store: Path, model_export: Path
) -> None:
    client = _client(small_store, model_export)
    for path, root in ("/letters/compare", "../"), ("/document/of/no-such-name", "../../"):
        shown = client.get(path, headers={"accept": "text/html,*/*"})
        assert shown.status_code == 404
        assert client.get(path).json()["detail"] in shown.text
        assert f'<a href="{root}">Ask Findings</a>' in shown.text
        assert 'href="tel:999"' in shown.text
