"""Whether a statement holds on the conditions of its sentence, and of those that it speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from writing.checks.words import linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# What holds only where something else does.
_CONDITION = re.compile(
    r"(?:(?:^|[,;:(]\s*|\b(?:only|but|even)\s+)(?:where|when|once|while)\b|(?<=\w\s)(?<!including\s)when\b|\b(?:even\s+)?if\b|\bunless\b"
    r"|\bexcept\b|\bprovided\b|\bas long as\b|\bin the event\b|\bin an emergency\b"
    r"|\bout of hours\b)(?P<what>[^,;:.]*)", re.IGNORECASE,
)  # fmt: skip
# It holds whether or not.
_ANYWAY = re.compile(r"\beven (?:if|when|where)\b", re.IGNORECASE)
_ANYWAY_TOO = re.compile(
    r"\b(?:even|including|although|though|regardless|whatever|whether|unless|still|anyway)\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"\b(?P<kind>even if|if|unless)\b(?P<what>[^,;:.]*)", re.IGNORECASE)
# Which ones of several are meant; what stands after a comma only tells more of them.
_WHICH = re.compile(r"(?<=\w )(?:that|who|which) (?:is|are|was|were)\b(?P<what>[^,;:.]*?)"
                    r"(?= (?:do|does|did|must|should|can|may|will|has|have|is|are)\b|[,;:.]|$)",
                    re.IGNORECASE)  # fmt: skip
_OR_ELSE = re.compile(r",\s+or\b[^,;:.]*", re.IGNORECASE)
_HALF = 0.5


def fault_of_condition(said: ReadText, basis: Basis) -> str:
    """Give "condition" where a statement holds more or less widely than its sentence."""
    text = basis.words
    for match in _CONDITION.finditer(text.plain):
        # what holds even if something is so holds anyway
        if match[0].lower().lstrip(" ,;:(").startswith("even"):
            continue
        inside = list(_alternatives(text, match.start("what"), match.end("what")))
        if inside and not _is_kept(inside, said.words):
            return "condition"
    if _loses_which(said, text) or _is_of_another_kind(said, text):
        return "condition"
    if _ANYWAY.search(said.plain) and not _ANYWAY_TOO.search(text.plain):
        return "condition"
    # nor does a statement hold only where its sentence does not say so
    if _CONDITION.search(said.plain) and not _CONDITION.search(text.plain):
        # what holds even if something is so holds on no condition
        whole = _ANYWAY.sub("", f"{text.plain} {basis.around.plain}")
        if re.search(
            r"\b(?:if|unless|except|only|provided)\b", said.plain, re.IGNORECASE
        ) and not re.search(r"\b(?:if|unless|when|where|in case|for)\b", whole, re.IGNORECASE):
            return "condition"
    return ""


def _is_of_another_kind(said: ReadText, text: ReadText) -> bool:
    """Say whether a thing holds unless something is so, where it holds even if it is."""
    theirs = list(_by_kind(text))
    for kind, inside in _by_kind(said):
        same = {way for way, held in theirs if inside and _is_kept([inside], held)}
        if same and kind not in same:
            return True
    return False


def _by_kind(text: ReadText) -> Iterator[tuple[str, Sequence[ReadWord]]]:
    """Give each thing that a text holds if, unless or even if, with the telling words of it."""
    for match in _KIND.finditer(text.plain):
        start, end = match.span("what")
        inside = [one for one in text.telling if start <= one.start < end]
        yield str(match["kind"]).lower().split()[0], inside


def _loses_which(said: ReadText, text: ReadText) -> bool:
    """Say whether a statement speaks of all where its sentence says which."""
    for match in _WHICH.finditer(text.plain):
        inside = [one for one in text.telling if match.start() < one.start < match.end("what")]
        named = [one for one in text.telling if one.end <= match.start()][-1:]
        if (
            inside
            and any(linked(one, said.words) for one in named)
            and not _is_kept([inside], said.words)
        ):
            return True
    return False


def _alternatives(text: ReadText, start: int, end: int) -> Iterator[list[ReadWord]]:
    """Give the telling words of each thing that a condition names: "if it is late, or was lost"."""
    more = _OR_ELSE.match(text.plain, end)
    held: list[ReadWord] = []
    for word in text.words:
        if start <= word.start < (more.end() if more else end):
            if word.text == "or" and held:
                yield held
                held = []
            held += [word] if word.is_telling else []
    if held:
        yield held


def _is_kept(inside: Sequence[Sequence[ReadWord]], words: Sequence[ReadWord]) -> bool:
    """Say whether a statement keeps most of a condition, or the whole of one thing of several."""
    kept = [[bool(linked(word, words)) for word in one] for one in inside]
    every = [one for thing in kept for one in thing]
    return sum(every) >= _HALF * len(every) or any(map(all, kept))
