from __future__ import annotations

import pytest

from guarding import is_listed, page_policy
from serving import ServingError, allowed_hosts, span_in


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/config", "/gradio_api/queue/join", "/gradio_api/heartbeat/abc",
     "/gradio_api/file=/tmp/findings/x.docx", "/document/guidance/a.md", "/assets/index.js"],
)  # fmt: skip
def test_what_the_pages_need_is_listed(path: str) -> None:
    assert is_listed(path)


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/runs", "/gradio_api/deep_link", "/monitoring", "/gradio_api/info", "/login",
     "/gradio_api/proxy=http://x", "/gradio_api/file=http://x", "/gradio_api/call/ask",
     "/gradio_api/vibe-edit", "/assets/../settings.py", "/openapi.json", "/docs", "/configs",
     "/gradio_api/file=../../etc/passwd"],
)  # fmt: skip
def test_everything_else_is_not(path: str) -> None:
    assert not is_listed(path)


def test_the_policy_allows_the_inline_scripts_of_the_page_and_no_others() -> None:
    policy = page_policy(b'<script>one()</script><script src="/a.js"></script>')
    assert policy.count("'sha256-") == 1
    scripts = next(one for one in policy.split("; ") if one.startswith("script-src"))
    assert "unsafe-inline" not in scripts


def test_the_server_stays_on_this_machine_unless_a_proxy_is_named() -> None:
    assert "127.0.0.1" in allowed_hosts("127.0.0.1", "")
    with pytest.raises(ServingError, match="FINDINGS_PUBLIC_HOST"):
        allowed_hosts("0.0.0.0", "")  # noqa: S104  refused
    assert "findings.example" in allowed_hosts("0.0.0.0", "findings.example")  # noqa: S104


@pytest.mark.parametrize("quote", ["", "5", "9-3", "3-3", "a-b", "-1-4", "0-101", "1-2-3", "²-9"])
def test_a_slice_that_is_none_is_not_marked(quote: str) -> None:
    assert span_in(quote, 100) is None


def test_a_slice_of_the_text_is_marked() -> None:
    assert span_in("3-90", 100) == (3, 90)
