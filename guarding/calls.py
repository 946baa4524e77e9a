"""What a caller may hand to the page's functions: each argument's type, and no file, ever.

Gradio takes any JSON that holds ``{"path": ..., "meta": {"_type": "gradio.FileData"}}`` for a
file of its own, wherever it is nested, and copies it to where it can be fetched; its check of the
path is off in a mounted page. So nothing of a call reaches Gradio but what is understood here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import gradio as gr

Accepts = Callable[[object], bool]
# Marks on a page's handler, see pages/shared/limits.py.
MARK = "findings_edge"
COSTLY = "costly"
ALWAYS = "always"
_SESSION = re.compile(r"[0-9A-Za-z-]{1,64}")
# Whole numbers that JavaScript keeps exactly.
_LARGEST = 2**53
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_JSON = (400, "not JSON")
_NO_SESSION = (400, "no session")
_NO_FUNCTION = (404, "no such function")
_NO_CALL = (422, "not a call")
_NOT_ITS_ARGUMENTS = (422, "not the arguments of this function")
_NOT_ITS_TYPE = (422, "an argument is not of its type")
# The parts of Gradio's FileData.
_FILE_KEYS = frozenset({"path", "url", "meta", "_type", "is_stream", "orig_name", "mime_type"})


class CallError(FindingsError):
    """A call is none that the page makes; ``status`` is what the caller is answered."""

    def __init__(self, status: int, reason: str) -> None:
        """Refuse for a reason that the page may show."""
        super().__init__(reason)
        self.status = status


class UnguardedError(FindingsError):
    """A page gives a function an argument of which nobody has said what it may be."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the page: what each argument may be, and its mark (``COSTLY``, ``ALWAYS``).

    ``opens`` says whether the page calls it as it opens, ``module`` is where it stands.
    """

    accepts: tuple[Accepts, ...]
    mark: str = ""
    opens: bool = False
    module: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose every argument is of its type; all else that was sent is left out."""

    session: str
    number: int
    function: Function
    arguments: tuple[object, ...]

    def as_sent(self, session: str) -> bytes:
        """Give it for Gradio to read, under the name that we know the session by."""
        return json.dumps(
            {"session_hash": session, "fn_index": self.number, "data": self.arguments}
        ).encode()


def functions_of(page: gr.Blocks) -> dict[int, Function]:
    """Give the functions of a page by their number, those left out that run in the browser.

    Raises:
        UnguardedError: there is no rule for a component that is an argument of one.
    """
    return {
        number: Function(
            tuple(accepts_of(one, str(made.name)) for one in made.inputs),
            getattr(made.fn, MARK, ""),
            any(event == "load" for _, event in made.targets)
            or made.trigger_after is not None,
            getattr(made.fn, "__module__", ""),
        )
        for number, made in page.fns.items()
        if made.fn is not None and made.queue
    }  # fmt: skip


def accepts_of(component: object, function: str) -> Accepts:
    """Give what says whether a value is one that a component of Gradio's sends.

    Raises:
        UnguardedError: there is no rule for it.
    """
    from gradio import components as gc  # noqa: PLC0415  imported after what it reads is set

    if getattr(component, "multiselect", False):
        return are_choices
    rules: tuple[tuple[type | tuple[type, ...], Accepts], ...] = (
        (gc.State, is_nothing),
        (gc.BrowserState, is_kept),
        (gc.CheckboxGroup, are_choices),
        ((gc.Dropdown, gc.Radio), is_choice),
        ((gc.Textbox, gc.HTML, gc.Markdown, gc.Button), is_text),
        (gc.Checkbox, is_yes_or_no),
        ((gc.Number, gc.Slider), is_number_or_nothing),
    )
    for kinds, rule in rules:
        if isinstance(component, kinds):
            return rule
    kind = type(component).__name__
    msg = f"{function}: no rule for what a {kind} may send: give it one in guarding/calls.py"
    raise UnguardedError(msg)


def is_nothing(value: object) -> bool:
    """Accept nothing: a state's value is the server's own, and is never taken from a caller."""
    return value is None


def is_text(value: object) -> bool:
    """Accept words."""
    return value is None or isinstance(value, str)


def is_yes_or_no(value: object) -> bool:
    """Accept a tick."""
    return value is None or isinstance(value, bool)


def is_number_or_nothing(value: object) -> bool:
    """Accept a number, or an empty field."""
    return value is None or _is_number(value)


def is_choice(value: object) -> bool:
    """Accept one of a list; which ones there are is for Gradio to say."""
    return value is None or isinstance(value, str) or _is_number(value)


def are_choices(value: object) -> bool:
    """Accept some of a list."""
    return value is None or (
        isinstance(value, list) and all(one is not None and is_choice(one) for one in value)
    )


def is_kept(value: object) -> bool:
    """Accept what a browser keeps for a page: names with plain values, lists and tables of them."""
    if value is None:
        return True
    return isinstance(value, dict) and not _FILE_KEYS & value.keys() and all(
        _is_plain(one) or _is_list(one)
        or (isinstance(one, dict) and all(_is_number(it) or _is_list(it) for it in one.values()))
        for one in value.values()
    )  # fmt: skip


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_plain, value))


def _is_plain(value: object) -> bool:
    return is_choice(value) or isinstance(value, bool)


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) <= _LARGEST
    return isinstance(value, float) and math.isfinite(value)


def read_call(body: bytes, functions: Mapping[int, Function]) -> Call:
    """Give the call that a request's body makes.

    Raises:
        CallError: it is not JSON, names no function of the page, or an argument is not of its type.
    """
    sent = _parse(body)
    if not isinstance(sent, dict):
        raise CallError(*_NO_CALL)
    session, number, data = (sent.get(name) for name in ("session_hash", "fn_index", "data"))
    if not isinstance(session, str) or not _SESSION.fullmatch(session):
        raise CallError(*_NO_SESSION)
    function = functions.get(number) if isinstance(number, int) else None
    if not isinstance(number, int) or isinstance(number, bool) or function is None:
        raise CallError(*_NO_FUNCTION)
    if not isinstance(data, list) or len(data) != len(function.accepts):
        raise CallError(*_NOT_ITS_ARGUMENTS)
    for accepts, value in zip(function.accepts, data, strict=True):
        if not accepts(value):
            raise CallError(*_NOT_ITS_TYPE)
    given = zip(function.accepts, data, strict=True)
    # a page that has just opened sends nothing for an empty field
    arguments = ("" if rule is is_text and one is None else _mended(one) for rule, one in given)
    return Call(session, number, function, tuple(arguments))


def _parse(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise CallError(*_NO_JSON) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _mended(value: object) -> object:
    """Give a value whose words any program can write down: half an emoji becomes a mark."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(one) for one in value]
    if isinstance(value, dict):
        return {str(_mended(name)): _mended(one) for name, one in value.items()}
    return value
