"""What happens on the Learn page: each click is answered from what it brings along."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import gradio as gr

from domain import FindingsError, Part
from learning.progress import Progress, choose, from_stored, to_stored
from learning.quiz.lines import topic_of
from learning.quiz.marking import mark
from learning.quiz.orders import topic_of_pathway
from pages.learn import glossary, path, quiz
from pages.shared.templates import render
from using import parts
from using.practising.scenarios import scenarios_held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from learning.desk import Materials
    from learning.path import Sitting
    from learning.quiz.items import QuizItem
    from pages.shared.services import Services

EVERYTHING, SCENARIOS = "everything", "scenarios"
START_LABEL, CHECK_LABEL, NEXT_LABEL = "Start the quiz", "Check answer", "Next question"


class LearnPage:
    """What happens on the page; holds the documents' materials, nothing about anybody."""

    def __init__(self, services: Services) -> None:
        """Take the services of the app; nothing is opened before the first click."""
        self._editions = services.editions

    def _materials(self) -> Materials:
        return self._editions().made(parts.materials)

    def open(self, stored: object) -> tuple[Any, ...]:
        """Fill the page from the live documents and what the browser kept."""
        progress = from_stored(stored)
        try:
            materials = self._materials()
        except FindingsError as error:
            same = gr.update()
            return _notice(str(error)), same, "", same, same, same, same, ""
        unread = [one for one in materials.sittings if one.id not in progress.read]
        first = (unread or list(materials.sittings))[:1]
        letters = materials.glossary.letters
        return (
            _notice(materials.problem) if materials.problem
            else path.overview(materials.sittings, progress.read),
            gr.update(choices=path.sitting_choices(materials.sittings),
                      value=first[0].id if first else None),
            _sitting(materials, first[0].id if first else "", progress),
            *[gr.update(interactive=bool(first))] * 2,
            gr.update(choices=list(letters), value=letters[0] if letters else None),
            gr.update(choices=_subjects(materials)),
            "",
        )  # fmt: skip

    def show_sitting(self, sitting: str | None, stored: object) -> str:
        """Give a sitting as markup."""
        return _sitting(self._materials(), sitting, from_stored(stored))

    def mark_read(self, sitting: str | None, stored: object) -> tuple[Any, ...]:
        """Mark a sitting as read, and open the next one that is not."""
        materials = self._materials()
        known = [one.id for one in materials.sittings]
        progress = from_stored(stored)
        if sitting in known:
            progress = progress.mark_read(sitting, datetime.now(UTC).date())
        after = known[known.index(sitting) + 1 :] if sitting in known else known
        left = [one for one in (*after, *known) if one not in progress.read]
        follows = left[0] if left else sitting
        return (
            _sitting(materials, follows, progress),
            path.overview(materials.sittings, progress.read),
            to_stored(progress),
            follows,
        )

    def quiz_on(self, sitting: str | None, stored: object) -> tuple[Any, ...]:
        """Open the quiz on a sitting's subjects."""
        about = f"sitting:{sitting}" if sitting else EVERYTHING
        state, *asked = self.ask(stored, about)
        return gr.update(selected="quiz"), about, state, *asked

    def search(self, asked: str | None, letter: str | None) -> str:
        """Give the entries that fit what was typed, or those of the letter again.

        Nothing typed is None until the tab of the box has been opened.
        """
        try:
            materials = self._materials()
        except FindingsError:
            return ""  # the page says so when it opens
        if not asked or not asked.strip():
            return self._letter(materials, letter or next(iter(materials.glossary.letters), ""))
        found = materials.glossary.search(asked)
        told = f"{len(found)} {'entry fits' if len(found) == 1 else 'entries fit'} your search."
        return glossary.entries_markup(found, told)

    def show_letter(self, letter: str | None) -> tuple[str, str]:
        """Give a letter's entries, and an empty search."""
        return self._letter(self._materials(), letter or ""), ""

    def ask(self, stored: object, about: str | None) -> tuple[Any, ...]:
        """Put the next question on the page."""
        return _next_question(self._items(about), from_stored(stored))

    def go_on(
        self, stored: object, about: str | None, choice: int | None, label: str
    ) -> tuple[Any, ...]:
        """Mark the answer where a question is on the page; else ask the next one."""
        progress = from_stored(stored)
        materials = self._materials()
        items = self._items(about)
        held = {one.id: one for one in self._items(EVERYTHING)}
        item = held.get(progress.asked) if progress.is_open else None
        if item is None or label == START_LABEL:
            return _next_question(items, progress)
        same = gr.update()
        if choice is None or not 0 <= choice < len(item.choices):
            return same, same, same, same, _notice("Choose an answer first."), same
        verdict = mark(item, choice)
        progress = progress.answer(item, is_right=verdict.is_right)
        return (
            to_stored(progress), same, same, NEXT_LABEL,
            quiz.verdict_markup(
                item, verdict, materials.generation.pointers, materials.foreign
            ),
            quiz.tally_markup(progress, len(items)),
        )  # fmt: skip

    def forget(self) -> tuple[Any, ...]:
        """Give the page as for somebody new, and nothing to keep."""
        nothing = Progress()
        sittings: tuple[Sitting, ...] = ()
        first, text = None, ""
        with contextlib.suppress(FindingsError):
            materials = self._materials()
            sittings = materials.sittings
            first = sittings[0].id if sittings else None
            text = _sitting(materials, first, nothing)
        return (
            {}, render("learn/forgotten.html", {}),
            path.overview(sittings, nothing.read), first, text,
            EVERYTHING, quiz.START, gr.update(choices=[], value=None, visible=False),
            START_LABEL, "", "",
        )  # fmt: skip

    def _items(self, about: str | None) -> Sequence[QuizItem]:
        edition = self._editions()
        return _items_about(edition.made(parts.materials), edition.made(scenarios_held), about)

    def _letter(self, materials: Materials, letter: str) -> str:
        entries = materials.glossary.of_letter(letter)
        told = f"{len(entries)} of {len(materials.glossary.entries)} entries, under {letter}."
        return glossary.entries_markup(entries, told)


def _sitting(materials: Materials, sitting: str | None, progress: Progress) -> str:
    for one in materials.sittings:
        if one.id == sitting:
            pointers = materials.generation.pointers
            return path.sitting_markup(one, materials, pointers, is_read=one.id in progress.read)
    return ""


def _next_question(items: Sequence[QuizItem], progress: Progress) -> tuple[Any, ...]:
    item = choose(progress, items)
    if item is None:
        return to_stored(progress), _notice("No questions about this."), gr.update(
            visible=False), NEXT_LABEL, "", ""  # fmt: skip
    return (
        to_stored(progress.ask(item)),
        quiz.question_markup(item),
        gr.update(choices=quiz.choices_of(item), value=None, visible=True),
        CHECK_LABEL,
        "",
        quiz.tally_markup(progress, len(items)),
    )


def _subjects(materials: Materials) -> list[tuple[str, str]]:
    """Give what the quiz can be about: everything, a sitting, a document or pathway."""
    sittings = [(f"Sitting {number}: {one.title}", f"sitting:{one.id}")
                for number, one in enumerate(materials.sittings, 1)]  # fmt: skip
    passages = (one for one in materials.generation.passages if one.part is not Part.ADDRESSEES)
    routes = (one.title for one in materials.pathways)
    topics = sorted({*map(topic_of, passages), *map(topic_of_pathway, routes)})
    first = [("Everything", EVERYTHING), ("Scenarios", SCENARIOS)]
    return [*first, *sittings, *((one, f"topic:{one}") for one in topics)]


def _items_about(
    materials: Materials, scenarios: Sequence[QuizItem], about: str | None
) -> Sequence[QuizItem]:
    kind, _, name = (about or "").partition(":")
    items = (*materials.items, *scenarios)
    if kind == SCENARIOS:
        return scenarios
    if kind == "topic":
        return [one for one in items if one.topic == name]
    for sitting in materials.sittings:
        if kind == "sitting" and sitting.id == name:
            titles = {topic_of_pathway(one.title) for one in materials.pathways
                      if one.id in sitting.pathways}  # fmt: skip
            return [
                one for one in items
                if one.topic in titles or one.passage.id in sitting.passages
            ]  # fmt: skip
    return items


def _notice(told: str) -> Markup:
    return render("learn/notice.html", {"told": told})
