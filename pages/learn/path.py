"""The reading path as markup: the list of sittings, and one sitting with its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.learn.sources import quote_markup, source_markup
from pages.shared.markup import badge, tab_button
from pages.shared.templates import read_css, render
from pages.shared.terms import named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from markupsafe import Markup

    from ingest.beside.pointers import Pointer
    from learning.desk import Materials
    from learning.path import Sitting

CSS = read_css("learn/path.css")


def sitting_choices(sittings: Sequence[Sitting]) -> list[tuple[str, str]]:
    """Give the sittings as choices: a label, and the id."""
    return [
        (f"{number}. {one.title} ({one.minutes} minutes)", one.id)
        for number, one in enumerate(sittings, 1)
    ]


def overview(sittings: Sequence[Sitting], read: Collection[str]) -> Markup:
    """Give how far the learner is."""
    if not sittings:
        return render("learn/no_path.html", {})
    done = [one for one in sittings if one.id in read]
    left = sum(one.minutes for one in sittings if one.id not in read)
    if not done:
        told = f"{len(sittings)} sittings, {left} minutes in all. None read yet in this browser."
    elif left:
        titles = ", ".join(one.title for one in done)
        told = f"Read: {len(done)} of {len(sittings)} ({titles}). About {left} minutes are left."
    else:
        told = f"All {len(sittings)} sittings are read. The quiz keeps what you read fresh."
    return render("learn/overview.html", {"told": told})


def sitting_markup(
    sitting: Sitting, materials: Materials, pointers: Mapping[str, Pointer], *, is_read: bool
) -> Markup:
    """Give one sitting: its aim, its quotes with their sources, its words and pathways."""
    mark = badge("Read", icon="✓", tone="good") if is_read else badge("Not read yet", icon="○")
    named_ones = (materials.glossary.named(word)[:1] for word in sitting.words)
    entries = [entry for found in named_ones for entry in found]
    return render("learn/sitting.html", {
        "sitting": sitting,
        "mark": mark,
        "readings": [
            (one.says, quote_markup(one.citation, materials.glossary),
             source_markup(one.citation, pointers, materials.foreign))
            for one in sitting.readings
        ],
        "words": [(named(one), one.says) for one in entries],
        "routes": [tab_button("Pathways", one.title, one.id) for one in materials.pathways
                   if one.id in sitting.pathways],
    })  # fmt: skip
