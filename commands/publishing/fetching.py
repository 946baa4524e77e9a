"""``findings add`` with web addresses: the only command that fetches anything."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from commands.publishing.adding import add_documents, incoming_of
from commands.publishing.outcome import HowToPublish, warn
from ingest.web.fetching import fetch, is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.web.network import Connections
    from settings import Settings


def add_places(
    settings: Settings, places: Sequence[str], wanted: HowToPublish, *, allow_http: bool = False,
    network: Connections | None = None,
) -> int:  # fmt: skip
    """Add documents by their paths or web addresses; give the exit code.

    Every address is fetched before anything is changed. ``allow_http`` admits addresses that are
    not encrypted; ``network`` is another one only in tests.

    Raises:
        FindingsError: something could not be fetched, or nothing could be published.
    """
    addresses = list(dict.fromkeys(one for one in places if is_address(one)))
    paths = [Path(one) for one in places if not is_address(one)]
    with tempfile.TemporaryDirectory(prefix="findings-web-") as folder:
        fetched = []
        for one in addresses:
            warn(f"{one}: fetching")
            fetched.append(fetch(one, Path(folder), allow_http=allow_http, network=network))
        coming = [incoming_of(one, settings.knowledge) for one in fetched]
        return add_documents(settings, paths, wanted, coming)
