"""How `make test` deals the tests: by file, and what is timed to a worker that is alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest
    from xdist.workermanage import WorkerController

BROWSER = "tests/browser/"
# Its tests measure seconds, so that whatever ran beside them would make them fail by chance.
TIMED = "tests/browser/test_speed.py"


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # publishes no types
    """A file's tests share what is made for them; those that are timed run after all others."""

    def _split_scope(self, nodeid: str) -> str:
        """The tests that stay together: a file's."""
        return _file_of(nodeid)

    def _reschedule(self, node: WorkerController) -> None:
        """Give a worker its next file; of what is timed, only the last worker, once it is alone."""
        if list(self.workqueue) == [TIMED]:
            others = [one for one in self.nodes if one is not node]
            if not all(one.shutting_down for one in others):
                node.shutdown()
                return
            if others:
                return
        super()._reschedule(node)

    def remove_node(self, node: WorkerController) -> str | None:
        """Let a worker go, and tell the others, one of which may be alone now."""
        crashed: str | None = super().remove_node(node)
        for one in self.nodes:
            self._reschedule(one)
        return crashed


def in_order(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests in the order in which they are dealt.

    Files with slow tests or many come first, so that no worker is left with one when all else is
    done. The browser's come last, since Playwright keeps an event loop where others want none, and
    what is timed after them.
    """
    slow = {_file_of(one.nodeid) for one in items if one.get_closest_marker("slow")}
    sizes = Counter(_file_of(one.nodeid) for one in items)

    def place(item: pytest.Item) -> tuple[bool, bool, bool, int]:
        file = _file_of(item.nodeid)
        return file == TIMED, file.startswith(BROWSER), file not in slow, -sizes[file]

    return sorted(items, key=place)


def _file_of(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]
