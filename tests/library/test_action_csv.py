from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escapes import neutralised, restored
from library.action_csv import ActionFileError, read_csv, write_csv
from library.actions import COLUMNS, Action

# what people paste into cells, and what attacks them, more often than chance would
SIGNS = st.sampled_from(list("=+-@\t\r\n'\"＝＋－＠,; \ufeff"))  # noqa: RUF001
CELLS = st.one_of(st.text(max_size=30), st.text(SIGNS, max_size=12))
ACTIONS = st.builds(Action, number=st.text(min_size=1), **dict.fromkeys(COLUMNS[1:], CELLS))
FORMULAS = (
    "=1+1", '=HYPERLINK("http://example.org")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1",
    "'=1", "''=1", "\n=cmd|' /C calc'!A0", "＝1", "＋1", "－1", "＠A1",  # noqa: RUF001
)  # fmt: skip


@given(st.lists(ACTIONS, max_size=5))
def test_a_table_comes_back_from_csv_unchanged(actions: list[Action]) -> None:
    assert read_csv(write_csv(actions)).actions == tuple(actions)


@given(CELLS)
def test_a_neutralised_cell_is_restored_exactly(cell: str) -> None:
    assert restored(neutralised(cell)) == cell


@given(CELLS)
def test_no_written_cell_begins_as_a_formula_does(cell: str) -> None:
    written = neutralised(cell)
    assert written.lstrip()[:1] not in set("=+-@＝＋－＠")  # noqa: RUF001
    assert written[:1] not in {"\t", "\r", "\n"}


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_any_cell_is_written_as_text(formula: str) -> None:
    action = Action(**dict.fromkeys(COLUMNS, formula))
    rows = list(csv.reader(io.StringIO(write_csv([action]), newline="")))
    assert all(cell.startswith("'") for cell in rows[1])


def test_words_in_single_quotes_stay_as_they_are() -> None:
    assert neutralised("'front door' meeting") == "'front door' meeting"
    assert restored("'front door' meeting") == "'front door' meeting"


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_a_spreadsheet_may_divide_and_order_the_columns_its_own_way(divider: str) -> None:
    lines = [
        ["status", "Owner", "reference", "due", "evidence", "our own"],
        ["done", "A, B; C", "r1", "1 May", "two\r\nlines", "x"],
        [""] * 6,
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=divider).writerows(lines)
    found = read_csv(out.getvalue())
    assert found.other_columns == ("our own",)
    assert found.actions == (
        replace(Action("", ""), reference="r1", owner="A, B; C", due="1 May",
                evidence="two\r\nlines", status="done"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("", "no column reference"),
        ("a,b\n1,2\n", "no column reference"),
        ("reference,owner,due,evidence\n", "no column status"),
        ('reference,owner,due,evidence,status\n"open', "line"),
        ("reference,owner,due,evidence,status\nr,o,d,e,s,astray\n", "astray"),
        ("reference,owner,due,evidence,status\n" + "r,,,,\n" * 5_001, "rows"),
        ("reference,owner,due,evidence,status\n" + "r" * 2_000_001, "characters"),
        ("reference,owner,due,evidence,status\n" + "r" * 200_000, "not CSV"),
    ],
)
def test_what_is_no_table_is_refused_with_the_remedy(text: str, lacks: str) -> None:
    with pytest.raises(ActionFileError, match=lacks):
        read_csv(text)
