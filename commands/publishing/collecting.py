"""``findings collect``: public letters, fetched or from a folder, become part of what is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wiring
from bot.placing.areas import Gazetteer
from collecting.catalogue import read_collection
from collecting.fetching import PAUSE_SECONDS, gather
from commands.progress import showing_progress
from commands.publishing.adding import add_documents, incoming_of
from commands.publishing.outcome import HowToPublish, open_previous, warn
from domain import FindingsError, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from collecting.catalogue import Collection, PublicLetter
    from collecting.fetching import Gathered
    from domain import Source
    from ingest.web.network import Connections
    from settings import Settings

# Beside the generations: what was fetched, by collection.
FOLDER_NAME = "collected"
_DONE, _NOT_ALL = 0, 2
# The day that a publisher's page gives and the one printed on the letter.
_DAYS_APART = 3


class NothingCollectedError(FindingsError):
    """No letter of a collection is at hand."""


def collect_letters(
    settings: Settings, name: str, wanted: HowToPublish, *, folder: Path | None = None,
    afresh: bool = False, allow_http: bool = False, network: Connections | None = None,
    pause: float = PAUSE_SECONDS,
) -> int:  # fmt: skip
    """Add the letters of a collection to the knowledge base; give the exit code, 2 if not all came.

    They are fetched where their catalogue says, one at a time, and a run that was stopped goes on;
    or they are those of a ``folder``, and nothing is fetched. ``afresh`` fetches what is there
    already once more; ``network`` and ``pause`` are others only in tests.

    Raises:
        CollectionError: there is no such collection.
        NothingCollectedError: not one letter is at hand.
        FindingsError: nothing could be published.
    """
    collection = read_collection(name, (settings.knowledge, wiring.SHIPPED_KNOWLEDGE))
    if folder:
        code = add_documents(settings, [folder], wanted)
    else:
        with showing_progress() as progress:
            found = gather(
                collection, settings.store / FOLDER_NAME / name, afresh=afresh,
                allow_http=allow_http, network=network, pause=pause, progress=progress,
            )  # fmt: skip
        _tell(collection, found)
        if not found.fetched:
            msg = f"{name}: no letter could be fetched: download them and give --from their folder"
            raise NothingCollectedError(msg)
        code = add_documents(settings, (), wanted,
            [incoming_of(one, settings.knowledge) for _, one in found.fetched])  # fmt: skip
        code = code or (_NOT_ALL if found.failed else _DONE)
    if not wanted.dry_run:
        _tell_held(settings, collection)
    return code


def _tell(collection: Collection, found: Gathered) -> None:
    for failed in found.failed:
        warn(f"{failed.letter.label}: {failed.reason}")
    for letter in found.changed:
        warn(f"{letter.label}: the file is another than the one fetched before")
    if found.unaddressed:
        names = "; ".join(one.label for one in found.unaddressed)
        warn(
            f"no address is known of {len(found.unaddressed)}: {names}. Download them and give "
            "--from their folder, or write the address into the catalogue"
        )
    warn(
        f"{collection.title}: {len(found.fetched)} of {len(collection.letters)} letters at hand, "
        f"{found.new} fetched now, {len(found.failed)} failed"
    )


def _tell_held(settings: Settings, collection: Collection) -> None:
    """Say which letters of the catalogue are held now, by what they say of themselves."""
    held = open_previous(settings)
    if held is None:
        return
    sources = [one.source for one in held.documents if one.source.kind is Kind.FINDING]
    places = Gazetteer([one.area for one in sources] + [one.area for one in collection.letters])
    for letter in collection.letters:
        for one in sources:
            named = letter.address and one.url == letter.address
            if named and not _is_of(one, letter, places):
                warn(
                    f"{one.id}: reads as of {one.area or 'no area'}, {one.published}, and the "
                    f"catalogue says {letter.label}: correct the catalogue, or remove the document"
                )
    missing = [
        one.label for one in collection.letters
        if not any(_is_of(source, one, places) for source in sources)
    ]  # fmt: skip
    count = len(collection.letters)
    rest = f"; not held: {'; '.join(missing)}" if missing else ""
    warn(f"{collection.title}: {count - len(missing)} of {count} are held{rest}")


def _is_of(source: Source, letter: PublicLetter, places: Gazetteer) -> bool:
    if not places.members(source.area) & places.members(letter.area):
        return False
    day = source.published or source.inspected_to
    return day is None or abs((day - letter.published).days) <= _DAYS_APART
