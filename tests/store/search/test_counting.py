"""What is counted of texts apart is what is counted of them together."""

from itertools import chain
from pathlib import Path

from store.search.counting import join_words, load_words
from store.search.keywords import KeywordIndex, count_words
from tests.store.texts import files_under

APART = [
    ["Ring the front door", "the", "Police ring the door at once"],
    ["A strategy meeting is held", "Police chair the meeting"],
    ["Health attends"],
]
TAUGHT = [["who do I ring"], [], ["does health attend the meeting", "who chairs"]]


def test_words_counted_apart_are_indexed_as_those_counted_together(tmp_path: Path) -> None:
    for number, (own, taught) in enumerate(zip(APART, TAUGHT, strict=True)):
        count_words([*own, *taught], len(own)).save(tmp_path / f"{number}.npz")
    apart = join_words([load_words(tmp_path / f"{number}.npz") for number in range(3)])
    KeywordIndex.write(apart, tmp_path / "apart")
    own = [*chain.from_iterable(APART)]
    taught = [*chain.from_iterable(TAUGHT)]
    KeywordIndex.build([*own, *taught], tmp_path / "together", own=len(own))
    assert files_under(tmp_path / "apart") == files_under(tmp_path / "together")
