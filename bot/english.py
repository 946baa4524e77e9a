"""Which words are English, so that spelling repair leaves them alone."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

# The word list of the package symspellpy (MIT): 82,834 words of British and American English,
# each followed by how often it is met. Only the list is used.
_PACKAGE = "symspellpy"
_LIST = "frequency_dictionary_en_82_765.txt"


def is_english(word: str) -> bool:
    """Say whether a lower-case word is in the list of English words."""
    return f"\n{word} " in _word_list()


@cache
def _word_list() -> str:
    """Give the list as one text: a set of the words takes eight times the memory."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        msg = f"{_PACKAGE} is not installed: run 'make setup'"
        raise ModuleNotFoundError(msg)
    return "\n" + (Path(spec.origin).parent / _LIST).read_text("utf-8-sig")
