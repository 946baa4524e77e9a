"""Every page in every state that a person meets, at a desk, dark, in forced colours, on a phone.

``STATES`` is the whole list; each is opened once, and looked at four ways. axe-core finds nothing
at all, targets of 24 pixels included, and nothing scrolls sideways.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ANSWERED, DANGER, DECLINED, ask
from tests.browser.conftest import DESK
from tests.browser.test_access import AXE, PHONE, overflow

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route, ViewportSize

_RUN = """async () => (await axe.run(document, {
    resultTypes: ['violations'], rules: {'target-size': {enabled: true}}
  })).violations.map(one => ({id: one.id, at: one.nodes.map(node => node.html.slice(0, 160))}))"""
_QUIET = 700
WORRY = "A boy of 14 has come to school tired and hungry for three weeks."
LEARN = ("Reading path", "Glossary", "Quiz", "Flashcards", "First week", "Tour")
LIBRARY = ("Documents", "Findings", "Actions", "Coverage")
SERVED = (
    "letters/compare", "document/of/no-such-name",
    "document/letters/cheshire-east-jtai-2022.txt", "data-protection", "administer",
    "document/letters/cheshire-east-jtai-2022.txt?passage=gone&quote=100-300",
)  # fmt: skip


def faults(page: Page) -> list[dict[str, Any]]:
    """Give all that axe-core finds on the page as it stands, however slight."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return found


def _tab(page: Page, *names: str) -> None:
    for name in names:
        tab = page.get_by_role("tab", name=name, exact=True)
        tab.and_(page.locator(":visible")).first.click()
    page.wait_for_timeout(_QUIET)


def _tabs(page: Page, names: tuple[str, ...]) -> None:
    _tab(page, *names)


def _asked(question: str) -> Callable[[Page], object]:
    return lambda page: ask(page, question)


def _opened(page: Page) -> None:
    """Open each fold of an answer and of its sources."""
    ask(page, ANSWERED)
    page.locator("#findings-sources .card").first.wait_for()
    page.get_by_role("button", name="Narrow the search").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def _held_up(page: Page) -> None:
    """Ask a question that is long on its way."""
    page.route("**/queue/join*", _leave)
    box = page.get_by_label("Your question")
    box.fill(ANSWERED)
    box.press("Enter")
    page.wait_for_timeout(_QUIET)


def _leave(_: Route) -> None:
    """Leave a call on its way: it is answered with the page's end."""


def _cut_off(page: Page) -> None:
    """Ask while the server cannot be reached."""
    page.route("**/gradio_api/**", lambda route: route.abort())
    box = page.get_by_label("Your question")
    box.fill(ANSWERED)
    box.press("Enter")
    expect(page.locator("#findings-outage")).to_be_visible()


def _case(page: Page) -> None:
    _tab(page, "Case")
    page.get_by_label("What worries you").fill(WORRY)
    page.get_by_role("button", name="Read it").click()
    page.locator("#findings-case-shown .case").first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def _searched(words: str, only: str = "") -> Callable[[Page], object]:
    def search(page: Page) -> None:
        _tab(page, "Library")
        page.locator("#library-documents table").wait_for()
        if only:
            page.get_by_label("Only documents with").fill(only)
            page.locator("#library-documents [role=status]").wait_for()
        box = page.get_by_label("Search in the text of the documents")
        box.fill(words)
        box.press("Enter")
        page.locator("#library-results [role=status]").wait_for()

    return search


def _dialog(page: Page) -> None:
    """Open the passages behind a number of the matrix."""
    _tab(page, "Library", "Findings")
    page.locator("#library-matrix button[popovertarget]").first.click()


def _drafted(*tabs: str) -> Callable[[Page], object]:
    def draft(page: Page) -> None:
        _tab(page, "Draft")
        page.get_by_role("button", name="Make the draft").click()
        page.locator("#draft-page .draft-sheet").wait_for()
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        _tab(page, *tabs)

    return draft


def _answered_quiz(page: Page) -> None:
    _tab(page, "Learn", "Quiz")
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("button", name="Check answer").click()
    page.wait_for_timeout(_QUIET)


def _turned_card(page: Page) -> None:
    _tab(page, "Learn", "Flashcards")
    page.locator(".flashcard summary").first.click()


def _served(address: str) -> Callable[[Page], object]:
    return lambda page: page.goto(f"/{address}")


STATES: dict[str, Callable[[Page], object]] = {
    "Ask, nothing asked": lambda page: page.wait_for_timeout(_QUIET),
    "Ask, answered": _asked(ANSWERED),
    "Ask, answered, each fold open": _opened,
    "Ask, declined": _asked(DECLINED),
    "Ask, a danger": _asked(DANGER),
    "Ask, a greeting": _asked("hello"),
    "Ask, slow": _held_up,
    "Ask, the server is away": _cut_off,
    "Case, nothing told": lambda page: _tab(page, "Case"),
    "Case, read, each fold open": _case,
    "Pathways": lambda page: _tab(page, "Pathways"),
    **{f"Library, {one}": partial(_tabs, names=("Library", one)) for one in LIBRARY},
    "Library, found": _searched("police"),
    "Library, found with a slip": _searched("retrun home interview"),
    "Library, nothing found": _searched("zebra crossing patrol"),
    "Library, narrowed": _searched("police", "inspection"),
    "Library, narrowed to nothing": _searched("police", "zebra"),
    "Library, a dialog": _dialog,
    "Draft, nothing made": lambda page: _tab(page, "Draft"),
    "Draft, made, each fold open": _drafted(),
    "Draft, changed": _drafted("Change it"),
    "Draft, signed off": _drafted("Sign it off"),
    **{f"Learn, {one}": partial(_tabs, names=("Learn", one)) for one in LEARN},
    "Learn, a question answered": _answered_quiz,
    "Learn, a card turned": _turned_card,
    **{f"/{one}": _served(one) for one in SERVED},
}

LOOKS: dict[str, tuple[ViewportSize, dict[str, Any]]] = {
    "desk": (DESK, {}),
    "dark": (DESK, {"color_scheme": "dark"}),
    "phone, forced colours": (PHONE, {"color_scheme": "light", "forced_colors": "active"}),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_without_fault_however_it_is_looked_at(page: Page, state: str) -> None:
    STATES[state](page)
    found: dict[str, object] = {}
    for look, (viewport, media) in LOOKS.items():
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        # colours of buttons change slowly
        page.wait_for_timeout(_QUIET)
        if wrong := faults(page):
            found[look] = wrong
        if overflow(page) > 0:
            found[f"{look}, sideways"] = overflow(page)
    page.unroute_all(behavior="ignoreErrors")
    assert found == {}
