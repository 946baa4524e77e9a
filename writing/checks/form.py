"""Whether a statement is a plain English sentence and nothing else: no markup, address or quote."""

from __future__ import annotations

import re
import unicodedata

LEAST_WORDS, MOST_WORDS = 2, 60
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9 .,;:'’()£%&/+–-]+")
_ADDRESS = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|org|net|uk|gov|io|info|example|co|html?|php)\b|@|\w/\w+/"
    r"|javascript|data:|\b(?:click|visit|download|install|open) (?:here|this|the link)\b",
    re.IGNORECASE,
)
# What speaks of the one that writes, or to whoever made it, tells nothing of a document.
_OF_ITSELF = re.compile(
    r"\b(?:as an ai|i am|i'm|i have|i can|i will|i think|language model|assistant|chatbot|system"
    r" prompt|my instructions|previous instructions|ignore (?:all|any|the|previous|your))\b"
    r"|^\s*i\b", re.IGNORECASE,
)  # fmt: skip
# "Refer even even if", "the police along with the police".
_DOUBLED = re.compile(
    r"\b(?!that\b|had\b)(\w{2,}?)s?(?:,? (?:and|or|along with|as well as)(?: the| a)?|,)? \1s?\b",
    re.IGNORECASE,
)


def fault_of_form(text: str) -> str:
    """Give "form" where a statement is no plain sentence; empty where it is one."""
    words = text.split()
    is_plain = (
        LEAST_WORDS <= len(words) <= MOST_WORDS
        and _PLAIN.fullmatch(text) is not None
        and unicodedata.is_normalized("NFC", text)
        # what was cut off ends as no sentence does
        and text.rstrip(" ’')").endswith(".")
        and not _ADDRESS.search(text)
        and not _OF_ITSELF.search(text)
        and not _DOUBLED.search(text)
        and max(map(len, words)) <= 30  # noqa: PLR2004  no English word is longer
    )
    return "" if is_plain else "form"
