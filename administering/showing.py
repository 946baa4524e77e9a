"""Documents, their facts and jobs as the templates of Administer take them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from domain import Kind, Status
from ingest.beside.recording import FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from administering.jobs.running import Job
    from store.generation.manifest import DocumentRecord
    from using.documents.staging import Staged

_DAYS = frozenset({
    "published", "checked", "inspected_from", "inspected_to", "effective_from", "review_due",
})  # fmt: skip
_CHOICES: Mapping[str, Sequence[str]] = {"kind": tuple(Kind), "status": tuple(Status)}
LABELS = {
    "title": "Title", "publisher": "Publisher", "published": "Published", "checked": "Last checked",
    "url": "Web address", "licence": "Licence", "kind": "Kind", "status": "Status", "area": "Area",
    "inspected_from": "Inspected from", "inspected_to": "Inspected to",
    "effective_from": "In force from", "edition": "Edition", "theme": "Theme",
    "review_due": "Review due", "replaced_by": "Replaced by (id)",
    "owner": "Who sees to its review",
}  # fmt: skip
# What a generation is checked and published in; the process of a job says one of these.
STAGES = {"embedding": "Vectors are made", "indexing": "It is indexed", "checking": "It is checked"}


def row_of(record: DocumentRecord, today: date) -> dict[str, Any]:
    """Give a document that is held as a row of the list."""
    source = record.source
    status = source.status_on(today)
    told = (source.title, source.kind, source.area, source.publisher, source.edition, source.owner)
    return {
        "id": source.id, "title": source.title or source.id, "kind": source.kind.value,
        "area": source.area, "dated": source.dated, "edition": source.edition, "status": status,
        "review_due": source.review_due, "due": source.said("review_due"), "owner": source.owner,
        "is_due": bool(source.review_due and source.review_due <= today),
        "passages": record.passages, "warnings": len(record.warnings),
        "all": " ".join((source.id, *told, status)).lower(),
    }  # fmt: skip


def fields_of(
    found: Mapping[str, Mapping[str, str]], told: Mapping[str, str]
) -> list[dict[str, object]]:
    """Give a field for each fact: what it is called, what is known, and how it is written."""
    return [
        {
            "name": name, "label": LABELS.get(name, name), "choices": _CHOICES.get(name, ()),
            "is_day": name in _DAYS, "value": told.get(name, found.get(name, {}).get("value", "")),
            "words": found.get(name, {}).get("words", ""),
            "sure": found.get(name, {}).get("sure", ""),
        }
        for name in FACTS
    ]  # fmt: skip


def told_of(job: Job) -> dict[str, object]:
    """Give a job as the script takes it."""
    told = {one.name: getattr(job, one.name) for one in fields(job)}
    return told | {"stage": STAGES.get(job.stage, job.stage)}


def text_of(value: object) -> str:
    """Give a fact as a form writes it."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def plain(text: str) -> str:
    """Give words with single spaces."""
    return " ".join(text.split())


def waiting_of(one: Staged, preview: Mapping[str, Any] | None) -> dict[str, object]:
    """Give a document that waits as a row of the list."""
    seen = preview or {}
    state = "unseen" if preview is None else "refused" if "refused" in seen else "ready"
    odd = sum(len(seen.get(name, ())) for name in ("warnings", "hidden", "details"))
    return {
        "id": one.id, "said": one.said, "by": one.by, "since": one.since, "state": state,
        "why": seen.get("refused", ""), "address": one.address, "warnings": odd,
        "facts": {fact["name"]: fact["value"] for fact in seen.get("facts", ())},
    }  # fmt: skip
