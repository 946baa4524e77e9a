"""Flashcards on the Learn page: what was not known comes back soon, what was known later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from domain import FindingsError
from learning.progress import Progress, choose, from_stored, to_stored
from pages.learn.acting import EVERYTHING
from pages.learn.sources import place_markup, quote_markup
from pages.shared.templates import render
from using import parts
from using.practising.cards import flashcards_held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.edition import Edition
    from pages.shared.services import Services
    from using.practising.cards import Flashcard


class Cards:
    """What happens on the cards; holds nothing about anybody.

    The card on the page is always the one that the learner's progress puts next, so that
    only what they say of a card is kept.
    """

    def __init__(self, services: Services) -> None:
        """Take the services of the app; nothing is opened before the first click."""
        self._editions, self._safety = services.editions, services.assistant.safety

    def open(self, stored: object, about: str | None) -> tuple[Any, Any]:
        """Give what the cards can be about, and the card that is next."""
        try:
            topics = dict.fromkeys(one.topic for one in self._editions().made(flashcards_held))
        except FindingsError as error:
            return gr.update(), render("learn/notice.html", {"told": str(error)})
        choices = [("Everything", EVERYTHING), *((one, one) for one in topics)]
        return gr.update(choices=choices), self.show(stored, about)

    def show(self, stored: object, about: str | None) -> Markup:
        """Give the card that is next."""
        edition = self._editions()
        return self._card(edition, from_stored(stored), _about(edition, about))

    def known(self, stored: object, about: str | None) -> tuple[dict[str, object], Markup]:
        """Put the card aside for longer, and give the next one."""
        return self._went(stored, about, is_right=True)

    def missed(self, stored: object, about: str | None) -> tuple[dict[str, object], Markup]:
        """Have the card come back soon, and give the next one."""
        return self._went(stored, about, is_right=False)

    def forget(self) -> tuple[dict[str, object], str]:
        """Give the cards as for somebody new."""
        try:
            return {}, self.show(None, EVERYTHING)
        except FindingsError:
            return {}, ""

    def _went(
        self, stored: object, about: str | None, *, is_right: bool
    ) -> tuple[dict[str, object], Markup]:
        edition, progress = self._editions(), from_stored(stored)
        cards = _about(edition, about)
        card = choose(progress, cards)
        if card is not None:
            progress = progress.ask(card).answer(card, is_right=is_right)
        return to_stored(progress), self._card(edition, progress, cards)

    def _card(self, edition: Edition, progress: Progress, cards: Sequence[Flashcard]) -> Markup:
        card = choose(progress, cards)
        if card is None:
            return render("learn/notice.html", {"told": "The documents give no cards on this."})
        line = card.line
        ages = self._safety.ages(edition.generation.partnership)
        caution = " ".join(
            filter(None, (line.caution, ages.warn(line.text, line.citation.passage.source)))
        )
        boxes = [progress.items[one.id].box for one in cards if one.id in progress.items]
        return render("learn/card.html", {
            "topic": card.topic,
            "front": card.front,
            "quote": quote_markup(line.citation, edition.made(parts.glossary)),
            "source": place_markup(line.citation, caution),
            "known": sum(box > 0 for box in boxes),
            "again": sum(box == 0 for box in boxes),
            "count": len(cards),
        })  # fmt: skip


def _about(edition: Edition, about: str | None) -> list[Flashcard]:
    cards = edition.made(flashcards_held)
    return [one for one in cards if about in {None, EVERYTHING, one.topic}]
