"""What every page's markup is made of: badges, marks, buttons, and addresses of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pages.shared.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from domain import Citation

# A weight of source, its icon and its class; the icon repeats what the words say, for the eye.
_BADGES = {
    "law": ("§", "law"),
    "statutory guidance": ("◆", "statutory"),
    "inspector guidance": ("◇", "inspector"),
    "inspection finding": ("●", "finding"),
    "national guidance": ("▣", "inspector"),
    "local procedure": ("▲", "local"),
    "practice guide": ("▷", "local"),
    "news or commentary": ("▭", "note"),
    "note written for this knowledge base": ("✎", "note"),
}


def badge(text: str, *, icon: str = "", tone: str = "note") -> Markup:
    """Give a badge: words with an icon; ``tone`` names one of the classes in components.css."""
    return render("shared/badge.html", {"text": text, "icon": icon, "tone": tone})


def weight_badge(weight: str) -> Markup:
    """Give the badge of a source's weight, such as ``law`` or ``inspection finding``."""
    icon, tone = _BADGES.get(weight, ("▭", "note"))
    return badge(weight[:1].upper() + weight[1:], icon=icon, tone=tone)


def span_of(citation: Citation) -> tuple[int, int]:
    """Give the slice of the document's text that a citation quotes."""
    start = citation.passage.start + citation.passage.text.index(citation.quote)
    return start, start + len(citation.quote)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Give text with the slices in ``spans`` marked; spans may overlap and be in any order."""
    parts: list[tuple[str, str]] = []
    at = 0
    for start, end in sorted(spans):
        first, last = max(start, at), min(end, len(text))
        if first >= last:
            continue
        parts.append((text[at:first], text[first:last]))
        at = last
    return render("shared/marked.html", {"parts": parts, "rest": text[at:]})


def web_address(address: str) -> str:
    """Give an address as a link may have it; empty where it is none of the web's."""
    try:
        return address if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def ask_button(question: str, label: str = "Ask about this") -> Markup:
    """Give a button that opens Ask and puts the question there; ``static/findings.js`` acts."""
    return render("shared/ask_button.html", {"question": question, "label": label})


def tab_button(tab: str, label: str, choice: str = "") -> Markup:
    """Give a button that opens a page by its name, such as ``Pathways``.

    ``choice`` is left in the button's ``data-findings-choice`` for that page to act on.
    """
    return render("shared/tab_button.html", {"tab": tab, "label": label, "choice": choice})
