"""What a person says is in its file before it is published, and goes where it could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest

from store.publishing.auditing import AuditError
from store.publishing.live import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended

QUOTE = "A return home interview follows within 72 hours."
SAID = {
    "pin": ("What do we do first?", f"missing.md={QUOTE}", "--by", "A. Lead"),
    "assign": ("missing.md", QUOTE, "--theme", "neglect"),
    "correct": ("missing.md", "owner=Ann"),
    "teach": ("missing.md", QUOTE, "When do we talk with a child who came back?"),
}


def _files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


@pytest.mark.parametrize("command", SAID)
def test_what_could_not_be_published_is_taken_out_of_its_file_again(
    store: Path, documents: Path, findings: Callable[..., Ended], command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    where = ("--store", store, "--knowledge", documents)
    before, live, seen = _files(documents), published(store), []

    def refuse(*_given: object, **_named: object) -> NoReturn:
        seen.append(_files(documents))
        msg = "a vector is not found by itself"
        raise AuditError(msg)

    with monkeypatch.context() as broken:
        broken.setattr("commands.publishing.outcome.publish_plan", refuse)
        ended = findings(command, *SAID[command], *where)
        assert (ended.code, "not found by itself" in ended.err) == (2, True)
        assert (_files(documents), published(store)) == (before, live)
    assert findings(command, *SAID[command], *where).code == 0
    # it was written before it was to be published, just as it is now
    assert seen == [_files(documents)] != [before]
    assert published(store) != live


def test_a_pin_that_could_not_be_taken_out_still_stands(
    store: Path, documents: Path, findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("--store", store, "--knowledge", documents)
    assert findings("pin", *SAID["pin"], *where).code == 0
    before = _files(documents)

    def refuse(*_given: object, **_named: object) -> NoReturn:
        msg = "a vector is not found by itself"
        raise AuditError(msg)

    monkeypatch.setattr("commands.publishing.outcome.publish_plan", refuse)
    assert findings("unpin", SAID["pin"][0], *where).code == 2
    assert _files(documents) == before
