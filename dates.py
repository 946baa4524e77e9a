"""Days as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def in_words(day: date) -> str:
    """Give a day as it is read: ``26 March 2019``."""
    return f"{day.day} {month_in_words(day)}"


def month_in_words(day: date) -> str:
    """Give a day's month as it is read: ``March 2019``."""
    return f"{day:%B %Y}"
