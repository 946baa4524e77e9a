"""What the API says of itself holds: every route answers as described, and never fails."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from schemathesis import Case
    from starlette.applications import Starlette
    from starlette.testclient import TestClient


CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.large_base_example]


def test_whatever_is_sent_is_answered_as_described(client: TestClient) -> None:
    examples = int(os.environ.get("FUZZED_EXAMPLES", "2"))
    app: Starlette = client.app  # type: ignore[assignment]
    described = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    tried = []
    for operation in (one.ok() for one in described.get_all_operations() if isinstance(one, Ok)):

        @settings(max_examples=examples, suppress_health_check=QUIET, phases=[Phase.generate])
        @given(operation.as_strategy())
        def answered(case: Case[Any]) -> None:
            case.validate_response(case.call(), checks=CHECKS)

        answered()
        tried.append(operation.path)
    assert {"/ask", "/search", "/documents", "/documents/{document_id}"} <= set(tried)


def test_the_page_that_describes_it_loads_nothing(client: TestClient) -> None:
    page = client.get("").text
    assert not re.search(r"<script|<link|@import|url\(|src=", page)
    for route in ("/v1/ask", "/v1/search", "/v1/documents/{document_id}", "/v1/pathways"):
        assert route in page
    assert "is_checked" in page


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [("POST", "ask", "{", 422), ("POST", "ask", '{"message": 3}', 422), ("GET", "ask", "", 405),
     ("POST", "ask", "[" * 100_000, 400), ("GET", "documents/none", "", 404),
     ("GET", "documents/%0Aq", "", 404), ("GET", "pathways/none", "", 404),
     ("GET", "nothing", "", 404)],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_problem(
    client: TestClient, method: str, path: str, body: str, status: int
) -> None:
    sent = client.request(method, path, content=body, headers={"content-type": "application/json"})
    assert (sent.status_code, sent.headers["content-type"]) == (status, MEDIA_TYPE)
    assert sent.json()["status"] == status


def test_documents_and_pathways_are_read_in_their_own_words(client: TestClient) -> None:
    held = client.get("documents").json()
    assert len(held["documents"]) > 20
    name = next(one["id"] for one in held["documents"] if one["kind"] == "inspection finding")
    whole = client.get(f"documents/{name}").json()
    assert [one["start"] for one in whole["sections"]] == sorted(
        one["start"] for one in whole["sections"]
    )
    [first, *_] = client.get("pathways").json()["pathways"]
    for step in client.get(f"pathways/{first['id']}").json()["steps"]:
        for quote in step["quotes"]:
            text = client.get(f"documents/{quote['document']}").json()["text"]
            assert text[quote["start"] : quote["end"]] == quote["quote"]
