"""A question of when is answered with the one limit that documents give for it, or with none."""

from __future__ import annotations

import pytest

from bot.placing.belonging import Belonging
from bot.shaping.limits import TimeLimits
from domain import Kind, Part, Passage, Sentence, Shape, Source


def of(document: str, *texts: str) -> list[Passage]:
    source = Source(document, document, kind=Kind.LOCAL)
    return [
        Passage(f"{document}{n}", source, ("Times",), Part.GUIDANCE, (), text, 0, len(text),
                (Sentence(text, 0, len(text), Shape.PARAGRAPH),))
        for n, text in enumerate(texts)
    ]  # fmt: skip


FIRST = of(
    "Times",
    "The first panel meeting is held within ten working days.",
    "A later panel meeting is held every six weeks.",
    "The home visit report is sent within three days of the visit.",
)


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ("how soon must the home visit report be sent", "within three days"),
        ("when is the home visit report due", "within three days"),
        ("how soon is the first panel meeting", "within ten working days"),
        # of two meetings neither is meant more than the other
        ("how soon is the panel meeting", None),
        ("who writes the home visit report", None),
        ("when was the home visit report sent", None),
        ("how soon must a nurse send the home visit report", None),
    ],
)
def test_the_limit_that_is_asked_for_is_found(question: str, limit: str | None) -> None:
    limits = TimeLimits(FIRST, Belonging([one.source for one in FIRST], {}))
    found = limits.find(question, None)
    assert (found.limit if found else None) == limit


def test_documents_that_say_otherwise_leave_it_open() -> None:
    passages = [*FIRST, *of("Other", "A home visit report is sent within nine days.")]
    limits = TimeLimits(passages, Belonging([one.source for one in passages], {}))
    assert limits.find("how soon must the home visit report be sent", None) is None
