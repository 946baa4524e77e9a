"""Markdown is read as the page that it stands for, in time that grows with its length."""

from __future__ import annotations

import time

import pytest

from domain import Shape
from ingest.readers.text.markdown import read_markdown

H, P, ITEM, R = Shape.HEADING, Shape.PARAGRAPH, Shape.ITEM, Shape.ROW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```sh\n# no title\nrun\n```\n\nRing.\n", [(P, "# no title run", 0), (P, "Ring.", 0)]),
        ("Title\n=====\n\nPart\n--\n\nRing.\n", [(H, "Title", 1), (H, "Part", 2), (P, "Ring.", 0)]),
        ("Who | When\n--- | ---\nHub | today\n", [(R, "Who | When", 2), (R, "Hub | today", 0)]),
        ("|a|\n|-|\n|b|lost?|\n", [(R, "a", 2), (R, "b | lost?", 0)]),
        ("- a\n    - b\n        1. c\n", [(ITEM, "a", 1), (ITEM, "b", 2), (ITEM, "c", 3)]),
        ("Do:\n\n    - a\n    - b\n", [(P, "Do:", 0), (ITEM, "a", 1), (ITEM, "b", 1)]),
        ("---\n\nRing first.\n", [(P, "Ring first.", 0)]),
        ("---\nRing first\n---\n\nThen.\n", [(H, "Ring first", 2), (P, "Then.", 0)]),
        ("See [the *form*](http://x.y 'z') & `call`.\n", [(P, "See the form & call.", 0)]),
        ("Ask <name of child> \\*now\\* [CESCP, page].\n",
         [(P, "Ask <name of child> *now* [CESCP, page].", 0)]),
        ("1989. The Act\n", [(P, "1989. The Act", 0)]),
        ("<p>Ring <b>now</b>.</p>\n", [(P, "Ring now.", 0)]),
        ("    Ring now.\n", [(P, "Ring now.", 0)]),
        ("Ask [the hub]() or <https://x.y/ü>.\n", [(P, "Ask the hub or https://x.y/ü.", 0)]),
    ],
)  # fmt: skip
def test_markdown_has_the_shapes_of_its_page(
    text: str, expected: list[tuple[Shape, str, int]]
) -> None:
    assert [(b.shape, b.text, b.level) for b in read_markdown(text).blocks] == expected


@pytest.mark.parametrize(
    "hiding",
    [
        "<!-- the old fee was ninety pounds -->",
        "<!--\nthe old fee\n\nwas ninety pounds\n-->",
        "Ring <span hidden>the old fee was ninety pounds</span> now.",
        '<div style="display:none">\n\nThe old fee was ninety pounds.\n\n</div>',
    ],
)
def test_what_a_note_hides_is_not_read_and_is_said(hiding: str) -> None:
    contents = read_markdown(f"# Fees\n\nAsk the office.\n\n{hiding}\n\nThen pay.\n")
    read = " ".join(block.text for block in contents.blocks)
    assert "ninety" not in read
    assert read.startswith("Fees Ask the office.")
    assert read.endswith("Then pay.")
    (warning,) = contents.warnings
    assert "under “Fees”" in warning
    assert "old fee" in warning


@pytest.mark.parametrize(
    "text",
    ["word and word\n" * 30_000, "[" * 200_000, "- a\n" * 8_000, "*a " * 20_000, "a|b\n" * 20_000],
    ids=["one paragraph", "brackets", "items", "stars", "bars"],
)
def test_reading_takes_time_that_grows_with_the_length(text: str) -> None:
    start = time.process_time()
    read_markdown(text)
    assert time.process_time() - start < 6
