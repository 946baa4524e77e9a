"""The pages of Administer as markup: templates of this room, in the look of all pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dates import in_words
from pages.shared.style import SERVED_CSS
from pages.shared.templates import escape_value

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parents[1]
STATIC = _HERE / "static"


def draw(name: str, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """Give the page that the template of that name makes; whatever is put in is escaped."""
    return HTMLResponse(_environment().get_template(name).render(values), status_code=status)


@cache
def look() -> str:
    """Give the rules of look: the tokens of all pages, dark where the reader's machine is."""
    return SERVED_CSS + (STATIC / "administer.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, finalize=escape_value,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["in_words"] = in_words
    made.filters["moment"] = _moment
    return made


def _moment(text: str) -> str:
    """Give a time in ISO form as it is read."""
    return text.replace("T", " ")[:16] + " UTC" if text else ""
