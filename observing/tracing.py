"""Requests as OpenTelemetry spans, sent where a setting names; nothing is sent without it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider

_SWITCH = "OTEL_SDK_DISABLED"


class TracingError(FindingsError):
    """Spans are asked for, and what sends them is not installed."""


def sent_to(endpoint: str) -> SpanProcessor:
    """Give what sends spans to a collector by its address, such as ``http://127.0.0.1:4317``.

    Raises:
        TracingError: the extra is not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import (  # noqa: PLC0415  an extra
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError as error:
        msg = "otlp_endpoint needs the extra 'otel': pip install 'findings[otel]', or unset it"
        raise TracingError(msg) from error
    is_plain = endpoint.startswith("http://")
    return BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint, insecure=is_plain))


def make_provider(processor: SpanProcessor) -> TracerProvider:
    """Give what makes our spans: ours alone, since no library of others is told of it.

    The switch that keeps every other library from sending is set again at once.
    """
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415  as above
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    held = os.environ.pop(_SWITCH, None)
    try:
        provider = TracerProvider(resource=Resource({"service.name": "findings"}))
    finally:
        if held is not None:
            os.environ[_SWITCH] = held
    provider.add_span_processor(processor)
    return provider
