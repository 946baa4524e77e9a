"""A whole app is observed: requests counted and timed, the numbers given to who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from observing.metrics import CONTENT_TYPE, Metrics
from observing.requests import Observing
from observing.tracing import make_provider, sent_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette
    from starlette.requests import Request


def watch(
    app: Starlette, *, live: Callable[[], str], may_read: Callable[[Request], object],
    root_path: str, endpoint: str,
) -> None:  # fmt: skip
    """Observe all that reaches an app; to be called last, so that it stands before all else.

    ``live`` names the live generation; ``may_read`` raises what a caller gets who may not read the
    numbers; spans are sent to ``endpoint``, if there is one.

    Raises:
        TracingError: what sends spans is not installed.
    """
    metrics = Metrics(live)

    def numbers(request: Request) -> Response:
        may_read(request)
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    # before the page, which is mounted at the root
    app.router.routes.insert(0, Route("/metrics", numbers))
    tracer = make_provider(sent_to(endpoint)).get_tracer("findings") if endpoint else None
    app.add_middleware(Observing, metrics=metrics, root_path=root_path, tracer=tracer)
