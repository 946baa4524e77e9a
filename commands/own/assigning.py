"""``findings assign``: a person says what a sentence of a letter tells of."""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from commands.publishing.outcome import HowToPublish, Seen, changing, open_previous, settle, warn
from domain import FindingsError
from ingest.beside.tables import written_first
from store.generation.reusing import held_editions, held_side
from store.publishing.live import current_folder
from themes.corrections import ASSIGNED_NAME, plain, with_line
from themes.taxonomy import read_taxonomy

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from domain import Document
    from settings import Settings
    from themes.corrections import SaidOfLine


class NotAssignedError(FindingsError):
    """What is said is of no sentence held or no theme, or cannot be kept."""


def assign_line(
    settings: Settings, document: str, quote: str, said: SaidOfLine, wanted: HowToPublish
) -> int:
    """Publish what is said of a sentence of a document, whose words ``quote`` gives.

    It is written into practice.toml of ``settings.knowledge``, so that it stays. Gives the exit
    code.

    Raises:
        NotAssignedError: no such sentence is held, there is no such theme, or nothing is said.
        FindingsError: nothing could be published; the store is as it was.
    """
    _check_themes(said)
    current_folder(settings.store)
    with changing(settings, wanted):
        start = time.monotonic()
        previous = open_previous(settings)
        held = held_editions(previous)
        if document not in held:
            msg = f"{document}: no such document: 'findings sources' lists those held"
            raise NotAssignedError(msg)
        _check_words(held[document].document, quote)
        side = held_side(previous)
        line = (document, quote)
        before = side.get(ASSIGNED_NAME, b"").decode("utf-8")
        side[ASSIGNED_NAME] = with_line(before, line, said).encode("utf-8")
        # what lies in the folder may say more than what is held: that stays, unpublished
        kept = _kept(settings.knowledge)
        keeping: AbstractContextManager[None] = nullcontext()
        if kept is None and not wanted.dry_run:
            warn(f"{settings.knowledge}: is no folder, so {ASSIGNED_NAME} is not written there")
        elif kept is not None and not wanted.dry_run:
            path = (settings.knowledge / ASSIGNED_NAME).resolve()
            keeping = written_first(path, with_line(kept, line, said), NotAssignedError)
        with keeping:
            return settle(
                settings, list(held.values()), wanted, seen=Seen(), kept=(),
                side=dict(sorted(side.items())), previous=previous, start=start,
            )  # fmt: skip


def _check_themes(said: SaidOfLine) -> None:
    known = [one.id for one in read_taxonomy().themes]
    if said.is_empty:
        msg = "nothing is said: give --theme, --not-theme, --side or --forget"
        raise NotAssignedError(msg)
    for name in (*said.themes, *said.not_themes):
        if name not in known:
            msg = f"{name[:60]}: no such theme: take one of {', '.join(known)}"
            raise NotAssignedError(msg)
    if both := sorted({*said.themes} & {*said.not_themes}):
        msg = f"{both[0]}: cannot both be and not be its theme: say one"
        raise NotAssignedError(msg)


def _check_words(document: Document, quote: str) -> None:
    if not plain(quote) or plain(quote) not in plain(document.text):
        msg = f"{quote[:60]!r} is not in {document.source.id}: quote its sentence"
        raise NotAssignedError(msg)


def _kept(knowledge: Path) -> str | None:
    if not knowledge.is_dir():
        return None
    path = knowledge / ASSIGNED_NAME
    try:
        return path.read_text("utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read ({error}): correct it"
        raise NotAssignedError(msg) from error
