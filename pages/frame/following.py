"""Parts of the page that say what is published: made anew for whoever opens the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from collections.abc import Callable

    import gradio as gr
    from starlette.types import ASGIApp, Receive, Scope, Send

# Where the page is asked for, with all that it shows at first.
_OPENED = frozenset({"/", "/config"})


class Following:
    """The parts, each with what makes it; Gradio itself makes them once, when the server starts."""

    def __init__(self) -> None:
        """Begin without any."""
        self._parts: dict[int, Callable[[], str]] = {}

    def html(self, make: Callable[[], str], **given: Any) -> gr.HTML:  # noqa: ANN401  as gr.HTML
        """Give a part of the page that shows what ``make`` makes, which must not raise."""
        import gradio as gr  # noqa: PLC0415  after the switches that the pages' package sets

        part = gr.HTML(make(), js_on_load=None, apply_default_css=False, **given)
        self._parts[part._id] = make  # noqa: SLF001  what its config calls it
        return part

    def refresh(self, page: gr.Blocks) -> None:
        """Make every part anew in what ``page`` is opened with."""
        made = {name: make() for name, make in self._parts.items()}
        for one in page.config["components"]:
            if one["id"] in made:
                one["props"]["value"] = made[one["id"]]


class Followed:
    """The app, whose page is brought up to date before it is given."""

    def __init__(
        self, app: ASGIApp, *, following: Following, page: gr.Blocks, root_path: str
    ) -> None:
        """Stand before ``app``, whose page is ``page``."""
        self._app = app
        self._following = following
        self._page = page
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Bring the page up to date where it is asked for."""
        if scope["type"] == "http" and scope["path"].removeprefix(self._root) in _OPENED:
            await run_in_threadpool(self._following.refresh, self._page)
        await self._app(scope, receive, send)
