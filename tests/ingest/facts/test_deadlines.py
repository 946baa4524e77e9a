"""Time limits are found in any document, each with what must happen and what it is counted from."""

from __future__ import annotations

import pytest

from domain import Part, Passage, Sentence, Shape, Source
from ingest.facts.deadlines import LIMIT, find_deadlines, gives_limit


def passage_of(text: str, shape: Shape = Shape.PARAGRAPH) -> Passage:
    sentence = Sentence(text, 0, len(text), shape)
    return Passage("1", Source("a.md", "Panels"), ("When",), Part.GUIDANCE, (), text, 0,
                   len(text), (sentence,))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shape", "found"),
    [
        ("The chair must send the notes within two days of the panel.", Shape.PARAGRAPH,
         ("The chair must send the notes", "within two days", "of the panel", "The chair")),
        ("First visit | No more than 5 days from referral | Lead worker", Shape.ROW,
         ("First visit", "No more than 5 days", "from referral", "")),
        ("The plan is reviewed monthly.", Shape.PARAGRAPH,
         ("The plan is reviewed", "monthly", "", "")),
    ],
)  # fmt: skip
def test_a_time_limit_is_found_with_what_it_is_of(
    text: str, shape: Shape, found: tuple[str, ...]
) -> None:
    (one,) = find_deadlines([passage_of(text, shape)])
    assert (one.what, one.limit, one.counted, one.who) == found
    assert one.is_sole


def test_of_two_limits_in_a_sentence_neither_stands_alone() -> None:
    text = "It meets within ten days and after that at least every six weeks."
    assert not any(one.is_sole for one in find_deadlines([passage_of(text)]))


def test_an_age_or_a_wait_is_no_limit() -> None:
    assert not find_deadlines([passage_of("She was 12 years old and had waited three weeks.")])


@pytest.mark.parametrize(
    "count", ["an hour", "5 minutes", "two working days", "3 months", "a YEAR"]
)
@pytest.mark.parametrize("rhythm", ["", "Daily", "weekly", "fortnightly", "monthly", "quarterly"])
def test_no_limit_is_passed_over_unread(count: str, rhythm: str) -> None:
    for text in (f"Seen within {count}.", f"It meets {rhythm} here.", f"annually, by {count}", ""):
        assert gives_limit(text) is bool(LIMIT.search(text))
    assert gives_limit(f"It is written down within {count}.")
