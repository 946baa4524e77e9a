"""No call reads a file: every function of the page, every argument, as an attacker would."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest

from guarding.calls import UnguardedError, functions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guarding.conftest import Caller

CANARY = "quartz-and-feldspar"
# What Gradio takes for a file (gradio_client.utils.is_file_obj_with_meta), and what is near it.
META = {"_type": "gradio.FileData"}


def _files(path: str) -> Iterator[Any]:
    file = {"path": path, "meta": META}
    yield file
    yield {"path": "", "url": f"file://{path}", "meta": META}
    yield {"path": "http://127.0.0.1:9/x", "url": "http://127.0.0.1:9/x", "meta": META}
    yield {"path": path}
    yield {"url": f"/gradio_api/file={path}", "meta": META}
    yield [file]
    yield [[file]]
    yield {"version": 1, "read": [file]}
    yield {"version": 1, "items": {"a": file}}
    yield {"version": 1, "items": {"a": [file]}}
    yield {"version": 1, "a": file}


def _escaped(body: str) -> str:
    """Give JSON with each letter of a name written as an escape."""
    return re.sub(
        r'"([A-Za-z_.]+)"',
        lambda found: '"' + "".join(f"\\u{ord(one):04x}" for one in found[1]) + '"',
        body,
    )


def test_no_argument_of_any_function_is_ever_read_as_a_file(caller: Caller, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    tried = 0
    for function in caller.functions:
        for place in range(len(function["inputs"])):
            for file in _files(str(secret)):
                data: list[Any] = [None] * len(function["inputs"])
                data[place] = file
                call = {"fn_index": function["id"], "data": data, "session_hash": "mine"}
                for body in (json.dumps(call), _escaped(json.dumps(call))):
                    assert caller.join(body).status_code in {404, 422}, (function, place, file)
                    tried += 1
    assert tried > 1_000
    cache = Path(gr.utils.get_upload_folder())
    kept = [one.read_text(errors="replace") for one in cache.rglob("*") if one.is_file()]
    assert not [one for one in kept if CANARY in one]


def test_a_file_beside_the_arguments_or_without_a_session_is_not_read_either(
    caller: Caller, tmp_path: Path
) -> None:
    file = {"path": str(tmp_path), "meta": META}
    for function in caller.functions:
        plain = [None] * len(function["inputs"])
        call = {"fn_index": function["id"], "data": plain}
        more = {**call, "session_hash": "mine", "data": [*plain, file]}
        assert caller.join(more).status_code in {404, 422}
        assert caller.join(call).status_code == 400
        assert caller.join({**call, "session_hash": file}).status_code == 400
        assert caller.join({**call, "session_hash": ""}).status_code == 400
    # what is beside them never reaches Gradio
    asked = caller.named("on_ask")
    beside = {"event_data": file, "trigger_id": 1, "event_id": "x", "oauth_token": "t",
              "batched": True, "simple_format": True}  # fmt: skip
    call = {"fn_index": asked["id"], "data": caller.asking("hello"), **beside}
    assert caller.join({**call, "session_hash": "mine"}).status_code == 200
    assert [one for one in caller.read() if one["msg"] == "process_completed" and one["success"]]


def test_uploads_files_and_every_other_door_of_gradio_are_closed(caller: Caller) -> None:
    gradio = {"origin": "http://127.0.0.1:7860"}
    upload = caller.client.post("/gradio_api/upload", files={"files": b"x"}, headers=gradio)
    assert upload.status_code == 404
    for path in ("run/on_ask", "call/on_ask", "call/v2/on_ask", "api/on_ask", "cancel", "reset",
                 "component_server", "stream/x", "process_recording"):  # fmt: skip
        body = {"data": [], "fn_index": 4, "session_hash": "mine", "event_id": "x"}
        assert (
            caller.client.post(f"/gradio_api/{path}", json=body, headers=gradio).status_code == 404
        )
    cache = gr.utils.get_upload_folder()
    for path in (f"{cache}/x", "/etc/hostname", "http://127.0.0.1/x", "..%2f..%2fetc/hostname"):
        assert caller.client.get(f"/gradio_api/file={path}").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"{", 400), (b"\xff\xfe{}", 400), ("NaN", 400), ("[]", 422), ("null", 422),
        ("[" * 100_000, 400), ('{"data": ' + "[" * 50_000 + "]" * 50_000 + "}", 400),
        ('{"data": ' + "9" * 5_000 + "}", 400), ("x" * 600_000, 413),
    ],
)  # fmt: skip
def test_what_is_no_call_is_refused_at_once(caller: Caller, body: bytes | str, status: int) -> None:
    start = time.monotonic()
    assert caller.join(body).status_code == status
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("number", [-1, 10_000, 2**70, True, 1.0, "4", None, [4], {"a": 1}])
def test_a_function_that_the_page_does_not_have_is_not_found(caller: Caller, number: Any) -> None:  # noqa: ANN401
    assert caller.call(number, []).status_code == 404


def test_arguments_of_another_type_are_refused(caller: Caller) -> None:
    asked = caller.named("on_ask")["id"]
    right: list[object] = caller.asking("hello")
    wrongs: tuple[tuple[int, object], ...] = (
        (0, 5), (0, ["hello"]), (0, {"a": "b"}), (1, []), (1, ["held"]), (1, "x"),
        (2, "one"), (2, [None]), (2, [["a"]]), (2, [{"a": 1}]), (2, [True]),
    )  # fmt: skip
    for place, wrong in wrongs:
        data = [*right[:place], wrong, *right[place + 1 :]]
        assert caller.call(asked, data).status_code == 422, (place, wrong)
    assert caller.call(asked, right[:5]).status_code == 422


def test_half_an_emoji_still_gets_an_answer(caller: Caller) -> None:
    asked = caller.named("on_ask")["id"]
    body = {"fn_index": asked, "data": caller.asking("hello \ud83d")}
    assert caller.join(json.dumps({**body, "session_hash": "mine"})).status_code == 200
    ended = [one for one in caller.read() if one["msg"] == "process_completed"]
    assert ended
    assert all(one["success"] for one in ended)


def test_another_browser_neither_reads_nor_continues_a_session(
    caller: Caller,
    make_caller: Any,  # noqa: ANN401
) -> None:
    other = make_caller(questions_per_minute=1000)
    rated = next(
        one["id"] for one in caller.functions
        if [caller.types[name] for name in one["inputs"]] == ["state"]
    )  # fmt: skip
    assert caller.call(rated, [None], "mine").status_code == 200
    stolen = other.read("mine")
    assert [one["msg"] for one in stolen] == ["unexpected_error"]
    assert other.call(rated, [None], "mine").status_code == 410
    assert [one for one in caller.read("mine") if one["msg"] == "process_completed"]


def test_a_page_with_a_component_of_which_nothing_is_said_is_not_served() -> None:
    with gr.Blocks(analytics_enabled=False) as page:
        file, said = gr.File(), gr.HTML()
        gr.Button().click(str, file, said, api_name="taking")
    with pytest.raises(UnguardedError, match="File"):
        functions_of(page)
