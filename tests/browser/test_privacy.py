from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ANSWERED, DANGER, ask
from tests.browser.conftest import serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

CANARY = "Zanzibarquartz"
_KEPT = """async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie,
                location.href];
  for (const one of await indexedDB.databases()) kept.push(one.name);
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
  return kept.join("\\n");
}"""


def test_nothing_typed_is_kept_in_the_browser(page: Page) -> None:
    ask(page, f"What is the {CANARY} rule on missing children?")
    ask(page, f"And who runs {CANARY}?", 2)
    page.get_by_label("Your question").fill(f"half typed {CANARY}")
    assert CANARY not in page.evaluate(_KEPT)
    assert CANARY not in json.dumps(page.context.storage_state())


def test_a_page_opened_again_knows_nothing_of_what_was_asked(page: Page) -> None:
    ask(page, f"What is the {CANARY} rule on missing children?")
    page.get_by_label("Your question").fill(f"half typed {CANARY}")
    again = page.context.new_page()
    page.close()
    again.goto("/")
    again.get_by_label("Your question").wait_for()
    assert CANARY not in again.content()
    again.goto("/healthz")
    again.go_back()
    again.get_by_label("Your question").wait_for()
    assert CANARY not in again.content()
    assert again.get_by_label("Your question").input_value() == ""


def test_nothing_that_is_served_may_be_stored_but_gradios_own_files(page: Page) -> None:
    policies: dict[str, str] = {}
    page.on(
        "response", lambda one: policies.update({one.url: one.headers.get("cache-control", "")})
    )
    page.reload()
    ask(page, ANSWERED)
    open_ = {url for url, policy in policies.items() if policy != "no-store"}
    assert policies
    assert not [url for url in open_ if not any(one in url for one in ("/assets/", "/static/"))]


def test_the_run_history_the_api_and_the_share_pages_are_not_there(page: Page) -> None:
    for path in ("gradio_api/runs", "gradio_api/info", "gradio_api/openapi.json", "monitoring",
                 "gradio_api/deep_link", "docs", "gradio_api/call/on_ask", "login",
                 "gradio_api/file=http://127.0.0.1/x",
                 "gradio_api/proxy=http://127.0.0.1/x"):  # fmt: skip
        assert page.request.get(f"/{path}").status == 404, path


def test_other_sites_and_other_names_are_refused(page: Page, site: Site) -> None:
    join = "/gradio_api/queue/join"
    for origin in ("https://evil.example", "null", "file://"):
        answer = page.request.post(join, data={}, headers={"origin": origin})
        assert answer.status == 403
        assert "access-control-allow-origin" not in answer.headers
    assert page.request.post(join, data={}).status == 403
    assert page.request.get("/", headers={"host": "evil.example"}).status == 400
    large = "x" * 600_000
    assert page.request.post(join, data=large, headers={"origin": site.url}).status == 413


def test_the_app_reaches_nothing_beyond_this_machine_while_it_answers(
    page: Page, site: Site
) -> None:
    if not site.outside.is_file():
        pytest.skip("the server under test was not started by the tests: it is not watched")
    requests: list[str] = []
    page.on("request", lambda one: requests.append(one.url))
    page.reload()
    ask(page, ANSWERED)
    ask(page, "hello", 2)
    ask(page, "What is the average price of a house in Crewe?", 3)
    for tab in page.get_by_role("tab").all():
        tab.click()
    assert [one for one in requests if not one.startswith((site.url, "data:", "blob:"))] == []
    assert site.outside.read_text() == ""


def test_with_the_store_missing_the_safety_steps_still_come(
    chromium: Browser, model_export: Path, tmp_path: Path
) -> None:
    with serving(tmp_path, model_export, store=tmp_path / "none", is_ready=False) as site:
        page = chromium.new_context(base_url=site.url).new_page()
        page.goto("/")
        page.get_by_label("Your question").wait_for()
        assert ask(page, DANGER).get_attribute("data-status") == "escalated"
        expect(page.get_by_role("alert", name="Safety steps")).to_contain_text("ring 999 now")
        failed = ask(page, ANSWERED, 2)
        assert failed.get_attribute("data-status") == "failed"
        expect(failed).to_contain_text("cannot be searched at the moment")
        assert page.request.get("/readyz").status == 503
        assert page.request.get("/healthz").status == 200
