"""What the page says while the server is away: held in the page, shown by static/outage.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.ask.safety_steps import steps_markup
from pages.shared.templates import read_css, render

if TYPE_CHECKING:
    from markupsafe import Markup

CSS = read_css("frame/outage.css")


def notice(steps: str) -> Markup:
    """Give the notice, hidden, with the safety steps, since no server may be there to send them.

    Each part names the states in which it is shown: ``away``, ``held`` (away, with something
    asked), ``back`` and ``restarted``.
    """
    return render("frame/outage.html", {"steps": steps_markup(steps)})
