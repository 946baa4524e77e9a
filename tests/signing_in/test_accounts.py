"""Own accounts, as a browser meets them: in with what is right, and in no other way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyotp
import pytest

from people.accounts import Accounts
from people.attempts import FROM_ONE, WINDOW_SECONDS
from people.audit import Audit
from people.roles import Permission, UserRole
from people.tokens import Tokens
from tests.signing_in.conftest import PASSWORD, SITE, STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.signing_in.conftest import House, Visitor


@pytest.fixture
def house(make_house: Callable[..., House]) -> House:
    made = make_house(sign_in="accounts")
    accounts = Accounts(made.records)
    accounts.join(accounts.first_code(), "ada", PASSWORD)
    return made


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/").status_code == 200


def test_the_first_administrator_comes_in_by_the_code_and_nobody_else(
    make_house: Callable[..., House],
) -> None:
    house = make_house(sign_in="accounts")
    code, visitor = Accounts(house.records).first_code(), house.visitor()
    typed = {"login": "Ada@example.org", "password": PASSWORD, "again": PASSWORD}
    assert visitor.post("/sign-in/join", {**typed, "code": "AAAAA-AAAAA"}).status_code == 401
    assert visitor.post("/sign-in/join", {**typed, "code": code, "again": "x"}).status_code == 403
    weak = visitor.post("/sign-in/join", {**typed, "code": code, "password": "x", "again": "x"})
    assert "too short" in weak.text
    assert code in weak.text  # what was typed need not be typed again, but for passwords
    assert not is_in(visitor)
    joined = visitor.post("/sign-in/join", {**typed, "code": code})
    assert (joined.status_code, joined.headers["location"]) == (303, "/")
    assert visitor.get("/").text == "ada@example.org administrator accounts"


def test_who_is_not_signed_in_is_led_there_and_back_and_sees_the_safety_steps(
    house: House,
) -> None:
    visitor = house.visitor()
    led = visitor.get("/document/a.md?passage=1")
    assert (led.status_code, led.headers["location"]) == (
        303, "/sign-in?next=%2Fdocument%2Fa.md%3Fpassage%3D1",
    )  # fmt: skip
    page = visitor.get(led.headers["location"])
    assert 'href="tel:999"' in page.text
    assert STEPS.partition(", ")[2] in page.text
    assert page.headers["cache-control"] == "no-store"
    sent = visitor.post(
        "/sign-in", {"login": "ada", "password": PASSWORD}, at=led.headers["location"]
    )
    assert sent.headers["location"] == "/document/a.md?passage=1"
    assert is_in(visitor)


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "/a b", "", "/sign-in"]
)
def test_nobody_is_led_to_another_site(house: House, wanted: str) -> None:
    visitor = house.visitor()
    sent = visitor.post("/sign-in", {"login": "ada", "password": PASSWORD, "next": wanted})
    assert sent.headers["location"] == "/"


def test_a_wrong_name_and_a_wrong_password_are_told_alike_and_kept_out_alike(
    house: House,
) -> None:
    said = []
    for login in ("ada", "nobody"):
        visitor = house.visitor()
        for _ in range(FROM_ONE):
            answer = visitor.sign_in(login, "three wrong words")
            said.append((answer.status_code, answer.text.replace(login, "")))
        assert visitor.sign_in(login).status_code == 429
    assert len({re.sub('value="[^"]*"', "", one) for _, one in said}) == 1
    assert {status for status, _ in said} == {401}
    assert house.visitor("192.0.2.9").sign_in().status_code == 303
    house.clock.seconds += WINDOW_SECONDS
    assert house.visitor().sign_in().status_code == 303
    assert "three wrong words" not in str(Audit(house.records).rows())


def test_a_form_counts_only_from_the_browser_that_it_was_given_to(house: House) -> None:
    ours, other = house.visitor(), house.visitor()
    fields = {"login": "ada", "password": PASSWORD}
    assert ours.post("/sign-in", {**fields, "form": "0" * 64}).status_code == 403
    assert ours.post("/sign-in", fields, origin="http://evil.example").status_code == 403
    token = re.search(r'name="form" value="([^"]*)"', other.get("/sign-in").text)
    assert token
    assert ours.post("/sign-in", {**fields, "form": token[1]}).status_code == 403
    bare = ours.client.post("/sign-in", data=fields, headers={"origin": SITE})
    assert bare.status_code == 403
    assert not is_in(ours)


def test_the_cookie_is_new_at_each_sign_in_and_out_of_reach_of_scripts(house: House) -> None:
    visitor = house.visitor()
    visitor.client.cookies.set(
        "findings_sign_in", "chosen-by-somebody-else", domain="127.0.0.1", path="/"
    )
    first = visitor.sign_in()
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # it is http here
    old = visitor.cookie
    assert old != "chosen-by-somebody-else"
    # as of somebody who signs in again at a page that was left open
    visitor.client.cookies.delete("findings_sign_in")
    stale = visitor.get("/sign-in")
    assert stale.status_code == 200
    visitor.sign_in()
    assert visitor.cookie != old


def test_behind_https_and_below_a_path_the_cookie_is_for_these_alone(
    make_house: Callable[..., House],
) -> None:
    house = make_house(sign_in="accounts", public_host="kb.example", root_path="/kb")
    accounts, visitor = Accounts(house.records), house.visitor()
    accounts.join(accounts.first_code(), "ada", PASSWORD)
    visitor.client.base_url = "https://kb.example"
    led = visitor.get("/kb/document/a.md")
    assert led.headers["location"] == "/kb/sign-in?next=%2Fdocument%2Fa.md"
    page = visitor.get(led.headers["location"]).text
    assert 'action="/kb/sign-in"' in page
    fields = {"login": "ada", "password": PASSWORD}
    sent = visitor.post(
        "/kb/sign-in", fields, at=led.headers["location"], origin="https://kb.example"
    )
    assert sent.headers["location"] == "/kb/document/a.md"
    assert "; Path=/kb/" in sent.headers["set-cookie"]
    assert "; Secure" in sent.headers["set-cookie"]
    assert visitor.get("/kb/").text == "ada administrator accounts"


def test_signing_out_ends_it_here_or_everywhere(house: House) -> None:
    here, there = house.visitor(), house.visitor()
    assert here.sign_in().status_code == there.sign_in().status_code == 303
    stolen = here.cookie
    out = here.post("/sign-in/out", {"where": "here"}, at="/sign-in/account")
    assert out.headers["location"] == "/sign-in"
    here.client.cookies.set("findings_sign_in", stolen)
    assert not is_in(here)
    assert is_in(there)
    here.client.cookies.clear()
    assert here.sign_in().status_code == 303
    here.post("/sign-in/out", {"where": "everywhere"}, at="/sign-in/account")
    assert not is_in(there)
    acts = [one.act for one in Audit(house.records).rows()]
    assert acts[0] == "signed out everywhere"
    assert acts.count("signed in") == 3
    assert Audit(house.records).verify().broken is None


def test_a_code_of_the_app_is_needed_where_a_setting_says_so(
    make_house: Callable[..., House],
) -> None:
    house = make_house(sign_in="accounts", second_step=True)
    accounts, visitor = Accounts(house.records), house.visitor()
    accounts.join(accounts.first_code(), "ada", PASSWORD)
    assert visitor.sign_in().headers["location"] == "/sign-in/authenticator"
    assert not is_in(visitor)
    page = visitor.get("/sign-in/authenticator").text
    key = re.search(r'name="key" value="([A-Z2-7]{32})"', page)
    assert key
    assert "data:image/svg+xml;base64," in page

    def code() -> str:
        return pyotp.TOTP(key[1]).at(int(house.clock()))

    half = visitor.cookie
    added = visitor.post("/sign-in/authenticator", {"key": key[1], "code": code()})
    assert added.status_code == 303
    assert visitor.cookie != half
    assert is_in(visitor)

    again = house.visitor()
    assert again.sign_in().headers["location"] == "/sign-in/code"
    assert again.post("/sign-in/code", {"code": code()}).status_code == 401  # used already
    assert not is_in(again)
    house.clock.seconds += 30
    assert again.post("/sign-in/code", {"code": code()}).status_code == 303
    assert is_in(again)
    # whoever has the password alone cannot put another app in the owner's place
    thief = house.visitor()
    thief.sign_in()
    sent = thief.post("/sign-in/authenticator", {"code": code()})
    assert (sent.status_code, is_in(thief)) == (401, False)


def test_a_token_lets_a_program_in_where_programs_are_served(
    make_house: Callable[..., House],
) -> None:
    house = make_house(sign_in="accounts", guarded=False)
    Accounts(house.records).join(Accounts(house.records).first_code(), "ada", PASSWORD)
    accounts, tokens = Accounts(house.records), Tokens(house.records)
    token = tokens.make(accounts.get("ada"), "case", [Permission.READ], days=1, by="ada")
    bearer = {"authorization": f"Bearer {token}"}
    visitor = house.visitor()
    assert visitor.get("/v1/ask", headers=bearer).text == "ada administrator token"
    assert visitor.get("/metrics", headers=bearer).status_code == 403  # not of its scopes
    assert visitor.get("/", headers=bearer).status_code == 303  # it opens no page
    for wrong in (f"Bearer {token}x", f"Basic {token}", "Bearer"):
        assert visitor.get("/v1/ask", headers={"authorization": wrong}).status_code == 401
    visitor.sign_in()
    assert visitor.get("/nowhere-named").status_code == 403


def test_a_change_of_role_or_a_lock_holds_from_the_next_request(house: House) -> None:
    accounts, visitor = Accounts(house.records), house.visitor()
    accounts.join(accounts.invite("ben", UserRole.READER, by="ada"), "ben", PASSWORD)
    visitor.sign_in("ben")
    assert visitor.get("/").text == "ben reader accounts"
    accounts.give_role("ben", UserRole.EDITOR, by="ada")
    assert visitor.get("/").text == "ben editor accounts"
    accounts.lock("ben", by="ada")
    assert visitor.get("/").status_code == 303
    assert visitor.sign_in("ben").status_code == 401
