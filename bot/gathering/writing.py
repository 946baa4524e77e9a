"""All that is found of all documents together, kept with a generation that is to be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.edition import lexicon_of
from bot.gathering.contacts import CONTACTS, find_contacts_held
from bot.gathering.kept import rules
from bot.gathering.limits import LIMITS, find_limits
from bot.gathering.survey import survey_of
from bot.gathering.titles import TITLES, find_titles
from bot.placing.belonging import FILED, SURVEY, belonging_of, find_filed
from bot.placing.roles import ServiceNames
from bot.privacy.held import NAMES, find_names
from bot.ranking.wording import HEADS, find_heads
from bot.reading.shortened import SHORTENED, find_shortened
from store.generation.gathered import write_gathered
from store.generation.opened import Generation

if TYPE_CHECKING:
    from pathlib import Path


def gather(folder: Path) -> None:
    """Find of the generation in ``folder`` what its questions need of all documents together.

    Nothing may point to it yet.

    Raises:
        FindingsError: it cannot be opened.
        OSError: what was found cannot be written.
    """
    generation = Generation(folder)
    belonging = belonging_of(generation)
    services = ServiceNames(generation.partnership)
    write_gathered(
        folder, rules(),
        {
            FILED: find_filed(belonging),
            SURVEY: survey_of(belonging, generation.passages).arrays(),
            SHORTENED: find_shortened(generation), NAMES: find_names(generation),
            CONTACTS: find_contacts_held(generation, belonging, services),
            TITLES: find_titles(generation.sources, lexicon_of(generation)),
            LIMITS: find_limits(generation.passages), HEADS: find_heads(generation),
        },
    )  # fmt: skip
