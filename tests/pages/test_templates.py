"""What is put into a template cannot act; markup made by us stays markup."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from pages.shared.templates import FOLDER, render

VALUES = {"items": [], "text": "a"}


HOSTILE = ("<img src=x onerror=alert(1)>", '" onclick="x', "{{ 7*7 }}${x}`")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_words_are_escaped_whoever_forgets_it(hostile: str) -> None:
    made = render("words.html", VALUES | {"text": hostile})
    assert not set('<>"{}$`') & set(made)
    assert render("words.html", VALUES | {"items": [("1", hostile)]}).count("<") == 2


def test_markup_stays_and_a_missing_name_is_told() -> None:
    assert render("words.html", VALUES | {"text": Markup("<b>a</b>")}) == "“<b>a</b>”"
    with pytest.raises(UndefinedError, match="text"):
        render("words.html", {"items": []})


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_no_template_switches_escaping_off(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    assert "safe" not in text
    assert "autoescape" not in text
