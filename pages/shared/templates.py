"""Markup from templates, in which whatever is put in is escaped unless it is markup already.

They lie in ``pages/templates``. Line ends and indents of a template are for its reader only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pages.shared.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent.parent / "templates"


def render(name: str, values: Mapping[str, object]) -> Markup:
    """Give what the template of that name makes of ``values``; a name that is missing raises."""
    return Markup(_environment().get_template(name).render(values))  # noqa: S704  it escapes


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        finalize=_escape,
        undefined=StrictUndefined,
    )


def _escape(value: object) -> Markup:
    """Escape as all pages do: braces and dollar signs too, which Gradio's templates know."""
    if isinstance(value, Markup):
        return value
    return Markup(escaped(str(value)))  # noqa: S704  it is escaped


def _read(name: str) -> str:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return "".join(line.strip() for line in lines)
