"""What every page of the web app is given, already built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from guarding.origins import site_of
from pages.frame.following import Following
from pages.shared.limits import Limits

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.edition import Editions
    from settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """The assistant, the editions of the knowledge base, and the settings in force.

    A handler takes ``editions.pinned()`` once, so that all that it shows is of one edition.
    """

    assistant: Assistant
    editions: Editions
    settings: Settings
    limits: Limits = field(init=False)
    following: Following = field(init=False, default_factory=Following)

    def __post_init__(self) -> None:
        """Begin counting what is asked for."""
        object.__setattr__(self, "limits", Limits(self.settings.questions_per_minute))

    @property
    def site(self) -> str:
        """The web address that people reach the app by, for links in files they take away."""
        return site_of(self.settings)
