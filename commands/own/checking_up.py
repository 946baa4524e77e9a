"""``findings doctor`` and ``findings review``: what is not well, and what is due."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import wiring
from commands.terminal import print_json
from domain import FindingsError
from ingest.beside.partnership import partnership_of
from people.accounts import Accounts
from people.audit import Audit
from people.roles import UserRole
from settings import SettingsError, load_settings
from store.generation.opened import Generation
from store.generation.side import SIDE_NAME
from store.publishing.live import check_model, current_folder, read_current_manifest
from using.own.due import due_contacts, due_documents
from using.own.examining import Examined, Health, examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from settings import Settings
    from store.models.embedding import Embedder

_CODES = {Health.OK: 0, Health.WARN: 1, Health.FAULT: 2}


def show_health(*, store: Path | None, as_json: bool) -> int:
    """Print each thing looked at and give the exit code: 1 where one warns, 2 where one fails."""
    found: list[Examined] = []
    for one in _examined(store):
        found.append(one)
        if not as_json:
            remedy = f": {one.remedy}" if one.remedy else ""
            print(f"{one.state:5} {one.name}: {one.says}{remedy}", flush=True)
    worst = max(_CODES[one.state] for one in found)
    if as_json:
        state = next(state for state, code in _CODES.items() if code == worst)
        print_json({"state": state, "checks": [asdict(one) for one in found]})
    return worst


def _examined(store: Path | None) -> Iterator[Examined]:
    try:
        settings = load_settings(store=store)
    except SettingsError as error:
        said, _, remedy = str(error).rpartition(": ")
        yield Examined("settings", Health.FAULT, said, remedy)
        return
    yield Examined("settings", Health.OK, "each has a name and a value that is known")
    models: dict[str, Callable[[], object]] = {
        "embedding model": partial(_embedder, settings),
        "checking model": partial(wiring.make_checker, settings),
        "danger model": partial(wiring.make_reader, settings),
    }
    if settings.chat_model:
        models["chat model"] = partial(_chat_model, settings)
    if settings.support_model:
        models["support model"] = partial(_support_model, settings.support_model)
    yield from examine(settings, models, today=datetime.now(UTC).date())
    yield _records(settings)


def _records(settings: Settings) -> Examined:
    """Look at accounts and audit, where there are any: they open, and the chain is whole."""
    is_file = not settings.records_address.get_secret_value()
    if is_file and not settings.records.is_file():
        return Examined("records", Health.OK, "none yet: nobody signs in, and nothing was noted")
    try:
        records = wiring.make_records(settings)
        verified, people = Audit(records).verify(), Accounts(records).all()
    except FindingsError as error:
        said, _, remedy = str(error).rpartition(": ")
        return Examined("records", Health.FAULT, said or str(error), remedy)
    if verified.broken is not None:
        remedy = "find out who may write to it; a backup holds the rows as they were"
        return Examined("records", Health.FAULT, str(verified), remedy)
    if settings.sign_in == "accounts" and not any(
        one.role is UserRole.ADMINISTRATOR and not one.is_locked for one in people
    ):
        remedy = "run 'findings serve' and open the address beside the code that it shows"
        return Examined("records", Health.WARN, "nobody may administer yet", remedy)
    return Examined("records", Health.OK, f"{len(people)} accounts; {verified}")


def _embedder(settings: Settings) -> Embedder:
    """Open the model, which has to be the one that the index was built with, where there is one."""
    embedder = wiring.make_embedder(settings)
    try:
        generation = Generation(current_folder(settings.store))
    except FindingsError:  # the index is told of by itself
        return embedder
    check_model(generation, settings.store, embedder.name)
    return embedder


def _chat_model(settings: Settings) -> object:
    """Open the chat model and have it answer; it is told nothing that anybody asked."""
    from writing.chat import try_chat_model  # noqa: PLC0415  brings langchain

    return try_chat_model(settings)


def _support_model(folder: Path) -> object:
    """Open the support model and have it tell what words say from what they do not."""
    from writing.support_models import try_support_model  # noqa: PLC0415  slow to import

    return try_support_model(folder)


def show_due(settings: Settings, *, as_json: bool) -> None:
    """Print the contacts and documents that are due to be looked at, the longest due first.

    Raises:
        FindingsError: nothing is published, or it is damaged.
    """
    today = datetime.now(UTC).date()
    manifest = read_current_manifest(settings.store)
    held = partnership_of(current_folder(settings.store) / SIDE_NAME)
    due = (
        *due_contacts(held, today, check_days=settings.check_days),
        *due_documents((one.source for one in manifest.documents), today),
    )
    if as_json:
        rows = [asdict(one) | {"since": one.since and one.since.isoformat()} for one in due]
        print_json({"due": rows})
        return
    for one in due:
        print(f"{one.kind}: {one.name}: {one.why}: {one.remedy}")
    if not due:
        print("nothing is due")
