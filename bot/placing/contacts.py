"""Whom an ask wants to reach, and the sentence of the documents that says how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.placing.roles import DATA, place_in, read_roles, stems_of
from domain import Kind, Shape, Status
from ingest.beside.partnership import Role
from ingest.facts.contacts import REACHED_AT, GivenContact, find_contacts
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.placing.belonging import Areas, Belonging
    from bot.placing.place import Place
    from domain import Passage
    from ingest.beside.partnership import Contact, Partnership

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
    # a phone of one's own, and numbers that rise
    r"|\b(?:my|our|your|own|work) (?:own |mobile |work )*phones?\b"
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
# The service of the hours in which the others are shut, told by so many of them.
_LATE = "out_of_hours"
_SEVERAL_TIMES = 2
# Where referrals go, and who is rung where no number of theirs is held.
_DOOR, _ADVICE = "front_door", "advice"
_LAST_ARTICLE = re.compile(r"^.*\b(?:the|a|an|my|our|for|with|is|are|of)\s+", re.IGNORECASE)
_HOURS = re.compile(
    r"\b(?:open\w*|(?<!of )(?<!of-)(?<!office )(?<!after )(?<!after-)hours|what times?|until when"
    r"|close[sd]?|closing|office times)\b",
    re.IGNORECASE,
)
# Words of a contact ask that name nobody.
_SAYING_NOTHING = frozenset(
    """number numbers phone telephone tel email mail ring call contact contacts reach details
    please anyone anybody someone somebody person people team service line services new use best
    right correct direct main local our my there here current urgent today now get hold through
    touch talk speak staff want if about when you worker help advice does child children kid kids
    young boy girl family case quick quickly ask dial whats got good time address desk open opening
    hours times closes until""".split()
)  # fmt: skip


# What may stand before a service's name and makes no other service of it.
_BEFORE_NOBODY = frozenset(map(stem, STOPWORDS | _SAYING_NOTHING | {"4", "integrated"}))


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


class Directory:
    """The contacts that the documents give, by whose they are."""

    def __init__(
        self, passages: Sequence[Passage], belonging: Belonging, partnership: Partnership,
    ) -> None:  # fmt: skip
        """Find the contacts in the passages; the partnership's names for its services count."""
        self._belonging = belonging
        self._passages = passages
        self._roles = dict(read_roles(DATA))
        self._known: dict[str, str] = {}
        self._listed: dict[str, Contact] = {}
        for contact in partnership.contact:
            # of others there may be several
            role = contact.name if contact.role is Role.OTHER else contact.role.value
            self._listed[role] = contact
            self._known[role] = _digits(contact.number)
            names, when = self._roles.get(role, ((), ()))
            own = re.split(r"[(),]", _plain(f"{contact.name}, {contact.staff}"))
            bare = (one.strip().removeprefix("the ") for one in own)
            more = tuple(one for one in bare if one)
            self._roles[role] = ((*names, *more), when)
        self._role_stems = {
            role: {stem(word) for name in names for word in words_of(name)}
            for role, (names, _) in self._roles.items()
        }
        self._causes = {
            stem(word)
            for _, when in self._roles.values()
            for cause in when
            for word in words_of(cause)
        }
        # a number of an old edition is rung by nobody
        self._contacts = tuple(
            one for one in find_contacts(passages)
            if passages[one.passage].source.status is not Status.SUPERSEDED
        )  # fmt: skip
        self._areas = {one: self._areas_of(one) for one in self._contacts}
        self._named_roles = {one.who: self._role(_plain(one.who)) for one in self._contacts}

    def find(self, ask: str, place: Place | None, told: Sequence[str] = ()) -> Reached | None:
        """Give what an ask for a contact gets; None where it asks for none.

        ``told`` is what was told before it: who asks only whom to ring is worried about that.
        """
        ask = self._unplaced(ask)
        text = _plain(ask)
        targets = _targets(ask)
        wants_hours = bool(_HOURS.search(text)) and "number" not in text and bool(self._role(text))
        if _COUNTS.search(ask) or not (_WANTS.search(ask) or wants_hours):
            return None
        held = self._held(place, text, wants_hours=wants_hours)
        # 'the social care number for my planner' names one that is known, and a planner
        known = filter(
            lambda one: self._role(_plain(one)) or self._named(_telling(one), held), targets
        )
        who = next(known, targets[0] if targets else "")
        words = _telling(who)
        role = self._role(_plain(who)) if words else self._role(text)
        if wants_hours:
            role = self._role(text)
        elif self._by_cause(text, only=_LATE) or self._role(text) == _LATE:
            role = _LATE
        if role is None and (named := self._named(words, held)):
            return Reached(named)
        # 'who do I ring to report it', and 'who do I ring?' after what was told
        role = role or self._by_cause(_plain(who if words else " ".join((ask, *told))))
        if role is None:
            missing = " ".join(words)
            return (
                Reached(None, missing, is_for_number=bool(_NUMBER.search(text))) if words else None
            )
        found = [one for one in held if self._is_for(one, role)]
        if role == _DOOR and not found:
            found = [one for one in held if self._is_for(one, _ADVICE)]
        number = self._known.get(role, "")
        given = {(one.passage, one.sentence) for one in self._contacts
                 if one.value and self._is_for(one, role)}  # fmt: skip
        found.sort(
            key=lambda one: (
                _digits(one.value) != number,
                # the hours of a number that stands just before
                not one.value and (one.passage, one.sentence - 1) not in given,
                one.shape is not Shape.ROW,
            )
        )
        missing = " ".join(words) or role.replace("_", " ")
        if found:
            return Reached(found[0])
        is_ours = place is None or place.is_home
        return Reached(None, missing, self._listed.get(role) if is_ours else None)

    def _held(self, place: Place | None, text: str, *, wants_hours: bool) -> list[GivenContact]:
        allowed = self._belonging.home.areas if place is None else place.condition.areas
        held = [one for one in self._contacts if self._is_of(one, allowed)]
        if wants_hours:
            return [one for one in held if one.hours]
        wants_email = bool(re.search(r"\be-?mail", text))
        return [one for one in held if one.value and (one.is_email or not wants_email)]

    def _unplaced(self, ask: str) -> str:
        """Give an ask without the places that it names, which say whose and not who."""
        for one in reversed(self._belonging.gazetteer.find(ask)):
            ask = f"{ask[: one.start]} {ask[one.end :]}"
        return ask

    def _is_of(self, one: GivenContact, allowed: Areas) -> bool:
        """Say whether a contact is of the areas allowed, or of the whole country."""
        areas = self._areas[one]
        if not areas and self._passages[one.passage].source.kind is Kind.FINDING:
            return False
        return not areas or not allowed or bool(areas & allowed)

    def _areas_of(self, one: GivenContact) -> Areas:
        sentence = (passage := self._passages[one.passage]).sentences[one.sentence]
        named = self._belonging.gazetteer.members(sentence.text)
        return named or self._belonging.of(passage, sentence)

    def _role(self, text: str) -> str | None:
        """Give the service that a text names; out of hours goes before all others."""
        spelt = stems_of(text)
        for role, (names, _) in self._roles.items():
            known = self._role_stems[role]
            for name in names:
                at = place_in(spelt, name)
                # 'adult social care' is another one than social care
                before = spelt[at - 1] if at > 0 else ""
                if at >= 0 and (before in known or before in _BEFORE_NOBODY or not before):
                    return role
        return None

    def _is_for(self, one: GivenContact, role: str) -> bool:
        """Say whether a contact is of a service: by its name, or by the times it is there for."""
        named = self._named_roles[one.who]
        if named or role != _LATE:
            return named == role
        sentence = self._passages[one.passage].sentences[one.sentence]
        spelt = stems_of(_plain(sentence.text))
        times = {stem(time) for time in self._roles[_LATE][1] if place_in(spelt, time) >= 0}
        return len(times) >= _SEVERAL_TIMES

    def _by_cause(self, text: str, only: str = "") -> str | None:
        """Give the service that the time or the worry told of asks for."""
        spelt = stems_of(text)
        for role, (_, when) in self._roles.items():
            if (not only or role == only) and any(place_in(spelt, one) >= 0 for one in when):
                return role
        return None

    def _named(self, target: Sequence[str], held: Sequence[GivenContact]) -> GivenContact | None:
        """Give the contact whose words name all of a target, one of the fewest words."""
        wanted = {stem(word) for word in target}
        # 'to report modern slavery'
        wanted = wanted - self._causes or wanted
        if not wanted:
            return None
        named = [one for one in held if wanted <= {stem(word) for word in words_of(one.who)}]
        return min(named, key=lambda one: len(one.who), default=None)


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
        word for word in words_of(who) if word not in STOPWORDS and word not in _SAYING_NOTHING
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
