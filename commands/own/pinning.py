"""``findings pin``, ``unpin`` and ``pins``: answers that a person signed."""

from __future__ import annotations

import time
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.pinning.pinned import standing_of
from bot.privacy.masking import mask
from commands.publishing.outcome import HowToPublish, Seen, changing, open_previous, settle, warn
from commands.terminal import print_json
from ingest.beside.pins import (
    PINS_NAME,
    Pin,
    PinnedQuote,
    PinsError,
    digest_of,
    key_of,
    read_pins,
    with_pin,
)
from ingest.beside.tables import written_first
from store.generation.opened import Generation
from store.generation.reusing import held_editions, held_side
from store.generation.side import SIDE_NAME
from store.publishing.live import current_folder
from using.own.pins import held_pins

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from settings import Settings

_MOST_LETTERS, _MOST_QUOTES = 500, 12


def pin_answer(
    settings: Settings, message: str, quotes: Sequence[str], wanted: HowToPublish, *,
    signed_by: str, signed: date,
) -> int:  # fmt: skip
    """Publish an answer to a message, of quotes as in ``DOCUMENT=SENTENCE``; give the exit code.

    It takes the place of one to the same message, and is written into ``pins.toml`` of
    ``settings.knowledge``, so that it stays.

    Raises:
        PinsError: a sentence is not held, the message holds details of a person, or the day or
            the name of who signed will not do.
        FindingsError: nothing could be published; the store is as it was.
    """
    generation = Generation(current_folder(settings.store))
    pin = _pin(generation, " ".join(message.split()), quotes, " ".join(signed_by.split()), signed)
    return _publish(settings, pin.message, pin, wanted)


def unpin_answer(settings: Settings, message: str, wanted: HowToPublish) -> int:
    """Publish that a message has no pinned answer any more; give the exit code.

    Raises:
        PinsError: it has none.
        FindingsError: nothing could be published; the store is as it was.
    """
    held = read_pins(current_folder(settings.store) / SIDE_NAME / PINS_NAME)
    if key_of(message) not in {one.key for one in held}:
        msg = f"{message[:60]!r} has no pinned answer: 'findings pins' lists those that have"
        raise PinsError(msg)
    return _publish(settings, message, None, wanted)


def show_pins(settings: Settings, *, as_json: bool) -> None:
    """Print each pinned answer: by whom, since when, and why it has lapsed where it has.

    Raises:
        FindingsError: nothing is published, or it is damaged.
    """
    held = held_pins(settings.store, datetime.now(UTC).date())
    if as_json:
        print_json({"pins": [
            {**one.pin.model_dump(mode="json"), "lapsed": one.why} for one in held
        ]})  # fmt: skip
        return
    for one in held:
        state = f"lapsed: {one.why}" if one.why else "stands"
        print(f"{one.pin.message}\n    {one.pin.signed_by}, {one.pin.signed}; {state}")
        for quote in one.pin.quote:
            print(f"    {quote.document}: {quote.quote}")


def _pin(
    generation: Generation, message: str, quotes: Sequence[str], signed_by: str, signed: date
) -> Pin:  # fmt: skip
    if not key_of(message) or len(message) > _MOST_LETTERS:
        msg = f"the message has {len(message)} letters: give words, at most {_MOST_LETTERS} letters"
        raise PinsError(msg)
    if kinds := mask(message).kinds:
        msg = f"the message seems to hold details of a person ({', '.join(kinds)}): take them out"
        raise PinsError(msg)
    today = datetime.now(UTC).date()
    if not signed_by or signed > today:
        msg = f"signed by {signed_by!r} on {signed}: say who signed it, and a day that has come"
        raise PinsError(msg)
    if not 0 < len(quotes) <= _MOST_QUOTES:
        msg = f"{len(quotes)} sentences: give 1 to {_MOST_QUOTES}"
        raise PinsError(msg)
    texts = {one.source.id: one.text for one in generation.documents}
    chosen: list[PinnedQuote] = []
    for one in quotes:
        # an id may hold the sign too
        name = max((it for it in texts if one.startswith(f"{it}=")), key=len, default="")
        if not name:
            msg = f"{one[:80]!r}: no document held: write it as DOCUMENT=SENTENCE"
            raise PinsError(msg)
        words = one.removeprefix(f"{name}=").strip()
        quote = PinnedQuote(document=name, quote=words or " ", digest=digest_of(texts[name]))
        chosen.append(quote)
    pin = Pin(message=message, signed_by=signed_by, signed=signed, quote=tuple(chosen))
    if why := standing_of(pin, generation, today).why:
        msg = f"{why}: quote its words"
        raise PinsError(msg)
    return pin


def _publish(settings: Settings, message: str, pin: Pin | None, wanted: HowToPublish) -> int:
    with changing(settings, wanted):
        start = time.monotonic()
        previous = open_previous(settings)
        side = dict(held_side(previous))
        path = settings.knowledge / PINS_NAME
        before = path.read_text("utf-8") if path.is_file() else side.get(PINS_NAME, b"").decode()
        after = with_pin(before, message, pin)
        side[PINS_NAME] = after.encode()
        with nullcontext() if wanted.dry_run else _kept(path, after):
            return settle(
                settings, list(held_editions(previous).values()), wanted, seen=Seen(), kept=(),
                side=side, previous=previous, start=start,
            )  # fmt: skip


def _kept(path: Path, text: str) -> AbstractContextManager[None]:
    """Have the file among the documents hold a text; where there is no such folder, say so."""
    if path.parent.is_dir():
        return written_first(path, text, PinsError)
    warn(f"{path.parent}: is not there, so nothing is written beside the documents")
    return nullcontext()
