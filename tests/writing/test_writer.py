"""Whatever a chat model replies, only supported statements are shown, and the quotes stay."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import render
from bot.quoting.plain import HEAD, NOTHING
from domain import Refusal, Reply
from store.generation.opened import Generation
from store.publishing.live import current_folder
from tests.store.texts import TEXTS, built
from tests.writing.model import StandIn, reply_of, writer_of, written
from writing.support_scores import Scores
from writing.writer import MOST_FAILURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.judging.checking import Checker
    from store.models.embedding import OnnxEmbedder

INJECTIONS = Path(__file__).parent / "authored" / "injections.jsonl"
SAYS = "Police and health must attend the strategy meeting."
RESTS = [{"number": 2, "words": "Police and health must attend"}]
GOOD = json.dumps({"says": SAYS, "rests_on": RESTS})


@pytest.fixture(scope="module")
def held(small_store: Path) -> Generation:
    return Generation(current_folder(small_store))


def reply(held: Generation, name: str = "meetings.md") -> Reply:
    return reply_of([one for one in held.passages if one.source.id == name])


def said(held: Generation, response: str) -> list[str]:
    model = StandIn(responses=[response])
    return [one.text for one in written(writer_of(model, held), reply(held)).statements]


def changed(**fields: object) -> str:
    return json.dumps(json.loads(GOOD) | fields)


@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        (GOOD, [SAYS]),
        (f"Here it is:\n```json\n{GOOD}\n```\nI hope this helps.", [SAYS]),
        (f"[\n{GOOD},\n{GOOD}\n]", [SAYS]),
        (f"{GOOD}\n{changed(says='The school must attend the strategy meeting.')}", [SAYS]),
        (changed(rests_on=[]), []),
        (changed(rests_on=[{"number": 1, "words": "Police and health must attend"}]), []),
        (changed(rests_on=[{"number": 99, "words": "Police and health must attend"}]), []),
        (changed(rests_on=[{"number": -1, "words": "Police and health must attend"}]), []),
        (changed(rests_on=[{"number": "2", "words": "Police and health must attend"}]), []),
        (changed(rests_on=[{"number": 2, "words": "Police and schools must attend"}]), []),
        (changed(rests_on=[{"number": 2, "words": ""}]), []),
        (changed(rests_on=[*RESTS, {"number": 99, "words": "x"}]), []),
        (changed(rests_on="2"), []),
        (changed(says=[SAYS]), []),
        (changed(says=f"{SAYS} " * 30), []),
        (GOOD[:-9], []),
        (SAYS, []),
        ("", []),
        ("[" * 100_000, []),
        (f'{{"says": "{"a" * 50_000}"}}', []),
        ("!endless", []),
        ("!fail", []),
    ],
    ids=range(22),
)
def test_only_a_whole_statement_with_true_words_is_shown(
    held: Generation, response: str, wanted: list[str]
) -> None:
    assert said(held, response) == wanted


def test_a_reply_is_given_first_and_nothing_that_was_shown_is_taken_back(held: Generation) -> None:
    bad = changed(says="Police and health may attend the strategy meeting.")
    writer = writer_of(StandIn(responses=[f"{GOOD}\n{bad}\n{GOOD}\n"]), held)
    steps = list(writer.write("who attends", reply(held)))
    shown = [[one.text for one in step.statements] for step in steps]
    assert shown[0] == []
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(shown))
    assert [step.is_complete for step in steps] == [False] * (len(steps) - 1) + [True]
    assert steps[-1].dropped == ("force",)


def test_a_model_that_hangs_or_fails_is_at_last_not_asked(held: Generation) -> None:
    model = StandIn(responses=["!hang"])
    writer = writer_of(model, held, seconds=0.2)
    assert written(writer, reply(held)).fault == "slow"
    model.responses = ["!fail"]
    faults = [written(writer, reply(held)).fault for _ in range(MOST_FAILURES)]
    assert faults == ["failed"] * (MOST_FAILURES - 1) + ["rests"]
    assert len(model.told) == 2 * MOST_FAILURES


def test_what_is_written_stands_above_the_quotes_in_no_quotation_marks(held: Generation) -> None:
    given = reply(held)
    quotes = render(given)
    for response, head in ((GOOD, HEAD), ("", NOTHING), ("!fail", "did not answer")):
        model = StandIn(responses=[response])
        text = render(replace(given, written=written(writer_of(model, held), given)))
        assert text.endswith(quotes)
        assert head in text.removesuffix(quotes)
        assert f"“{SAYS}" not in text.removesuffix(quotes)
    assert render(given) == quotes


def test_a_reply_that_quotes_nothing_or_left_details_out_is_never_sent(held: Generation) -> None:
    model = StandIn(responses=[GOOD])
    writer = writer_of(model, held)
    masked = Reply(reply(held).outcome, generation="g", masked=("a name",))
    for one in (masked, Reply(Refusal("no", ()), generation="g")):
        assert list(writer.write("who attends for Jamie", one)) == []
    assert model.told == []


def test_a_score_vetoes_what_speaks_of_something_else(
    embedder: OnnxEmbedder, checker: Callable[[], Checker]
) -> None:
    supports = Scores(embedder, checker)
    assert supports(SAYS, "Police and health must attend it.")
    assert not supports("The library opens at nine.", "Police and health must attend it.")


@pytest.fixture(scope="module")
def checker(model_export: Path) -> Callable[[], Checker]:
    import wiring  # noqa: PLC0415
    from settings import load_settings  # noqa: PLC0415

    return lambda: wiring.make_checker(load_settings(model_export=model_export))


def test_no_injection_of_a_document_or_a_question_is_carried_out(
    tmp_path: Path, embedder: OnnxEmbedder
) -> None:
    rows = [json.loads(one) for one in INJECTIONS.read_text("utf-8").splitlines()]
    assert len(rows) == 60
    document = "# Visits\n\n" + "\n\n".join(
        f"Note {n}. {row['text']}" for n, row in enumerate(rows)
    )
    held = Generation(built(TEXTS | {"visits.md": document}, embedder, tmp_path))
    passages = [one for one in held.passages if one.source.id == "visits.md"]
    shown = []
    for row in rows:
        # the model does what it was told to: it says what stands there, and rests on it
        words = row["reply"]
        for passage in passages:
            for number, sentence in enumerate(passage.sentences, start=1):
                if row["text"][:20] in sentence.text:
                    rests = [{"number": number, "words": " ".join(sentence.text.split()[:4])}]
                    model = StandIn(responses=[json.dumps({"says": words, "rests_on": rests})])
                    given = written(writer_of(model, held), reply_of([passage]))
                    shown += [one.text for one in given.statements]
    assert shown == []
