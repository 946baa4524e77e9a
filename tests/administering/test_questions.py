"""What was declined or did not help is shown, and a message is taught, tried first."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import wiring
from bot.answering.rendering import render
from domain import Answer, Escalation
from feedback import FeedbackStore, Rating, Receipt
from store.generation.opened import Generation
from store.publishing.live import current_folder, published
from tests.administering.conftest import Site
from tests.writing.served import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.conftest import Ended

QUOTE = "A return home interview follows within 72 hours."


def test_a_message_is_taught_and_stays(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    where = ("--store", store, "--knowledge", documents)
    lesson = ("missing.md", QUOTE, "When do we talk with a child who came back?")
    before = published(store)
    tried = json.loads(findings("teach", *lesson, "--dry-run", "--json", *where).out)
    assert QUOTE in tried["then"]["answer"]
    assert published(store) == before
    for wrong, said in (
        (("none.md", QUOTE, "m"), "no such document"),
        (("missing.md", "Not held.", "m"), "is not in missing.md"),
        (("missing.md", QUOTE, "NHS number 943 476 5919?"), "details of a person"),
    ):
        ended = findings("teach", *wrong, *where)
        assert ended.code == 2
        assert said in ended.err
    assert published(store) == before
    assert findings("teach", *lesson, *where).code == 0
    assert published(store) != before
    held = published(store)
    assert findings("ingest", documents, "--store", store).code == 0
    assert published(store) == held


def test_what_did_not_help_shows_what_was_quoted_and_a_sentence_is_found(site: Site) -> None:
    passage = next(
        one for one in Generation(current_folder(site.settings.store)).passages
        if QUOTE in one.text
    )  # fmt: skip
    ratings = FeedbackStore(site.settings.feedback)
    ratings.count_declined("Bullying", "g", "what of <b>bullies</b>?")
    ratings.rate(
        Receipt("r", "h", "answered", "g", "s", (passage.id, "gone")),
        Rating(helpful=False, reasons=("It is out of date",), comment="old <i>"),
    )
    text = site.get("/questions")
    assert "what of &lt;b&gt;bullies" in text
    assert "old &lt;i&gt;" in text
    assert QUOTE in text
    assert "1 quoted passages are held no longer" in text
    assert "Receipt r, answered from edition g" in text
    found = site.get("/questions?find=return+home+interview")
    value = unescape(re.findall(r'name="sentence" id="s1" value="([^"]+)"', found)[0])
    assert value == f"missing.md\n{QUOTE}"
    assert site.post("/questions/teach", {"sentence": value, "message": " "}).status_code == 400
    gone = {"sentence": f"gone.md\n{QUOTE}", "message": "When?"}
    assert site.post("/questions/teach", gone).status_code == 400
    assert site.jobs.last() is None


def test_a_signed_answer_is_given_until_its_source_changes(
    site: Site, findings: Callable[..., Ended]
) -> None:
    settings = site.settings
    message = "What do we do first, after a child came back?"
    found = site.get("/questions?find=return+home+interview")
    value = unescape(re.findall(r'name="sentence" id="p1" value="([^"]+)"', found)[0])
    assert value == f"missing.md\n{QUOTE}"
    signed = {"sentence": value, "message": message, "by": "A. <b>Lead</b>, practice lead"}
    assert site.post("/questions/pin", signed).status_code == 400
    told = signed | {"on": "2026-05-01"}
    assert site.post("/questions/pin", told).status_code == 303
    assert site.ended().state == "done", site.jobs.last()
    assert site.acts == ["pin", "pin: done"]
    page = site.get("/questions")
    assert "Signed by A. &lt;b&gt;Lead&lt;/b&gt;, practice lead on 1 May 2026" in page
    assert "lapsed" not in page
    # what else is asked, and a danger, is answered as ever
    assistant = wiring.make_assistant(settings)
    answer = assistant.reply("what do we do FIRST after a child came back").outcome
    assert isinstance(answer, Answer)
    assert answer.note.startswith("Signed by A. <b>Lead</b>, practice lead on 1 May 2026")
    assert [one.text for one in answer.statements] == [QUOTE]
    for other in ("What do we do first, before a child came back?", f"{message} Not at night?"):
        assert "Signed by" not in render(assistant.reply(other))
    where = ("--store", settings.store, "--knowledge", settings.knowledge)
    by = ("--by", "A. Lead")
    for wrong, said in (
        (("m", "none.md=x", *by), "no document held"),
        (("m", "missing.md=Not held.", *by), "holds its words in no sentence"),
        (("NHS number 943 476 5919?", f"missing.md={QUOTE}", *by), "details of a person"),
        (("m", f"missing.md={QUOTE}", *by, "--on", "2999-01-01"), "a day that has come"),
    ):
        ended = findings("pin", *wrong, *where)
        assert (ended.code, said in ended.err) == (2, True), ended.err
    danger = "There is blood everywhere, he stabbed her, what do we do first?"
    assert findings("pin", danger, f"missing.md={QUOTE}", *by, *where).code == 0
    assert isinstance(assistant.reply(danger).outcome, Escalation)
    # another word in the document, and nobody's signature stands for it
    path = settings.knowledge / "missing.md"
    path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert findings("ingest", settings.knowledge, "--store", settings.store).code == 0
    assert "Signed by" not in render(assistant.reply(message))
    assert "missing.md has changed since it was signed" in site.get("/questions")
    listed = json.loads(findings("pins", "--json", "--store", settings.store).out)["pins"]
    assert [one["lapsed"][:10] for one in listed] == ["missing.md"] * 2
    assert findings("unpin", message.upper(), *where).code == 0
    assert message not in (settings.knowledge / "pins.toml").read_text("utf-8")


def test_a_chat_models_messages_are_offered_and_none_is_taught(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    value, find = f"missing.md\n{QUOTE}", "/questions?find=return+home+interview"
    assert "suggest messages" not in site.get(find)
    asked = {"sentence": value, "act": "suggest"}
    assert site.post("/questions/teach", asked).status_code == 400
    before = published(site.settings.store)
    with serving(tmp_path) as server:
        rests = [{"number": 1, "words": "return home interview"}]
        asks = ("how soon is the <i>interview</i>?", "how soon is the interview?")
        said = [{"says": one, "rests_on": rests} for one in asks]
        server.reply.write_text("\n".join(map(json.dumps, said)) + "\n", "utf-8")
        monkeypatch.setenv("FINDINGS_CHAT_KEY", "k")
        settings = site.settings.model_copy(
            update={"chat_model": "openai:m", "chat_mode": "writes",
                    "chat_address": server.address}
        )  # fmt: skip
        pages = Site(settings)
        assert "suggest messages" in pages.get(find)
        assert pages.post("/questions/teach", asked).status_code == 303
        assert pages.ended().state == "done"
        text = unescape(pages.get("/questions"))
    assert "“how soon is the interview?”" in text
    assert "1 left out by the checks" in text
    assert "None is taught until you try it" in text
    assert published(site.settings.store) == before
