from __future__ import annotations

from datetime import date

import pytest

from domain import Kind, Source
from library.listing import narrow

HELD = (
    Source("a", "Inspection of Ambleford", "Ofsted", date(2021, 3, 2), kind=Kind.FINDING,
           area="Ambleford"),
    Source("b", "Inspection of Brindlecombe", "Ofsted", date(2023, 5, 4), kind=Kind.FINDING,
           area="Brindlecombe"),
    Source("c", "Keeping records", "Ambleford council", kind=Kind.OTHER),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "ids", "words"),
    [
        ("", "abc", ""),
        ("  ?! ", "abc", "?!"),
        ("ambleford", "ac", "ambleford"),
        ("Amble OFSTED", "a", "Amble OFSTED"),
        ("2023", "b", "2023"),
        ("inspection finding", "ab", "inspection finding"),
        ("Bridnlecombe", "b", "brindlecombe"),
        ("inspcetion ambelford", "a", "inspection ambleford"),
        ("zebra", "", "zebra"),
        ("ofsted zebra", "", "ofsted zebra"),
    ],
)
def test_each_typed_word_begins_one_of_what_is_recorded_or_is_repaired(
    typed: str, ids: str, words: str
) -> None:
    found = narrow(HELD, typed)
    assert "".join(one.id for one in found.sources) == ids
    assert found.words == words


def test_nothing_is_repaired_while_the_words_as_typed_find_something() -> None:
    assert narrow(HELD, "keeping").words == "keeping"
    # a short word is a slip of too many others
    assert narrow(HELD, "ofst x").sources == ()
