"""What tells one edition of a document from the next: names and numbers here are invented."""

from __future__ import annotations

import pytest

from domain import Kind, Shape, Source
from ingest.identity.identifying import identify
from ingest.readers.layout import RawBlock


@pytest.mark.parametrize(
    ("cover", "kind", "edition", "said"),
    [
        (("Keeping learners safe 2031", "Statutory guidance for schools", "Version 4"),
         Kind.STATUTORY, "2031", "2031 edition"),
        (("Reviewing handbook", "Statutory guidance for reviewing officers", "May 2031"),
         Kind.STATUTORY, "May 2031", "May 2031"),
        (("Neglect procedure", "Ayle Safeguarding Children Partnership", "Version 3.1", "May 2031"),
         Kind.LOCAL, "3.1", "version 3.1"),
        (("Neglect strategy 2030-2033", "Ayle Safeguarding Children Partnership"),
         Kind.LOCAL, "2030-2033", "2030-2033 edition"),
        (("The Children's Wards (England) Regulations 2031", "STATUTORY INSTRUMENTS 2031 No. 17"),
         Kind.STATUTE, None, ""),
    ],
)  # fmt: skip
def test_an_edition_is_told_as_its_kind_tells_it(
    cover: tuple[str, ...], kind: Kind, edition: str | None, said: str
) -> None:
    head, *rest = cover
    blocks = [RawBlock(Shape.HEADING, head, 1)]
    blocks += [RawBlock(Shape.PARAGRAPH, one) for one in rest]
    facts = identify(blocks, {}, "file").facts
    assert (facts["kind"], facts.get("edition")) == (kind, edition)
    assert Source("x", "x", edition=edition or "").edition_in_words == said
