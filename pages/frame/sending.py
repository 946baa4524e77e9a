"""What the page's functions take and give goes without Gradio's long way round.

Gradio makes a new component of every output at each step of a function, of those that it leaves as
they are too, and hands each string to a thread and back, as it does each of its inputs: that took
more of the processor than finding the answer.
"""

from __future__ import annotations

from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import gradio as gr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gradio.block_function import BlockFunction
    from gradio.blocks import Block
    from gradio.state_holder import SessionState

_UPDATE = {"__type__": "update"}
# Their values are strings, sent as they are.
_OF_WORDS = (gr.HTML, gr.Textbox)
_GRADIOS = object()


def send_quickly(page: gr.Blocks) -> None:
    """Have a page send words, states and what is shown or hidden as they are.

    All else, such as choices and files, goes Gradio's way; the browser shows the same.
    """
    slowly = page.postprocess_data

    async def send(
        block_fn: BlockFunction,
        predictions: Any,  # noqa: ANN401  as Gradio gives it
        state: SessionState | None,
    ) -> list[Any]:
        values = _in_order(block_fn.outputs, predictions)
        if values is None or state is None or block_fn.batch or block_fn.is_validator_function:
            return await slowly(block_fn, predictions, state)
        pairs = list(zip(block_fn.outputs, values, strict=True))
        sent = [_sent(block, value, state) for block, value in pairs]
        left = [place for place, one in enumerate(sent) if one is _GRADIOS]
        if left:
            part = copy(block_fn)
            part.outputs = [pairs[place][0] for place in left]
            given = [pairs[place][1] for place in left]
            answers = await slowly(part, given if len(given) > 1 else given[0], state)
            for place, answer in zip(left, answers, strict=True):
                sent[place] = answer
        return sent

    page.postprocess_data = send  # type: ignore[method-assign]
    _take_quickly(page)
    # around each step it looks on the disk for a library of drawings
    gr.utils.MatplotlibBackendMananger = nullcontext  # type: ignore[assignment,misc]
    # what a session holds is never changed in place: another value is another object
    gr.utils.deep_hash = _Same
    if not hasattr(gr.utils.get_type_hints, "cache_info"):
        gr.utils.get_type_hints = cache(gr.utils.get_type_hints)


@dataclass(frozen=True, slots=True)
class _Same:
    """Stands for a value, and is equal to what stands for the very same one."""

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def _take_quickly(page: gr.Blocks) -> None:
    """Have a page take typed words, states and filters that nobody set as they are."""
    slowly = page.preprocess_data

    async def take(
        block_fn: BlockFunction, inputs: list[Any], state: SessionState | None,
        explicit_call: bool = False,  # noqa: FBT001, FBT002  as Gradio gives it
    ) -> list[Any]:  # fmt: skip
        is_plain = block_fn.preprocess and not block_fn.component_prop_inputs
        taken = [_GRADIOS]
        if state is not None and is_plain and len(inputs) >= len(block_fn.inputs):
            pairs = zip(block_fn.inputs, inputs, strict=False)
            taken = [_taken(block, value, state) for block, value in pairs]
        if any(one is _GRADIOS for one in taken):
            taken = await slowly(block_fn, inputs, state, explicit_call)
        return taken

    page.preprocess_data = take  # type: ignore[method-assign]


def _taken(block: Block, value: Any, state: SessionState) -> Any:  # noqa: ANN401  as above
    """Give what a function is given of an input, or that Gradio has to say."""
    if block.stateful:
        return state[block._id]  # noqa: SLF001  as below
    if type(block) in _OF_WORDS:
        return value if value is None or isinstance(value, str) else _GRADIOS
    return value if type(block) is gr.Dropdown and value in (None, []) else _GRADIOS


def _in_order(outputs: Any, predictions: Any) -> list[Any] | None:  # noqa: ANN401  as above
    """Give a value for each output; None where Gradio has to say what is wrong."""
    if len(outputs) == 1 and not _is_by_component(predictions):
        return [predictions]
    if _is_by_component(predictions):
        by_id = {block._id: value for block, value in predictions.items()}  # noqa: SLF001  its key
        ids = [block._id for block in outputs]  # noqa: SLF001  as above
        return [by_id.get(one, _UPDATE) for one in ids] if by_id.keys() <= set(ids) else None
    if isinstance(predictions, tuple | list) and len(predictions) == len(outputs):
        return list(predictions)
    return None


def _is_by_component(predictions: Any) -> bool:  # noqa: ANN401  as above
    return (
        isinstance(predictions, dict)
        and bool(predictions)
        and all(isinstance(one, gr.blocks.Block) for one in predictions)
    )


def _sent(block: Block, value: Any, state: SessionState) -> Any:  # noqa: ANN401  as above
    """Give what the browser is sent of a value, or that Gradio has to say."""
    if value is gr.components._Keywords.FINISHED_ITERATING:  # noqa: SLF001  its word for the end
        return None
    if isinstance(value, dict):
        return dict(value) if not block.stateful and _is_little(value) else _GRADIOS
    if block.stateful:
        state[block._id] = value  # noqa: SLF001  as above
        return None
    return value if isinstance(value, str) and type(block) in _OF_WORDS else _GRADIOS


def _is_little(value: Mapping[str, Any]) -> bool:
    """Say whether a value changes nothing but whether something is shown."""
    if value.get("__type__") != "update" or not value.keys() <= {"__type__", "visible"}:
        return False
    return isinstance(value.get("visible", False), bool)
