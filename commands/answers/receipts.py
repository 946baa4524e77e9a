"""``findings ask --receipt`` and ``findings verify RECEIPT``: what an answer rests on, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands.replacing import replacing
from commands.terminal import print_json
from store.generation.opened import Generation
from store.publishing.live import current_folder
from using.receipts import DRAFT, make_receipt, read_receipt, verify_receipt
from using.records.drafts import read_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.edition import Edition
    from domain import Reply
    from settings import Settings

_FAILED = 2


def write_receipt(reply: Reply, edition: Callable[[], Edition], path: Path) -> None:
    """Write the receipt of a reply into a file.

    Raises:
        OutputError: it cannot be written.
    """
    generation = edition().generation if reply.generation else None
    with replacing(path) as file:
        file.write(make_receipt(reply, generation).as_json())


def verify_quotes(settings: Settings, path: Path, *, as_json: bool) -> int:
    """Print of each quote of a receipt or saved draft whether it stands; give the exit code.

    Raises:
        FindingsError: the file is no receipt or saved draft, or the store is missing or damaged.
    """
    receipt = read_record(path) or read_receipt(path)
    generation = Generation(current_folder(settings.store))
    verified = verify_receipt(receipt, generation)
    if as_json:
        print_json(
            verified.model_dump(mode="json") | {"is_well": verified.is_well, "first": receipt.first}
        )
        return 0 if verified.is_well else _FAILED
    if receipt.first:
        print(receipt.first)
    for one in verified.quotes:
        page = f", page {one.quote.page}" if one.quote.page else ""
        print(f"{one.stands.value}: {one.title}{page}: “{' '.join(one.quote.words.split())}”")
    same = "live" if verified.is_same_generation else "no longer live"
    made = "it was made of" if receipt.status == DRAFT else "that answered"
    of = f"the knowledge base {made} ({receipt.generation}) is {same}"
    well = sum(one.stands.is_well for one in verified.quotes)
    if receipt.quotes:
        print(f"{well} of {len(verified.quotes)} quotes stand word for word; {of}")
    else:
        print("The receipt is of a reply that quotes nothing.")
    return 0 if verified.is_well else _FAILED
