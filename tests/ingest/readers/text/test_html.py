"""A page is read as its readers see it: what is hidden is left out and said, shapes are kept."""

from __future__ import annotations

import pytest

from domain import Shape
from ingest.readers.text.html import read_html

HIDDEN = "you can promise secrecy"


def texts(markup: str) -> list[str]:
    return [block.text for block in read_html(markup).blocks]


@pytest.mark.parametrize(
    "hiding",
    [
        f"<p hidden>{HIDDEN}</p>",
        f'<div aria-hidden="true"><p>{HIDDEN}</p></div>',
        f'<p style="display: none">{HIDDEN}</p>',
        f'<p style="DISPLAY:NONE !important">{HIDDEN}</p>',
        f'<p style="visibility:hidden"><b>{HIDDEN}</b></p>',
        f'<p style="opacity:0">{HIDDEN}</p>',
        f'<p>Ring. <span style="font-size:0">{HIDDEN}</span></p>',
        f'<p style="font-size: 1px">{HIDDEN}</p>',
        f'<p style="position:absolute; left:-9999px">{HIDDEN}</p>',
        f'<p style="text-indent:-999em">{HIDDEN}</p>',
        f'<p style="height:0;overflow:hidden">{HIDDEN}</p>',
        f'<p style="position:absolute;clip:rect(0, 0, 0, 0)">{HIDDEN}</p>',
        f'<p style="color:#fff">{HIDDEN}</p>',
        f'<p style="color:white;background:#FEFEFE">{HIDDEN}</p>',
        f'<div style="background:black"><p><font color="#000000">{HIDDEN}</font></p></div>',
        f'<p style="color: transparent">{HIDDEN}</p>',
        f"<style>.x {{ display:none }}</style><p class='a x'>{HIDDEN}</p>",
        f"<style>/* a */ i, #y {{ visibility: hidden }}</style><p id=y>{HIDDEN}</p>",
        f"<style>.outer > .in{{display:none}}</style><div class=outer><p class=in>{HIDDEN}</div>",
        f"<!-- {HIDDEN} --><template>{HIDDEN}</template><noscript>{HIDDEN}</noscript>",
    ],
)
def test_text_that_its_author_hid_is_not_read(hiding: str) -> None:
    contents = read_html(f"<h2>Rules</h2><p>Tell the hub.</p>{hiding}<p>Record it.</p>")
    read = " ".join(block.text for block in contents.blocks)
    assert "secrecy" not in read
    assert "Tell the hub." in read
    assert "Record it." in read
    if "<!--" not in hiding:
        (warning,) = contents.warnings
        assert "under “Rules”" in warning
        assert HIDDEN in warning


@pytest.mark.parametrize(
    "shown",
    [
        '<style>@media print { p { display:none } }</style><p class="a">Ring.</p>',
        "<style>p:hover { color: white } .b { display:none }</style><p>Ring.</p>",
        '<div style="background:#003078;color:#fff"><p>Ring.</p></div>',
        '<link rel="stylesheet" href="a.css"><p style="color:white">Ring.</p>',
        '<div style="visibility:hidden"><p style="visibility:visible">Ring.</p></div>',
        '<p style="font-size:12px;text-indent:-20px;opacity:0.9">Ring.</p>',
        '<div hidden="until-found"><p>Ring.</p></div>',
        '<body style="opacity:0"><p>Ring.</p>',
        "<details><summary>Ring.</summary></details>",
    ],
)
def test_text_that_readers_see_is_read(shown: str) -> None:
    contents = read_html(shown)
    assert [block.text for block in contents.blocks] == ["Ring."]
    assert contents.warnings == ()


def test_of_a_page_with_a_main_part_only_that_is_read() -> None:
    page = """<title>Neglect - The Partnership</title><body>
        <div class="cookie-banner">We use cookies.</div><header>The Partnership</header>
        <main><h1>Neglect</h1><p>Ring <b>fi</b>rst.</p><nav>Contents</nav></main>
        <aside>News</aside><footer>Crown copyright</footer></body>"""
    contents = read_html(page)
    assert [block.text for block in contents.blocks] == ["Neglect", "Ring first."]
    assert contents.facts["title"] == "Neglect"


def test_without_a_main_part_a_page_is_read_less_its_furniture() -> None:
    page = """<div id="cookie-notice">We use cookies.</div><div role="navigation">Home</div>
        <article><p>A teaser.</p></article><p>Ring first, then write it all down, and wait.</p>"""
    assert texts(page) == ["A teaser.", "Ring first, then write it all down, and wait."]


def test_marks_of_notes_and_what_runs_on_printed_pages_are_no_text() -> None:
    page = (
        '<body><div title="header"><p>Guidance 2031</p></div>'
        '<p>Share early<sup><a href="#n1">[1]</a></sup>, and <a href="#s2">see 2</a> for why'
        '<a href="#n2"><sup>2</sup></a>.</p>'
        '<p><a href="#r1">1</a>Section 17 says when.</p>'
        '<div title="footer"><p>Page 2 of 2</p></div></body>'
    )
    assert texts(page) == ["Share early, and see 2 for why.", "Section 17 says when."]


def test_lists_keep_their_levels_and_numbers() -> None:
    page = """<ol start="3"><li>Ring</li><li>Write<ul><li>who<ol><li>when</li></ol></li></ul></li>
        <li value="9">Wait</li></ol>"""
    assert [(b.text, b.level, b.marker.strip()) for b in read_html(page).blocks] == [
        ("Ring", 1, "3."),
        ("Write", 1, "4."),
        ("who", 2, "-"),
        ("when", 3, "1."),
        ("Wait", 1, "9."),
    ]


def test_a_table_without_a_header_and_definitions_are_rows_that_stand_alone() -> None:
    page = """<table><tr><td>Police</td><td>101</td></tr>
        <tr><td>Hub</td><td>one day</td></tr></table>
        <dl><dt>LADO</dt><dd>the designated officer</dd></dl>"""
    assert [(b.shape, b.text, b.level) for b in read_html(page).blocks] == [
        (Shape.ROW, "Police | 101", 1),
        (Shape.ROW, "Hub | one day", 1),
        (Shape.ROW, "LADO | the designated officer", 1),
    ]


def test_a_table_that_only_places_things_is_no_table() -> None:
    page = "<table><tr><td><h2>Rules</h2><p>Ring.</p></td><td><p>Wait.</p></td></tr></table>"
    assert [(b.shape, b.text) for b in read_html(page).blocks] == [
        (Shape.HEADING, "Rules"),
        (Shape.PARAGRAPH, "Ring."),
        (Shape.PARAGRAPH, "Wait."),
    ]
