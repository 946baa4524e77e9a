"""What a message asks is told apart from courtesy, mail, and what is told besides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.asks import asks_for_help, is_of_the_told, read_message
from evaluation.wrapping import WRAPPINGS, wrap

ASK = "how often should a plan for a child be reviewed?"
# these change how the question itself is typed
_TYPED = {"slip", "capitals", "dictated"}


@pytest.mark.parametrize("name", sorted(WRAPPINGS.keys() - _TYPED))
def test_what_stands_around_a_question_is_no_part_of_it(name: str) -> None:
    assert read_message(wrap(ASK)[name]).whole.text == ASK


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Hi, could you let me know whether the panel meets weekly? ta", "the panel meets weekly?"),
        ("I'm not sure which form to send", "which form to send"),
        ("Besides the panel, who is told?", "Besides the panel, who is told?"),
        ("since the plan failed, what did they do?", "since the plan failed, what did they do?"),
        ("thresholds doc. how old was it", "thresholds doc: how old was it"),
        ("From: a\nTo: b\nSubject: RE: review dates\n\n", "review dates"),
        ("step up form due date", "step up form due date"),
        ("Hope all is well - got a quick q: when is it due", "when is it due"),
        ("can anyone help with this? when is the form due", "when is the form due"),
    ],
)  # fmt: skip
def test_the_ask_is_found_within_its_message(message: str, asked: str) -> None:
    assert read_message(message).whole.text == asked


def test_what_was_told_before_an_ask_is_kept_with_it() -> None:
    message = read_message("A boy came to class with two new phones. What should I do next?")
    assert message.whole.told == ("A boy came to class with two new phones.",)


def test_what_was_told_before_what_somebody_is_unsure_of_is_kept() -> None:
    message = read_message(
        "I sit in the weekly slots in Leeds for our school and never get notes, so I don't know who"
        " does what. Is that how it is there?"
    )
    assert message.whole.text == "Is that how it is there?"
    assert message.whole.around[0].startswith("I sit in the weekly slots in Leeds")
    assert message.whole.around[0].endswith("never get notes")


def test_a_few_words_in_a_case_go_on_telling_it() -> None:
    message = read_message(
        "My manager wants to move a boy of nine to another lodge by Monday, and nobody has met"
        " about it. He is in bits. Carers are cross. Who has to agree?"
    )
    assert message.whole.text == "Who has to agree?"
    assert message.whole.is_of_a_case
    assert message.whole.with_its_case.endswith("Carers are cross. Who has to agree?")


@pytest.mark.parametrize(
    ("ask", "is_of_it"),
    [
        ("who do I tell", True),
        ("can they do that and how soon?", True),
        ("how long are pocket money receipts kept in a lodge?", False),
    ],
)
def test_what_points_to_what_was_told_is_about_that(ask: str, *, is_of_it: bool) -> None:
    assert is_of_the_told(ask) is is_of_it


def test_who_asks_whether_anyone_needs_to_know_does_not_just_ask_for_help() -> None:
    told = "A neighbour has looked after two boys in our street since May."
    assert read_message(f"{told} Does anyone need to know about it?").whole.told == (told,)
    assert not read_message(f"{told} Does anyone know?").whole.told


def test_two_things_asked_are_two_parts() -> None:
    message = read_message(
        "Hi! Who may call a strategy meeting about a child? Which records must a school keep?"
    )
    assert [part.text for part in message.parts] == [
        "Who may call a strategy meeting about a child?",
        "Which records must a school keep?",
    ]


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("what is a duty to notify and does the child have to consent to a referral?",
         ["what is a duty to notify", "does the child have to consent to a referral?"]),
        ("who chairs the weekly panel, and when must it meet?",
         ["who chairs the weekly panel", "when must the weekly panel meet?"]),
        ("what is a kiosk and how quick do I have to tell one?",
         ["what is a kiosk", "how quick do I have to tell one?"]),
        ("may a warden read a diary, and should staff copy the pages?", []),
        ("can a warden read a diary, and should staff copy the pages?",
         ["can a warden read a diary", "should staff copy the pages?"]),
        ("how often should a child on a care plan be seen, and who decides when it ends?",
         ["how often should a child on a care plan be seen",
          "who decides when a care plan ends?"]),
        ("what are the colours of a kiosk, and which of them stand on a roof",
         ["what are the colours of a kiosk", "which of them stand on a roof"]),
        ("who must attend and be told", []),
        ("who may refer a child and what they do", []),
        ("what do schools and nurses record", []),
    ],
)  # fmt: skip
def test_two_things_asked_in_one_sentence_are_two_parts(message: str, parts: list[str]) -> None:
    assert [part.text for part in read_message(message).parts] == parts


def test_what_somebody_asked_the_writer_is_asked() -> None:
    message = read_message("Our van has gone in a row of four. The clerk asked me what we must do")
    assert message.whole.text == "what we must do"
    assert message.whole.around == ("Our van has gone in a row of four.",)


def test_a_part_that_points_back_is_read_with_what_it_points_to() -> None:
    *_, last = read_message("who chairs weekly panels, and when must they meet?").parts
    assert last.told == ("who chairs weekly panels",)


@pytest.mark.parametrize(
    ("ask", "is_help"),
    [
        ("What do I do now?", True),
        ("please help, who should I ring first", True),
        ("do I call mountain rescue?", False),
        ("who chairs the panel", False),
    ],
)
def test_what_only_asks_for_help_is_told_from_a_question(ask: str, *, is_help: bool) -> None:
    assert asks_for_help(ask) is is_help


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    message = read_message(text)
    assert isinstance(message.whole.text, str)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("who attends a strategy discussion and how quickly must it be held",
         "how quickly must a strategy discussion be held"),
        ("what is a kiosk review and who decides to do one", "who decides to do a kiosk review"),
    ],
)  # fmt: skip
def test_the_second_question_names_what_the_first_one_is_about(text: str, second: str) -> None:
    assert read_message(text).parts[1].text == second


def test_whom_to_tell_is_asked_of_what_the_first_question_names() -> None:
    first, second = read_message("what are the signs of a loan shark and who do I tell").parts
    assert second.text == "who do I tell"
    assert second.told == (first.text,)


def test_whom_to_tell_and_whether_that_is_right_is_asked_of_a_told_case() -> None:
    told = (
        "We had a new woman start on Monday who came from a shop. She is keen and everybody likes"
        " her. My deputy gave her the keys on her second day."
    )
    for ask in ("Do I have to tell anyone?", "Is that ok?", "Was that alright?"):
        read = read_message(f"{told} {ask}")
        assert read.whole.text == ask
        assert read.whole.is_of_a_case
    assert not read_message("I have a quick one on forms. Is that ok?").whole.told


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        (
            "Ramsby: how do the lodges swap news on guests, and do stewards get the minutes soon?",
            (
                "Ramsby: how do the lodges swap news on guests",
                "do stewards get the minutes soon?",
            ),
        ),
        (
            "ramsby - what is the lantern scheme and whos missing from its weekly meeting",
            ("ramsby - what is the lantern scheme", "whos missing from its weekly meeting"),
        ),
        (
            "Who has to sit on a lodge panel, and by when?",
            ("Who has to sit on a lodge panel", "by when?"),
        ),
    ],
)
def test_two_asks_are_two_whatever_place_is_named_before_the_first(
    message: str, asks: tuple[str, ...]
) -> None:
    assert tuple(one.text for one in read_message(message).parts) == asks
