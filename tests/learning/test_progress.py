"""Progress: what went wrong comes back, and nothing that a browser holds can break the page."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from learning.progress import COMES_BACK_AFTER, Progress, choose, from_stored, to_stored

if TYPE_CHECKING:
    from learning.quiz.items import QuizItem

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
FIELDS = ["tally", "items", "topics", "read", "days", "asked", "open"]


def answer_all(progress: Progress, items: tuple[QuizItem, ...], *, is_right: bool) -> Progress:
    """Answer items one after the other."""
    for item in items:
        progress = progress.ask(item).answer(item, is_right=is_right)
    return progress


def test_progress_comes_back_from_the_browser_unchanged(items: tuple[QuizItem, ...]) -> None:
    progress = answer_all(Progress(), items[:5], is_right=True).mark_read(
        "the-words", date(2026, 11, 29)
    )
    progress = answer_all(progress, items[5:9], is_right=False).ask(items[9])
    assert from_stored(json.loads(json.dumps(to_stored(progress)))) == progress


@given(JSON)
def test_anything_a_browser_holds_can_be_read(stored: object) -> None:
    from_stored(stored)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_field_a_browser_holds_can_be_read(stored: dict[str, Any]) -> None:
    progress = from_stored({"version": 1} | stored)
    assert from_stored(to_stored(progress)) == progress


def test_nothing_that_is_kept_says_who_the_learner_is(items: tuple[QuizItem, ...]) -> None:
    kept = to_stored(answer_all(Progress(), items[:3], is_right=True))
    assert set(kept) == {"version", *FIELDS}


def test_an_item_that_went_wrong_comes_back_soon(items: tuple[QuizItem, ...]) -> None:
    progress = Progress().ask(items[0]).answer(items[0], is_right=False)
    asked = []
    for _ in range(COMES_BACK_AFTER[0] + 1):
        following = choose(progress, items)
        assert following is not None
        asked.append(following.id)
        progress = progress.ask(following).answer(following, is_right=True)
    assert items[0].id in asked


def test_a_weak_topic_is_asked_about_more(items: tuple[QuizItem, ...]) -> None:
    topic = items[0].topic
    failed = tuple(one for one in items if one.topic == topic)[:2]
    progress = answer_all(Progress(), failed, is_right=False)
    assert progress.weak_topics == (topic,)
    asked = []
    for _ in range(10):
        following = choose(progress, items)
        assert following is not None
        asked.append(following.topic)
        progress = progress.ask(following).answer(following, is_right=following not in failed)
    assert asked.count(topic) >= 4


def test_no_item_is_asked_twice_in_a_row(items: tuple[QuizItem, ...]) -> None:
    few = items[:3]
    progress = Progress()
    before = ""
    for _ in range(12):
        following = choose(progress, few)
        assert following is not None
        assert following.id != before
        before = following.id
        progress = progress.ask(following).answer(following, is_right=False)


def test_every_item_is_asked_in_the_end(items: tuple[QuizItem, ...]) -> None:
    progress = Progress()
    for _ in items:
        following = choose(progress, items)
        assert following is not None
        progress = progress.ask(following).answer(following, is_right=True)
    assert len(progress.items) > 0.8 * len(items)


def test_without_items_there_is_nothing_to_ask() -> None:
    assert choose(Progress(), ()) is None


def test_a_topic_that_is_known_is_weak_no_more(items: tuple[QuizItem, ...]) -> None:
    progress = answer_all(Progress(), items[:1], is_right=False)
    again = tuple(one for one in items if one.topic == items[0].topic)[:4]
    assert answer_all(progress, again, is_right=True).weak_topics == ()
