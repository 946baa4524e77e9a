"""What Prometheus reads: how many requests, how long they took, what messages came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, InfoMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from domain import FindingsError
from observing.tally import answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prometheus_client.core import Metric

CONTENT_TYPE = CONTENT_TYPE_LATEST
# Seconds; an answer takes a tenth of one, a page as it opens some.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The numbers of one server since it started."""

    def __init__(self, live: Callable[[], str] = str) -> None:
        """Begin counting; ``live`` names the live generation, or raises a FindingsError."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "findings_requests", "Requests answered", ["route", "method", "status"],
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "findings_request_seconds", "Seconds until a request was answered whole", ["route"],
            buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._registry.register(_Elsewhere(live))

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Give all numbers in Prometheus' text form."""
        return generate_latest(self._registry)


class _Elsewhere:
    """What is counted elsewhere, read when it is asked for."""

    def __init__(self, live: Callable[[], str]) -> None:
        self._live = live

    def collect(self) -> Iterator[Metric]:
        said = CounterMetricFamily("findings_answers", "Messages, by outcome", labels=["outcome"])
        for outcome, count in sorted(answers().items()):
            said.add_metric([outcome], count)
        yield said
        try:
            live = self._live()
        except FindingsError:
            live = ""
        yield InfoMetricFamily("findings_generation", "The live generation", value={"id": live})
