"""A partnership's logo and colours stand on every page, and can be read in light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.beside.colours import DARK, nearest_that_passes
from tests.browser.conftest import ROOT, serving
from tests.browser.pages.test_states import faults
from tests.ingest.beside.test_own_look import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Site
    from tests.conftest import Ended

COLOUR = "#7a1fa2"
# One of each template that is a whole page, but those of the sign-in.
SERVED = (
    "", "administer/health", "administer/documents", "data-protection", "document/no-such-name",
    "document/{held}", "letters/compare",
)  # fmt: skip
_ACCENT = """() => getComputedStyle([...document.querySelectorAll('a[href]')]
  .find(one => one.checkVisibility())).getPropertyValue('--findings-accent').trim()"""


@pytest.fixture
def own_site(
    store: Path, documents: Path, tmp_path: Path, model_export: Path,
    findings: Callable[..., Ended],
) -> Iterator[Site]:  # fmt: skip
    """The small documents of a partnership that gave a logo and a colour."""
    (tmp_path / "logo.png").write_bytes(picture((600, 160)))
    (documents / "partnership.toml").write_text(
        f'name = "Fenmarsh Partnership"\nareas = ["Fenmarsh"]\n[shown]\ncolour = "{COLOUR}"\n'
    )
    ended = findings(
        "partnership", "--store", store, "--knowledge", documents, "--logo", tmp_path / "logo.png"
    )
    assert ended.code == 0, ended.err
    settings = {"FINDINGS_KNOWLEDGE": str(documents)}
    with serving(tmp_path, model_export, store=store, settings=settings) as served:
        yield served


def test_logo_and_colours_stand_on_every_page(
    chromium: Browser, own_site: Site, documents: Path
) -> None:
    held = next(one.name for one in sorted(documents.iterdir()) if one.suffix == ".md")
    dark = nearest_that_passes(COLOUR, DARK)
    for scheme, accent in (("light", COLOUR), ("dark", dark)):
        page = chromium.new_page(base_url=own_site.url, color_scheme=scheme)  # type: ignore[arg-type]
        for path in SERVED:
            page.goto(f"/{path.format(held=held)}")
            logo = page.get_by_role("img", name="Fenmarsh Partnership").first
            logo.wait_for()
            assert logo.evaluate("one => one.complete && one.naturalWidth > 0"), path
            box = logo.bounding_box()
            assert box, path
            assert box["height"] <= 80, path
            assert page.evaluate(_ACCENT) == accent, (scheme, path)
            assert faults(page) == [], (scheme, path)
        page.close()


def test_every_whole_page_that_people_read_is_of_the_partnership() -> None:
    whole = [one for one in ROOT.glob("*/**/templates/*.html") if "<html" in one.read_text("utf-8")]
    rooms = {one.relative_to(ROOT).parts[0] for one in whole} & {
        "administering", "pages", "signing_in"
    }  # fmt: skip
    assert len(rooms) == 3
    for one in whole:
        if one.relative_to(ROOT).parts[0] not in rooms:
            continue  # what programs read
        text = one.read_text("utf-8")
        assert "{{ brand }}" in text, one
        assert "findings/own.css" in text, one
