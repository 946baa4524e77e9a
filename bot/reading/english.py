"""Which words are English, so that spelling repair leaves them alone."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from domain import FindingsError

# The word list of the package symspellpy (MIT): 82,834 words of British and American English,
# each followed by how often it is met. Only the list is used.
_PACKAGE = "symspellpy"
_LIST = "frequency_dictionary_en_82_765.txt"


class WordListError(FindingsError):
    """The list of English words is not installed."""


def is_english(word: str) -> bool:
    """Say whether a lower-case word is in the list of English words.

    Raises:
        WordListError: there is no list.
    """
    return f"\n{word} " in _word_list()


@cache
def _word_list() -> str:
    """Give the list as one text: a set of the words takes eight times the memory."""
    spec = importlib.util.find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _LIST if spec and spec.origin else None
    if path is None or not path.is_file():
        msg = f"the word list of {_PACKAGE} is not installed: run 'make setup'"
        raise WordListError(msg)
    return "\n" + path.read_text("utf-8-sig")
