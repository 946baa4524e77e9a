"""What is said to a message in another language: in that language and in English, one line each."""

from __future__ import annotations

import logging
import re
import tomllib
from functools import cache
from pathlib import Path

from bot.reading.english import is_english
from bot.reading.segments import plain
from bot.triage.languages import language_of
from store.search.keywords import STOPWORDS

_LOG = logging.getLogger(__name__)
DATA = Path(__file__).parent.parent / "data" / "english_only.toml"
IN_ENGLISH = (
    "The documents here are in English: please ask in English. If a child is in danger now, ring"
    " 999."
)
# A message with more of its letters in another script than this is in another language.
_FOREIGN_SHARE = 0.5
_LATIN_ENDS, _WIDE_BEGINS = "\u036f", "\uff00"
# A sentence of so many words, of whose long ones this share is not English and of all of which
# fewer than this are its plainest ones, is in another language whose name is not known.
_SENTENCE, _LONG = 4, 5
_OTHER_WORDS, _PLAIN_WORDS = 0.7, 0.3
_WORD = re.compile(r"[^\W\d_]+")


def told_in_english(message: str) -> str:
    """Give what to say to a message in another language than English; empty for one in English.

    A list that is damaged makes no difference but that of the language.
    """
    try:
        code = language_of(message)
        lines = _lines()
    except (OSError, ValueError, KeyError) as error:
        _LOG.error("languages cannot be told apart (%s): reinstall Findings", type(error).__name__)
        code, lines = "", {}
    if code in lines:
        return f"{lines[code]}\n\n{IN_ENGLISH}"
    return IN_ENGLISH if _is_in_another_script(message) or _is_of_other_words(message) else ""


def _is_in_another_script(message: str) -> bool:
    letters = [sign for sign in message if sign.isalpha()]
    foreign = sum(_LATIN_ENDS < sign < _WIDE_BEGINS for sign in letters)
    return bool(letters) and foreign > _FOREIGN_SHARE * len(letters)


def _is_of_other_words(message: str) -> bool:
    """Say whether hardly a word of a sentence is English; names and slips leave most that are."""
    words = [word for word in _WORD.findall(plain(message)) if not word.isupper()]
    long = [word.lower() for word in words if len(word) >= _LONG]
    plainest = sum(word.lower() in STOPWORDS for word in words)
    is_in_question = (
        len(words) >= _SENTENCE and len(long) > 1 and plainest < _PLAIN_WORDS * len(words)
    )
    return is_in_question and sum(not is_english(one) for one in long) > _OTHER_WORDS * len(long)


@cache
def _lines() -> dict[str, str]:
    return {code: str(line) for code, line in tomllib.loads(DATA.read_text("utf-8")).items()}
