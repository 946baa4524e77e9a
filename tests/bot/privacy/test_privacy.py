"""Identifying details: found, replaced, and little else touched."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.masking import mask

MESSAGES = [
    json.loads(line)
    for line in Path("bot/data/privacy.jsonl").read_text(encoding="utf-8").splitlines()
]
DETAILED = [row for row in MESSAGES if row["kinds"]]
LOOK_ALIKES = [row["text"] for row in MESSAGES if not row["kinds"]]
STRUCTURED = {
    "nhs_number": "NHS number",
    "phone": "phone",
    "email": "email",
    "ni_number": "NI number",
    "postcode": "postcode",
    "date_of_birth": "date of birth",
    "upn": "UPN",
}


def ordinary_questions() -> list[str]:
    return [
        question
        for path in sorted(Path("knowledge").rglob("*.questions.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for row in [json.loads(line)]
        for question in (*row.get("questions", ()), *row.get("mistaken", ()))
    ]


def test_at_least_95_of_100_messages_with_details_are_flagged() -> None:
    assert sum(bool(mask(row["text"]).kinds) for row in DETAILED) >= 0.97 * len(DETAILED)


@pytest.mark.parametrize(("kind", "name"), STRUCTURED.items())
def test_structured_kinds_are_found(kind: str, name: str) -> None:
    rows = [row for row in DETAILED if kind in row["kinds"]]
    assert sum(name in mask(row["text"]).kinds for row in rows) >= 0.99 * len(rows)


def test_at_least_95_of_100_details_are_gone() -> None:
    spans = [(row["text"], span) for row in DETAILED for span in row["spans"]]
    assert sum(span not in mask(text).text for text, span in spans) >= 0.95 * len(spans)


def test_at_most_5_of_100_look_alikes_are_flagged() -> None:
    assert sum(bool(mask(text).kinds) for text in LOOK_ALIKES) <= 0.05 * len(LOOK_ALIKES)


def test_at_most_1_of_100_ordinary_questions_is_flagged() -> None:
    questions = ordinary_questions()
    assert sum(bool(mask(question).kinds) for question in questions) <= 0.01 * len(questions)


@pytest.mark.parametrize(
    ("message", "masked"),
    [
        ("my son ryan, hes 14, is late", "my son [name], hes 14, is late"),
        ("kayden brough dob 14/03/2009", "[name] dob [date of birth]"),
        ("NHS no 943 476 5919 seen", "NHS no [NHS number] seen"),
        ("ring mum on 07700 900412", "ring mum on [phone]"),
        ("write to t.hulme@example.com", "write to [email]"),
        ("he lives at 27 Alderbrook Close, CW1 9ZZ", "he lives at [address], [postcode]"),
        ("UPN G895400114022, excluded", "UPN [UPN], excluded"),
        ("her NI is AB 12 34 56 C", "her NI is [NI number]"),
        ("national insurance number AB 123456", "national insurance number [NI number]"),
        ("NHS no 9 4 3 4 7 6 5 9 1 9", "NHS no [NHS number]"),
        ("nhs 943 476 59l9 as scanned", "nhs [NHS number] as scanned"),
        ("born on the fourth of March two thousand and nine", "born on [date of birth]"),
        ("case ref CE/2024/01234 is open", "case ref [case number] is open"),
        ("crime number 06LC/123456/26", "crime number [case number]"),
        ("LCS-104882 was closed", "[case number] was closed"),
        ("sort code 12-34-56, 12345678", "sort code [bank account]"),
        ("IBAN GB29 NWBK 6016 1331 9268 19", "IBAN [bank account]"),
        ("dob 12 11 2010, or 12112010", "dob [date of birth], or 12112010"),
        ("born on 12112010 in Leeds", "born on [date of birth] in Leeds"),
        ("her birthday is March the 2nd", "her birthday is [date of birth]"),
        ("d.o.b: 4/Apr/2012", "d.o.b: [date of birth]"),
        ("NHS number: 943/476/5919", "NHS number: [NHS number]"),
        ("it is oh seven seven double oh nine hundred one two three", "it is [phone]"),
        ("write to kev.s [at] example (dot) com", "write to [email]"),
        ("mail jade_99 at hotmail dot com", "mail [email]"),
        ("on Roblox he is Ducky77", "on Roblox he is [username]"),
        ("it is facebook.com/kev.b.9", "it is facebook.com/[username]"),
        ("live at C W 1 2 B N", "live at [postcode]"),
        ("at 14 Heol y Bont now", "at [address] now"),
        ("at 3 Maes-y-Coed now", "at [address] now"),
        ("lives on beech grove no 12", "lives on [address]"),
        ("they moved to The Willows, Chapel Lane", "they moved to [address]"),
        ("he goes to St Oswald's Primary and is 7", "he goes to [school] and is 7"),
        ("in year 4 at brookdale academy", "in year 4 at [school]"),
        ("it is Ysgol Bryn Elian", "it is [school]"),
        ("passport 123 456 789 taken", "passport [passport number] taken"),
        ("plate ab 12 cde seen", "plate [vehicle registration] seen"),
        ("Brychan's mum rang", "[name]'s mum rang"),
        ("the Featherby children are home", "the [name] children are home"),
        ("spoke to mr. o'callaghan again", "spoke to mr. [name] again"),
        ('he goes by "Tiny" and runs', 'he goes by "[name]" and runs'),
        ("her mum, Jadwiga, drinks", "her mum, [name], drinks"),
        ("Tegwen, who is 6, said nothing", "[name], who is 6, said nothing"),
        ("Llŷr and Małgosia were hit", "[name] and [name] were hit"),
        ("On Monday Bolu Adeyinka ran off", "On Monday [name] ran off"),
        ("visit with Mum Bolu Adeyinka", "visit with Mum [name]"),
        ("the YP Bolu Adeyinka ran", "the YP [name] ran"),
        ("zbigniew hit his son", "[name] hit his son"),
        ("logged in from 82.14.200.7", "logged in from [IP address]"),
    ],
)
def test_a_detail_gives_way_to_its_kind(message: str, masked: str) -> None:
    assert mask(message).text == masked


@pytest.mark.parametrize(
    "message",
    [
        "who is Wendy Williams?",
        "What did Yvette Stanley's letter say?",
        "ring ChECS on 0300 123 5012 or Childline on 0800 1111",
        "the inspection of 11 to 15 July 2022",
        "Will the partnership in Chester meet in May?",
        "section 47 of the Children Act 1989",
        "is she Gillick competent, or do the Fraser guidelines apply",
        "Gillick and Fraser competence",
        "when to make a Clare's Law request",
        "what did the Munro review of 2011 change",
        "see paragraph 1.2.3.4 of the guidance",
        "the case of 3 children in 2024, incident 17",
        "what can children look at on school.com or at gov dot uk",
        "is the child at home at 9 15 on 12 03",
        "the meeting at 14:00 on 3 March 2025",
        "a child who goes to High School or a local primary",
        "must a pupil at Virtual School or at a special academy have a plan",
        "are there two or three or four or five stages",
        "what is on facebook.com/childline",
        "What is Right Care Right Person, the Outcomes Star or Martha's Rule?",
        "What is the approach known as 'Mockingbird' or called 'Think Family'?",
        "Do Torbay's foster carers get training?",
        "Young people in Torbay, aged 13 to 17",
        "do I use ms word, ms teams or the MS1 style notice",
        "Do the Ukrainian children get a plan?",
        "Who chairs the Pan Cheshire Child Death Overview Panel?",
        'does "stay in your lane" apply',
    ],
)
def test_what_is_public_stays(message: str) -> None:
    assert mask(message).text == message


def test_kinds_are_named_once_and_hold_no_values() -> None:
    masked = mask("Noah Clewes 11/11/2012 and Ava Clewes 08/02/2015")
    assert masked.kinds == ("name", "date of birth")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_masking_never_fails_and_is_idempotent(message: str) -> None:
    masked = mask(message).text
    assert mask(masked).text == masked


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([row["text"] for row in DETAILED]), min_size=1, max_size=4))
def test_masking_messages_with_details_is_idempotent(messages: list[str]) -> None:
    masked = mask(". ".join(messages)).text
    assert mask(masked).text == masked


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["the", "plan", "for", "exploited", "is", "late", ",", "?"])))
def test_text_without_details_is_unchanged(words: list[str]) -> None:
    text = " ".join(words)
    assert mask(text) == mask(mask(text).text)
    assert mask(text).text == text


def test_a_message_takes_under_two_milliseconds() -> None:
    mask("warm")
    start = time.process_time()
    for row in MESSAGES:
        mask(row["text"])
    assert (time.process_time() - start) / len(MESSAGES) < 0.004


@pytest.mark.parametrize(
    "piece",
    [
        "Ryan Smith born 4 March 2010 is late. ",
        *("1 ", "a@", "Ab ", "(", "ring 01270 500500 ", "a at ", "a_", "oh one ", "born 1 1 "),
        *(
            "goes to ",
            "attends A ",
            "Heol y ",
            "lives on a ",
            "moved to A A, ",
            "kik is ",
            "his a ",
        ),
        *("mr a ", "the Abc children ", "mum, Abc, ", "Abc's mum ", "Ł\u0301 "),
    ],
)
def test_a_message_of_480_kilobytes_is_masked_at_once(piece: str) -> None:
    mask("warm")
    start = time.process_time()
    masked = mask(piece * (480_000 // len(piece)))
    assert time.process_time() - start < 0.5
    assert masked.is_cut
    assert not mask("short").is_cut


@pytest.mark.parametrize(
    "text",
    [
        "I was in Bolu Adeyinka's room and she told me", "in Bolu Adeyinka's case what now",
        "A Bolu Adeyinka came to reception", "Bolu Adeyinka's file is gone",
        "the Adeyinka girl is upset", "is the Adeyinka baby on a plan",
    ],
)  # fmt: skip
def test_what_is_somebodys_is_not_a_things_name(text: str) -> None:
    assert "Adeyinka" not in mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "What does the Right Care Right Person approach say?",
        "Who chairs the Marac?",
        "Is there a Family Group Decision Making pilot?",
        "What does the Sudden Unexpected Death protocol say?",
    ],
)
def test_a_thing_after_an_article_stays(text: str) -> None:
    assert mask(text).text == text
