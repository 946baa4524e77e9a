"""An ask that is open between a few readings is asked back as whole questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.rendering import render
from domain import Answer, Refusal
from settings import load_settings
from store.publishing.live import generations_folder, publish
from tests.store.texts import built
from wiring import make_assistant, make_library

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Assistant
    from store.models.embedding import OnnxEmbedder

RULE = """\
# {place}: child protection core groups

## How often the core group meets

In {place} the core group meets every {count} weeks.
"""


def test_what_ends_the_names_of_several_things_is_asked_back(assistant: Assistant) -> None:
    reply = assistant.reply("when is the meeting")
    assert isinstance(reply.outcome, Refusal)
    options = reply.outcome.options
    assert 2 <= len(options) <= 4
    for one in options:
        assert one.startswith("When is the ")
        assert one.endswith(" meeting?")
        assert one in render(reply)
    again = assistant.reply(options[0]).outcome
    assert not getattr(again, "options", ())


def test_a_rule_of_two_places_is_asked_back_with_each_unless_one_is_named(
    tmp_path: Path, model_export: Path, embedder: OnnxEmbedder
) -> None:
    texts = {
        f"{place.lower()}.md": RULE.format(place=place, count=count)
        for place, count in (("Leeds", "four"), ("Norfolk", "six"))
    }
    publish(tmp_path, built(texts, embedder, generations_folder(tmp_path)).name, keep=2)
    settings = load_settings(store=tmp_path, model_export=model_export)
    assistant = make_assistant(settings, make_library(settings))
    asked = assistant.reply("how often does the core group meet").outcome
    assert isinstance(asked, Refusal)
    assert sorted(asked.options) == [
        "How often does the core group meet in Leeds?",
        "How often does the core group meet in Norfolk?",
    ]
    for option, count in zip(sorted(asked.options), ("four", "six"), strict=True):
        outcome = assistant.reply(option).outcome
        assert isinstance(outcome, Answer)
        assert count in outcome.statements[0].text
