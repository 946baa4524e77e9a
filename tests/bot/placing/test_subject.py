"""Whether what was found speaks of the subject that an ask names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.gathering.survey import NOWHERE
from bot.placing import subject
from ingest.folder.collecting import Collected, collect
from settings import Settings
from store.generation.building import write
from store.generation.planning import plan
from store.publishing.live import generations_folder, publish
from store.search.keywords import words_of
from tests.store.texts import SIDE, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Library
    from bot.placing.subject import Subjects
    from store.models.embedding import OnnxEmbedder

UNSURE = 0.55


@pytest.mark.parametrize(
    "ask",
    [
        "how long till a conference is held",
        "is this one mine to refer or theirs",
        "who won't they let into the meeting",
    ],
)
def test_a_word_that_only_joins_is_no_subject(ask: str, library: Callable[[], Library]) -> None:
    assert library().subjects.missing(ask, (), UNSURE) == ""


def test_a_word_that_no_document_holds_is_a_subject(library: Callable[[], Library]) -> None:
    ask = "how long till the trampoline is mended"
    assert library().subjects.missing(ask, (), UNSURE) == "trampoline"


def test_an_abbreviation_that_is_a_word_counts_as_it_is_written(
    library: Callable[[], Library],
) -> None:
    subjects = library().subjects
    assert subjects.missing("they made the picture with an app", (), UNSURE) == ""
    assert subjects.missing("does APP cover it", (), UNSURE) == "APP"


def test_few_words_are_read_to_find_whether_a_place_speaks_of_a_term(
    library: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = library()
    read: list[int] = []

    def counted(text: str) -> list[str]:
        read.append(len(text))
        return words_of(text)

    monkeypatch.setattr(subject, "words_of", counted)
    most = max(len(one.text) for one in held.generation.documents)
    areas = held.belonging.home.areas
    for ask in ("what of a strategy discussion", "what of a child protection plan"):
        assert held.subjects.unspoken(ask, areas) == ""
        assert sum(read) < most
        read.clear()
        held.subjects.unspoken(ask, areas)
        assert sum(read) < len(ask) * 3, "what was found once is looked for again"
        read.clear()


def _subjects(
    texts: dict[str, str], folder: Path, embedder: OnnxEmbedder, model_export: Path
) -> Subjects:
    """Publish the texts in small passages and give what they speak of."""
    read = collect(write_files(folder / "documents", texts))
    planned = plan(
        [one for one in read if isinstance(one, Collected)], side=SIDE, model=embedder.name,
        max_words=25, previous=None,
    )  # fmt: skip
    written = write(planned, embedder, directory=generations_folder(folder / "store"))
    publish(folder / "store", written.name, keep=2)
    settings = Settings(store=folder / "store", model_export=model_export)
    return wiring.make_library(settings)().subjects


def test_a_name_that_a_places_own_letter_gives_in_full_is_not_only_others(
    tmp_path: Path, embedder: OnnxEmbedder, model_export: Path
) -> None:
    letter = "# Joint inspection of {}\n\nThis letter tells of {}.\n\n## Findings\n\n{}\n"
    texts = {
        "leeds.md": letter.format("Leeds", "Leeds", "The emergency department flags them."),
        "merton.md": letter.format("Merton", "Merton", "A&E staff ring the MARAC office."),
    }
    subjects = _subjects(texts, tmp_path, embedder, model_export)
    assert subjects.of_others("do staff in A&E flag them", frozenset({"Leeds"})) == ("", ())
    name, whose = subjects.of_others("who rings the MARAC", frozenset({"Leeds"}))
    assert name == "MARAC"
    assert whose == ("Merton",)


def test_words_that_meet_where_one_passage_ends_and_the_next_begins_name_nothing(
    tmp_path: Path, embedder: OnnxEmbedder, model_export: Path
) -> None:
    filling = "The work with young people goes on through the year in every part of the borough."
    texts = {
        "meeting.md": f"# Work\n\n{filling} Much of it is done by the local strategy.\n\n"
        f"Discussion of it is open to all. {filling}\n",
    }
    subjects = _subjects(texts, tmp_path, embedder, model_export)
    assert subjects.missing("who comes to a strategy discussion", (), UNSURE)
    assert subjects.unspoken("who comes to a strategy discussion", NOWHERE) == ""
