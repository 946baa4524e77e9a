"""The parts of a page: its title, its main part, the furniture around it, an element's words."""

from __future__ import annotations

import re
from typing import Any

# ARIA landmarks and widgets that stand around the text (WAI-ARIA 1.2, sections 5.3.3 and 5.3.4).
_FURNITURE = frozenset("navigation banner contentinfo search dialog alertdialog menubar".split())
_COOKIES = re.compile(
    r"\b(?:cookies?|consent|gdpr|ccc)[\w-]*(?:banner|bar|notice|message|popup|consent|overlay)\b",
    re.IGNORECASE,
)
# What the head of a page says of it (Dublin Core, Open Graph), as a witness.
_META = {
    "author": "author", "dc.creator": "author", "dcterms.creator": "author",
         "article:published_time": "created", "dc.date": "created",
    "dcterms.issued": "created",
}  # fmt: skip
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{2,5}|[*†‡]{1,3})[\])]?")
_CODE = frozenset({"script", "style"})
# Elements inside a word or a line (HTML Standard, section 4.5).
_INLINE = frozenset("a abbr b bdi cite code em font i mark q s small span strong sub sup u".split())
# A page's only article is its content if it holds most of the page; a teaser does not.
_MOST = 0.5


def squeeze(text: str) -> str:
    """Give the text with each run of white space as one space."""
    return " ".join(text.split())


def words_of(element: Any) -> str:  # noqa: ANN401  lxml publishes no types
    """Give the words below an element, whether they are seen or not, code left out."""
    from lxml import etree  # noqa: PLC0415  imported only where a page is read

    words: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if one.tag not in _INLINE:
            words.append(" ")
        if event == "start" and one.tag not in _CODE:
            words.append(one.text or "")
        elif event == "end" and one is not element:
            words.append(one.tail or "")
    return squeeze("".join(words))


def facts_of(root: Any) -> dict[str, str]:  # noqa: ANN401
    """Give what the page says of itself, empty facts left out.

    Its ``title`` is its one main heading; without one, what its head says. ``metadata_title``,
    ``author`` and ``created`` are witnesses, which ``ingest/identity`` may disbelieve.
    """
    title = squeeze(root.findtext(".//head/title") or root.findtext(".//title") or "")
    headings = [squeeze(words_of(heading)) for heading in root.iter("h1")]
    headings = [heading for heading in headings if heading]
    said = {"title": headings[0] if len(headings) == 1 else title, "metadata_title": title}
    for one in root.iter("meta"):
        name = (one.get("name") or one.get("property") or "").lower()
        fact = _META.get(name)
        if fact and one.get("content"):
            said.setdefault(fact, squeeze(one.get("content")))
    if said["metadata_title"] == said["title"]:
        del said["metadata_title"]
    return {fact: text for fact, text in said.items() if text}


def content_of(body: Any) -> Any:  # noqa: ANN401
    """Give the element that holds what the page is about, the whole body if it does not say."""
    mains = [one for one in body.iter("*") if one.tag == "main" or one.get("role") == "main"]
    if len(mains) == 1 and any(text.strip() for text in mains[0].itertext("*")):
        return mains[0]
    articles = list(body.iter("article"))
    if not mains and len(articles) == 1:
        share = _length(articles[0]) / max(1, _length(body))
        if share >= _MOST:
            return articles[0]
    return body


def _length(element: Any) -> int:  # noqa: ANN401
    return sum(len(text.strip()) for text in element.itertext("*"))


def furniture_in(element: Any) -> bool:  # noqa: ANN401
    """Say whether the element stands around the text: menus, cookies, skip links, note marks."""
    if (element.get("role") or "").lower() in _FURNITURE:
        return True
    # LibreOffice writes a page's head and foot so
    if element.tag == "div" and element.get("title") in {"header", "footer"}:
        return True
    if element.tag == "a" and _marks_note(element):
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if element.tag in {"div", "section", "aside", "form"} and _COOKIES.search(names):
        return True
    return (
        element.tag == "a"
        and (element.get("href") or "").startswith("#")
        and words_of(element).lower().startswith("skip ")
    )


def _marks_note(link: Any) -> bool:  # noqa: ANN401
    """Say whether a link is the raised mark of a note, or opens the note and leads back to it."""
    if not (link.get("href") or "").startswith("#") or not _MARK.fullmatch(words_of(link)):
        return False
    parent = link.getparent()
    if parent is None:
        return False
    is_raised = parent.tag == "sup" or link.find(".//sup") is not None
    opens = parent.tag == "p" and parent[0] is link and not (parent.text or "").strip()
    return is_raised or opens


def is_layout(table: Any) -> bool:  # noqa: ANN401
    """Say whether the table only places things on the page: it holds others, or headings."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    return any(one is not table for one in table.iter("table", "h1", "h2", "h3", "h4", "h5", "h6"))
