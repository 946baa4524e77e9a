"""Which paths the app serves, which of them take what is sent, and how much of it."""

from __future__ import annotations

_API = "/gradio_api"
JOIN = f"{_API}/queue/join"
DATA = f"{_API}/queue/data"
HEARTBEAT = f"{_API}/heartbeat/"
# What other programs ask for: where the API is off, its own answer says so.
PROGRAMS = ("/v1/",)
# Everything else is 404 before Gradio sees it: uploads, files, deep links, proxy, API pages.
EXACT = frozenset({
    "/", "/healthz", "/readyz", "/metrics", "/config", "/theme.css", "/favicon.ico",
    JOIN, DATA, f"{_API}/app_id", "/sign-in", "/administer", "/data-protection",
})  # fmt: skip
BEGINNINGS = (
    *("/assets/", "/static/", "/svelte/", "/findings/", "/document/", HEARTBEAT),
    *("/sign-in/", "/letters/"),
    *PROGRAMS,
    "/administer/",
    "/data-protection/",
)
# Drawn by routes of our own, without Gradio: a form of theirs is sent to where it stands.
_FORMS = ("/sign-in", "/sign-in/", "/administer", "/administer/", "/data-protection")
# Documents come in here.
UPLOAD = "/administer/documents/upload"
MAX_UPLOAD = 300 * 2**20
# What is made anew for each request, and counts as a call.
MADE = ("/document/", "/letters/")
# Drawn likewise, with forms that only choose what is shown: nothing is sent to them.
_READ = ("/letters/",)
_MAX_BODY = 512 * 1024


def is_listed(path: str) -> bool:
    """Say whether a path is one that the app serves."""
    return path in EXACT or (path.startswith(BEGINNINGS) and ".." not in path)


def is_drawn(path: str) -> bool:
    """Say whether a path is that of a page of our own routes, with forms in it."""
    return _stands_in(path, _FORMS) or _stands_in(path, _READ)


def is_for_programs(path: str) -> bool:
    """Say whether a path is one that other programs ask for, without a page."""
    return path.startswith(PROGRAMS)


def takes_posts(path: str) -> bool:
    """Say whether anything may be sent to a path."""
    return path == JOIN or _stands_in(path, _FORMS) or is_for_programs(path)


def _stands_in(path: str, places: tuple[str, ...]) -> bool:
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in places)


def max_body(path: str) -> int:
    """Give the most bytes that may be sent to a path."""
    return MAX_UPLOAD if path == UPLOAD else _MAX_BODY
