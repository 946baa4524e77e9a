"""A partnership's logo, kept beside the documents as text: a picture that was drawn anew by us."""

from __future__ import annotations

import base64
import hashlib
import io
import warnings
from typing import TYPE_CHECKING

from pydantic import Field

from domain import FindingsError
from ingest.beside.tables import StrictTable, parsed

if TYPE_CHECKING:
    from pathlib import Path

LOGO_NAME = "logo.toml"
MOST_BYTES = 256 * 1024
# Of a side; what is larger is no logo, and takes memory to open.
MOST_PIXELS = 4000
# What is shown is at most so large, twice what the page gives it.
_SHOWN = (640, 128)
_TYPES = ("PNG", "JPEG", "WEBP")
_HEAD = "# The partnership's logo, as 'findings partnership --logo FILE' or Set up wrote it.\n"


class LogoError(FindingsError):
    """A picture will not do as a logo, or the file that keeps it is damaged."""


class Logo(StrictTable):
    """A picture in PNG, in base64, with its size in pixels."""

    png: str = Field(min_length=1, pattern=r"^[A-Za-z0-9+/=]+$", max_length=2**20)
    width: int = Field(gt=0, le=_SHOWN[0])
    height: int = Field(gt=0, le=_SHOWN[1])

    @property
    def data(self) -> bytes:
        """The picture itself."""
        return base64.b64decode(self.png)

    @property
    def mark(self) -> str:
        """What tells it from others."""
        return hashlib.sha256(self.png.encode()).hexdigest()[:16]


def logo_of(data: bytes) -> Logo:
    """Give the logo of a picture's file: opened, made small, and drawn anew without what it said.

    Raises:
        LogoError: it is no PNG, JPEG or WebP picture, is damaged, or is too large.
    """
    if len(data) > MOST_BYTES:
        msg = f"the logo has {len(data) >> 10} kB, more than {MOST_BYTES >> 10}: make it smaller"
        raise LogoError(msg)
    from PIL import Image  # noqa: PLC0415  only where there is a picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_TYPES) as opened:
                if max(opened.size) > MOST_PIXELS:
                    size = f"{opened.width} by {opened.height} pixels"
                    msg = f"the logo has {size}, more than {MOST_PIXELS}: make it smaller"
                    raise LogoError(msg)
                picture = opened.convert("RGBA")
        picture.thumbnail(_SHOWN)
        drawn = io.BytesIO()
        picture.save(drawn, "PNG", optimize=True)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError,
            UserWarning) as error:  # fmt: skip
        msg = "the logo is no picture that can be opened: give a PNG, JPEG or WebP file"
        raise LogoError(msg) from error
    encoded = base64.b64encode(drawn.getvalue()).decode()
    return Logo(png=encoded, width=picture.width, height=picture.height)


def logo_in(path: Path) -> Logo:
    """Give the logo of the picture at ``path``, as ``logo_of``.

    Raises:
        LogoError: it cannot be read, or as there.
    """
    try:
        with path.open("rb") as file:
            return logo_of(file.read(MOST_BYTES + 1))
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}): name the logo's file"
        raise LogoError(msg) from error


def text_of_logo(logo: Logo) -> str:
    """Give what the file of a logo holds."""
    return f'{_HEAD}width = {logo.width}\nheight = {logo.height}\npng = "{logo.png}"\n'


def read_logo(path: Path) -> Logo | None:
    """Give the logo that the file at ``path`` keeps; None without that file.

    Raises:
        LogoError: it is damaged, or its picture is.
    """
    if not path.is_file():
        return None
    kept = parsed(lambda: path.read_text("utf-8"), Logo, LogoError, name=path.name)
    try:
        drawn = logo_of(kept.data)
    except (LogoError, ValueError) as error:
        msg = f"{path.name}: its picture cannot be opened: give it anew"
        raise LogoError(msg) from error
    return drawn
