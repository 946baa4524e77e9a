"""A first start in an empty folder: the first administrator signs in and sets up, by keyboard."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pyotp
import pytest
from playwright.sync_api import expect

from ingest.beside.partnership import read_partnership
from tests.browser.conftest import DESK, LONGEST_WAIT, serving
from tests.browser.keyboard import press, typed
from tests.browser.test_access import PHONE, overflow, violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

PASSWORD = "three odd words together"  # noqa: S105  of a test
COLOUR = "getComputedStyle(document.body).getPropertyValue('--findings-accent')"
CODE = re.compile(r"give this code: (\S+)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("new")


@pytest.fixture(scope="module")
def new_site(folder: Path, model_export: Path) -> Iterator[Site]:
    """A server with own accounts, which need an app; it has neither documents nor people."""
    settings = {
        "FINDINGS_KNOWLEDGE": str(folder / "documents"), "FINDINGS_SIGN_IN": "accounts",
        "FINDINGS_RECORDS": str(folder / "records.sqlite3"), "FINDINGS_SECOND_STEP": "true",
    }  # fmt: skip
    with serving(
        folder, model_export, store=folder / "store", settings=settings, is_ready=False
    ) as served:
        yield served


def is_well(page: Page) -> None:
    """Neither at a desk nor on a phone is anything out of reach, and the steps are at hand."""
    expect(page.locator("body")).to_contain_text("999")
    page.set_viewport_size(PHONE)
    assert violations(page) == [], page.url
    assert overflow(page) <= 0, page.url
    page.set_viewport_size(DESK)
    assert overflow(page) <= 0, page.url


def joined(page: Page, code: str) -> tuple[pyotp.TOTP, str]:
    """Make the first account with its one-time code; give its app, and the code that was used."""
    press(page, page.get_by_role("link", name="Choose a password with it"))
    page.wait_for_url("**/sign-in/join**")
    is_well(page)
    typed(page, page.get_by_label("Your code"), code)
    typed(page, page.get_by_label("Name or e-mail address"), "ada@example.org")
    typed(page, page.get_by_label("New password"), PASSWORD)
    typed(page, page.get_by_label("The same password again"), PASSWORD)
    press(page, page.get_by_role("button", name="Choose this password"))
    page.wait_for_url("**/sign-in/authenticator**")
    is_well(page)
    app = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
    used = app.now()
    typed(page, page.get_by_label("The six digits"), used)
    press(page, page.get_by_role("button", name="Add it"))
    return app, used


def set_up(page: Page) -> None:
    """Say who the partnership is and whom to ring, once wrongly."""
    typed(page, page.get_by_label("The partnership’s full name"), "Fenmarsh Partnership")
    typed(page, page.get_by_label("Areas whose rules"), "Fenmarsh")
    typed(page, page.get_by_label("Colour of links"), "#7a1f5c")
    door = page.get_by_role("group", name="front door")
    typed(page, door.get_by_label("Its full name"), "First Response")
    typed(page, door.get_by_label("Number, as it is dialled"), "ring us")
    typed(page, door.get_by_label("Page or document"), "Council page")
    door.get_by_label("Day on which").fill("2026-02-03")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert")).to_contain_text("'ring us' will not do")
    is_well(page)
    door = page.get_by_role("group", name="First Response")
    typed(page, door.get_by_label("Number, as it is dialled"), "01632 960301")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_contain_text("It is kept")
    is_well(page)


def test_the_first_administrator_signs_in_and_sets_up_by_keyboard_alone(
    chromium: Browser, new_site: Site, folder: Path
) -> None:
    context = chromium.new_context(viewport=DESK, base_url=new_site.url)
    page = context.new_page()
    page.set_default_timeout(LONGEST_WAIT)
    told = CODE.search(new_site.log.read_text("utf-8"))
    assert told
    page.goto("/administer/set-up")
    is_well(page)
    app, used = joined(page, told[1])
    # on to what was wanted
    page.wait_for_url("**/administer/set-up")
    is_well(page)
    set_up(page)
    held = read_partnership(folder / "documents" / "partnership.toml")
    assert (held.home, held.contact[0].number) == ("Fenmarsh", "01632 960301")
    # the server that was running all the while says so to whoever opens the page
    page.goto("/")
    expect(page.locator(".masthead").first).to_contain_text("safe in Fenmarsh")
    expect(page.locator("#findings-outage")).to_contain_text("01632 960301")
    expect(page.locator("#findings-sources")).to_contain_text("01632 960301")
    assert page.evaluate(COLOUR) == "#7a1f5c"
    # the sign-in's own page gives the number at once
    page.goto("/sign-in/account")
    is_well(page)
    expect(page.locator("body")).to_contain_text("01632 960301")
    press(page, page.get_by_role("button", name="Sign out", exact=True))
    page.wait_for_url("**/sign-in")
    page.goto("/administer/set-up")
    page.wait_for_url("**/sign-in?next=**")
    # with the password alone nobody is in, and a code counts once
    typed(page, page.get_by_label("Name or e-mail address"), "ada@example.org")
    typed(page, page.get_by_label("Password"), PASSWORD)
    press(page, page.get_by_role("button", name="Sign in"))
    page.wait_for_url("**/sign-in/code**")
    is_well(page)
    typed(page, page.get_by_label("The six digits"), used)
    press(page, page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("alert")).to_contain_text("not right")
    typed(page, page.get_by_label("The six digits"), app.at(int(time.time()) + 30))
    press(page, page.get_by_role("button", name="Sign in"))
    page.wait_for_url("**/administer/set-up")
    context.close()


def test_who_guesses_is_not_looked_at_any_more(chromium: Browser, new_site: Site) -> None:
    context = chromium.new_context(viewport=PHONE, base_url=new_site.url)
    page = context.new_page()
    page.goto("/sign-in")
    for _ in range(6):
        typed(page, page.get_by_label("Name or e-mail address"), "eve@example.org")
        typed(page, page.get_by_label("Password"), "a guess of mine")
        with page.expect_navigation():
            press(page, page.get_by_role("button", name="Sign in"))
        is_well(page)
    expect(page.get_by_role("alert")).to_contain_text("minutes")
    context.close()
