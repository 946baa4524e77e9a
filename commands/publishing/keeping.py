"""``findings sources``, ``verify`` and ``rollback``: looking after what is published."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from commands.progress import showing_progress
from commands.terminal import print_json
from domain import Source
from store.generation.records import dump_source
from store.publishing.auditing import audit_in_child
from store.publishing.live import current_folder, earlier_folder, read_current_manifest, roll_back
from store.publishing.locking import writing

if TYPE_CHECKING:
    from datetime import date

    from settings import Settings
    from store.generation.manifest import DocumentRecord

# What other programs read of each document, in this order; further facts come after.
FACTS = (
    *("id", "title", "publisher", "kind", "area", "published", "inspected_from", "inspected_to"),
    *("effective_from", "edition", "status", "theme", "pages", "passages", "sentences", "address"),
)


def list_sources(settings: Settings, *, as_json: bool) -> None:
    """Print each document of the live generation with the facts of its catalogue entry."""
    manifest = read_current_manifest(settings.store)
    today = datetime.now(UTC).date()
    if as_json:
        documents = [_row(one, today) for one in manifest.documents]
        print_json({"generation": manifest.id, "documents": documents})
        return
    for record in manifest.documents:
        source = record.source
        print(f"{source.id}: {source.title}")
        facts = (
            source.publisher,
            source.area,
            source.dated,
            source.kind,
            source.status_on(today),
            source.licence,
        )
        print(f"    {'; '.join(fact for fact in facts if fact)}")
        if source.places:
            print(f"    also at {', '.join(source.places)}")
        if source.replaced_on:
            print(f"    replaced by {source.replaced_by} from {source.replaced_on}")
        if source.review_due:
            word = "was" if source.review_due <= today else "is"
            when = "in" if "review_due" in source.months else "on"
            print(f"    {word} due for a review {when} {source.said('review_due')}")
        if source.url:
            print(f"    {source.url}")
        counts = f"{record.passages} passages, {record.sentences} sentences"
        print(f"    {counts}, {record.lessons} lessons")


def _row(record: DocumentRecord, today: date) -> dict[str, object]:
    """Give all facts of a document, dates in ISO form; what is not known is null."""
    facts: dict[str, object] = {field.name: None for field in fields(Source)}
    facts |= dump_source(record.source)
    facts["status"] = record.source.status_on(today)
    facts["address"] = facts.pop("url")
    facts |= {"pages": record.pages or None, "passages": record.passages,
              "sentences": record.sentences, "lessons": record.lessons}  # fmt: skip
    return {name: facts[name] for name in dict.fromkeys((*FACTS, *facts))}


def verify_store(settings: Settings, *, as_json: bool = False) -> None:
    """Audit the live generation.

    Raises:
        AuditError: with the first fault found.
    """
    folder = current_folder(settings.store)
    manifest = read_current_manifest(settings.store)
    with showing_progress() as progress:
        audit_in_child(folder, lambda done, total: progress("checking", done, total))
    if as_json:
        counts = {"passages": manifest.passages, "vectors": manifest.entries}
        print_json({"generation": folder.name, "documents": len(manifest.documents)} | counts)
        return
    print(
        f"generation {folder.name} is whole: {len(manifest.documents)} documents, "
        f"{manifest.passages:,} passages, {manifest.entries:,} vectors, each found by itself"
    )


def roll_back_store(settings: Settings) -> None:
    """Audit the generation before the live one and make it live.

    Raises:
        StoreError: there is none.
        AuditError: it is damaged; the live one stays.
    """
    current_folder(settings.store)
    with writing(settings.store):
        audit_in_child(earlier_folder(settings.store))
        identity = roll_back(settings.store)
    print(f"generation {identity} is live again")
