"""What was declined or did not help is shown, and a message is taught, tried first."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from feedback import FeedbackStore, Rating, Receipt
from store.generation.opened import Generation
from store.publishing.live import current_folder, published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.administering.conftest import Site
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
    found = site.get("/questions?find=return+home+interview")
    value = unescape(re.findall(r'name="sentence" id="s1" value="([^"]+)"', found)[0])
    assert value == f"missing.md\n{QUOTE}"
    assert site.post("/questions/teach", {"sentence": value, "message": " "}).status_code == 400
    gone = {"sentence": f"gone.md\n{QUOTE}", "message": "When?"}
    assert site.post("/questions/teach", gone).status_code == 400
    assert site.jobs.last() is None
