"""Answers are marked by the line, without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from learning.quiz.marking import mark

if TYPE_CHECKING:
    from learning.quiz.items import QuizItem


def test_only_the_answer_is_right(items: tuple[QuizItem, ...]) -> None:
    for item in items:
        right = [mark(item, number).is_right for number in range(len(item.choices))]
        assert right == [number == item.answer for number in range(len(item.choices))]


def test_the_reason_holds_the_right_words(items: tuple[QuizItem, ...]) -> None:
    for item in items:
        because = mark(item, 0).because
        assert item.choices[item.answer] in because or item.key in because


@pytest.mark.parametrize("choice", [-1, 4])
def test_a_choice_that_is_not_there_is_an_error(items: tuple[QuizItem, ...], choice: int) -> None:
    with pytest.raises(IndexError):
        mark(items[0], choice)
