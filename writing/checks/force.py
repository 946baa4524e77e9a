"""Whether a statement binds, denies and limits as its sentence does: no more, and no less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from writing.checks.clauses.conditions import fault_of_condition
from writing.checks.clauses.deeds import BE
from writing.checks.words import extents, frame_words, is_verb, linked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# What binds how strongly, each form once; the words that follow are what is bound.
_FORCES = {
    # what need not be done may be done, which "must not" says nothing of
    "free": r"(?:do|does|did) not (?:have to|need(?: to)?)|need not|not (?:required|obliged|needed"
    r"|necessary)(?: to)?|no need to|(?:don|doesn)['’]t (?:have to|need(?: to)?)",
    "cannot": r"cannot|can not|can['’]t|could not|couldn['’]t|unable to|not able to",
    "haveto": r"ha(?:s|ve|d) to|needs? to",
    "must": r"must|shall|(?:is|are|was|were|be)?\s*(?:legally )?(?:required"
    r"|obliged) to|(?:is|are) to(?= \w)|(?:has|have) a (?:legal |statutory )?duty to"
    r"|(?:is|are) under a duty to|mandatory|compulsory|obligat\w+|require(?:s|d)?|requirement"
    r"|a must",
    "need": r"need(?:s|ed)?(?: to)?|necessary",
    "should": r"should|ought to|(?:is|are|was|were) expected to|(?:is|are) advised to|recommend\w*"
    r"|advis(?:e[sd]?|able)|best practice|good practice|expected"
    r"|(?:is|are) (?:your|their|our|its|his|her) (?:job|task|role|responsibility) to",
    "may": r"may|might|can|could|(?:is|are|was|were|be) (?:able|allowed|permitted|entitled|free) to"
    r"|allowed|permitted|optional|option",
    "will": r"will|would|going to",
}  # fmt: skip
_FORCE = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _FORCES.items()), re.IGNORECASE
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nor|neither|cannot|without|unable|fail(?:s|ed|ing)?"
    r"|refus\w+|lack(?:s|ed|ing)?|absen\w+|unless|except\w*|exclud\w+|stop(?:s|ped)?|avoid\w*"
    r"|rather than|instead of)\b|n['’]t\b", re.IGNORECASE,
)  # fmt: skip
# These deny whatever follows; others say themselves what is not so.
_TWICE = re.compile(r"(?:\bnot|n['’]t) (?:not|no|never)\b", re.IGNORECASE)
_NOT = frozenset("not no never none nor n't n’t".split())
_PAST = re.compile(r"\b(?:was|were|had|did)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|are|has|have|do|does)\b", re.IGNORECASE)
# What limits must be kept, and what must not be added.
_KEPT = frozenset(
    "most some few notall only least most_of over under about possible partly".split()
)
_WHOEVER = re.compile(r"(?<=one|ody) who\b", re.IGNORECASE)
# Those that limit a number and mean something else before any other word.
_OF_NUMBERS = frozenset("most_of over under about".split())
_NUMBER_NEXT = re.compile(
    r"\s+(?:the\s+|a\s+|an\s+)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|hours?|days?|weeks?|months?|years?"
    r"|working)\b", re.IGNORECASE,
)  # fmt: skip
# Two words that bind stand so near where they are one, in characters.
_BESIDE = 8
# A verb stands so near behind the word that binds it.
_REACH = 4


def fault_of_force(said: ReadText, basis: Basis) -> str:
    """Give what a statement says more or less strongly than its sentence; empty if nothing."""
    return next(
        filter(None, (
            _modal(said, basis), _denial(said, basis), _extent(said, basis),
            fault_of_condition(said, basis), _tense(said, basis),
        )), "",
    )  # fmt: skip


def weighing(text: ReadText) -> list[tuple[int, int]]:
    """Give where what binds, denies or limits stands in a text."""
    patterns = (_FORCE, _DENIES, *extents().values())
    return [one.span() for pattern in patterns for one in pattern.finditer(text.plain)]


def _bound(text: ReadText) -> list[tuple[str, ReadWord | None]]:
    """Give each force with the first word that it binds; "may need to" is one of its own."""
    found: list[tuple[str, ReadWord | None]] = []
    until, held = -1, ""
    for match in _FORCE.finditer(text.plain):
        after = [one for one in text.words if one.start >= match.end() and not one.is_sign]
        verb = next((one for one in after[:_REACH] if _is_bound(one)), None)
        force = str(match.lastgroup)
        if 0 <= match.start() - until <= _BESIDE and held in {"may", "should", "will"}:
            force = f"{held} {force}"
            found.pop()
        found.append((force, verb))
        until, held = match.end(), force
    return found


def _is_bound(word: ReadWord) -> bool:
    return word.is_telling or (is_verb(word.text) and word.text not in BE)


def _modal(said: ReadText, basis: Basis) -> str:
    ours, theirs = _bound(said), _bound(basis.words)
    held = {force for force, _ in theirs}
    # what binds one thing of the statement binds no other of it
    verbs = [one for _, one in ours if one]
    left = {force for force, other in theirs if not (other and linked(other, verbs))}
    for force, verb in ours:
        alike = {f for f, other in theirs if verb and other and linked(verb, [other])}
        if alike:
            if not _is_as_strong(force, alike):
                return "force"
        elif _is_as_strong(force, left) or (force == "will" and not held):
            continue
        elif not (force == "should" and _is_told_to(verb, basis)):
            return "force"
    # what binds in the document binds in the statement
    for force, verb in theirs:
        if force == "will" or verb is None:
            continue
        same = linked(verb, said.words)
        if same and not _is_as_strong(force, {f for f, _ in ours}):
            return "force"
    return ""


def _is_as_strong(force: str, forces: set[str]) -> bool:
    """Say whether one of several forces is the same; what "has to" be must, and needs to, be."""
    same = {"must", "need", "haveto"} if force == "haveto" else {force, "haveto"}
    return bool(forces & (same if force in {"must", "need", "haveto"} else {force}))


def _is_told_to(verb: ReadWord | None, basis: Basis) -> bool:
    """Say whether a sentence that tells what to do opens a clause with the verb: "Hold a ..."."""
    if not basis.is_rule or verb is None:
        return False
    words = basis.words.words
    # "keep it short" says that it should be short
    if is_verb(words[0].text) and (linked(verb, words) or verb.stem in frame_words()):
        return True
    for place, word in enumerate(words):
        opens = (
            place == 0
            or words[place - 1].is_sign
            or words[place - 1].text in {"and", "then", "not"}
        )
        if opens and linked(verb, [word]):
            return True
    return False


def _denial(said: ReadText, basis: Basis) -> str:
    ours, theirs = [*denied(said), *denied(said, frame_words())], denied(basis.words)
    if (ours and not theirs) or _TWICE.search(said.plain):
        return "denial"
    for how, word in theirs:
        is_kept = any(
            linked(word, [other]) or (how == way and how not in _NOT) for way, other in ours
        )
        if linked(word, said.words) and not is_kept:
            return "denial"
    once = denied(said), theirs
    if all(len(one) == 1 for one in once) and _is_same_denial(*once[0], *once[1]):
        # "records did not show what was agreed", "what was agreed was not shown"
        return ""
    held = basis.words.telling
    own = said.stems
    for word in said.telling:
        same = [one for one in held if one.stem == word.stem]
        # a word that another one of the statement is speaks for that one
        same = same or [one for one in linked(word, held) if one.stem not in own]
        # a word that is said twice, once denied, need agree once
        ways = {one.is_denied for one in said.telling if one.stem == word.stem}
        if same and not ways & {one.is_denied for one in same}:
            return "denial"
    return ""


def _is_same_denial(one: tuple[str, ReadWord], other: tuple[str, ReadWord]) -> bool:
    return one[0] in _NOT and other[0] in _NOT and bool(linked(one[1], [other[1]]))


def denied(text: ReadText, light: frozenset[str] = frozenset()) -> list[tuple[str, ReadWord]]:
    """Give each denial with the word that it denies: the next that tells, or else the last.

    ``light`` holds the stems of what is passed over.
    """
    found = []
    for match in _DENIES.finditer(text.plain):
        following = (one for one in text.words if one.start >= match.end())
        # "do not get an invitation" says of the invitation what "are not invited" does
        following = (one for one in following if one.stem not in light)
        after = next((one for one in following if one.is_sign or one.is_telling), None)
        before = [one for one in text.telling if one.end <= match.start()]
        word = after if after and after.is_telling else next(reversed(before), None)
        found += [(match[0].lower(), word)] if word else []
    return found


def _limits(text: ReadText) -> Iterator[tuple[str, ReadWord | None]]:
    for name, pattern in extents().items():
        for match in pattern.finditer(text.plain):
            # "how often", "anyone who": how much is not said
            if text.plain[: match.start()].lower().endswith("how ") or _WHOEVER.match(
                text.plain, match.end()
            ):
                continue
            if name in _OF_NUMBERS and not _NUMBER_NEXT.match(text.plain, match.end()):
                continue
            after = [one for one in text.words if one.start >= match.end()]
            # "after ten days" is not "within ten days of it"
            is_least = name == "after" and _NUMBER_NEXT.match(text.plain, match.end())
            yield (
                "past" if is_least else name,
                next(
                    (one for one in after[:_REACH] if one.is_telling or one.text[0].isdigit()), None
                ),
            )


def _extent(said: ReadText, basis: Basis) -> str:
    ours, theirs = list(_limits(said)), list(_limits(basis.words))
    held = {name for name, _ in theirs}
    for name, _ in ours:
        if name not in held and not (name == "after" and _is_counted_from(basis.words)):
            return "extent"
    own = {name for name, _ in ours}
    for name, word in theirs:
        if name in _KEPT and name not in own and word and linked(word, said.words):
            return "extent"
    return ""


def _is_counted_from(text: ReadText) -> bool:
    return bool(
        re.search(r"\b(?:days?|hours?|weeks?|months?)\s+(?:of|from)\b", text.plain, re.IGNORECASE)
    )


def _tense(said: ReadText, basis: Basis) -> str:
    text = basis.words.text
    is_past = _PAST.search(text) and not _PRESENT.search(text)
    if is_past and _PRESENT.search(said.text) and not _PAST.search(said.text):
        return "time"
    is_now = _PRESENT.search(text) and not _PAST.search(text)
    if is_now and _PAST.search(said.text) and not _PRESENT.search(said.text) and not basis.is_seen:
        return "time"
    return ""
