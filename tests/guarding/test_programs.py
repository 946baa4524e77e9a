"""Other programs reach the API and nothing else, and no page of another site reaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api.mounting import not_served
from settings import Settings
from tests.guarding.conftest import SITE

if TYPE_CHECKING:
    from tests.guarding.conftest import Caller

ASKED = {"message": "hello"}
PROBLEM = "application/problem+json"


def test_a_program_asks_beside_the_page(caller: Caller) -> None:
    assert caller.client.post("/v1/ask", json=ASKED).json()["outcome"] == "chat"
    own = caller.client.post("/v1/ask", json=ASKED, headers={"origin": SITE})
    assert own.status_code == 200
    page = caller.client.get("/v1/")
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.text.count("/v1/ask")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [({"origin": "http://evil.example"}, b"{}", 403), ({"origin": "null"}, b"{}", 403),
     ({"host": "evil.example"}, b"{}", 400), ({}, b"{" + b" " * 512 * 1024, 413),
     ({"content-type": "text/plain"}, b'{"message": "hello"}', 422)],
)  # fmt: skip
def test_what_a_page_of_another_site_could_send_is_refused(
    caller: Caller, headers: dict[str, str], body: bytes, status: int
) -> None:
    sent = caller.client.post(
        "/v1/ask", content=body, headers={"content-type": "application/json"} | headers
    )
    assert (sent.status_code, sent.headers["content-type"]) == (status, PROBLEM)


def test_where_nobody_signs_in_no_other_machine_asks(caller: Caller) -> None:
    handed_on = {"x-forwarded-for": "198.51.100.7"}
    sent = caller.client.post("/v1/ask", json=ASKED, headers=handed_on)
    assert (sent.status_code, sent.headers["content-type"]) == (403, PROBLEM)


def test_it_is_off_until_it_is_turned_on() -> None:
    assert not Settings.model_fields["api"].default
    sent = TestClient(not_served()).post("/ask", json=ASKED)
    assert (sent.status_code, sent.headers["content-type"]) == (404, PROBLEM)
    assert "setting 'api'" in sent.json()["detail"]
