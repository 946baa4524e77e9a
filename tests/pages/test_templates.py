"""What is put into a template cannot act; markup made by us stays markup, and stands there only."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from pages.shared.templates import PAGES, render

if TYPE_CHECKING:
    from pathlib import Path

VALUES = {"items": [], "text": "a"}
TEMPLATES = sorted(PAGES.glob("*/templates/*.html"))
HOSTILE = ("<img src=x onerror=alert(1)>", '" onclick="x', "{{ 7*7 }}${x}`")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_words_are_escaped_whoever_forgets_it(hostile: str) -> None:
    made = render("ask/words.html", VALUES | {"text": hostile})
    assert not set('<>"{}$`') & set(made)
    assert render("ask/words.html", VALUES | {"items": [("1", hostile)]}).count("<") == 4


def test_markup_stays_and_a_missing_name_is_told() -> None:
    assert render("ask/words.html", VALUES | {"text": Markup("<b>a</b>")}) == "“<b>a</b>”"
    with pytest.raises(UndefinedError, match="text"):
        render("ask/words.html", {"items": []})


def test_no_template_switches_escaping_off() -> None:
    assert len(TEMPLATES) > 40
    for path in TEMPLATES:
        assert not re.search(r"\|\s*safe\b|autoescape", path.read_text("utf-8")), path


def test_no_markup_and_no_rule_of_a_look_stands_in_python() -> None:
    found = [
        (path.name, node.value)
        for path in sorted(PAGES.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.search(r"</?[a-z][a-z0-9]*[ >]|\{\s*[a-z-]+:", node.value)
        and not _is_docstring(path, node)
    ]
    assert found == []


def _is_docstring(path: Path, node: ast.Constant) -> bool:
    return path.read_text("utf-8").splitlines()[node.lineno - 1].lstrip().startswith('"""')
