"""The contacts that documents give, each with whose it is and which service its words name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.gathering.kept import packed, part_of, unpacked
from bot.placing.roles import plain
from domain import Kind, Shape, Status
from ingest.facts.contacts import GivenContact, find_contacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.gathering.kept import Arrays
    from bot.placing.belonging import Areas, Belonging
    from bot.placing.roles import ServiceNames
    from domain import Passage
    from store.generation.opened import Generation

# The name under which is kept what was found of all documents.
CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact that is no old edition's, and what is known of it.

    ``areas`` are those whose it is, none where it is everybody's or nobody knows; ``role`` is the
    service that its words name, if any; ``is_late`` says that its sentence names several times of
    the hours in which others are shut, ``is_found`` that it stands in an inspector's letter.
    """

    given: GivenContact
    areas: Areas
    role: str | None
    is_late: bool
    is_found: bool


def contacts_held(
    generation: Generation, belonging: Belonging, services: ServiceNames
) -> tuple[KnownContact, ...]:
    """Give the contacts of a generation's documents, in their order."""
    found = part_of(
        generation, CONTACTS, lambda: find_contacts_held(generation, belonging, services)
    )
    return tuple(
        KnownContact(
            GivenContact(passage, sentence, who, value, is_email, hours, Shape(shape)),
            frozenset(areas), role, is_late, is_found,
        )
        for passage, sentence, who, value, is_email, hours, shape, areas, role, is_late, is_found
        in unpacked(found["contacts"])
    )  # fmt: skip


def find_contacts_held(
    generation: Generation, belonging: Belonging, services: ServiceNames
) -> Arrays:
    """Give the contacts of a generation's documents, to be kept."""
    known = known_contacts(generation.passages, belonging, services)
    rows = [
        (
            it.passage, it.sentence, it.who, it.value, it.is_email, it.hours, it.shape.value,
            sorted(one.areas), one.role, one.is_late, one.is_found,
        )
        for one in known for it in (one.given,)
    ]  # fmt: skip
    return {"contacts": packed(rows)}


def known_contacts(
    passages: Sequence[Passage], belonging: Belonging, services: ServiceNames
) -> tuple[KnownContact, ...]:
    """Find the contacts in passages; a number of an old edition is rung by nobody."""
    roles: dict[str, str | None] = {}
    known = []
    for one in find_contacts(passages):
        passage = passages[one.passage]
        if passage.source.status is Status.SUPERSEDED:
            continue
        sentence = passage.sentences[one.sentence]
        if one.who not in roles:
            roles[one.who] = services.named_in(plain(one.who))
        named = belonging.gazetteer.members(sentence.text)
        known.append(
            KnownContact(
                one, named or belonging.of(passage, sentence), roles[one.who],
                services.is_late(plain(sentence.text)), passage.source.kind is Kind.FINDING,
            )
        )  # fmt: skip
    return tuple(known)
