"""Markup from templates, in which whatever is put in is escaped unless it is markup already.

A page's templates lie in the folder ``templates`` of its own, and are named by page and file:
``ask/quote.html``. Line ends and indents of a template are for its reader only.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from dates import in_words
from pages.shared.ringing import parted

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES = Path(__file__).parent.parent


def render(name: str, values: Mapping[str, object]) -> Markup:
    """Give what the template of that name makes of ``values``; a name that is missing raises."""
    return Markup(_environment().get_template(name).render(values))  # noqa: S704  it escapes


def escaped(text: str) -> Markup:
    """Give text as markup that shows it and cannot do anything else.

    Braces and dollar signs are escaped too: Gradio's HTML component knows templates.
    """
    plain = escape(text, quote=True)
    for sign in "{}$`":
        plain = plain.replace(sign, f"&#{ord(sign)};")
    return Markup(plain)  # noqa: S704  it is escaped


@cache
def read_css(name: str) -> str:
    """Give the rules of a page's file, such as ``ask/page.css``."""
    return (PAGES / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        finalize=escape_value,
        undefined=StrictUndefined,
    )
    environment.filters["parted"] = parted
    environment.filters["in_words"] = in_words
    return environment


def escape_value(value: object) -> Markup:
    """Escape as all pages do, whatever is put in."""
    return value if isinstance(value, Markup) else escaped(str(value))


def _read(name: str) -> str:
    page, _, file = name.rpartition("/")
    # rooms of their own draw pages too
    folder = next(one for one in (PAGES, PAGES.parent) if (one / page / "templates").is_dir())
    lines = (folder / page / "templates" / file).read_text("utf-8").splitlines()
    return "".join(line.strip() for line in lines)
