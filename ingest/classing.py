"""What a sentence is: expected, found, reported later, or background.

The rules stand in ``ingest/data/classes.toml``; the document's kind and the part that the sentence
stands in come first. Where nothing says that a sentence is a duty or advice it is background: what
is shown as expected must be a rule.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from domain import Class, Kind, Part, Sentence, Shape

PATH = Path(__file__).parent / "data" / "classes.toml"
_ABOUT = frozenset({Part.INTRODUCTION, Part.ADDRESSEES})
_SIGNS = " \n|*•-–—.0123456789)("
_ENDS = re.compile(r"(?<=[.;!?:])\s+")
_WORDS = re.compile(r"[^\W\d_]{2,}")


class _ClassRules:
    """The rules, compiled."""

    def __init__(self, raw: dict[str, Any]) -> None:
        def one(pattern: str) -> re.Pattern[str]:
            return re.compile(
                pattern.replace("{who}", raw["who"]).replace("{should}", raw["should"]),
                re.IGNORECASE,
            )

        self.force = one("|".join(f"(?:{pattern})" for pattern in raw["force"]))
        self.strong = one(raw["strong"])
        self.own_duty = one(raw["own_duty"])
        self.opens = one(rf"(?:{raw['opens']})\b")
        self.not_orders = one(raw["not_orders"])
        self.seen = one(rf"{raw['seen']}[^.;]{{0,80}}?\b{raw['tells']}\b")
        self.others = one(rf"{raw['others']}[^.;]{{0,80}}?\b{raw['tells']}\b")
        self.asked_heads = one(raw["asked_heads"])
        self.states = one(raw["states"])
        self.asking_words = one(raw["asking_words"])
        self.asks = one(raw["asks"])
        self.asking_heads = one(raw["asking_heads"])
        self.after_clause = one(raw["after_clause"].replace("{opens}", rf"(?:{raw['opens']})"))
        self.later = one(raw["later"])
        self.background = one("|".join(f"(?:{pattern})" for pattern in raw["background"]))
        self.about_itself = one(raw["about_itself"])
        self.explaining_heads = one(raw["explaining_heads"])
        self.speaks_of = one(raw["speaks_of"])
        self.defining_heads = one(raw["defining_heads"])
        self.finding_heads = one(raw["finding_heads"])
        self.explaining_leads = one(raw["explaining_leads"])


@cache
def _rules() -> _ClassRules:
    return _ClassRules(tomllib.loads(PATH.read_text("utf-8")))


def classed(sentence: Sentence, heading: str, kind: Kind, part: Part) -> Sentence:
    """Give the sentence with its class, by its words and those of its ``heading`` and lead."""
    return replace(sentence, is_a=_class_of(sentence, heading, kind, part))


def _class_of(sentence: Sentence, heading: str, kind: Kind, part: Part) -> Class:
    words = " ".join(sentence.text.split()).strip(_SIGNS)
    words = _rules().speaks_of.sub("", words)
    if not _WORDS.search(words) or words.endswith("?"):
        return Class.BACKGROUND
    if kind is Kind.FINDING:
        return _of_finding(sentence, words, heading, part)
    if kind is Kind.REVIEW:
        is_advice = part.is_expectation or _rules().strong.search(words)
        return Class.EXPECTED if is_advice else Class.REPORTED
    if _rules().defining_heads.search(heading):
        return Class.BACKGROUND
    told = _told(words, heading)
    if told:
        return told
    is_asked = sentence.shape is Shape.ITEM and _is_asked_for(words, heading)
    # the header of a table says what its columns are, and no more
    lead = "" if sentence.shape is Shape.ROW else sentence.lead
    return Class.EXPECTED if is_asked else _of_rule(words, lead, heading)


def _of_finding(sentence: Sentence, words: str, heading: str, part: Part) -> Class:
    if part in _ABOUT:
        return Class.BACKGROUND
    if part is Part.NEXT and not _rules().force.search(words):
        return Class.BACKGROUND
    rules = _rules()
    is_asked = rules.asks.search(words) and (part.is_expectation or rules.own_duty.search(words))
    if part.is_expectation and sentence.shape is not Shape.PARAGRAPH:
        is_asked = (
            is_asked or rules.asking_heads.search(heading) or rules.asks.search(sentence.lead)
        )
    return Class.EXPECTED if is_asked else Class.FOUND


def _told(words: str, heading: str) -> Class | None:
    """Give the class of what tells of practice that somebody looked at; None for a rule."""
    rules = _rules()
    is_seen = rules.seen.search(words) or rules.finding_heads.search(heading)
    if not is_seen and not rules.others.search(words):
        return None
    if rules.strong.search(words) and not is_seen:
        return None
    if rules.later.search(words):
        return Class.REPORTED
    return Class.FOUND if is_seen else Class.BACKGROUND


def _is_asked_for(words: str, heading: str) -> bool:
    """Say whether an item names what its heading asks for, and tells nothing of its own."""
    rules = _rules()
    if not rules.asked_heads.search(heading) or rules.about_itself.search(words):
        return False
    is_named = rules.asking_words.search(words) or not rules.states.search(words)
    return bool(is_named and not rules.background.search(words))


def _of_rule(words: str, lead: str, heading: str) -> Class:
    rules = _rules()
    is_strong = bool(rules.strong.search(words))
    if rules.about_itself.search(words):
        return Class.BACKGROUND
    if lead:
        led = " ".join(lead.split())
        if rules.strong.search(led) or rules.force.search(led):
            return Class.EXPECTED
        if rules.explaining_leads.search(led) and not is_strong:
            return Class.BACKGROUND
    if is_strong:
        return Class.EXPECTED
    if rules.explaining_heads.search(heading) or rules.background.search(words):
        return Class.BACKGROUND
    is_advice = any(map(_orders, _ENDS.split(words))) or rules.force.search(words)
    return Class.EXPECTED if is_advice else Class.BACKGROUND


def _orders(words: str) -> bool:
    """Say whether a sentence tells somebody to do something."""
    rules = _rules()
    opens = rules.opens.match(words) and not rules.not_orders.match(words)
    return bool(opens or rules.after_clause.match(words))
