"""What each path and each function of the page needs: whatever has no entry here is refused."""

from __future__ import annotations

from people.roles import Permission

# A path, or where it ends in a slash what begins so; the longest that fits counts. None is open
# to whoever asks: the way in, its look, whether the server is alive, what is done with data.
PATHS: dict[str, Permission | None] = {
    "/sign-in": None,
    "/sign-in/": None,
    "/findings/signing-in.css": None,
    # the partnership's colours and logo, which stand above the sign-in too
    "/findings/own.css": None,
    "/findings/own-logo.png": None,
    "/findings/fault.css": None,
    "/favicon.ico": None,
    "/healthz": None,
    "/readyz": None,
    "/data-protection": None,
    "/data-protection/": None,
    "/": Permission.READ,
    "/config": Permission.READ,
    "/theme.css": Permission.READ,
    "/assets/": Permission.READ,
    "/static/": Permission.READ,
    "/svelte/": Permission.READ,
    "/findings/": Permission.READ,
    "/document/": Permission.READ,
    "/letters/": Permission.READ,
    "/gradio_api/": Permission.READ,
    "/v1/": Permission.READ,
    # the least that any of these needs; each route asks for its own
    "/administer": Permission.DOCUMENTS,
    "/administer/": Permission.DOCUMENTS,
    # whether one may, which whoever reads is told without a refusal
    "/administer/may": Permission.READ,
    "/metrics": Permission.HEALTH,
}
# The functions of Gradio's page by the folder of pages/ that they are of.
ROOMS: dict[str, Permission] = {
    "ask": Permission.READ,
    "case": Permission.READ,
    "documents": Permission.READ,
    "learn": Permission.READ,
    "letters": Permission.READ,
    "library": Permission.READ,
    "pathways": Permission.READ,
    "written": Permission.READ,
    "draft": Permission.DRAFT,
}


class UnnamedPathError(LookupError):
    """A path has no entry, so that nobody may have it."""


def permission_of(path: str) -> Permission | None:
    """Give what a path needs; None where it is open.

    Raises:
        UnnamedPathError: it has no entry.
    """
    fits = [one for one in PATHS if path == one or (one[-1] == "/" != one and path.startswith(one))]
    if not fits:
        raise UnnamedPathError(path)
    return PATHS[max(fits, key=len)]
