"""The safety steps of an escalation, in words for whoever writes, from the partnership's contacts.

They are built before anything else is opened, and nothing that is damaged can take them away:
of the places where the contacts may stand the first sound one is used, and without any of them
what is known of the whole country.
"""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.safety.ages import Ages
from bot.triage.kinds import DangerKind, WriterKind
from dates import in_words
from domain import Escalation
from ingest.beside.partnership import Contact, Partnership, Role, read_partnership

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ingest.beside.partnership import Shown

_LOG = logging.getLogger(__name__)

EMERGENCY = "999"
# Said where the check for danger itself is out of order.
UNCHECKED = (
    f"Findings cannot check messages for danger at the moment. If a child is in danger, ring"
    f" {EMERGENCY} now."
)
# Said above an answer where the message may tell of danger after all.
REMINDER = f"If a child is in danger now, ring {EMERGENCY} first, then read on."
# What holds in every area of England, for when no file with contacts can be read.
NATIONAL = Partnership(
    name="England",
    contact=(
        Contact(
            role=Role.POLICE, name="the police", number="101",
            source="Home Office, police non-emergency number page", reviewed=date(2012, 8, 16),
        ),
        Contact(
            role=Role.CHILDREN, name="Childline", number="0800 1111",
            source="a council's child protection page", reviewed=date(2020, 11, 17),
        ),
    )
)  # fmt: skip
_COUNCIL = "your local council's children's social care (its website has the number)"
_PROGRAM = "It is a computer program, and nobody watches these messages."


class Safety:
    """Gives the steps; whatever is damaged, it gives some."""

    def __init__(
        self, places: Callable[[], Iterable[Path]], *, check_days: int,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:  # fmt: skip
        """Take where a file of contacts may lie, the best place first, and read them once.

        The places are asked at each use, so that a newly published file is used; what was read
        last stands in where none of them can be read any more.
        """
        self._places = places
        self._check_days = check_days
        self._today = today
        self._last = NATIONAL
        self._last = self._partnership()

    def steps(
        self, writer: WriterKind = WriterKind.STAFF, kind: DangerKind = DangerKind.OTHER
    ) -> Escalation:
        """Give the steps for whoever writes; it never raises."""
        try:
            return self._build(self._partnership(), writer, kind)
        except Exception as error:  # noqa: BLE001  whatever it is, the steps are given
            _LOG.warning("safety steps without local numbers: %s", type(error).__name__)
            return self._build(NATIONAL, writer, kind)

    def partnership(self) -> Partnership:
        """Give whose documents these are; it never raises."""
        return self._partnership()

    def shown(self) -> Shown:
        """Give what is said of the documents; it never raises."""
        return self._partnership().shown

    def agencies(self) -> tuple[str, ...]:
        """Give what the partnership's agencies are called there; it never raises."""
        return tuple(name for names in self._partnership().agencies.values() for name in names)

    def ages(self, partnership: Partnership) -> Ages:
        """Give how old the checks of a partnership's numbers may be today."""
        return Ages(partnership, self._check_days, self._today())

    def _partnership(self) -> Partnership:
        try:
            places = list(self._places())
            if not places:
                self._last = NATIONAL
        except Exception as error:  # noqa: BLE001  as above
            _LOG.warning("no place of contacts is known: %s", type(error).__name__)
            places = []
        for path in places:
            try:
                self._last = read_partnership(path)
            except Exception as error:  # noqa: BLE001  as above: the next place is tried
                # documents need not have a partnership of their own
                if not isinstance(error.__cause__, FileNotFoundError):
                    reason = type(error).__name__
                    _LOG.warning("%s is not used for the safety steps: %s", path, reason)
            else:
                break
        return self._last

    def _build(self, partnership: Partnership, writer: WriterKind, kind: DangerKind) -> Escalation:
        book = _Book(partnership, self._check_days, self._today())
        if writer is WriterKind.CHILD:
            return Escalation(_for_child(book), title="You can get help now", for_staff=False)
        if kind is DangerKind.STAFF:
            return Escalation(_for_despair(book), title="Somebody may be in danger now")
        if writer is WriterKind.PARENT:
            return Escalation(_for_public(book), for_staff=False)
        return Escalation(_for_staff(book))


class _Book:
    """A partnership's contacts, and which of them have been given so far."""

    def __init__(self, partnership: Partnership, check_days: int, today: date) -> None:
        self.partnership = partnership
        self._check_days = check_days
        self._today = today
        self._given: list[Contact] = []

    def dial(self, role: Role, *, to_staff: bool = False) -> str:
        """Give a contact as "name, **number** (option)"; empty where there is none."""
        contact = self.partnership.get(role)
        if contact is None:
            return ""
        if contact not in self._given:
            self._given.append(contact)
        name = (contact.staff if to_staff else "") or contact.name
        option = f" ({contact.option})" if contact.option else ""
        return f"{name}, **{contact.number}**{option}"

    def social_care(self, *, to_staff: bool = False) -> str:
        """Give whom to ring of children's social care, in office hours and at other times."""
        door = self.partnership.get(Role.FRONT_DOOR)
        first = self.dial(Role.FRONT_DOOR, to_staff=to_staff)
        late = self.dial(Role.OUT_OF_HOURS, to_staff=to_staff)
        other = f" At any other time: {late}." if late else ""
        if door is None:
            return f"Ring {_COUNCIL}.{other}"
        hours = f" ({door.hours})" if door.hours else ""
        return f"Ring children's social care. In office hours{hours}: {first}.{other}"

    def nearest(self) -> str:
        """Give whom else to ring where no number of social care is known."""
        if self.partnership.get(Role.FRONT_DOOR):
            return ""
        police, child = self.dial(Role.POLICE), self.dial(Role.CHILDREN)
        parts = (f"Where it is no emergency: {police}." if police else "",
                 f"The child can ring {child}." if child else "")  # fmt: skip
        return " ".join(filter(None, parts))

    def sources(self) -> str:
        """Give where and when the given numbers were seen, and which are due to be checked."""
        seen: dict[tuple[str, date], list[str]] = {}
        for one in self._given:
            seen.setdefault((one.source, one.reviewed), []).append(one.number)
        pages = "; ".join(
            f"{' and '.join(numbers)} from {source}, last reviewed {in_words(day)}"
            for (source, day), numbers in seen.items()
        )
        return f"Numbers: {pages}." if pages else ""

    def warning(self) -> str:
        """Say that numbers have not been checked for long, where that is so."""
        old = [one for one in self._given if (self._today - one.reviewed).days > self._check_days]
        if not old:
            return "Check that they are still current."
        numbers = [one.number for one in old]
        which = "These" if len(old) == len(self._given) else " and ".join(numbers)
        verb = "was" if which == numbers[0] else "were"
        return (
            f"{which} {verb} last reviewed more than {self._check_days} days ago: check before you"
            f" rely on them. {EMERGENCY} always answers."
        )

    def covers(self) -> str:
        """Say for which area the numbers are."""
        areas = self.partnership.areas
        if not areas:
            return ""
        return f"They cover {areas[0]}; elsewhere, ring {EMERGENCY} or the local council."


def _for_staff(book: _Book) -> str:
    return _page(
        "This may describe a child who is in danger now. Act first; read later.",
        f"**If a child is in immediate danger, ring {EMERGENCY} now.** Say where the child is.",
        "Stay with the child, or stay on the line with them, if it is safe for you to do so.",
        book.social_care(to_staff=True),
        book.nearest(),
        "Tell your designated safeguarding lead or manager, but don't wait for them before you"
        " ring.",
        f"Don't wait for this tool. {_PROGRAM}",
        note=_joined(book.sources(), book.warning(), book.covers()),
    )


def _for_public(book: _Book) -> str:
    helpline, child = book.dial(Role.ADULTS), book.dial(Role.CHILDREN)
    police = book.dial(Role.POLICE)
    return _page(
        "This sounds serious. You are right to speak up.",
        f"**If a child is in danger now, ring {EMERGENCY}.** Say where the child is.",
        "Stay with the child if you can do so safely.",
        f"Is nobody in danger this minute? {book.social_care()}",
        f"You can also talk to {helpline}." if helpline else "",
        f"A child can ring {child}." if child else "",
        f"For anything that is not an emergency: {police}." if police else "",
        f"Don't wait for this tool. {_PROGRAM}",
        note=_joined(book.sources(), book.warning(), book.covers()),
    )


def _for_child(book: _Book) -> str:
    line = book.partnership.get(Role.CHILDREN)
    book.dial(Role.CHILDREN)
    return _page(
        "Thank you for saying this. It is not your fault, and you don't have to face it alone.",
        f"**If you are hurt, in danger or scared of what comes next, ring {EMERGENCY} now.** It"
        " is free. Say where you are.",
        f"You can ring **{line.name}** on **{line.number}**. It is free, and it is for you. You"
        " can say as much or as little as you want." if line else "",
        "Tell a grown-up you trust, like a teacher, a nurse or a police officer. If they don't"
        " listen, tell another one.",
        "This page is a computer program. Nobody here can read what you write, so please ring"
        " somebody who can help you.",
        note=f"{_seen(line)} If it doesn't work, ring {EMERGENCY}." if line else "",
    )  # fmt: skip


def _seen(contact: Contact) -> str:
    return f"{contact.name}'s number is from {contact.source}, {in_words(contact.reviewed)}."


def _for_despair(book: _Book) -> str:
    distress = book.dial(Role.DISTRESS)
    return _page(
        "You matter too, and so does whoever you are worried about. Please get help now.",
        f"**If anybody is hurt, or may hurt themselves now, ring {EMERGENCY}.** Say where they"
        " are.",
        "Don't be alone with this, and don't leave somebody alone with it: tell a friend, a"
        " colleague or a manager who can come.",
        f"Talk to {distress}." if distress else "",
        f"Is a child at risk too? {book.social_care()}",
        f"Don't wait for this tool. {_PROGRAM}",
        note=_joined(book.sources(), book.warning(), book.covers()),
    )


def _page(opening: str, *steps: str, note: str) -> str:
    kept = [one for one in steps if one]
    lines = "\n".join(f"{number}. {one}" for number, one in enumerate(kept, 1))
    return f"**{opening}**\n\n{lines}" + (f"\n\n*{note}*" if note else "")


def _joined(sources: str, warning: str, covers: str) -> str:
    return " ".join(one for one in (sources, warning if sources else "", covers) if one)
