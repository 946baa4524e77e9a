"""Words that address a program rather than a reader, and characters that no reader sees.

A document's words never steer this product, which only quotes; but what was planted can be quoted,
and somebody should look at who planted it. So it is said, with its place, and left as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.layout import RawBlock

_MOST_NAMED = 20
_WORDS_SHOWN = 14
_PROGRAM = (
    r"(?:A\.?I\.?|artificial intelligence|chat ?bots?|(?:large )?language models?|LLMs?|GPT\S*"
    r"|(?:AI|virtual|digital) assistants?|search bots?|crawlers?)"
)
_READS = r"(?:read|pars|process|summari[sz]|index|answer|us|review|analy[sz])(?:e|es|ed|ing|s)?"
_ORDERS = r"(?:instruction|prompt|guideline|rule|command|direction|polic|safeguard|context|messag)"
# Each pattern is an address and an order together, for guidance writes about such programs too.
_NOTE_TO = r"\b(?:dear|attention|(?:note|message|memo|instructions?) (?:to|for|of))"
_ADDRESSES = (
    # 'ignore all previous instructions'
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,30}"
    r"\b(?:previous|prior|earlier|above|preceding|your|system|original)\b[^.!?\n]{0,30}\b"
    + _ORDERS,
    # 'if you are an AI', 'you are now a chatbot', 'as an AI language model, you'
    rf"\byou are (?:now |only )?(?:an?|the) (?:\w+ ){{0,2}}{_PROGRAM}\b",
    rf"\bas an? {_PROGRAM},? you\b",
    # 'note to the AI assistant:' and the like
    rf"{_NOTE_TO} (?:\w+ )?{_PROGRAM}\b[^.!?\n]{{0,40}}[:,]",
    # 'AI assistants reading this document must'
    rf"\b{_PROGRAM}[^.!?\n]{{0,30}}\b{_READS} this (?:document|page|file|text|letter|note)",
    # the marks by which chats are given to language models
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?INST\]|<</?SYS>>",
    r"^\W*(?:system|assistant)(?: prompt| message)?\s*:\s*(?:you|ignore|always|never)\b",
    r"\b(?:your|the|new|hidden) system prompt\b",
)
_ADDRESSED = re.compile("|".join(_ADDRESSES), re.IGNORECASE)
_TAGS = "\U000e0020-\U000e007e"
# Tag characters but for those that spell a flag (Unicode Technical Standard 51, annex C), marks
# that turn the order of what is shown, and runs of characters without width.
_UNSEEN = re.compile(
    f"(?<!\U0001f3f4)(?<![{_TAGS}])[{_TAGS}]{{1,5000}}"
    "|[\u202d\u202e]|[\u200b-\u200f\u2060-\u2064]{4,}"
)


def is_addressed_to_program(text: str) -> bool:
    """Say whether the words look like an order to a program that reads them."""
    return bool(_ADDRESSED.search(text))


def warn_of_planted(blocks: Sequence[RawBlock]) -> list[str]:
    """Give a warning, with its place, for each block that seems to speak to a program."""
    heading = ""
    warnings: list[str] = []
    for block in blocks:
        if block.shape is Shape.HEADING:
            heading = block.text
        if match := _ADDRESSED.search(block.text):
            place = f"page {block.page}" if block.page else f"under “{heading}”"
            start = block.text.rfind(" ", 0, max(0, match.start() - 30)) + 1
            words = block.text[start:].split()
            dots = " ..." if len(words) > _WORDS_SHOWN else ""
            shown = " ".join(words[:_WORDS_SHOWN]) + dots
            warnings.append(f"speaks to a program, {place}: look at who wrote it: “{shown}”")
    return _few(warnings)


def warn_of_unseen(text: str) -> list[str]:
    """Give a warning, with its line, for each run of characters that no reader sees."""
    return _few([f"line {line} holds characters that nobody sees{said}: they are left out"
                 for line, said in _unseen_in(text)])  # fmt: skip


def _unseen_in(text: str) -> Iterator[tuple[int, str]]:
    line, before = 1, 0
    for match in _UNSEEN.finditer(text):
        line, before = line + text.count("\n", before, match.start()), match.start()
        letters = "".join(chr(ord(c) - 0xE0000) for c in match[0] if ord(c) > 0xE0000)  # noqa: PLR2004
        said = f", which spell “{' '.join(letters.split())[:80]}”" if letters.strip() else ""
        yield line, said


def _few(warnings: list[str]) -> list[str]:
    more = len(warnings) - _MOST_NAMED
    return warnings[:_MOST_NAMED] + ([f"and {more} more such places"] if more > 0 else [])
