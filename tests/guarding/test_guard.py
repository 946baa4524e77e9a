from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guarding.admitting import COOKIE
from guarding.listening import ServingError, allowed_origins
from guarding.origins import OriginError, read_public
from guarding.paths import is_listed
from guarding.policy import page_policy
from pages.documents.opening import span_in
from tests.guarding.conftest import JOIN, SITE

if TYPE_CHECKING:
    from tests.guarding.conftest import Caller


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/config", "/gradio_api/queue/join", "/gradio_api/heartbeat/abc",
     "/gradio_api/app_id", "/document/guidance/a.md", "/assets/index.js"],
)  # fmt: skip
def test_what_the_pages_need_is_listed(path: str) -> None:
    assert is_listed(path)


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/runs", "/gradio_api/deep_link", "/monitoring", "/gradio_api/info", "/login",
     "/gradio_api/proxy=http://x", "/gradio_api/file=http://x", "/gradio_api/call/ask",
     "/gradio_api/vibe-edit", "/assets/../settings.py", "/openapi.json", "/docs", "/configs",
     "/gradio_api/file=../../etc/passwd", "/gradio_api/file=/tmp/findings/x.docx",
     "/gradio_api/upload", "/gradio_api/upload_progress", "/gradio_api/cancel"],
)  # fmt: skip
def test_everything_else_is_not(path: str) -> None:
    assert not is_listed(path)


def test_the_policy_allows_the_inline_scripts_of_the_page_and_no_others() -> None:
    policy = page_policy(b'<script>one()</script><script src="/a.js"></script>')
    assert policy.count("'sha256-") == 1
    scripts = next(one for one in policy.split("; ") if one.startswith("script-src"))
    assert "unsafe-inline" not in scripts


def test_the_server_stays_on_this_machine_unless_a_proxy_is_named() -> None:
    assert "http://127.0.0.1:7860" in map(str, allowed_origins("127.0.0.1", 7860, ""))
    with pytest.raises(ServingError, match="FINDINGS_PUBLIC_HOST"):
        allowed_origins("0.0.0.0", 7860, "")  # noqa: S104  refused
    named = allowed_origins("0.0.0.0", 7860, "findings.example")  # noqa: S104  refused
    assert "https://findings.example" in map(str, named)


def test_a_public_name_may_hold_a_port_and_a_scheme_and_nothing_else() -> None:
    assert str(read_public("Findings.example:8443")) == "https://findings.example:8443"
    assert str(read_public("http://intranet")) == "http://intranet"
    for wrong in ("findings.example/kb", "ftp://findings.example", "a@b", "", "a:b", "http://"):
        with pytest.raises(OriginError, match="public_host"):
            read_public(wrong)


@pytest.mark.parametrize(
    "origin",
    ["http://127.0.0.1:7861", "http://localhost:3000", "http://127.0.0.1", "https://127.0.0.1:7860",
     "https://localhost:7860", "null", "file://", "", "http://127.0.0.1:7860/", "http://[::1]",
     "http://127.0.0.1:7860@evil.example", "https://findings.example:444"],
)  # fmt: skip
def test_a_page_of_another_scheme_name_or_port_may_not_call(caller: Caller, origin: str) -> None:
    assert caller.join({}, origin=origin).status_code == 403


@pytest.mark.parametrize("origin", [SITE, "http://localhost:7860", "http://[::1]:7860"])
def test_our_own_pages_may(caller: Caller, origin: str) -> None:
    assert caller.join({}, origin=origin).status_code == 400  # understood, and no call


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "localhost", "", "127.0.0.1:x"])
def test_another_name_is_not_answered(caller: Caller, host: str) -> None:
    assert caller.client.get("/", headers={"host": host}).status_code == 400


def test_what_a_stranger_says_of_the_request_reaches_nothing(caller: Caller) -> None:
    said = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https",
            "x-gradio-server": "http://evil.example"}  # fmt: skip
    assert caller.client.get("/config", headers=said).json()["root"] == SITE


def test_a_browser_is_told_apart_by_a_cookie_that_no_script_reads(caller: Caller) -> None:
    caller.client.cookies.clear()
    cookie = caller.client.get("/").headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {one.strip() for one in cookie.split(";")}
    assert "set-cookie" not in caller.client.get("/").headers


def test_a_method_that_the_page_does_not_use_is_refused(caller: Caller) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        assert caller.client.request(method, JOIN).status_code == 405
    assert caller.client.post("/", headers={"origin": SITE}).status_code == 405


@pytest.mark.parametrize("quote", ["", "5", "9-3", "3-3", "a-b", "-1-4", "0-101", "1-2-3", "²-9"])
def test_a_slice_that_is_none_is_not_marked(quote: str) -> None:
    assert span_in(quote, 100) is None


def test_a_slice_of_the_text_is_marked() -> None:
    assert span_in("3-90", 100) == (3, 90)
