"""A tour for somebody new: what each page is for, with a button that opens it or asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.shared.markup import ask_button, tab_button
from pages.shared.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from ingest.beside.partnership import Shown

_ASK = (
    "An answer is words of a document in quotation marks, each with a number. Press one to see "
    "the line in its document; press the title below to open the original. Where the documents do "
    "not say, that is what you are told, and who may know."
)
_DANGER = (
    "Say what happens in your own words. You are told whom to ring before anything is searched. Do "
    "not try this with a real child's name: no name is needed, and none is kept."
)
_CASE = (
    "Paste what worries you. Names and details are masked before anything is read, and shown "
    "masked. You get what the documents speak of, the steps that fit, and a checklist to print."
)
_PATHWAYS = (
    "A pathway is a diagram and the same steps in words; each step rests on a quote. A step that "
    "is another area's rule says so."
)
_LIBRARY = (
    "Every document that answers are from, with its date and where it was published; search their "
    "words, or see all that inspectors asked for."
)
_LEARN = (
    "The reading path takes you through in short sittings; beside it are the glossary, a quiz, "
    "flashcards and a first week by role, with a record to print."
)
# A page that the button of a stop opens, what the stop is called, and what it tells.
_STOPS = (
    ("Ask", "Ask, and look at the page that an answer is from", _ASK),
    ("Ask", "If a child is in danger, the steps come first", _DANGER),
    ("Case", "A worry that is longer than a question", _CASE),
    ("Pathways", "Who does what, by when", _PATHWAYS),
    ("Library", "The documents themselves", _LIBRARY),
    ("Learn/Reading path", "Then read, look words up, and try yourself", _LEARN),
)


def tour_markup(shown: Shown) -> Markup:
    """Give the tour; its first stop asks a question that ``shown`` offers as an example."""
    asked = next(iter((*shown.jobs.values(), *shown.examples)), "")
    stops = [
        (title, told, ask_button(asked, f"Try: {asked}") if asked and not at
         else tab_button(page, f"Open {page.split('/')[-1]}"))
        for at, (page, title, told) in enumerate(_STOPS)
    ]  # fmt: skip
    return render("learn/tour.html", {"stops": stops})
