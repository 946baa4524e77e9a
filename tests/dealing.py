"""How `make test` deals the tests to its two workers: by file, and the browser's to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

BROWSER = "tests/browser/"


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # publishes no types
    """A file's tests share what is made for them; those that drive a browser run one by one.

    What a browser does is timed, so that two at once on two cores would fail by chance.
    """

    def _split_scope(self, nodeid: str) -> str:
        """The tests that stay together: a file's, or all of the browser's."""
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.split("::", 1)[0]


def browser_last(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests in the order in which they are dealt: the browser's when all others are."""
    return sorted(items, key=lambda item: item.nodeid.startswith(BROWSER))
