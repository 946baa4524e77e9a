"""Requests are counted, timed and logged with an id; no word of any message is among it."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from observing.lines import JsonLines, TextLines
from observing.metrics import Metrics
from observing.requests import HEADER, Observing
from observing.tracing import make_provider

if TYPE_CHECKING:
    import pytest
    from starlette.types import Receive, Scope, Send

    from tests.guarding.conftest import Caller

WORDS = "quillfeather"
MESSAGE = f"what is expected for Zebedee {WORDS.title()} born 3/4/2012"


def test_no_word_of_a_message_is_counted_or_logged(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = caller.client
    sent = [
        client.post("/v1/ask", json={"message": MESSAGE}),
        client.post("/v1/ask", content=f'{{"message": "{MESSAGE}', headers={"x-odd": WORDS}),
        client.get(f"/v1/documents/{WORDS}"), client.get(f"/document/{WORDS}?quote={WORDS}"),
        client.get(f"/{WORDS}", headers={HEADER: WORDS}),
        client.request(WORDS.upper(), "/"),
    ]  # fmt: skip
    ask = caller.named("on_ask")
    caller.call(ask["id"], [MESSAGE, *[None] * (len(ask["inputs"]) - 1)])
    caller.read()
    ids = [one.headers[HEADER] for one in sent]
    assert len(set(ids)) == len(ids)
    metrics = client.get("/metrics")
    # a balancer, and whoever publishes, sees which edition is open here
    opened = client.get("/readyz").json()["generation"]
    assert f'findings_generation_info{{id="{opened}"}}' in metrics.text
    assert 'findings_requests_total{method="POST",route="/v1/ask",status="200"}' in metrics.text
    assert 'route="/v1/documents/{id}",status="404"' in metrics.text
    assert 'findings_answers_total{outcome="' in metrics.text
    assert "findings_generation_info{id=" in metrics.text
    lines = [record for record in caplog.records if record.name == "findings.requests"]
    assert len(lines) >= len(sent)
    written = [*(TextLines().format(one) for one in caplog.records),
               *(JsonLines().format(one) for one in caplog.records)]  # fmt: skip
    # what the test's own client logs of what it sends is not ours
    ours = [line for line in written if "httpx" not in line]
    assert all(WORDS not in line.lower() for line in [*ours, metrics.text])


def test_only_who_runs_it_reads_the_numbers(caller: Caller) -> None:
    handed_on = {"x-forwarded-for": "198.51.100.7"}
    assert caller.client.get("/metrics", headers=handed_on).status_code == 403


def test_a_faults_words_are_not_written_and_its_request_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = logging.getLogger("tried")

    async def failing(_scope: Scope, _receive: Receive, _send: Send) -> None:
        try:
            int(MESSAGE)
        except ValueError:
            log.exception("it failed")
            raise

    spans = InMemorySpanExporter()
    provider = make_provider(SimpleSpanProcessor(spans))
    for lines in (TextLines(), JsonLines()):
        handler = logging.StreamHandler()
        handler.setFormatter(lines)
        log.handlers = [handler]
        app = Observing(
            failing, metrics=Metrics(), root_path="", tracer=provider.get_tracer("test")
        )
        TestClient(app, raise_server_exceptions=False).get(f"/{WORDS}", params={"q": MESSAGE})
    text, told = capsys.readouterr().err.strip().rsplit("\n", 1)
    said = json.loads(told)
    assert said["message"] == "it failed"
    assert said["fault"].startswith("ValueError in ")
    assert "ValueError in " in text
    finished = spans.get_finished_spans()
    assert [one.name for one in finished] == ["GET other"] * 2
    assert finished[1].attributes
    assert finished[1].attributes["findings.request"] == said["request"]
    assert WORDS not in f"{text} {told} {[one.to_json() for one in finished]}".lower()
