"""What is printed holds all that a page says: nothing scrolls inside it, nothing is cut off."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.pages.test_states import STATES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

# Of a page each state in which it has words of its own to take away.
PRINTED = (
    "Ask, answered, each fold open", "Ask, declined", "Ask, a danger", "Case, read, each fold open",
    "Pathways", "Library, Documents", "Library, Findings", "Library, Actions", "Library, Coverage",
    "Library, found", "Draft, made, each fold open", "Learn, Reading path", "Learn, Glossary",
    "Learn, First week", "Learn, Tour", "/letters/compare", "/data-protection",
    "/document/letters/cheshire-east-jtai-2022.txt",
)  # fmt: skip
# What is pressed, chosen or typed into says nothing on paper, and says so by one of these.
_CONTROLS = (
    "button:not(.pathway *, td *, .card *), [role=tab], select, option, label, nav, form,"
    " .not-printed, .not-printed *, footer *, script, style, .only-spoken, .term-tip *, svg *,"
    " summary, .form *, .downloads *, .skip, .address, [popover] *, [aria-hidden=true]"
)
# The words that a reader sees on the screen, but for controls.
_SAID = """controls => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [];
  for (let node; (node = walker.nextNode());) {
    const one = node.parentElement;
    if (node.data.trim() && !one.closest(controls) && one.checkVisibility({visibilityProperty: true,
        contentVisibilityAuto: true}) && one.getClientRects().length) said.push(node.data);
  }
  return said;
}"""
# What holds more than it shows, in the look that is printed.
_CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
  const look = getComputedStyle(one);
  if (!one.checkVisibility() || !one.innerText || !one.innerText.trim()) return false;
  if (one.clientHeight < 8 || one.clientWidth < 8) return false;  // for screen readers alone
  const tall = look.overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 2;
  const wide = look.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 2;
  return tall || wide;
}).map(one => one.outerHTML.slice(0, 200))"""
# A4 less Chromium's margins, at 96 pixels to the inch.
_PAPER = {"width": 718, "height": 1000}


def words_of(text: str) -> Counter[str]:
    """Count the words of a text, whatever stands between them."""
    plain = "".join(one if one.isalnum() else " " for one in text)
    return Counter(plain.split())


def lost(said: list[str], printed: str) -> list[str]:
    """Give what was said on the screen and is not on paper, as a whole or word by word."""
    fewer = words_of(" ".join(said)) - words_of(printed)
    whole = _squeezed(printed)
    return [one for one in said if _squeezed(one) not in whole and set(words_of(one)) & set(fewer)]


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext: install poppler-utils")
@pytest.mark.parametrize("state", PRINTED)
def test_what_is_printed_is_complete(page: Page, tmp_path: Path, state: str) -> None:
    STATES[state](page) if state in STATES else page.goto(state)
    # what says that it loads has gone; and what follows on it has come
    expect(page.get_by_text("Loading", exact=True).filter(visible=True)).to_have_count(0)
    page.wait_for_timeout(700)
    said: list[str] = page.evaluate(_SAID, _CONTROLS)
    assert len(said) > 3
    assert lost(said, _printed(page, tmp_path)) == []
    page.set_viewport_size(_PAPER)  # type: ignore[arg-type]  # a size
    page.emulate_media(media="print")
    assert page.evaluate(_CUT) == []
    wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def _printed(page: Page, folder: Path) -> str:
    page.pdf(path=str(folder / "page.pdf"), format="A4")
    command = ["pdftotext", str(folder / "page.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext: install poppler-utils")
def test_what_print_would_hide_or_cut_is_noticed(page: Page, tmp_path: Path) -> None:
    page.set_content(
        "<style>@media print { .gone { display: none } }"
        " .low { height: 2rem; width: 20rem; overflow: auto }</style>"
        "<p>Ring the front door.</p><p class=gone>Within one hour.</p>"
        f"<div class=low>{'<p>Stay with the child.</p>' * 9}</div>"
    )
    said = page.evaluate(_SAID, _CONTROLS)
    assert lost(said, _printed(page, tmp_path)) == ["Within one hour."]
    page.emulate_media(media="print")
    assert len(page.evaluate(_CUT)) == 1


def test_what_is_lost_is_noticed() -> None:
    assert lost(["Ring the front door."], "Ring the front\ndoor.") == []
    assert lost(["Ring the front door."], "Ring the front") == ["Ring the front door."]
    assert lost(["Ring.", "Ring."], "Ring.") == []
