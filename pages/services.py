"""What every page of the web app is given, already built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Assistant, Library
    from settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """The assistant, the library of the live generation, and the settings in force.

    ``library`` is called at each use, so that a newly published generation is shown.
    """

    assistant: Assistant
    library: Callable[[], Library]
    settings: Settings

    @property
    def site(self) -> str:
        """The web address that people reach the app by, for links in files they take away."""
        if self.settings.public_host:
            return f"https://{self.settings.public_host}"
        return f"http://{self.settings.host}:{self.settings.port}"
