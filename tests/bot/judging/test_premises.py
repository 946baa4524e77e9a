"""Which words of an ask a sentence contradicts, and which it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import CORRECTED, render, status_of
from bot.judging.claims import claims_of, is_general
from bot.judging.contrasts import CONTRASTS
from bot.judging.polarity import Polarity
from bot.judging.quantities import amounts_of, is_same
from bot.judging.readings import read
from bot.judging.sides import Sides
from domain import Correction, Evidence, Part, Passage, Sentence, Shape, Source
from pages.ask.transcript import exchange_markup
from tests.pages.ask.test_transcript import CITING, exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Assistant, Library

# One fact each way, and words of the sentence that says so.
PAIRS = [
    (("since a first conference is held within {} working days of the strategy meeting,"
      " who plans it"), "15", "25", "15 working days"),
    ("later reviews happen every {}, who chairs them", "six months", "year", "six months"),
    ("as parents are {} invited to strategy discussions, when do they get told",
     "not usually", "always", "not usually invited"),
    ("why does child protection action {} for the nrm decision", "never wait", "have to wait",
     "never waits"),
    ("as first responders {} refer every potential victim under 18, what form is it",
     "must", "may", "must refer"),
    ("since {} lead section 47 enquiries, what do teachers have to do", "social workers",
     "the police", "social workers lead"),
    ("a positive nrm decision {} the child's plan, so who updates that", "does not replace",
     "replaces", "does not replace"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "true", "false", "said"), PAIRS)
def test_only_what_a_sentence_contradicts_is_corrected_and_named(
    assistant: Assistant, ask: str, true: str, false: str, said: str
) -> None:
    assert status_of(assistant.reply(ask.format(true))) != "corrected"
    outcome = assistant.reply(ask.format(false)).outcome
    assert isinstance(outcome, Correction)
    assert outcome.wrong in ask.format(false)
    assert false in outcome.wrong
    assert said in outcome.statements[0].text


def test_what_a_sentence_says_word_for_word_is_not_contradicted_by_it(
    library: Callable[[], Library],
) -> None:
    said = "asking for the child's consent is not the same as asking for the parent's consent"
    source = Source(id="note.md", title="Consent")
    text = f"{said.capitalize()}."
    sentence = Sentence(text, 0, len(text), Shape.PARAGRAPH)
    passage = Passage("1", source, (), Part.TEXT, (), text, 0, len(text), (sentence,))
    evidence = [Evidence(passage, 1.0, (1.0,))]
    assert library().premises.contradicted(f"since {said}, who decides", evidence) is None


def test_a_row_denies_nothing_that_another_row_of_its_table_says(
    library: Callable[[], Library],
) -> None:
    heads = "Length of absence | Who must be told | By whom"
    rows = ("3 hours | Service manager | Worker", "72 hours | Director of care | Head of care",
            "90 hours | Missing children coordinator | Missing children panel")  # fmt: skip
    text = "\n".join(rows)
    at = [text.index(row) for row in rows]
    asked = "who has to be told since a missing children coordinator waits {} hours"

    def wrong(among: slice, hours: int) -> bool:
        held = tuple(
            Sentence(row, start, start + len(row), Shape.ROW, lead=heads)
            for row, start in zip(rows[among], at[among], strict=True)
        )
        source = Source(id="a.md", title="Children missing")
        passage = Passage("1", source, (), Part.TEXT, (), text, 0, len(text), held)
        evidence = [Evidence(passage, 1.0, (1.0,) * len(held))]
        return library().premises.contradicted(asked.format(hours), evidence) is not None

    assert wrong(slice(3), 80)
    assert wrong(slice(2, 3), 72)
    assert not wrong(slice(3), 72)


def test_the_words_that_are_wrong_are_given_as_typed_and_before_the_quote(
    assistant: Assistant,
) -> None:
    asked = "seeing as the assesment must be done in 30 working days, who signs off if it goes over"
    reply = assistant.reply(asked)
    for shown in render(reply), exchange_markup(exchange(reply.outcome), CITING):
        wrote = shown.index("You wrote “the assesment must be done in 30 working days”")
        assert wrote < shown.index("45 working days")


@pytest.mark.parametrize(
    "told",
    [
        "Is it true that reviews happen every year?",
        "if later reviews happen every year, who chairs them",
        "he has been missing 3 days and is 15, who does the return interview",
        "phone no for the front door please",
        "the social worker was told no, who can they go to",
    ],
)
def test_what_is_asked_supposed_or_told_of_a_child_is_not_corrected(
    assistant: Assistant, told: str
) -> None:
    assert status_of(assistant.reply(told)) != "corrected"


def test_of_what_only_the_judge_holds_to_be_mistaken_no_words_are_named(
    assistant: Assistant,
) -> None:
    reply = assistant.reply("Why did schools find SCIES such a waste of time?")
    assert isinstance(reply.outcome, Correction)
    assert not reply.outcome.wrong
    for shown in render(reply), exchange_markup(exchange(reply.outcome), CITING):
        assert CORRECTED in shown
        assert "You wrote" not in shown


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("within 48 hours", "within two days", True),
        ("once a month", "monthly", True),
        ("every fortnight", "every two weeks", True),
        ("ten working days", "10 days", True),
        ("four levels", "five levels", False),
        ("every week", "once a month", False),
    ],
)
def test_amounts_are_one_in_whatever_words(one: str, other: str, *, is_one: bool) -> None:
    (first,), (second,) = amounts_of(one), amounts_of(other)
    assert first.of == second.of
    assert is_same(first, second) == is_one


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("A looked-after child not where they should be.", set()),
        ("The form says who refers, not what the family wants.", {"family"}),
        ("Proof is not needed.", {"proof"}),
        ("The visit should be no longer than a day.", set()),
        ("The rule is no longer applied.", {"longer", "applied"}),
    ],
)
def test_a_denial_before_a_clause_denies_that_clause_alone(sentence: str, denied: set[str]) -> None:
    assert {one.word for one in read(sentence).telling if one.is_denied} == denied


@pytest.mark.parametrize(
    ("kind", "claim", "sentence", "differs"),
    [
        ("doer", "it is chaired by the head of services", "It is chaired by a manager.", True),
        ("doer", "it is chaired by the head of services",
         "It is chaired by the head or a deputy.", False),
        ("doer", "the police carry out the interview", "It is carried out by Lantern.", True),
        ("doer", "the police attend the interview", "It is carried out by Lantern.", False),
        ("amount", "the grant is £2,000", "The grant of £3,000 is for a home.", True),
        ("amount", "it was updated in July 2023", "It was updated in July 2024.", True),
        ("amount", "it was updated in July 2024", "It was updated in July 2024.", False),
        ("amount", "it was withdrawn in 2020", "It was withdrawn on 1 April 2023.", True),
        ("extent", "anyone can use the tool", "Only trained staff may use the tool.", True),
        ("extent", "all carers need a worker", "Most carers need no worker.", True),
        ("denial", "records are not reaching the panel", "Records rarely reach the panel.", False),
        ("denial", "we must have her consent to a referral",
         "Consent to a referral should be sought but is not required.", True),
        ("denial", "it is level 4 so consent isn't needed",
         "At level 4 consent is not required.", False),
        ("denial", "whats the sum for averaging their grades", "Do not average grades.", True),
        ("denial", "who visits after a baby leaves", "Baby does not leave until seen.", False),
        ("denial", "a child is home educated",
         "It is shared with services for children not in education.", False),
        ("denial", "number of the advocates", "Advocates ring from a withheld number.", False),
        ("amount", "it was due by 27 aug 2024", "Send it by 23 August 2024.", True),
        ("amount", "it was due by 23 aug", "Send it by 23 August 2024.", False),
        ("amount", "it was on 10 July", "It was held from 9 to 13 July 2018.", False),
        ("degree", "workers have huge caseloads", "Caseloads are low.", True),
        ("degree", "workers have low caseloads", "Caseloads are still low.", False),
        ("degree", "workers have huge caseloads", "There are few workers.", False),
        ("verdict", "why was it so weak on babies", "Work on babies is strong.", True),
        ("verdict", "why was it so strong on babies", "Work on babies is strong.", False),
        ("verdict", "why is it weak on babies", "Work on babies is strong.", False),
        ("extent", "all recommendations are signed off", "Only two were complete.", True),
        ("opposite", "their recording is weak", "The recording of meetings is strong.", True),
        ("opposite", "their recording is strong", "The recording of meetings is strong.", False),
        ("opposite", "their planning is weak", "The recording of meetings is strong.", False),
        ("opposite", "their recording is weak",
         "Though planning is weak, the recording of meetings is strong.", False),
        ("denial", "nurses do not share notes", "Nurses share notes.", True),
        ("denial", "nurses do not always share notes", "Nurses share notes.", False),
        ("denial", "nurses do not always share notes", "All nurses share notes.", True),
        ("doer", "partners publish a yearly report", "It is published by the end of May.", False),
        ("amount", "staff have a month to write it up", "Write it up within five days.", True),
        ("amount", "it was set up in a month", "Write it up within five days.", False),
        ("amount", "a tenant of 22 has died", "Tenants are visited until 21.", False),
        ("amount", "tenants are visited until the age of 22", "They are, until 21.", True),
        ("denial", "notes are not all passed on", "Nurses do not pass on all notes.", False),
        ("denial", "guest not registered", "A registered guest has a key.", False),
        ("denial", "a guest is not registered", "A registered guest has a key.", True),
    ],
)  # fmt: skip
def test_another_doer_sum_day_or_verdict_is_a_difference(
    kind: str, claim: str, sentence: str, *, differs: bool
) -> None:
    said = read(claim)
    words = Polarity(("strong",), ("weak",), (), ())
    sides = Sides(said, said, read(sentence), words, is_stated=True)
    assert bool(CONTRASTS[kind].differs(sides)) is differs


@pytest.mark.parametrize(
    ("ask", "claim"),
    [
        ("they have huge caseloads dont they? what was the impact", "they have huge caseloads"),
        ("it is chaired by the midwife isn't it, so who invites her",
         "it is chaired by the midwife"),
    ],
)  # fmt: skip
def test_what_asks_to_be_agreed_with_is_no_part_of_a_claim(ask: str, claim: str) -> None:
    first = claims_of(ask)[0]
    assert (first.text, first.is_stated) == (claim, True)


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("The panel is chaired by the police.", True),
        ("Nominations have to be in two days before.", True),
        ("We have to nominate a child by Friday.", False),
        ("The police came to the house last night.", False),
        ("The school is worried about a pupil.", False),
    ],
)
def test_what_is_said_to_hold_always_is_told_from_a_case(told: str, *, holds: bool) -> None:
    assert is_general(told) is holds


def test_what_is_given_ends_where_what_is_asked_on_it_begins() -> None:
    given, asked = claims_of("since porters do not need any badge who has to have it")
    assert given.text == "porters do not need any badge"
    assert given.is_stated
    assert not asked.is_stated


def test_what_somebody_will_not_do_in_a_case_is_no_premise() -> None:
    assert not claims_of("the clinic wont share it")
