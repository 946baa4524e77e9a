"""What kind of danger a message is about, and who writes it: by words alone, for the reply."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.triage.phrases import PhraseIndex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ADULT = 18
# A writer's own age: "I'm 14", "im fourteen", "I am 15 years old".
_OWN_AGE = re.compile(
    r"\bi(?:['\u2019]?m| am)(?: only| just| a)?"
    r" (?:(\d{1,2})\b(?!%)|(ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b)"
    r"(?! (?:minutes?|mins?|miles?|weeks?|months?|days?|hours?|hrs?)\b)"
)
_OWN_YEAR = re.compile(r"\bi(?:['\u2019]?m| am) in (?:year|yr|y) ?\d")
# A child who writes, where no word lists are at hand.
_CHILD = re.compile(
    r"\bi(?:['\u2019]?m| am)(?: only| just)? (?:[5-9]|1[0-7])\b(?! ?(?:%|min|mile|week|month|day))"
    r"|\bmy (?:boyfriend|mum|dad|stepdad|teacher|step ?dad|step ?mum)\b",
    re.IGNORECASE,
)
# What somebody else said, in the writer's quotation marks.
_QUOTED = re.compile(
    "\u201c[^\u201d]{0,400}\u201d|\"[^\"]{0,400}\"|(?<!\\w)['\u2018][^\u2019']{3,400}['\u2019](?!\\w)"
)

_KIN = (
    r"(?:mum|mam|mom|mummy|dad|daddy|nan|gran|grandad|uncle|aunt|auntie|bro|brother|sis|sister"
    r"|cousin|step ?dad|step ?mum|carer)"
)
# What somebody else told of their own family without quotation marks: "she said my dad hits me".
_REPORTED = re.compile(
    r"(?<!\bi )(?<!\bmum )(?<!\bdad )\b(?:says?|said|saying|claims|claimed|wrote|whispered|texted"
    r"|shouted|reported|reads|words were)(?: that)?,? "
    rf"(?=(?:my|me|our|please|pls|don['\u2019]?t|let|give)\b|{_KIN}\b)"
    r"[^.?!\n]{0,400}",
    re.IGNORECASE,
)
# The writer's own family acts on the writer or on another of it: "me mums bf put his hands round
# me neck", "dad chokes my mum"; or somebody comes to their bed.
_OWN_FAMILY_ACTS = re.compile(
    rf"\b(?:my|me) (?:big |older |little |foster |step)?{_KIN}(?:['\u2019]?s (?:bf|boyfriend|gf"
    r"|girlfriend|partner|mate|friend))?(?: [\w'\u2019]+){1,5}? (?:me|us)\b"
    rf"|(?:^|[.?!,\n] ?|\b(?:n|and|cos|coz|because|when|but) ){_KIN}(?: [\w'\u2019]+){{1,4}}?"
    rf" my {_KIN}\b"
    r"|\b(?:in|into|in2) my (?:bed\b|(?:bed)?room\b[^.?!\n]{0,20}\bni(?:ght|te)s?\b)"
)
# What tells that a child writes, and what each counts for: hardly a grown-up at work speaks of
# their own parents; the others tell it together.
_ELDERS = (
    r"(?:(?:step|foster) ?)?(?:mums?|mams?|mummys?|dads?|daddys?)"
    r"|nans?|nana|nani|gran|granny|grandad"
)
_OTHERS = "".join(
    rf"(?<!\b{word} )" for word in "the her his their our one a s as other your who my me".split()
)
_OWN_THINGS = (
    r"head|face|arms?|legs?|neck|hair|ribs|back|belly|tummy|hands?|drawer|bed(?:room)?|room"
    r"|wardrobe|pics|homework|gcses|phones?"
)
_OWN_KIN = r"(?:(?:big|older|little|baby|foster|step|half) ?)?(?:brother|sister|bro|sis)"
_CHILD_TELLS = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (3, rf"\b(?:my|me) (?:{_ELDERS})\b"),
        # of themselves as of anybody: "if your big brother ...", "when you're 15"
        (3, rf"\b(?:if|when)\b.{{0,40}}\b(?:your|ur) (?:{_ELDERS}|{_OWN_KIN}|parents)\b"),
        (3, r"\byou(?:['\u2019]?re| are) 1[0-7]\b"),
        (1, rf"{_OTHERS}\b(?:{_ELDERS})\b"),
        (1, rf"\b(?:my|me) (?:\w+ )?(?:{_KIN}s?|mates?)\b"),
        (1, r"\bmy (?:uncles?|aunt\w*|brothers?|cousins?|foster \w+) (?!works?\b)\w"),
        (1, r"\bmy (?:big|little|lil|baby|foster|older) (?:brother|sister|bro|sis)\b"),
        (2, r"\bmy (?:\w+ )?(?:coach|teacher|tutor|trainer|boss)\b"),
        (1, r"\bme (?:and|n|&) (?:my|the)\b|\b(?:at|on|of|hits?|hitting|hurts?) (?:me|us)\b"),
        (1, rf"\b(?:at mine|my (?:{_OWN_THINGS}))\b"),
        (1, r"\bi(?:['\u2019]?m| am| feel)(?: \w+)? (?:scared|hiding|bleeding|gay|frightened)\b"),
        (1, r"\bi(?:['\u2019]?m| am)(?: \w+)? (?:pregnant|hungry|starving)\b"),
        (1, r"\bi (?:don['\u2019]?t|dont) feel safe|\bi\b.{0,25}\bnot (?:being|be) here\b"),
        (1, r"(?:^|[.,!?] ?|\bi(?:['\u2019]?ve)? )(?:just )?r[au]n (?:away|off)\b"),
        (1, r"\bi have to (?:get|hold|carry|sell|take|go|keep|send|stay)\b"),
        (1, r"\b(?:where can i (?:go|sleep)|who do i tell|do i have to|(?:dont|cant) tell)\b"),
        (1, r"\b(?:get in(?:to)? trouble|is it (?:ok|normal|bad)|my house)\b"),
    )
)
# ... and spelling of somebody who texts, and much of it.
_TEXTS = re.compile(r"(?:^|(?<= ))(?:im|ive|u|ur|i|n|y|wen|abt|nite|tmrw|coz)(?= )")
_MUCH = 3
_CHILD_TOLD = 3
# What a boy or girl told the writer tells less than so much of the writer's own.
_SURELY_TOLD = 5
# A parent's own words, beside the list: "our Callum hasn't ...", "my four year old".
_PARENT = re.compile(
    r"\b[Oo]ur (?!Head|Year|Local|Senior|Deputy|Key|Family|Manager)[A-Z][a-z]+(?:['\u2019]s\b"
    r"| (?:has|is|was|went|won|did|never|came|come|got|ran|said))"
    r"|\bmy (?:\w+|\d+)[ -](?:year|month|week)[ -]olds?\b|\bas (?:her|his|their) (?:mum|dad|nan)\b"
    r"|\bi(?:['\u2019]ve| have)? (?:just )?put the (?:kids|baby)\b"
    r"|\b(?:had|has|hit|hits|pushed|grabbed) me\b.{0,60}\bthe kids\b"
    r"|\bmy (?:sister|brother)['\u2019]?s? .{0,80}\b(?:girls|boys|kids|children|little one)\b"
)


class DangerKind(StrEnum):
    """What a danger is of, as far as words tell."""

    FGM = "fgm"
    HONOUR = "honour"  # honour-based harm and forced marriage
    MISSING = "missing"
    SEXUAL = "sexual"
    EXPLOITATION = "exploitation"
    INJURY = "injury"  # injury, violence, threats of it
    SELF_HARM = "self_harm"
    STAFF = "staff"  # a grown-up at work who may harm themselves
    OTHER = "other"


class WriterKind(StrEnum):
    """Who writes; STAFF where nothing tells otherwise."""

    CHILD = "child"
    PARENT = "parent"  # a parent, relative or neighbour
    STAFF = "staff"


class KindReader:
    """Tells kinds of danger and of writers with the word lists of ``danger_kinds.toml``."""

    def __init__(self, path: Path) -> None:
        """Index the lists; raises OSError, ValueError or KeyError where they are broken."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        self._kinds = [DangerKind(name) for name in tables["kinds"]]
        self._phrases = PhraseIndex(
            {
                f"{name}.{part}": phrases
                for name, lists in tables["kinds"].items()
                for part, phrases in lists.items()
            }
        )
        self._writers = PhraseIndex(tables["writers"])

    def kind(self, words: Sequence[str], writer: WriterKind) -> DangerKind:
        """Give the kind of danger that most phrases tell of; OTHER where none does."""
        if self._despairs(words) and writer is not WriterKind.CHILD:
            return DangerKind.STAFF
        found = Counter(name for _, _, name in self._phrases.find(words))
        counts = {
            kind: found[f"{kind}.sure"] + min(found[f"{kind}.any"], found[f"{kind}.beside"])
            for kind in self._kinds
        }
        for kind in (DangerKind.FGM, DangerKind.HONOUR, DangerKind.STAFF):
            if counts.get(kind):
                return kind
        best = max(self._kinds, key=lambda kind: counts[kind])
        return best if counts[best] else DangerKind.OTHER

    def writer(
        self, message: str, words: Sequence[str], own: Sequence[str], *, names_agency: bool = False
    ) -> WriterKind:
        """Give who writes; ``own`` holds the words outside quotation marks."""
        low = unquoted(message.lower())
        age = _OWN_AGE.search(low)
        if (age and (age[2] or int(age[1]) < _ADULT)) or _OWN_YEAR.search(low):
            return WriterKind.CHILD
        found = Counter(name for _, _, name in self._writers.find(own))
        if found["staff"] or names_agency:
            return WriterKind.STAFF
        if self._despairs(words):
            adult = found["work"] or found["parent"]
            return WriterKind.STAFF if adult else WriterKind.CHILD
        if found["parent"] > found["sibling"] or _PARENT.search(unquoted(message)):
            return WriterKind.PARENT
        told = sum(weight for weight, tells in _CHILD_TELLS if tells.search(low))
        texts = len(_TEXTS.findall(unquoted(message)))
        told += bool(texts) + (texts >= _MUCH)
        if found["child"] or _OWN_FAMILY_ACTS.search(low):
            return WriterKind.CHILD
        least = _SURELY_TOLD if found["hearsay"] else _CHILD_TOLD
        return WriterKind.CHILD if told >= least else WriterKind.STAFF

    def _despairs(self, words: Sequence[str]) -> bool:
        return any(name == "despair" for _, _, name in self._writers.find(words))


def plain_writer(message: str) -> WriterKind:
    """Give who writes by the plainest words, without any list."""
    return WriterKind.CHILD if _CHILD.search(message) else WriterKind.STAFF


def unquoted(message: str) -> str:
    """Give the message without what it says that somebody else said: the writer's own words."""
    return _REPORTED.sub(" ", _QUOTED.sub(" ", message))
