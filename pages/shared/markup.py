"""Markup from text: everything that a document or a person wrote goes through ``escaped``."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def escaped(text: str) -> str:
    """Give text as markup that shows it and cannot do anything else.

    Braces and dollar signs are escaped too: Gradio's HTML component knows templates.
    """
    plain = escape(text, quote=True)
    for sign in "{}$`":
        plain = plain.replace(sign, f"&#{ord(sign)};")
    return plain


def badge(text: str, *, icon: str = "", tone: str = "note") -> str:
    """Give a badge: words with an icon; ``tone`` names one of the classes in style.py."""
    sign = f'<span aria-hidden="true">{escaped(icon)}</span>' if icon else ""
    return f'<span class="badge badge-{escaped(tone)}">{sign}<span>{escaped(text)}</span></span>'


def weight_badge(weight: str) -> str:
    """Give the badge of a source's weight, such as ``law`` or ``inspection finding``."""
    icon, tone = _BADGES.get(weight, ("▭", "note"))
    return badge(weight[:1].upper() + weight[1:], icon=icon, tone=tone)


def span_of(citation: Citation) -> tuple[int, int]:
    """Give the slice of the document's text that a citation quotes."""
    start = citation.passage.start + citation.passage.text.index(citation.quote)
    return start, start + len(citation.quote)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Give text with the slices in ``spans`` marked; spans may overlap and be in any order."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        first, last = max(start, at), min(end, len(text))
        if first >= last:
            continue
        parts += [escaped(text[at:first]), "<mark>", escaped(text[first:last]), "</mark>"]
        at = last
    return "".join([*parts, escaped(text[at:])])


def ask_button(question: str, label: str = "Ask about this") -> str:
    """Give a button that opens Ask and puts the question there; ``static/findings.js`` acts."""
    return (
        '<button type="button" class="plain-button not-printed"'
        f' data-findings-ask="{escaped(question)}">{escaped(label)}</button>'
    )


def tab_button(tab: str, label: str, choice: str = "") -> str:
    """Give a button that opens a page by its name, such as ``Pathways``.

    ``choice`` is left in the button's ``data-findings-choice`` for that page to act on.
    """
    return (
        f'<button type="button" class="plain-button not-printed" data-findings-tab="{escaped(tab)}"'
        f' data-findings-choice="{escaped(choice)}">{escaped(label)}</button>'
    )
