"""What kind of danger a message is of, and who writes it."""

import json
from pathlib import Path

import pytest

from bot.triage.kinds import DangerKind, WriterKind
from bot.triage.verdict import Triage, Verdict


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage()


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (
            "mum says the auntie is doing the ceremony on her and her sister on Sunday",
            DangerKind.FGM,
        ),
        ("uncle has her passport and says she's shamed them, flight is tonight", DangerKind.HONOUR),
        ("she's been gone since tea and her phone goes straight to voicemail", DangerKind.MISSING),
        ("he told me his cousin gets into his bed every weekend", DangerKind.SEXUAL),
        ("the dealers have him bagging wraps in a flat right now", DangerKind.EXPLOITATION),
        ("stepdad has punched her and her lip is split", DangerKind.INJURY),
        ("she's taken two strips of paracetamol", DangerKind.SELF_HARM),
        ("my caseload has finished me, the team would be better off without me", DangerKind.STAFF),
        ("please come quick, it's bad", DangerKind.OTHER),
    ],
)
def test_the_kind_is_told_by_words(triage: Triage, message: str, kind: DangerKind) -> None:
    assert triage.kind(message) is kind


@pytest.mark.parametrize(
    ("message", "writer"),
    [
        ("i'm 13 and mums boyfriend comes in my room", WriterKind.CHILD),
        ("my dad hits me and i dont want to go home", WriterKind.CHILD),
        ("my son is 14 and he's gone off in a car with men", WriterKind.PARENT),
        ("the couple next door are screaming and the baby has gone quiet", WriterKind.PARENT),
        ("pupil just said 'my dad hits me' and he's at the gate", WriterKind.STAFF),
        ("I'm 20 minutes away and she says she's bleeding", WriterKind.STAFF),
        ("hes got a knife", WriterKind.STAFF),
        # their own family acts on them, however it is spelt; what somebody said of theirs is told
        ("hes comin in my room at nite", WriterKind.CHILD),
        ("dad chokes my mum im scared", WriterKind.CHILD),
        ("me mums bf put his hands round me neck", WriterKind.CHILD),
        ("my nan says she'll lock me in again", WriterKind.CHILD),
        # their own parents, body or room, however little else is told
        ("gran smashed a cup on my head and im bleeding", WriterKind.CHILD),
        ("will they put my dad in prison if i tell a teacher", WriterKind.CHILD),
        ("ran off from the unit, im at a bus stop, where can i sleep", WriterKind.CHILD),
        ("mum left us on friday, its just me and my baby brother", WriterKind.CHILD),
        # a parent tells what a child told; staff tell of kin with whom they speak
        ("as his mum i need help, he has told me he wants to jump", WriterKind.PARENT),
        ("our Jayden hasn't come home and it's dark", WriterKind.PARENT),
        ("my three year old has been hurt by the sitter", WriterKind.PARENT),
        ("im at the flat and dad has locked the front door", WriterKind.STAFF),
        ("stepdad is here for her and shes under my desk", WriterKind.STAFF),
        ("the boy is crying, said please don't ring my mum", WriterKind.STAFF),
        ("she said dad chokes my mum", WriterKind.STAFF),
        ("she whispered my stepdad comes in my room at night", WriterKind.STAFF),
        ("the form says my brother touches me", WriterKind.STAFF),
        ("the boy keeps saying my uncle does things to me", WriterKind.STAFF),
        ("mum emailed me about the plan", WriterKind.STAFF),
        ("my sister works at the school, can she see my notes", WriterKind.STAFF),
    ],
)
def test_the_writer_is_told_by_words(triage: Triage, message: str, writer: WriterKind) -> None:
    assert triage.writer(message) is writer


def test_only_staff_name_an_agency_of_the_partnership_and_no_small_talk_does() -> None:
    def damaged() -> list[str]:
        raise OSError

    local = Triage(agencies=lambda: ["Harbour Door"])
    told = "my daughter is being hit, does harbour door come out"
    assert local.judge("thanks harbour door") is Verdict.QUESTION
    assert local.writer(told) is WriterKind.STAFF
    for other in (Triage(), Triage(agencies=damaged)):
        assert other.judge("thanks harbour door") is Verdict.SMALLTALK
        assert other.writer(told) is WriterKind.PARENT


def test_most_who_write_of_danger_are_known_and_no_staff_are_taken_for_children(
    triage: Triage,
) -> None:
    held_out = Path("tests/bot/triage_holdout.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, held_out) if "writer" in row]
    found = [(row["writer"], triage.writer(row["text"]).value) for row in rows]
    others = [(wrote, taken) for wrote, taken in found if wrote != "staff"]
    assert sum(wrote == taken for wrote, taken in others) >= 0.75 * len(others)
    assert sum(taken == "child" for wrote, taken in found if wrote == "staff") <= 1
