"""A partnership's colours can be read, and its logo is a picture that we drew."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pydantic import ValidationError

from ingest.beside.colours import (
    DARK,
    LEAST,
    LIGHT,
    Scheme,
    contrast,
    least_contrast,
    nearest_that_passes,
)
from ingest.beside.logo import (
    MOST_BYTES,
    LogoError,
    logo_of,
    read_logo,
    text_of_logo,
)
from ingest.beside.partnership import Shown
from pages.shared.style import TOKENS

if TYPE_CHECKING:
    from pathlib import Path

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def picture(size: tuple[int, int] = (900, 300), kind: str = "PNG", **how: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#0b5270").save(file, kind, **how)
    return file.getvalue()


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS, st.sampled_from([LIGHT, DARK]))
def test_what_is_named_instead_passes_and_one_that_passes_is_itself(
    colour: str, scheme: Scheme
) -> None:
    nearest = nearest_that_passes(colour, scheme)
    assert least_contrast(nearest, scheme) >= LEAST
    assert (nearest == colour) == (least_contrast(colour, scheme) >= LEAST)


def test_the_schemes_are_those_of_the_pages() -> None:
    light, _, dark = TOKENS.partition(".dark {")
    for scheme, rules in ((LIGHT, light), (DARK, dark)):
        told = dict(re.findall(r"--findings-([\w-]+): (#[0-9a-f]{6})", rules))
        assert (told["paper"], told["wash"]) == scheme.grounds
        assert told["on-accent"] == scheme.on_colour
        assert least_contrast(told["accent"], scheme) >= LEAST


@pytest.mark.parametrize("field", ["colour", "colour_dark"])
def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(field: str) -> None:
    wrong, scheme = ("#ffcc00", LIGHT) if field == "colour" else ("#333333", DARK)
    with pytest.raises(ValidationError, match="has a contrast of") as refused:
        Shown.model_validate({field: wrong})
    named = re.findall(r"take (#\w+), the nearest", str(refused.value))
    assert named == [nearest_that_passes(wrong, scheme)]
    assert getattr(Shown.model_validate({field: named[0]}), field) == named[0]
    with pytest.raises(ValidationError):
        Shown.model_validate({field: "red;} body{display:none"})


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_without_what_it_said_of_itself(kind: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    logo = logo_of(picture(kind=kind, exif=exif))
    assert (logo.width, logo.height) == (384, 128)
    with Image.open(io.BytesIO(logo.data)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("PNG", (384, 128), {})
    path = tmp_path / "logo.toml"
    path.write_text(text_of_logo(logo), "utf-8")
    assert read_logo(path) == logo
    path.write_text(text_of_logo(logo).replace('png = "', 'png = "AAAA'), "utf-8")
    with pytest.raises(LogoError, match="give it anew"):
        read_logo(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "no picture"),
        (picture(kind="GIF"), "no picture"),
        (picture()[:200], "no picture"),
        (picture((5000, 10)), "5000 by 10 pixels"),
        (b"\x89PNG" + bytes(MOST_BYTES), "more than 256"),
    ],
)
def test_what_is_no_small_picture_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(LogoError, match=said):
        logo_of(data)
