"""Administer, Documents: what is held, what waits, and the acts that change it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from administering.around.frame import page
from administering.showing import fields_of, plain, row_of, text_of, told_of, waiting_of
from administering.uploading import take_in
from domain import FindingsError
from ingest.beside.recording import FACTS
from ingest.web.fetching import is_address
from store.publishing.live import published, read_current_manifest
from using.documents.facts import checked_facts
from using.documents.left_behind import left_behind, remove_from_disk
from using.documents.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from administering.around.asking import Visit
    from administering.jobs.running import Job, Jobs
    from administering.noting import Note
    from people.roles import Person
    from settings import Settings
    from store.generation.manifest import DocumentRecord
    from using.documents.left_behind import LeftBehind


class Documents:
    """The pages of what is held and what waits."""

    def __init__(self, settings: Settings, jobs: Jobs, note: Note) -> None:
        """Work on the settings' store; acts run as ``jobs`` and are noted."""
        self._settings = settings
        self._jobs = jobs
        self._note = note
        self._staging = Staging(settings.store)

    def overview(self, asked: Visit) -> Response:
        """Give what is held and what waits."""
        self._look_on(asked.person)
        today = datetime.now(UTC).date()
        records = self._records()
        words = asked.text("find").lower().split()
        rows = [row_of(one, today) for one in records]
        shown = [one for one in rows if all(word in one["all"] for word in words)]
        if asked.text("order") == "review":
            shown.sort(key=lambda one: (one["review_due"] is None, one["review_due"] or date.max))
        waiting = [waiting_of(one, self._staging.preview(one)) for one in self._staging.all()]
        values = {
            "rows": shown, "held": len(rows), "find": asked.text("find"), "waiting": waiting,
            "order": asked.text("order"), "today": today,
            "can_roll_back": len(published(self._settings.store)) > 1,
            "ready": [one["id"] for one in waiting if one["state"] == "ready"],
            "left": self._left(),
            "refused": asked.request.query_params.getlist("refused"),
        }  # fmt: skip
        return page(asked, "documents.html", "Documents", values, job=self._jobs.last())

    def job(self, asked: Visit) -> Response:
        """Give how far the job is, for the script."""
        del asked
        job = self._jobs.last()
        return JSONResponse(told_of(job) if job else {})

    def upload(self, asked: Visit) -> Response:
        """Have the files that were sent wait, and looked at."""
        by, since = asked.person.name, _now()

        came = take_in(
            asked.files("files"),
            lambda file, said: self._staging.add(file, said, by=by, since=since),
        )
        self._note(asked.person, "upload", ", ".join(one.said for one in came.staged)[:400])
        self._look_on(asked.person)
        refused = "".join(f"&refused={quote(line)}" for line in came.refused[:20])
        return _to(asked, f"/documents?waiting=1{refused}#waiting")

    def fetch(self, asked: Visit) -> Response:
        """Have the document of a web address fetched; it waits then."""
        address = asked.text("address").strip()
        if not is_address(address) or " " in address:
            msg = f"{address[:80]!r} is no web address: give one that begins with https://"
            raise HTTPException(400, msg)
        arguments = ["preview", "--stage", "--json", f"--by={asked.person.name}", "--", address]
        self._start(asked, "fetch", f"Fetching {address}", arguments)
        return _to(asked, "/documents#job")

    def waiting(self, asked: Visit) -> Response:
        """Give what would become of a document that waits."""
        one = self._staging.get(asked.request.path_params["id"])
        self._look_on(asked.person)
        preview = self._staging.preview(one)
        found = {fact["name"]: fact for fact in preview.get("facts", ())} if preview else {}
        replaceable = [
            record.source for record in self._records()
            if (self._settings.knowledge / record.source.id).is_file()
            and record.source.id.rpartition(".")[2].lower() == one.name.rpartition(".")[2]
        ]  # fmt: skip
        values = {
            "one": one, "preview": preview, "fields": fields_of(found, one.told), "found": found,
            "replaceable": replaceable,
        }  # fmt: skip
        return page(asked, "waiting.html", one.said, values, job=self._jobs.last())

    def tell(self, asked: Visit) -> Response:
        """Keep what a person says of a document that waits, and have it looked at again."""
        one = self._staging.get(asked.request.path_params["id"])
        preview = self._staging.preview(one) or {}
        found = {fact["name"]: fact["value"] for fact in preview.get("facts", ())}
        told = {
            name: asked.text(name) for name in FACTS
            if name in asked.form
            and (name in one.told or plain(asked.text(name)) != found.get(name, ""))
        }  # fmt: skip
        replaces = asked.text("replaces")
        if replaces and not any(record.source.id == replaces for record in self._records()):
            raise HTTPException(400, "The document that it takes the place of is held no longer.")
        self._staging.change(one, told, replaces)
        self._note(asked.person, "correct what waits", f"{one.said}: {', '.join(told)}")
        self._look_on(asked.person)
        return _to(asked, f"/documents/waiting/{one.id}")

    def discard(self, asked: Visit) -> Response:
        """Drop a document that waits."""
        one = self._staging.get(asked.request.path_params["id"])
        self._staging.discard(one)
        self._note(asked.person, "discard", one.said)
        return _to(asked, "/documents")

    def publish(self, asked: Visit) -> Response:
        """Have what waits published, all that is chosen or nothing."""
        ids = [self._staging.get(one).id for one in asked.texts("id")]
        if not ids:
            raise HTTPException(400, "Nothing was chosen: tick what is to be published.")
        names = ", ".join(self._staging.get(one).said for one in ids)
        says = f"Publishing {names}" if len(ids) < 4 else f"Publishing {len(ids)} documents"  # noqa: PLR2004
        arguments = ["add", "--json", *(f"--staged={one}" for one in ids)]
        self._start(asked, "publish", says, arguments, thing=names)
        return _to(asked, "/documents#job")

    def held(self, asked: Visit) -> Response:
        """Give what is known of a document that is held, to be corrected or withdrawn."""
        record = self._record(asked)
        facts = {
            name: {"value": text_of(getattr(record.source, name)), "words": "", "sure": ""}
            for name in FACTS
        }
        values = {
            "one": record.source, "record": record, "fields": fields_of(facts, {}),
            "is_kept": (self._settings.knowledge / record.source.id).is_file(),
        }  # fmt: skip
        return page(asked, "held.html", record.source.title, values, job=self._jobs.last())

    def correct(self, asked: Visit) -> Response:
        """Have a document published as a person says that it is."""
        record = self._record(asked)
        before = {name: text_of(getattr(record.source, name)) for name in FACTS}
        told = checked_facts({name: asked.text(name) for name in FACTS if name in asked.form})
        changed = {name: value for name, value in told.items() if value != before[name]}
        if not changed:
            raise HTTPException(400, "Nothing was changed, so there is nothing to correct.")
        name = record.source.id
        pairs = [f"{fact}={value}" for fact, value in changed.items()]
        arguments = ["correct", "--json", "--", name, *pairs]
        thing = f"{name}: {', '.join(changed)}"
        self._start(asked, "correct", f"Correcting {record.source.title}", arguments, thing=thing)
        return _to(asked, "/documents#job")

    def withdraw(self, asked: Visit) -> Response:
        """Have a document withdrawn, once a person has said that it is meant."""
        record = self._record(asked)
        if asked.text("sure") != "yes":
            raise HTTPException(400, "Tick that you are sure: nothing was withdrawn.")
        name = record.source.id
        says = f"Withdrawing {record.source.title}"
        self._start(asked, "withdraw", says, ["remove", "--json", "--", name], thing=name)
        return _to(asked, "/documents#job")

    def remove_file(self, asked: Visit) -> Response:
        """Have a file that nothing needs removed from disk; what it was stays in the records."""
        name, digest = asked.text("id"), asked.text("digest")
        if asked.text("sure") != "yes":
            raise HTTPException(400, "Tick that you are sure: nothing was removed.")
        thing = f"{name[:200]} (SHA-256 {digest[:64]})"
        self._note(asked.person, "remove from disk", thing)
        one = remove_from_disk(self._settings.store, self._settings.knowledge, name, digest)
        beside = f", with {', '.join(one.beside)}" if one.beside else ""
        self._note(asked.person, "remove from disk: done", f"{thing}, {one.size} bytes{beside}")
        return _to(asked, "/documents#left-heading")

    def roll_back(self, asked: Visit) -> Response:
        """Have the edition of the knowledge base before this one made live again."""
        if asked.text("sure") != "yes":
            raise HTTPException(400, "Tick that you are sure: nothing was rolled back.")
        self._start(asked, "roll back", "Going back to what was published before", ["rollback"])
        return _to(asked, "/documents#job")

    def _start(
        self, asked: Visit, kind: str, says: str, arguments: Sequence[str], *, thing: str = ""
    ) -> None:
        person = asked.person
        thing = thing or says
        self._note(person, kind, thing)

        def ended(_job: Job, _result: Mapping[str, object]) -> None:
            self._look_on(person)

        self._jobs.start(kind, says, arguments, by=person, thing=thing, ended=ended)

    def _look_on(self, by: Person) -> None:
        """Have what waits and was not looked at looked at, where no other job runs."""
        unseen = [one.id for one in self._staging.all() if self._staging.preview(one) is None]
        if not unseen or not self._jobs.is_idle:
            return
        arguments = ["preview", "--json", *(f"--staged={one}" for one in unseen[:50])]
        says = f"Looking at {len(unseen)} document{'s' if len(unseen) > 1 else ''} that wait"

        def ended(job: Job, _result: Mapping[str, object]) -> None:
            if not job.fault:
                self._look_on(by)

        try:
            self._jobs.start("look", says, arguments, by=by, ended=ended)
        except FindingsError:
            return  # another one was quicker; it looks on when it has ended

    def _records(self) -> tuple[DocumentRecord, ...]:
        try:
            return tuple(read_current_manifest(self._settings.store).documents)
        except FindingsError:
            return ()

    def _left(self) -> tuple[LeftBehind, ...]:
        try:
            return left_behind(self._settings.store, self._settings.knowledge)
        except FindingsError:
            return ()  # nobody knows what is needed, so nothing is offered

    def _record(self, asked: Visit) -> DocumentRecord:
        name = asked.text("id")
        found = next((one for one in self._records() if one.source.id == name), None)
        if found is None:
            raise HTTPException(404, "No such document is held: it was withdrawn, or renamed.")
        return found


def _to(asked: Visit, path: str) -> RedirectResponse:
    return RedirectResponse(f"{asked.root}/administer{path}", 303)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
