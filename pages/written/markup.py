"""What a chat model wrote beside the quotes, as markup: its words open the words they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.answering.rendering import place_of, quoted
from bot.answering.tidying import tidy
from bot.quoting.plain import HEAD, notes_on
from pages.shared.templates import read_css, render
from using.addresses import address_of

if TYPE_CHECKING:
    from domain import Written

CSS = read_css("written/written.css")


def written_markup(written: Written | None) -> Markup:
    """Give the statements that passed, each over its quotes; nothing where no model was asked."""
    if written is None:
        return Markup()
    return render("written/written.html", {
        "head": HEAD,
        "is_complete": written.is_complete,
        "notes": notes_on(written),
        "statements": [
            {
                "text": one.text,
                "caution": one.caution,
                "quotes": [
                    (quoted(tidy(cited.quote), cited), place_of(cited), address_of(cited.passage))
                    for cited in one.citations
                ],
            }
            for one in written.statements
        ],
    })  # fmt: skip
