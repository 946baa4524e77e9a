"""What is sent the short way is what Gradio would have sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState
from markupsafe import Markup

from pages.frame.sending import send_quickly

if TYPE_CHECKING:
    from collections.abc import Callable

END = gr.components._Keywords.FINISHED_ITERATING  # noqa: SLF001  Gradio's word for it
# What a function gives for the page's components, by their names.
GIVEN: dict[str, dict[str, Any]] = {
    "words, and the rest as it is": {"words": Markup("<b>&amp;</b>"), "typed": ""},
    "a row shown, a button hidden": {"row": gr.update(visible=True), "go": {
        "__type__": "update", "visible": False}},
    "a state": {"kept": (1, 2), "words": "<p>"},
    "choices beside words": {"chosen": gr.update(choices=["a", "b"], value="a"), "words": "x"},
    "a state by an update": {"kept": gr.update(value=3)},
    "nothing for words": {"words": None, "typed": None},
    "a component in its own place": {"go": gr.update(value="Stop", interactive=False)},
}  # fmt: skip


def _page() -> tuple[gr.Blocks, dict[str, Any]]:
    with gr.Blocks(analytics_enabled=False) as page:
        held: dict[str, Any] = {
            "words": gr.HTML(), "typed": gr.Textbox(), "kept": gr.State(()),
            "chosen": gr.Dropdown(["z"]), "go": gr.Button("Go"),
        }  # fmt: skip
        with gr.Row(visible=False) as held["row"]:
            pass
        held["words"].change(lambda: None, None, list(held.values()))
        held["typed"].change(lambda: None, None, held["words"])
    return page, held


def _sent(
    shape: Callable[[dict[str, Any]], Any], *, quickly: bool, number: int = 0
) -> tuple[list[Any], Any]:
    page, held = _page()
    if quickly:
        send_quickly(page)
    state = SessionState(page)
    sent = asyncio.run(page.postprocess_data(page.fns[number], shape(held), state))
    for one in sent:
        # of markup that stays as it is Gradio says so a second time, as if it were a part of it
        if isinstance(one, dict) and one.get("props") == {"__type__": "update"}:
            del one["props"]
    return sent, state.state_data.get(held["kept"]._id)  # noqa: SLF001  its key


@pytest.mark.parametrize("given", GIVEN.values(), ids=list(GIVEN))
def test_a_page_sends_what_gradio_sends(given: dict[str, Any]) -> None:
    def shape(held: dict[str, Any]) -> Any:  # noqa: ANN401  as handlers give it
        return {held[name]: dict(one) if isinstance(one, dict) else one
                for name, one in given.items()}  # fmt: skip

    quick = _sent(shape, quickly=True)
    assert quick == _sent(shape, quickly=False)
    assert len(quick[0]) == len(_page()[1])


@pytest.mark.parametrize("given", ["<p>words</p>", gr.skip(), END, None])
def test_one_output_is_sent_as_gradio_sends_it(given: Any) -> None:  # noqa: ANN401  as above
    quick = _sent(lambda _: given, quickly=True, number=1)
    assert quick == _sent(lambda _: given, quickly=False, number=1)


def test_the_end_of_an_answer_in_steps_changes_nothing() -> None:
    quick = _sent(lambda held: (END,) * len(held), quickly=True)
    assert quick == _sent(lambda held: (END,) * len(held), quickly=False)
    assert quick[0] == [None] * len(_page()[1])


def test_what_no_output_takes_is_refused_as_gradio_refuses_it() -> None:
    for quickly in (True, False):
        with pytest.raises(ValueError, match="not specified as output"):
            _sent(lambda held: {held["go"]: "x"}, quickly=quickly, number=1)


def test_no_component_is_made_for_what_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    page, held = _page()
    send_quickly(page)
    made = []
    monkeypatch.setattr(gr.Dropdown, "__init__", lambda *_, **__: made.append("dropdown"))
    state = SessionState(page)
    asyncio.run(page.postprocess_data(page.fns[0], {held["words"]: "<p>"}, state))
    assert not made


# What a browser sends for words, a box, a state, a filter and a button, and what is no string.
TAKEN: list[list[Any]] = [
    ["<p>", "typed", None, [], None],
    [None, None, None, None, None],
    ["", "typed", None, "z", None],
    ["<p>", 7, None, None, None],
]


def _taken(values: list[Any], *, quickly: bool) -> list[Any]:
    with gr.Blocks(analytics_enabled=False) as page:
        box = gr.Textbox()
        held = [gr.HTML(), box, gr.State(("held",)), gr.Dropdown(["z"]), gr.Checkbox()]
        box.submit(lambda *_: None, held, None)
    if quickly:
        send_quickly(page)
    taken = asyncio.run(page.preprocess_data(page.fns[0], list(values), SessionState(page)))
    assert isinstance(taken, list)
    return taken


@pytest.mark.parametrize("values", TAKEN)
def test_a_page_takes_what_gradio_takes(values: list[Any]) -> None:
    assert _taken(values, quickly=True) == _taken(values, quickly=False)


def test_a_choice_that_is_none_is_refused_as_gradio_refuses_it() -> None:
    for quickly in (True, False):
        with pytest.raises(gr.Error, match="not in the list"):
            _taken(["", "", None, "y", None], quickly=quickly)


def test_words_are_taken_on_no_thread_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with gr.Blocks(analytics_enabled=False) as page:
        box = gr.Textbox()
        held = [box, gr.State(("held",)), gr.Dropdown(["z"], multiselect=True)]
        box.submit(lambda *_: None, held, None)
    send_quickly(page)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("anyio.to_thread.run_sync", refuse)
    taken = asyncio.run(page.preprocess_data(page.fns[0], ["asked", None, []], SessionState(page)))
    assert taken == ["asked", ("held",), []]


@pytest.mark.parametrize(("after", "is_told"), [(("held", "more"), True), (None, False)])
def test_a_state_is_told_to_have_changed_where_it_was_set(
    after: tuple[str, ...] | None, *, is_told: bool
) -> None:
    with gr.Blocks(analytics_enabled=False) as page:
        kept, shown = gr.State(("held",)), gr.HTML()
        given = {shown: "<p>"} if after is None else {kept: after}
        shown.change(lambda: given, None, [kept, shown])
        kept.change(lambda: None, None, None)
    send_quickly(page)
    answer = asyncio.run(page.process_api(page.fns[0], [], SessionState(page)))
    assert (kept._id in answer["changed_state_ids"]) is is_told  # noqa: SLF001  its key
