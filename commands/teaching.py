"""``findings teach``: a message that a sentence answers, tried before it is published."""

from __future__ import annotations

import json
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import wiring
from bot.answering.rendering import render, status_of
from bot.privacy.masking import mask
from commands.progress import showing_progress
from commands.publishing.outcome import HowToPublish, Seen, changing, open_previous, settle, warn
from commands.terminal import print_json
from domain import FindingsError, Taught
from ingest.beside.tables import written_first
from ingest.beside.teaching import TAUGHT_SUFFIX
from ingest.locating import Locator
from store.generation.building import write
from store.generation.planning import plan
from store.generation.reusing import held_editions, held_side
from store.publishing.live import current_folder, generations_folder, publish
from using.asking import answer_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.folder.collecting import Collected
    from settings import Settings
    from store.generation.opened import Generation

_MOST_LETTERS = 500
_CALIBRATION = "calibration.json"


class TeachingError(FindingsError):
    """What is to be taught quotes what is not held, or holds what may not be kept."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A message, and the sentence of a document, by its id, that answers it.

    ``corrects`` says that the sentence contradicts what the message takes for granted.
    """

    document: str
    quote: str
    message: str
    corrects: bool = False


def teach_message(
    settings: Settings, lesson: Lesson, *, dry_run: bool = False, as_json: bool = False
) -> int:
    """Teach a message, or with ``dry_run`` show how it is answered now and would be then.

    The line is written beside the document in ``settings.knowledge``, where it lies there, so that
    it stays when the folder is read anew. Gives the exit code.

    Raises:
        TeachingError: no such document or sentence is held, or the message holds details of a
            person.
        FindingsError: nothing could be published; the store is as it was.
    """
    current_folder(settings.store)
    wanted = HowToPublish(dry_run=dry_run, as_json=as_json)
    with changing(settings, wanted):
        start = time.monotonic()
        previous = open_previous(settings)
        held = held_editions(previous)
        taught, document = _taught(lesson, held)
        held[lesson.document] = document
        if dry_run:
            _try(settings, lesson, held, previous, as_json=as_json)
            return 0
        with _kept(settings, lesson.document, taught):
            return settle(
                settings, list(held.values()), wanted, seen=Seen(), kept=(),
                side=held_side(previous), previous=previous, start=start,
            )  # fmt: skip


def _taught(lesson: Lesson, held: Mapping[str, Collected]) -> tuple[Taught, Collected]:
    one = held.get(lesson.document)
    if one is None:
        msg = f"{lesson.document}: no such document: 'findings sources' lists those held"
        raise TeachingError(msg)
    quote, message = lesson.quote.strip(), " ".join(lesson.message.split())
    if not message or len(message) > _MOST_LETTERS:
        msg = f"the message has {len(message)} letters: give one of 1 to {_MOST_LETTERS}"
        raise TeachingError(msg)
    if kinds := mask(message).kinds:
        msg = f"the message seems to hold details of a person ({', '.join(kinds)}): take them out"
        raise TeachingError(msg)
    if not Locator(one.document.text).find(quote):
        msg = f"{quote[:60]!r} is not in {lesson.document}: quote its words"
        raise TeachingError(msg)
    messages = ((), (message,)) if lesson.corrects else ((message,), ())
    taught = Taught(quote, *messages)
    # what stands beside it has changed, so nothing that was read of it is taken over
    return taught, replace(one, taught=(*one.taught, taught), reading="")


def _try(
    settings: Settings, lesson: Lesson, held: Mapping[str, Collected],
    previous: Generation | None, *, as_json: bool,
) -> None:  # fmt: skip
    """Show how a message is answered now, and from an edition of its own that holds the lesson."""
    message = " ".join(lesson.message.split())
    embedder = wiring.make_embedder(settings)
    planned = plan(
        list(held.values()), side=held_side(previous), model=embedder.name,
        max_words=settings.max_words, previous=previous,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="findings-teach-") as name, showing_progress() as told:
        trial = Path(name)
        if (settings.store / _CALIBRATION).is_file():
            calibration = (settings.store / _CALIBRATION).read_bytes()
            (trial / _CALIBRATION).write_bytes(calibration)
        folder = write(planned, embedder, directory=generations_folder(trial), progress=told)
        publish(trial, folder.name, keep=1)
        now = _answered(settings, message)
        then = _answered(settings.model_copy(update={"store": trial}), message)
    if as_json:
        told_of = {"document": lesson.document, "quote": lesson.quote, "message": message}
        print_json({**told_of, "corrects": lesson.corrects, "now": now, "then": then})
        return
    for word, one in (("now", now), ("then", then)):
        print(f"{word}: {one['status']}\n{one['answer']}\n")


def _answered(settings: Settings, message: str) -> dict[str, str]:
    editions = wiring.make_editions(settings, for_one=True)
    try:
        assistant = wiring.make_assistant(settings, editions.library)
        answered = answer_message(assistant, editions.pinned(), message, quotes_only=True)
        if answered.reply is None:
            raise answered.fault or TeachingError
        return {"status": status_of(answered.reply), "answer": render(answered.reply)}
    finally:
        editions.close()


@contextmanager
def _kept(settings: Settings, document: str, taught: Taught) -> Iterator[None]:
    """Write the lesson beside the document, where that lies among the documents.

    It is there before it is published, so that whatever stops that loses nothing; a fault takes it
    back.
    """
    place = settings.knowledge / document
    if not (settings.knowledge.is_dir() and place.is_file()):
        warn(f"{document}: lies outside {settings.knowledge}, so nothing is written beside it")
        yield
        return
    path = place.with_name(f"{PurePosixPath(document).stem}.page{TAUGHT_SUFFIX}")
    told = {"quote": taught.quote, "questions": taught.questions, "mistaken": taught.mistaken}
    line = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)
    before = path.read_text("utf-8") if path.is_file() else ""
    if line in before.splitlines():  # it was to be taught before, and that was cut short
        yield
        return
    with written_first(path, f"{before}{line}\n", TeachingError):
        yield
