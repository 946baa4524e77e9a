"""What the Ask page shows before anything is asked, of the knowledge base that is live now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain import FindingsError
from pages.ask import around, sources_panel
from using import parts
from using.scopes import Choices, choices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from pages.shared.services import Services


def welcome(services: Services) -> Markup:
    """Give what a page without an answer offers, of the knowledge base that is live now."""
    try:
        titles = services.editions().made(parts.pathways).titles
    except FindingsError:
        titles = {}
    routes = [(title, name) for name, title in titles.items()]
    return around.examples(services.assistant.shown(), routes)


def nothing_yet(services: Services) -> Markup:
    """Give what stands in the place of sources: whom to ring."""
    return sources_panel.empty_panel(
        services.assistant.safety.ages(services.assistant.partnership())
    )


def choices(services: Services) -> tuple[Sequence[Any], ...]:
    """Give what a search can be narrowed to: documents, kinds, parts and agencies."""
    try:
        held = choices_of(services.editions().generation)
    except FindingsError:
        held = Choices()
    return held.documents, held.kinds, held.parts, held.agencies
