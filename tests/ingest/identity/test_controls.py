"""Control tables and heads say what a document is, whichever way they are laid out."""

from __future__ import annotations

from datetime import date

import pytest

from domain import Kind, Shape
from ingest.identity.identifying import identify
from ingest.readers.layout import RawBlock


@pytest.mark.parametrize(
    ("head", "rows", "facts"),
    [
        ("Missing protocol", "Version | 3.1;Approved | 4 March 2030;Review | March 2032",
         {"edition": "3.1", "published": date(2030, 3, 4)}),
        ("Settling a dispute", "Partnership | Ayle Safeguarding Children Partnership;Version | 2",
         {"publisher": "Ayle Safeguarding Children Partnership", "area": "Ayle",
          "kind": Kind.LOCAL}),
        ("Missing protocol", ("Issue | Date of issue | Author;1.0 | 12 May 2027 | Ann Rook;"
         "2.1 | 8 June 2031 | Ann Rook;2.0 | 3 April 2029 | Ali Peel"),
         {"edition": "2.1", "published": date(2031, 6, 8)}),
        ("Missing protocol", ("Approved by | Date approved | Version | Review date;"
         "Cabinet | 9 May 2031 | 5 | May 2033"), {"edition": "5", "published": date(2031, 5, 9)}),
        ("MINUTES: MARROWDALE FORUM", "Date: | Friday 14 March 2031;Next meeting | 18 May 2031",
         {"published": date(2031, 3, 14)}),
        ("Seven-minute briefing;Perplexing presentations", "Effective date | 3 May 2031",
         {"title": "Perplexing presentations", "published": None,
          "effective_from": date(2031, 5, 3)}),
        ("Ayle and Marrow Safeguarding Children Partnerships;Bruising", "Version 7 – June 2031",
         {"title": "Bruising", "area": "Ayle and Marrow", "edition": "7",
          "published": date(2031, 6, 1)}),
        ("Joint targeted area inspection of Ayle",
         "Inspection dates | Monday 29 September to Friday 3 October 2031",
         {"inspected_from": date(2031, 9, 29), "inspected_to": date(2031, 10, 3)}),
        ("The Placements of Children (England) Regulations 2031",
         "STATUTORY INSTRUMENTS 2031 No. 9;Made | - | - | 3rd May 2031",
         {"area": None, "kind": Kind.STATUTE, "published": date(2031, 5, 3)}),
    ],
)  # fmt: skip
def test_tables_and_heads_above_a_text_say_what_it_is(
    head: str, rows: str, facts: dict[str, object]
) -> None:
    made = [RawBlock(Shape.HEADING, one, 1) for one in head.split(";")]
    made += [RawBlock(Shape.ROW, one) for one in rows.split(";")]
    found = identify(
        [*made, RawBlock(Shape.PARAGRAPH, "Staff ring the front door.")], {}, "x"
    ).facts
    assert {name: found.get(name) for name in facts} == facts
