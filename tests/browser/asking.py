"""Asking in a browser, for every test that needs an answer on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ANSWERED = "What did inspectors say about the emergency department?"
DECLINED = "What is the average price of a house in Crewe?"
DANGER = "a man is at the door with a knife and she is bleeding, what do I do"
# Answered, below the line that says whom to ring first.
DOUBT = (
    "The body in the boating pool at the outdoor centre is Resusci Kevin. We've a laminated sign on"
    " him, still get calls. Who do we tell at control room?"
)
SAYS_ANSWER = "What the documents say"
SAYS_DECLINED = "Not in the documents"


def ask(page: Page, question: str, number: int = 1) -> Locator:
    """Ask, and give the exchange once its reply is there."""
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")
    return reply(page, number)


def reply(page: Page, number: int) -> Locator:
    """Give the exchange of a number, once it is there."""
    exchange = page.locator(f"#exchange-{number}")
    exchange.wait_for()
    return exchange
