"""Which route a path is of: one of a few names, since a path may hold what somebody typed."""

from __future__ import annotations

_EXACT = frozenset({
    "/", "/healthz", "/readyz", "/metrics", "/config", "/sign-in", "/data-protection",
    "/gradio_api/queue/join",
    "/gradio_api/queue/data", "/v1/", "/v1/ask", "/v1/search", "/v1/documents", "/v1/pathways",
    "/v1/receipts/verify", "/v1/models", "/v1/chat/completions", "/v1/openapi.json",
})  # fmt: skip
_BELOW = {
    "/v1/documents/": "/v1/documents/{id}",
    "/v1/pathways/": "/v1/pathways/{id}",
    "/document/": "/document/{id}",
    "/gradio_api/heartbeat/": "/gradio_api/heartbeat",
    "/sign-in/": "/sign-in",
    "/administer": "/administer",
    "/letters/": "/letters",
}
_FILES = ("/assets/", "/static/", "/svelte/", "/findings/", "/theme.css", "/favicon.ico")
OTHER, FILES = "other", "files"


def route_of(path: str) -> str:
    """Give the name of a path's route; ``other`` for what is not served."""
    if path in _EXACT:
        return path
    if path.startswith(_FILES):
        return FILES
    return next((name for below, name in _BELOW.items() if path.startswith(below)), OTHER)
