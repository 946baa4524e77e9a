"""Steps in an order that can be read aloud, and their levels in a diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class CircleError(Exception):
    """A step leads back to itself; the message is its id."""


def in_order(ways: Mapping[str, Sequence[str]], *, start: str) -> tuple[str, ...]:
    """Give the steps that ``start`` leads to, every step before those that follow it.

    ``ways`` gives the next steps of each. Of steps that may come next, the one on the
    highest level comes first, then the one that its step names first: the numbers then
    follow the diagram's lines.

    Raises:
        CircleError: a step leads back to itself.
    """
    found: list[str] = []
    _visit(start, ways, found, ())
    seen = list(reversed(found))
    levels = levels_of(ways, seen)
    return tuple(sorted(seen, key=lambda one: (levels[one], seen.index(one))))


def levels_of(ways: Mapping[str, Sequence[str]], order: Sequence[str]) -> dict[str, int]:
    """Give each step's level: the most steps that lead to it, 0 for the first.

    ``order`` lists the steps, every step before those that follow it.
    """
    levels = dict.fromkeys(order, 0)
    for one in order:
        for after in ways[one]:
            levels[after] = max(levels[after], levels[one] + 1)
    return levels


def _visit(
    one: str, ways: Mapping[str, Sequence[str]], found: list[str], above: tuple[str, ...]
) -> None:
    if one in above:
        raise CircleError(one)
    if one in found:
        return
    for after in reversed(ways[one]):
        _visit(after, ways, found, (*above, one))
    found.append(one)
