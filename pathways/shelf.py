"""The pathways of the live generation: read again only when another generation is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pathways.loading import FOLDER_NAME, load_pathways

if TYPE_CHECKING:
    from collections.abc import Callable

    from pathways.route import Pathway
    from store.generation.opened import Generation


@dataclass(frozen=True, slots=True)
class Shelved:
    """Pathways that hold for one generation, in the order they are offered."""

    generation: Generation
    pathways: tuple[Pathway, ...]

    @property
    def titles(self) -> dict[str, str]:
        """Each pathway's title, by its id."""
        return {one.id: one.title for one in self.pathways}

    def find(self, pathway_id: str) -> Pathway | None:
        """Give a pathway by its id; None where there is none of that id."""
        return next((one for one in self.pathways if one.id == pathway_id), None)


class Shelf:
    """Gives the pathways tied to the documents that are live now; any thread may ask."""

    def __init__(self, generation: Callable[[], Generation]) -> None:
        """Take what gives the live generation at each call."""
        self._generation = generation
        self._held: Shelved | None = None

    def current(self) -> Shelved:
        """Give the pathways of the live generation.

        Raises:
            PathwayError: a pathway is damaged, or quotes words that are no longer there.
            FindingsError: there is no live generation.
        """
        generation = self._generation()
        held = self._held
        if held is None or held.generation.id != generation.id:
            folder = generation.side / FOLDER_NAME
            pathways = load_pathways(folder, generation.documents, generation.partnership)
            held = Shelved(generation, pathways)
            self._held = held
        return held
