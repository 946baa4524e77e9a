"""Administer, Questions: what was declined or did not help, and messages that sentences answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from administering.around.frame import page
from domain import FindingsError
from feedback import FeedbackStore
from store.generation.opened import Generation
from store.publishing.live import current_folder, read_current_manifest
from using.own.pins import held_pins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from administering.around.asking import Visit
    from administering.jobs.running import Jobs
    from administering.noting import Note
    from domain import Passage
    from settings import Settings

_MOST, _MOST_FOUND = 100, 20


class Questions:
    """The pages of what the chatbot lacks and is taught."""

    def __init__(self, settings: Settings, jobs: Jobs, note: Note) -> None:
        """Read the settings' record of ratings; acts run as ``jobs`` and are noted."""
        self._settings = settings
        self._jobs = jobs
        self._note = note

    def overview(self, asked: Visit) -> Response:
        """Give what was declined and what did not help, and a search for sentences."""
        passages = self._passages()
        store = FeedbackStore(self._settings.feedback, self._settings.records_address)
        by_id = {one.id: one for one in passages}
        unhelpful = [
            {"one": one, "quoted": [by_id[name] for name in one.passages if name in by_id],
             "gone": sum(name not in by_id for name in one.passages)}
            for one in store.unhelpful(_MOST)
        ]  # fmt: skip
        words = asked.text("find")
        job = self._jobs.last()
        result = self._jobs.result() if job and job.state == "done" else {}
        tried = result if job and job.kind == "try" else {}
        suggested = result if job and job.kind == "suggest" else {}
        values = {
            "declined": store.declined_themes(), "unhelpful": unhelpful, "find": words,
            "found": _found(passages, words), "message": asked.text("message"), "tried": tried,
            "keeps": self._settings.keep_declined_questions, "lesson": _lesson_of(tried),
            "suggested": suggested, "can_suggest": self._can_suggest,
            "pins": self._pins(), "today": datetime.now(UTC).date().isoformat(),
        }  # fmt: skip
        return page(asked, "questions.html", "Questions", values, job=job)

    def teach(self, asked: Visit) -> Response:
        """Have a message tried on a sentence, taught, or some suggested; the command checks it."""
        document, _, quote = asked.text("sentence").replace("\r\n", "\n").partition("\n")
        message, is_trial = asked.text("message"), asked.text("act") != "teach"
        if asked.text("act") == "suggest":
            return self._suggest(asked, document, quote)
        if not (document and quote.strip() and message.strip()):
            raise HTTPException(400, "Choose a sentence, and write a message that it answers.")
        if not any(one.source.id == document for one in read_current_manifest(
            self._settings.store
        ).documents):  # fmt: skip
            raise HTTPException(400, "The document of that sentence is held no longer.")
        options = ["--json", *(["--corrects"] if asked.text("corrects") else [])]
        options += ["--dry-run"] if is_trial else []
        arguments = ["teach", *options, "--", document, quote, message]
        if is_trial:
            says = f"Trying a message on a sentence of {document}"
            self._jobs.start("try", says, arguments, by=asked.person)
        else:
            says = f"Teaching a message for a sentence of {document}"
            self._note(asked.person, "teach", document)
            self._jobs.start("teach", says, arguments, by=asked.person, thing=document)
        return _to(asked)

    @property
    def _can_suggest(self) -> bool:
        """Whether the settings name a chat model that writes."""
        return bool(self._settings.chat_model) and self._settings.chat_mode != "picks"

    def _suggest(self, asked: Visit, document: str, quote: str) -> Response:
        """Have a chat model suggest messages for a sentence; nothing is taught by it."""
        if not (self._can_suggest and document and quote.strip()):
            raise HTTPException(400, "Choose a sentence; a chat model that writes must be set.")
        says = f"Asking the chat model for messages on a sentence of {document}"
        self._note(asked.person, "suggest", document)
        arguments = ["suggest", "--json", "--", document, quote]
        self._jobs.start("suggest", says, arguments, by=asked.person)
        return _to(asked)

    def pin(self, asked: Visit) -> Response:
        """Have the chosen sentences answer a message, as somebody signed; the command checks."""
        message, by, on = (asked.text(name).strip() for name in ("message", "by", "on"))
        quotes = [
            one.replace("\r\n", "\n").replace("\n", "=", 1) for one in asked.texts("sentence")
        ]
        if not (quotes and message and by and on):
            raise HTTPException(
                400, "Tick the sentences, and say what they answer, who signed that and when."
            )
        arguments = ["pin", "--json", f"--by={by}", f"--on={on}", "--", message, *quotes]
        says = "Pinning an answer that was signed"
        self._note(asked.person, "pin", by)
        self._jobs.start("pin", says, arguments, by=asked.person, thing=by)
        return _to(asked)

    def unpin(self, asked: Visit) -> Response:
        """Have a message answered as any other again."""
        message = asked.text("message")
        says = "Taking a pinned answer off"
        self._note(asked.person, "unpin", says)
        self._jobs.start("unpin", says, ["unpin", "--json", "--", message], by=asked.person)
        return _to(asked)

    def _pins(self) -> Sequence[object]:
        try:
            return held_pins(self._settings.store, datetime.now(UTC).date())
        except FindingsError:
            return ()

    def _passages(self) -> Sequence[Passage]:
        try:
            return Generation(current_folder(self._settings.store)).passages
        except FindingsError:
            return ()


def _to(asked: Visit) -> RedirectResponse:
    return RedirectResponse(f"{asked.root}/administer/questions#job", 303)


def _found(passages: Sequence[Passage], words: str) -> list[dict[str, str]]:
    """Give the sentences that hold the most of the words."""
    wanted = {one for one in words.lower().split() if one}
    if not wanted:
        return []
    scored = [
        (sum(one in sentence.text.lower() for one in wanted), passage, sentence.text)
        for passage in passages for sentence in passage.sentences
    ]  # fmt: skip
    best = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], len(one[2])))
    return [
        {"document": passage.source.id, "title": passage.source.title or passage.source.id,
         "text": text, "value": f"{passage.source.id}\n{text}"}
        for _, passage, text in best[:_MOST_FOUND]
    ]  # fmt: skip


def _lesson_of(tried: dict[str, Any]) -> dict[str, Any]:
    """Give what was tried, to be taught as it stands."""
    if "then" not in tried:
        return {}
    return {
        "value": f"{tried['document']}\n{tried['quote']}", "message": tried["message"],
        "corrects": tried["corrects"],
    }  # fmt: skip
