"""Answers that a person signed: whole messages, and the sentences that each is answered with."""

from __future__ import annotations

import hashlib
import re

# pydantic reads annotations at run time
from datetime import date  # noqa: TC003
from pathlib import Path  # noqa: TC003
from typing import Any

import tomlkit
from pydantic import Field
from tomlkit.exceptions import TOMLKitError

from domain import FindingsError
from ingest.beside.tables import StrictTable, read_table

PINS_NAME = "pins.toml"
_HEAD = """\
# Answers that a person signed: 'findings pin' and the page of Administer, Questions, write them.
# message    what is asked, in whole; signs and capitals do not count
# signed_by  who answers for it, and signed on which day
# quote      the sentences that answer, each with its document, and what that was known by then:
#            where it is another by now, has been replaced or withdrawn, the answer has lapsed

"""
_WORD = re.compile(r"[^\W_]+")


class PinsError(FindingsError):
    """The file of pinned answers cannot be read, or what is to be pinned may not be."""


class PinnedQuote(StrictTable):
    """A sentence of a document; ``digest`` is that of the whole document's text then."""

    document: str = Field(min_length=1)
    quote: str = Field(min_length=1)
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


class Pin(StrictTable):
    """An answer of quotes that somebody signed on a day, and the message that it answers."""

    message: str = Field(min_length=1)
    signed_by: str = Field(min_length=1)
    signed: date
    quote: tuple[PinnedQuote, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        """What a message has to say to be answered with it."""
        return key_of(self.message)


class PinsFile(StrictTable):
    """What the file holds."""

    pin: tuple[Pin, ...] = ()


def read_pins(path: Path) -> tuple[Pin, ...]:
    """Give the pinned answers, in their order; none where there is no file.

    Raises:
        PinsError: it cannot be read.
    """
    return read_table(path, PinsFile, PinsError).pin if path.exists() else ()


def key_of(message: str) -> str:
    """Give a message's words, by which it is known again: neither signs nor capitals count."""
    return " ".join(_WORD.findall(message.casefold()))


def digest_of(text: str) -> str:
    """Give what a document's text is known again by."""
    return hashlib.sha256(text.encode()).hexdigest()


def with_pin(text: str, message: str, pin: Pin | None) -> str:
    """Give the text of the file with ``pin`` as the answer to a message, or with none to it.

    Raises:
        PinsError: it holds no list of pinned answers.
    """
    try:
        whole = tomlkit.parse(text or _HEAD)
        held: Any = whole.get("pin", tomlkit.aot())
        kept = [one for one in held if key_of(one["message"]) != key_of(message)]
    except (TOMLKitError, KeyError, TypeError) as error:
        msg = f"{PINS_NAME}: holds no list of pinned answers ({error}): correct it"
        raise PinsError(msg) from error
    made = tomlkit.aot()
    for one in kept:
        made.append(one)
    if pin:
        fields = pin.model_dump()
        quotes = tomlkit.aot()
        for quote in fields.pop("quote"):
            quotes.append(tomlkit.item(quote))
        table = tomlkit.item(fields)
        table["quote"] = quotes
        made.append(table)
    whole.pop("pin", None)
    if len(made):
        whole["pin"] = made
    return tomlkit.dumps(whole)
