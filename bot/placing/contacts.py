"""Whom an ask wants to reach, and the sentence of the documents that says how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from bot.gathering.contacts import contacts_held
from bot.placing.roles import LATE, SAYING_NOTHING, ServiceNames, plain
from domain import Shape
from ingest.facts.contacts import REACHED_AT
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.gathering.contacts import KnownContact
    from bot.placing.belonging import Areas, Belonging
    from bot.placing.place import Place
    from ingest.beside.partnership import Contact
    from ingest.facts.contacts import GivenContact
    from store.generation.opened import Generation

# Asks for a way to reach somebody, in the noun for it or in the verb.
_NOUN = (
    r"(?:(?:tele|mobile )?phone ?(?:numbers?|nos?|details)?|tel\b\.?(?: (?:numbers?|nos?))?"
    r"|numbers?|e-?mails?(?: addresse?s?)?|help ?lines?|hot ?lines?"
    r"|contact (?:details|info\w*|numbers?|nos?|line)|contacts?|details)"
)
_VERB = (
    r"(?:ring|call|phone|tele?phone|contact|e-?mail|reach|get hold of|get through to|get in touch"
    r" with|speak (?:to|with)|talk to)"
)
# ... in the noun that only a number or an address answers.
_NUMBER = re.compile(r"\b(?:phone|tel|telephone|numbers?|e-?mails?|help ?lines?|hot ?lines?)\b")
_WANTS = re.compile(
    rf"\b(?:who|how|where|what)\b[^.?!]{{0,60}}\b(?:get through to|get hold of|ring|phone)\b|"
    rf"^(?:the )?numbers?\b|"
    rf"\b(?:phone|tel|telephone)\b|\b{_NOUN}\s+(?:for|of|to|do|i|we|please)\b|\bnumbers?\W*(?:please|pls)?\W*$"
    rf"|\b(?:who|whom|how|where|what(?: number)?)\b[^.?!]{{0,40}}\b(?:i|we|to|you|u|people|staff"
    rf"|parents?|someone|anyone|schools?)\b[^.?!]{{0,15}}\b{_VERB}\b"
    rf"|\bcontact (?:details|info|nos?\b)"
    rf"|\b(?:what(?:['’]?s| is| are)?|got|have|need|give|send|is there|find)\b[^.?!]{{0,40}}"
    rf"\b(?:numbers?|e-?mails?|help ?lines?|hot ?lines?)\b|^(?:\w+\W+){{1,5}}(?:number|phone|email)"
    rf"|\bwho(?:m)? (?:do|should|can) (?:i|we) (?:ring|call|phone|contact)\b"
    rf"|\bnumber (?:for|to)\b|^(?:please |pls )?{_VERB}\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    # 'what do I have ready when I ring'
    rf"^(?!.*\bnumber)what\b.*\b(?:when|before|after|once) (?:i|we|you) {_VERB}\b|"
    r"\bhow (?:many|soon|long|quickly)\b|\b(?:what|which) (?:date|day)\b|\bby when\b"
    r"|\b(?<!phone )(?:number|numbers) of\b|\bcase ?numbers?\b"
    # 'rule number 3' is no number to ring
    r"|\bnumbers? \d{1,2}\b(?! ?\d)"
    r"|\bphone (?:calls?|contract|bill)\b"
    # the thing itself, which is put down, taken, used or looked into
    r"|\b(?:put\w*|hang\w*|hung|tak\w+|took|hand\w*|hold\w*|us(?:e[sd]?|ing)|check\w*|search\w*"
    r"|confiscat\w*|seiz\w*|look\w* (?:at|in|through|on))\b"
    r"(?:(?!\b(?:who|whom|how|to)\b)[^.?!]){0,25}"
    r"\bphones?\b(?! ?(?:numbers?|nos?|lines?|details|for|of)\b)"
    r"|\bphones? (?:down|off|away|ban|polic(?:y|ies))\b"
    # 'am I missing an email'
    r"|\b(?:miss\w*|sent|sending|got|had|wrote|written|chas\w+) (?:\w+ ){0,2}e-?mails?\b"
    r"(?!\W*$| (?:address|for|of|to|please|pls)\b)"
    # a phone of one's own or of a child, and numbers that rise
    r"|\b(?:my|our|your|own|work|(?:pupil|student|child|teen\w*)s?['’]s?) (?:own |\w+ )?phones?\b"
    r"|\bnumbers?\b.{0,40}\b(?:up|down|rising|rises?|falling|falls?|increas\w+|decreas\w+)\b"
    r"|\b(?:in|into) contact\b|\bcontact (?:with|time|order)\b|\b(?:his|her|their|child'?s) "
    r"(?:mobile |new )?(?:phones?|numbers?)\b|\bcall(?:ed)? (?:it|him|her|them|a|an|this)\b",
    re.IGNORECASE,
)
_TARGET = (
    re.compile(rf"\b{_NOUN}\s+(?:for|of|to (?:reach|contact|ring|call|get|report))\s+"
               r"(?P<who>[^?.!,;]+)", re.IGNORECASE),
    re.compile(rf"\b{_VERB}\s+(?P<who>[^?.!,;]+)", re.IGNORECASE),
)  # fmt: skip
# ... or what stands before the noun, back to a sign; not searched for as one, since each start
# of a long message would be tried up to its end.
_NOUN_AFTER = re.compile(rf"(?:['’]s?)?(?<!\s)\s+{_NOUN}(?:\W|$)", re.IGNORECASE)
_SIGN = re.compile(r"[?.!,;]")
# Where referrals go, and who is rung where no number of theirs is held.
_DOOR, _ADVICE = "front_door", "advice"
_LAST_ARTICLE = re.compile(r"^.*\b(?:the|a|an|my|our|for|with|is|are|of)\s+", re.IGNORECASE)
_HOURS = re.compile(
    r"\b(?:open\w*|(?<!of )(?<!of-)(?<!office )(?<!after )(?<!after-)hours|what times?|until when"
    r"|close[sd]?|closing|office times)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reached:
    """The contact that an ask wants, or the name of somebody of whom no document gives one.

    ``listed`` is what the partnership's own list gives for that name. ``is_for_number``: it is a
    number or an address that was asked for, and nothing else answers.
    """

    contact: GivenContact | None
    missing: str = ""
    listed: Contact | None = None
    is_for_number: bool = False


def asks_otherwise(ask: str) -> bool:
    """Say whether an ask that speaks of numbers, calls or e-mail is for none of them."""
    return bool(_COUNTS.search(ask))


class Directory:
    """The contacts that the documents give, by whose they are."""

    def __init__(
        self,
        belonging: Belonging,
        services: ServiceNames,
        known: Callable[[], Sequence[KnownContact]],
    ) -> None:
        """Take whose documents are and what services are called.

        ``known`` gives the contacts; it is called when a contact is first asked for.
        """
        self._belonging = belonging
        self._services = services
        self._role = services.named_in
        self._find_known = known

    @cached_property
    def _contacts(self) -> Sequence[KnownContact]:
        return self._find_known()

    def find(self, ask: str, place: Place | None, told: Sequence[str] = ()) -> Reached | None:
        """Give what an ask for a contact gets; None where it asks for none.

        ``told`` is what was told before it: who asks only whom to ring is worried about that.
        """
        ask = self._unplaced(ask)
        text = plain(ask)
        targets = _targets(ask)
        named_in = self._role(text)
        wants_hours = bool(_HOURS.search(text)) and "number" not in text and bool(named_in)
        if asks_otherwise(ask) or not (_WANTS.search(ask) or wants_hours):
            return None
        held = self._held(place, text, wants_hours=wants_hours)
        # 'the social care number for my planner' names one that is known, and a planner
        known = filter(
            lambda one: self._role(plain(one)) or self._named(_telling(one), held), targets
        )
        who = next(known, targets[0] if targets else "")
        words = _telling(who)
        role = self._role(plain(who)) if words and not wants_hours else named_in
        if not wants_hours and (self._services.by_cause(text, only=LATE) or named_in == LATE):
            role = LATE
        if role is None and (named := self._named(words, held)):
            return Reached(named)
        # 'who do I ring to report it', and 'who do I ring?' after what was told
        role = role or self._services.by_cause(plain(who if words else " ".join((ask, *told))))
        if role is None:
            missing = " ".join(words)
            return (
                Reached(None, missing, is_for_number=bool(_NUMBER.search(text))) if words else None
            )
        found = [one for one in held if _is_for(one, role)]
        if role == _DOOR and not found:
            found = [one for one in held if _is_for(one, _ADVICE)]
        listed = self._services.listed.get(role)
        if found:
            return Reached(self._best(found, role, _digits(listed.number) if listed else ""))
        missing = " ".join(words) or role.replace("_", " ")
        is_ours = place is None or place.is_home
        return Reached(None, missing, listed if is_ours else None)

    def _best(self, found: Sequence[KnownContact], role: str, number: str) -> GivenContact:
        """Give of a service's contacts the one that is known, or else stands where it is sought."""
        given = {
            (one.given.passage, one.given.sentence) for one in self._contacts
            if one.given.value and _is_for(one, role)
        }  # fmt: skip
        return min(
            (one.given for one in found),
            key=lambda one: (
                _digits(one.value) != number,
                # the hours of a number that stands just before
                not one.value and (one.passage, one.sentence - 1) not in given,
                one.shape is not Shape.ROW,
            ),
        )

    def _held(self, place: Place | None, text: str, *, wants_hours: bool) -> list[KnownContact]:
        allowed = self._belonging.home.areas if place is None else place.condition.areas
        held = [one for one in self._contacts if _is_of(one, allowed)]
        if wants_hours:
            return [one for one in held if one.given.hours]
        wants_email = bool(re.search(r"\be-?mail", text))
        valued = (one for one in held if one.given.value)
        return [one for one in valued if one.given.is_email or not wants_email]

    def _unplaced(self, ask: str) -> str:
        """Give an ask without the places that it names, which say whose and not who."""
        for one in reversed(self._belonging.gazetteer.find(ask)):
            ask = f"{ask[: one.start]} {ask[one.end :]}"
        return ask

    def _named(self, target: Sequence[str], held: Sequence[KnownContact]) -> GivenContact | None:
        """Give the contact whose words name all of a target, one of the fewest words."""
        wanted = {stem(word) for word in target}
        # 'to report modern slavery'
        wanted = wanted - self._services.causes or wanted
        if not wanted:
            return None
        every = (one.given for one in held)
        named = [one for one in every if wanted <= {stem(word) for word in words_of(one.who)}]
        return min(named, key=lambda one: len(one.who), default=None)


def _is_of(one: KnownContact, allowed: Areas) -> bool:
    """Say whether a contact is of the areas allowed, or of the whole country."""
    if not one.areas:
        return not one.is_found
    return not allowed or bool(one.areas & allowed)


def _is_for(one: KnownContact, role: str) -> bool:
    """Say whether a contact is of a service: by its name, or by the times it is there for."""
    return one.role == role if one.role or role != LATE else one.is_late


def directory_of(generation: Generation, belonging: Belonging) -> Directory:
    """Give the contacts that a generation's documents give."""
    services = ServiceNames(generation.partnership)
    return Directory(belonging, services, partial(contacts_held, generation, belonging, services))


def gives_contact(text: str) -> bool:
    """Say whether a text holds a number or address to reach somebody at."""
    return bool(REACHED_AT.search(text))


def _targets(ask: str) -> list[str]:
    """Give the words in which an ask may name whom it wants to reach, the likeliest first."""
    found = [match["who"] for pattern in _TARGET if (match := pattern.search(ask))]
    if match := _NOUN_AFTER.search(ask):
        # 'the sticky note with the front door' names the front door
        found.append(_LAST_ARTICLE.sub("", _SIGN.split(ask[: match.start()])[-1]))
    parts = (
        re.split(r"\b(?:if|when|about|because|that|who|so|regarding|re)\b", who)[0] for who in found
    )
    return [who for who in parts if _telling(who)]


def _telling(who: str) -> tuple[str, ...]:
    return tuple(
        word for word in words_of(who) if word not in STOPWORDS and word not in SAYING_NOTHING
    )


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
