"""A message in another language is told that the documents are in English, in both."""

from __future__ import annotations

import pytest

from bot.reading.elsewhere import IN_ENGLISH, told_in_english


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("Kto powinien przyjść na spotkanie strategiczne?", "po angielsku"),
        ("من يجب أن يحضر اجتماع الاستراتيجية؟", "بالإنجليزية"),
        ("谁应该参加战略会议?", "英语"),
        ("Wer soll zur nächsten Strategiesitzung kommen?", "auf Englisch"),
        ("Muss das Jugendamt informiert werden, wenn ein Kind fehlt?", "auf Englisch"),
        # languages whose name nobody told: English alone
        ("Vem ska komma till nästa strategimöte om barnet?", ""),
        ("रणनीति बैठक में किसे आना चाहिए", ""),
    ],
)
def test_another_language_is_answered_in_it_and_in_english(message: str, says: str) -> None:
    said = told_in_english(message)
    assert said.endswith(IN_ENGLISH)
    assert says in said
    assert says or said == IN_ENGLISH


@pytest.mark.parametrize(
    "message",
    [
        "which proffesionals graft at the monthly exploitaion meeting",
        "SCIES MACE DSL CPIS?",
        "whats the crack with rui and cawns n that",
        "".join(chr(ord(sign) + 0xFEE0) for sign in "whocomestoastrategymeeting"),
        "who co\u200bmes to a strat\u200begy meeting",
    ],
)
def test_english_however_typed_is_english(message: str) -> None:
    assert told_in_english(message) == ""
