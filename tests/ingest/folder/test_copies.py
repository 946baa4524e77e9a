"""The same words are one document with several places; nearly the same are told."""

from __future__ import annotations

import time

from domain import Document, Source, Taught
from ingest.folder.collecting import Collected
from ingest.folder.copies import find_near_copies, merge_copies


def one(name: str, text: str, *taught: Taught, publisher: str = "") -> Collected:
    return Collected(Document(Source(name, "T", publisher=publisher), text, ()), taught)


def test_the_catalogued_copy_is_the_document_and_names_the_others() -> None:
    lesson = Taught("Words", ("what words",))
    copies = [one("a", "Words.", lesson), one("b", "Other."), one("c", "Words.", publisher="P")]
    first, second = merge_copies(copies)
    assert first.document.source == Source("c", "T", publisher="P", places=("a",))
    assert first.taught == (lesson,)
    assert second.document.source.id == "b"


def test_what_is_held_keeps_its_id() -> None:
    (only,) = merge_copies([one("b", "Words."), one("a", "Words.", publisher="P")], held={"b"})
    assert (only.document.source.id, only.document.source.places) == ("b", ("a",))


def test_an_edition_with_a_changed_paragraph_is_near_and_another_text_is_not() -> None:
    words = [f"word{number}" for number in range(2_000)]
    edition = [*words[:1_000], *(f"new{number}" for number in range(50)), *words[1_000:]]
    texts = [
        one("a", " ".join(words)),
        one("b", " ".join(edition)),
        one("c", " ".join(words[::-1])),
    ]
    ((first, second, share),) = find_near_copies(texts)
    assert (first, second) == ("a", "b")
    assert 0.93 < share < 1


def test_a_thousand_letters_of_one_template_are_told_in_a_moment() -> None:
    template = " ".join(f"word{number}" for number in range(400))
    letters = [one(f"{number:04}", f"{template} in {number}") for number in range(1_000)]
    start = time.process_time()
    near = list(find_near_copies(letters))
    assert time.process_time() - start < 15
    assert {name for pair in near for name in pair[:2]} == {f"{n:04}" for n in range(1_000)}
