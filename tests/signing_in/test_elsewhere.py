"""Signed in elsewhere, at a provider or by a proxy, and believed in nothing more."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from people.accounts import Accounts
from people.roles import NoSuchRoleError, UserRole
from signing_in.faults import ProviderError
from signing_in.opening import NoWayInError
from signing_in.provider import Provider, RoleWords
from tests.browser.conftest import free_port
from tests.signing_in.hostile_provider import CLIENT, LyingProvider, depart, providing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.signing_in.conftest import House, Visitor

ADA = {"sub": "Ada 1", "preferred_username": "ada", "groups": ["Safeguarding Editors", "All"]}
ORGANISED = {
    "sign_in": "organisation", "provider_client": CLIENT, "provider_secret": "s",
    "provider_claim": "groups", "provider_roles": "editor=Safeguarding Editors",
}  # fmt: skip


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider of another's making, in a process of its own."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    others = json.dumps({"sub": "eve", "groups": ["All"]})
    running = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port),
         "--user-claims", json.dumps(ADA), "--user-claims", others],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(600):
            try:
                httpx.get(address, timeout=5)
                break
            except httpx.HTTPError:
                assert running.poll() is None
                time.sleep(0.1)
        yield address
    finally:
        running.terminate()
        running.wait()


def leave(visitor: Visitor) -> str:
    """Give where somebody is sent who signs in with the organisation's account."""
    visitor.get("/sign-in")
    left = visitor.get("/sign-in/organisation?next=/document/a.md")
    assert left.status_code == 303, left.text
    return left.headers["location"]


def signed_in_there(address: str, subject: str) -> str:
    """Give the path by which somebody comes back who signed in at the provider."""
    there = httpx.post(address, data={"sub": subject}, timeout=20)
    assert there.status_code == 302
    back = urlsplit(there.headers["location"])
    return f"{back.path}?{back.query}"


def test_whom_the_provider_knows_comes_in_with_the_role_it_says(
    make_house: Callable[..., House], provider: str
) -> None:
    house = make_house(**ORGANISED, provider=provider)
    visitor = house.visitor()
    address = leave(visitor)
    sent = parse_qs(urlsplit(address).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert sent["response_type"] == ["code"]
    back = signed_in_there(address, "Ada 1")
    # another browser that is given this address comes in as nobody
    other = house.visitor()
    other.get("/sign-in")
    assert other.get(back).status_code == 401
    assert other.get("/").status_code == 303

    address = leave(visitor)
    back = signed_in_there(address, "Ada 1")
    there = visitor.get(back)
    assert (there.status_code, there.headers["location"]) == (303, "/document/a.md")
    assert visitor.get("/").text.endswith("editor organisation")
    assert visitor.get(back).status_code == 401  # once only
    assert [one.name for one in Accounts(house.records).all()] == ["ada"]

    eve = house.visitor()
    refused = eve.get(signed_in_there(leave(eve), "eve"))
    assert "no role here" in refused.text
    assert 'href="tel:999"' in refused.text
    assert eve.get("/").status_code == 303


@pytest.fixture(scope="module")
def lying() -> Iterator[str]:
    with providing() as address:
        yield address


@pytest.mark.parametrize(
    "lie",
    ["issuer", "audience", "nonce", "time", "several", "role", "key", "no signature", "no token"],
)
def test_what_a_provider_says_is_not_believed_unless_all_of_it_fits(
    make_house: Callable[..., House], lying: str, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    house = make_house(**ORGANISED | {"provider_claim": "roles", "provider_roles": "editor=editor"},
                       provider=lying)  # fmt: skip
    honest, lied = house.visitor(), house.visitor()
    assert honest.get(depart(leave(honest))).status_code == 303
    assert honest.get("/").text == "u-1 editor organisation"
    back = depart(leave(lied))
    monkeypatch.setattr(LyingProvider, "lie", lie)
    assert lied.get(back).status_code == 401
    assert lied.get("/").status_code == 303


@pytest.mark.parametrize("lie", ["issuer of itself", "keys in the clear"])
def test_a_provider_that_is_another_or_sends_in_the_clear_is_not_gone_to(
    make_house: Callable[..., House], lying: str, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    monkeypatch.setattr(LyingProvider, "lie", lie)
    visitor = make_house(**ORGANISED, provider=lying).visitor()
    visitor.get("/sign-in")
    refused = visitor.get("/sign-in/organisation")
    assert refused.status_code == 401
    assert 'role="alert"' in refused.text


def test_somebody_else_s_departure_and_another_issuer_do_not_count(
    make_house: Callable[..., House], lying: str
) -> None:
    house = make_house(**ORGANISED, provider=lying)
    visitor = house.visitor()
    back = depart(leave(visitor))
    assert visitor.get(back.replace("state=", "state=x")).status_code == 401
    assert visitor.get(f"{back}&iss=https://evil.example").status_code == 401
    late = depart(leave(visitor))
    house.clock.seconds += 601
    assert visitor.get(late).status_code == 401
    assert visitor.get("/").status_code == 303


def test_what_the_settings_lack_is_said_at_the_start(make_house: Callable[..., House]) -> None:
    words = RoleWords("reader=*")
    for issuer, client in (
        ("http://provider.example", CLIENT),
        ("https://ok.example", ""),
        ("", "c"),
    ):
        with pytest.raises(ProviderError, match="provider"):
            Provider(issuer, client, "", claim="roles", words=words)
    with pytest.raises(NoSuchRoleError, match="owner"):
        RoleWords("owner=*")
    with pytest.raises(NoWayInError, match="trusted_proxies"):
        make_house(sign_in="proxy")


def test_the_highest_role_of_what_a_provider_says_counts() -> None:
    words = RoleWords("reader=*, trainer=Team A, editor=Team B, trainer=Team B")
    said: tuple[object, ...] = (["Team A", "Team B"], "Team A", [], None, [["Team B"]], "owner")
    assert [words.role_of(one) for one in said] == [
        UserRole.EDITOR, UserRole.TRAINER, *[UserRole.READER] * 4,
    ]  # fmt: skip
    assert RoleWords("editor=Team B").role_of(["Team A"]) is None


def test_a_proxy_says_who_somebody_is_and_nobody_else_can(
    make_house: Callable[..., House],
) -> None:
    house = make_house(sign_in="proxy", trusted_proxies="10.0.0.9", proxy_header="X-Auth-Email")
    said = {"x-auth-email": "Ada@example.org"}
    proxy, stranger = house.visitor("10.0.0.9"), house.visitor("10.0.0.8")
    assert stranger.get("/", headers=said).status_code == 303
    assert stranger.get("/", headers=said | {"x-forwarded-for": "10.0.0.9"}).status_code == 303
    assert proxy.get("/").status_code == 303
    assert proxy.get("/", headers=[*said.items(), ("x-auth-email", "eve")]).status_code == 303
    assert proxy.get("/", headers=said).text == "ada@example.org reader proxy"
    Accounts(house.records).give_role("ada@example.org", UserRole.EDITOR, by="test")
    forwarded = said | {"x-forwarded-for": "192.0.2.77"}
    assert proxy.get("/", headers=forwarded).text == "ada@example.org editor proxy"
    Accounts(house.records).lock("ada@example.org", by="test")
    assert proxy.get("/", headers=said).status_code == 303


@pytest.mark.parametrize(
    ("headers", "role"),
    [({}, "administrator"), ({"x-forwarded-for": "192.0.2.1"}, "trainer")],
)
def test_without_a_sign_in_whoever_is_here_may_all_but_what_a_proxy_hands_on(
    make_house: Callable[..., House], headers: dict[str, str], role: str
) -> None:
    house = make_house(sign_in="none")
    assert role in house.visitor().get("/", headers=headers).text
