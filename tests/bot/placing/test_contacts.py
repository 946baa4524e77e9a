"""Who asks for a number gets the one of that service and that place, or none."""

from __future__ import annotations

import pytest

from bot.gathering.contacts import known_contacts
from bot.placing.belonging import Belonging, Map
from bot.placing.contacts import Directory
from bot.placing.place import place_of
from bot.placing.roles import ServiceNames
from bot.reading.asks import Ask
from domain import Document, Kind, Passage, Source
from ingest.beside.partnership import NOBODY
from ingest.readers.layout import clean, lay_out
from ingest.readers.text.markdown import read_markdown
from ingest.splitting import split

OURS = """# Who to ring

| Who | Number |
| --- | --- |
| Moor Hub, the front door | 01632 960001 |
| Emergency Duty Team, out of hours | 01632 960002 |
| Adult social care | 01632 960003 |
| Consultation line, advice from a senior social worker | 01632 960005 |
| Modern Slavery Helpline | 01632 960004 |

The director of children's services is told after 24 hours.
The front door is open Monday to Friday, 9am to 5pm.
"""
THEIRS = """# Contacts

- Front door: 01632 960091
- School nurses: 01632 960092
- Hill Duty: 01632 960093, evenings, weekends and bank holidays
- Beacon Nurses: 01632 960094, until 6pm, messages picked up on Saturday
"""


def _passages(name: str, area: str, text: str) -> tuple[Passage, ...]:
    laid_out, blocks = lay_out(read_markdown(clean(text)).blocks)
    source = Source(id=name, title="Who to ring", area=area, kind=Kind.LOCAL)
    return split(Document(source, laid_out, blocks), max_words=110)


PASSAGES = (*_passages("a.md", "Ravensmoor", OURS), *_passages("b.md", "Leeds", THEIRS))
BELONGING = Belonging({one.source for one in PASSAGES}, {}, ["Ravensmoor"])
SERVICES = ServiceNames(NOBODY)
DIRECTORY = Directory(BELONGING, SERVICES, lambda: known_contacts(PASSAGES, BELONGING, SERVICES))
MAP = Map(BELONGING, PASSAGES)


def _given(ask: str, told: tuple[str, ...] = ()) -> str | None:
    """Give the last two digits of what is given, the name of what is not held, or None."""
    found = DIRECTORY.find(ask, place_of(BELONGING, MAP, Ask(ask, told, told)), told)
    if found is None:
        return None
    return found.contact.value[-2:] if found.contact else found.missing


@pytest.mark.parametrize(
    ("ask", "told", "given"),
    [
        ("what's the number for the front door", (), "01"),
        ("social services phone no?", (), "01"),
        ("ring social services", (), "01"),
        ("consultation line number", (), "05"),
        ("what is the telephone number of the children's front door", (), "01"),
        ("how does a school get through to children's social care", (), "01"),
        ("what number do I ring if I'm worried about a child", (), "01"),
        ("who do I ring?", ("I think he is being exploited.",), "01"),
        ("can I have the MASH number for my planner", (), "01"),
        ("who do I call at the weekend about a child", (), "02"),
        ("its 9pm and the office is closed, what number is social care on", (), "02"),
        ("number to report modern slavery", (), "04"),
        ("adult social care phone number", (), "03"),
        # nobody else's number for these
        ("phone number for the school nurses", (), "school nurses"),
        ("what's the LADO's number", (), "lado"),
        ("who do I ring about an allegation", (), "lado"),
        ("out of hours number in Leeds", (), "93"),
        ("number for the school nurses in Leeds", (), "92"),
        ("what's the front door number in Leeds", (), "91"),
        ("front door number in Hull", (), "front door"),
        # ... for whom was told of there
        ("what number for their front door", ("The family is staying in Leeds.",), "91"),
        ("what number is our front door", ("The family is staying in Leeds.",), "01"),
        ("by what date must it reach the front door", (), None),
        # no ask for a number
        ("how many children were in care", (), None),
        ("should the worker ring the parents back", (), None),
        ("what is the front door", (), None),
        ("what should I have ready when I ring the front door", (), None),
        ("what number do I use when I ring the front door", (), "01"),
    ],
)
def test_a_contact_is_that_of_the_service_and_place_asked_for(
    ask: str, told: tuple[str, ...], given: str | None
) -> None:
    assert _given(ask, told) == given


@pytest.mark.parametrize(
    "ask",
    [
        "phone number for the school nurses",
        "tel no for the designated doctor?",
        "have we got an email for the designated doctor",
    ],
)
def test_who_asks_for_a_number_is_told_apart(ask: str) -> None:
    reached = DIRECTORY.find(ask, place_of(BELONGING, MAP, Ask(ask)))
    assert reached
    assert reached.is_for_number


@pytest.mark.parametrize(
    "ask",
    ["how do i get hold of the school nurses", "how can we contact the designated doctor"],
)
def test_from_who_asks_how_to_reach_somebody(ask: str) -> None:
    reached = DIRECTORY.find(ask, place_of(BELONGING, MAP, Ask(ask)))
    assert reached
    assert not reached.is_for_number


@pytest.mark.parametrize(
    "ask",
    [
        "can i take pictures of the house on my own phone",
        "can staff look through a pupil's phone",
        "do we just say not known and put the phone down",
        "are children allowed phones off school grounds",
        "referral numbers from the police going up or down",
        "what does standard number 7 say",
    ],
)
def test_a_phone_of_ones_own_and_numbers_that_rise_are_no_contact(ask: str) -> None:
    assert DIRECTORY.find(ask, None) is None


def test_opening_hours_are_given_by_the_sentence_that_says_them() -> None:
    found = DIRECTORY.find("when is the front door open", None)
    assert found
    assert found.contact
    sentence = PASSAGES[found.contact.passage].sentences[found.contact.sentence]
    assert "9am to 5pm" in sentence.text
