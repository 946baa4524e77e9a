"""Gradio is imported without what no page of ours needs, and nobody else is kept from it."""

from __future__ import annotations

import subprocess
import sys

SPARED = """
import sys
from pages.frame.sparing import spared
with spared():
    import gradio
print(sorted({"pandas", "mcp"} & set(sys.modules)))
from gradio import caching
print(caching.pd.DataFrame({"a": [1, 2]})["a"].sum())
import mcp, pandas
print(caching.pd.DataFrame is pandas.DataFrame, bool(mcp.__file__))
"""


def _said(code: str) -> list[str]:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ended.stdout.splitlines()


def test_what_no_page_needs_is_imported_only_when_it_is_asked_for() -> None:
    assert _said(SPARED) == ["[]", "3", "True True"]


def test_what_was_imported_before_is_left_as_it_is() -> None:
    said = _said(
        "import sys, types; own = sys.modules['pandas'] = types.ModuleType('pandas')\n"
        "from pages.frame.sparing import spared\n"
        "with spared():\n"
        "    import pandas\n"
        "print(pandas is own, sys.modules['pandas'] is own, 'mcp' in sys.modules)"
    )
    assert said == ["True True False"]
