"""Flashcards on every theme, by the rules of the drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.kinds.cards import front_of
from drafting.kinds.quizzing import make_questions
from drafting.roles import LineRole
from learning.quiz.items import GAP
from learning.quiz.lines import stands_alone
from learning.quiz.rules import read_rules
from using import parts
from using.practising.lines import lines_of_themes

if TYPE_CHECKING:
    from bot.edition import Edition
    from drafting.lines import DraftLine


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A card: ``front`` asks, ``line`` answers in a document's words; ``topic`` is its theme."""

    topic: str
    front: str
    line: DraftLine

    @property
    def id(self) -> str:
        """What the card is remembered by."""
        return self.line.key


def flashcards_held(edition: Edition) -> tuple[Flashcard, ...]:
    """Give the cards on every theme, each line once; making them takes a second.

    A line is a card where its front asks for one thing: a gap in its words, or a number to ring.
    """
    items = edition.made(parts.materials).items
    rules = read_rules(edition.generation.side)
    cards: dict[str, Flashcard] = {}
    for theme, lines in edition.made(lines_of_themes).items():
        questions = make_questions(items, lines, len(lines))
        asked = {one.line.key: one.asked for one in questions if GAP in one.asked}
        for line in lines:
            if line.role is LineRole.QUESTION:
                continue
            front = front_of(line, asked)
            is_one = line.is_number or (GAP in front and stands_alone(line.text, line.lead, rules))
            if is_one and not line.follows:
                cards.setdefault(line.key, Flashcard(theme, front, line))
    return tuple(cards.values())
