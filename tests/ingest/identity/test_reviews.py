"""When a document is due for a review is read in it, else told by its kind and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain import Kind, Source
from ingest.identity.reviews import with_review

MADE = date(2023, 5, 10)
PROCEDURE = Source("a.docx", "Ayle procedure", published=MADE, kind=Kind.LOCAL, area="Ayle")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Approved May 2023. Review date: March 2026", date(2026, 3, 1)),
        ("Date of next review | 4 June 2025", date(2025, 6, 4)),
        ("Review | October 2026", date(2026, 10, 1)),
        ("Review due by\n1 September 2024", date(2024, 9, 1)),
        ("The policy will be reviewed in March 2027.", date(2027, 3, 1)),
        ("To be reviewed annually.", date(2024, 5, 10)),
        ("This procedure is reviewed every three years by the board.", date(2026, 5, 10)),
        ("Review cycle: every 2 years", date(2025, 5, 10)),
        # what it tells of others, or of what was, is no date of its own; then its kind tells
        ("Last review date: March 2023", date(2025, 5, 10)),
        ("A child's plan must be reviewed every six months.", date(2025, 5, 10)),
        ("Plans are to be reviewed annually by the chair.", date(2025, 5, 10)),
        ("Nothing.", date(2025, 5, 10)),
    ],
)
def test_a_document_says_when_it_is_due_or_its_kind_does(text: str, due: date) -> None:
    assert with_review(PROCEDURE, f"Opening.\n\n{text}\n\nMore.").review_due == due


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ({"review_due": date(2030, 1, 1)}, date(2030, 1, 1)),
        ({"checked": date(2027, 2, 28)}, date(2029, 2, 28)),
        ({"kind": Kind.FINDING}, None),
        ({"published": None}, date(2026, 3, 1)),
    ],
)
def test_the_catalogue_wins_a_check_counts_and_a_record_is_never_due(
    source: dict[str, object], due: date | None
) -> None:
    one = Source(**{"id": "a", "title": "A", "published": MADE, "kind": Kind.LOCAL} | source)  # type: ignore[arg-type]
    assert with_review(one, "Review date: March 2026").review_due == due
    assert with_review(Source("a", "A", kind=Kind.OTHER), "").review_due is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        # who went over it last began its next period anew
        ("Reviewed May 2025", date(2027, 5, 1)),
        ("This procedure was last reviewed in May 2025.", date(2027, 5, 1)),
        ("Last review date: 12 May 2025", date(2027, 5, 12)),
        ("Last reviewed 05/2025. Next review: Sept 2026", date(2026, 9, 1)),
        ("This policy was reviewed in May 2025 and will next be reviewed in May 2028.",
         date(2028, 5, 1)),
        ("Review: 06/2027", date(2027, 6, 1)),
        # neither a plan nor a death is the document
        ("Her plan was reviewed in May 2025.", date(2025, 5, 10)),
        ("Deaths reviewed in May 2025 are listed.", date(2025, 5, 10)),
    ],
)  # fmt: skip
def test_when_it_was_gone_over_last_counts(text: str, due: date) -> None:
    assert with_review(PROCEDURE, f"Opening.\n\n{text}\n\nMore.").review_due == due


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The policy will be reviewed in May 2027.", "May 2027"),
        ("Review due by 1 May 2027", "1 May 2027"),
        ("Reviewed May 2025", "May 2027"),
        ("Last review date: 12 May 2025", "12 May 2027"),
        ("Nothing.", "10 May 2025"),
    ],
)
def test_of_a_review_in_a_month_no_day_is_said(text: str, said: str) -> None:
    assert with_review(PROCEDURE, f"Opening.\n\n{text}\n\nMore.").said("review_due") == said


def test_a_period_that_began_in_a_month_ends_in_a_month() -> None:
    one = replace(PROCEDURE, published=date(2023, 5, 1), months=("published",))
    due = with_review(one, "To be reviewed annually.")
    assert (due.said("review_due"), due.months) == ("May 2024", ("published", "review_due"))
    assert (
        with_review(replace(due, review_due=None, months=("published",)), "Nothing.").said(
            "review_due"
        )
        == "May 2025"
    )
