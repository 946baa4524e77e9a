"""Administer, Letters: public ones are collected, and what a sentence tells of is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from administering.around.frame import page
from store.generation.opened import Generation
from store.publishing.live import current_folder
from themes.corrections import ASSIGNED_NAME, plain, read_assigned
from themes.taxonomy import Side, read_taxonomy

if TYPE_CHECKING:
    from starlette.responses import Response

    from administering.around.asking import Visit
    from administering.jobs.running import Jobs
    from administering.noting import Note
    from domain import Passage, Sentence
    from settings import Settings

# The catalogue that comes with Findings, or a partnership's own of that name.
COLLECTION = "jtai"
_DONE, _NOT_ALL = 0, 2


class PublicLetters:
    """The act that has public letters collected."""

    def __init__(self, jobs: Jobs, note: Note) -> None:
        """Run it as one of the ``jobs``, and ``note`` who wanted it."""
        self._jobs = jobs
        self._note = note

    def collect(self, asked: Visit) -> Response:
        """Have the letters of the catalogue fetched, one at a time, and published."""
        says = "Collecting public inspection letters"
        self._note(asked.person, "collect", COLLECTION)
        # those that could not be fetched are named, and a later try goes on
        self._jobs.start(
            "collect", says, ["collect", "--json", COLLECTION], by=asked.person, thing=COLLECTION,
            accepts=(_DONE, _NOT_ALL),
        )  # fmt: skip
        return RedirectResponse(f"{asked.root}/administer/documents#job", 303)


class PracticeLines:
    """The page on which an editor says what a sentence of a letter tells of."""

    def __init__(self, settings: Settings, jobs: Jobs, note: Note) -> None:
        """Read the settings' store; what is said is published as one of the ``jobs``, and noted."""
        self._settings = settings
        self._jobs = jobs
        self._note = note

    def overview(self, asked: Visit) -> Response:
        """Give the sentence that the address names, with what was said of it, and all others."""
        held = Generation(current_folder(self._settings.store))
        said = read_assigned(held.side / ASSIGNED_NAME)
        known = read_taxonomy()
        named = _named(held, asked.text("line"))
        key = (named[0].source.id, plain(named[1].text)) if named else None
        titles = {one.id: one.title for one in known.themes}
        return page(asked, "letters.html", "What sentences of letters tell of", {
            "line": asked.text("line"), "named": named,
            "theme": known.named(asked.text("theme")), "themes": known.themes,
            "sides": tuple(Side), "mine": next((one for one in said if one.key == key), None),
            "said": said, "titles": titles,
        }, job=self._jobs.last())  # fmt: skip

    def assign(self, asked: Visit) -> Response:
        """Have what is said of a sentence published; the command checks what is typed."""
        document, quote = asked.text("document"), asked.text("quote")
        if not document:
            held = Generation(current_folder(self._settings.store))
            named = _named(held, asked.text("line"))
            if named is None:
                raise HTTPException(400, "That sentence is held no longer.")
            document, quote = named[0].source.id, named[1].text
        options = [
            *(f"--theme={one}" for one in asked.texts("is") if one),
            *(f"--not-theme={one}" for one in asked.texts("is-not") if one),
            *(f"--side={one}" for one in asked.texts("side") if one),
            *(["--forget"] if asked.text("forget") else []),
        ]
        if not options:
            raise HTTPException(400, "Choose what is to be said of the sentence.")
        self._note(asked.person, "assign", document)
        self._jobs.start(
            "assign", f"Correcting what a sentence of {document} tells of",
            ["assign", "--json", *options, "--", document, quote], by=asked.person, thing=document,
        )  # fmt: skip
        return RedirectResponse(f"{asked.root}/administer/letters#job", 303)


def _named(held: Generation, line: str) -> tuple[Passage, Sentence] | None:
    """Give the sentence that an address names by its passage and number; None without one."""
    name, _, number = line.rpartition("-")
    found = next((one for one in held.passages if one.id == name), None)
    if found is None or not (number.isascii() and number.isdecimal()):
        return None
    sentences = found.sentences
    return (found, sentences[int(number)]) if int(number) < len(sentences) else None
