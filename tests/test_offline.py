"""Nothing leaves and nothing is kept: every switch, before every import, in every process."""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from offline import SWITCHES
from tests.ingest.files import word

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
VARIABLES = {name: value for each in SWITCHES.values() for name, value in each.items()}
# The names that the libraries of the table, and those that bring them, are imported by; fastapi
# reads its switch when an app is made.
IMPORTED = (
    "chromadb", "gradio", "gradio_client", "huggingface_hub", "langchain",
    "langchain_core", "langchain_text_splitters", "langsmith", "onnxruntime", "opentelemetry",
    "sentence_transformers", "transformers",
)  # fmt: skip
MARKS = (
    b"TELEMETRY", b"DO_NOT_TRACK", b"ANALYTICS_ENABLED", b"OTEL_SDK_DISABLED", b"TRACING_V2",
    b"posthog.com", b"sentry.io", b"api.segment.io", b"events.data.microsoft", b"amplitude.com",
    b"google-analytics.com",
)  # fmt: skip
# These hold a mark and send nothing: one reads langsmith's switch, the other is a list of names.
WITHOUT = {"langchain-core", "opentelemetry-semantic-conventions"}
# Seconds for a server to be ready under the watch, on a busy machine.
READY_SECONDS = 180


def in_the_tree(name: str, seen: dict[str, Distribution]) -> dict[str, Distribution]:
    """Give every installed distribution that ``name`` needs, itself too."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return seen
    seen[canonicalize_name(name)] = found
    for line in found.requires or ():
        needed = Requirement(line)
        if canonicalize_name(needed.name) not in seen and (
            needed.marker is None or needed.marker.evaluate({"extra": ""})
        ):
            in_the_tree(needed.name, seen)
    return seen


def speaks_of_telemetry(found: Distribution) -> bool:
    for file in found.files or ():
        if re.search(r"\.py$|\.so(\.|$)", file.name) and not {"test", "tests"} & set(file.parts):
            path = Path(str(file.locate()))
            data = path.read_bytes() if path.is_file() else b""
            if any(mark in data for mark in MARKS):
                return True
    return False


@pytest.mark.slow
def test_every_library_that_speaks_of_telemetry_has_its_switch() -> None:
    tree = in_the_tree("findings", {})
    assert len(tree) > 100
    del tree["findings"]
    known = {canonicalize_name(name) for name in SWITCHES} | WITHOUT
    assert {name for name, found in tree.items() if speaks_of_telemetry(found)} <= known


def test_every_library_of_the_table_is_documented() -> None:
    text = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    for library, variables in SWITCHES.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {library} |")]
        assert all(name in row for name in variables)


def imports_a_library_at_once(path: Path) -> bool:
    names = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return bool(names & set(IMPORTED))


def modules() -> Iterator[str]:
    """Give ours that import such a library at their head, and those that start things."""
    yield from ("bot.assistant", "ingest.readers.child", "store.publishing.auditing", "ui")
    yield from ("evaluation.ablation", "evaluation.bench", "evaluation.public", "wiring")
    files = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    for folder in sorted(files):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if imports_a_library_at_once(path):
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


# Ends at the first library that is imported, or after the module where it imports none.
_UNTIL_A_LIBRARY = """
import importlib, os, sys
module, libraries, *wanted = sys.argv[1:]
def tell():
    unset = [one for one in wanted if os.environ.get(one.split("=")[0]) != one.split("=", 1)[1]]
    print("unset:", *unset, flush=True)
    os._exit(0)
class Watch:
    def find_spec(self, name, *_):
        if name in libraries.split(","):
            tell()
sys.meta_path.insert(0, Watch())
importlib.import_module(module)
tell()
"""


@pytest.mark.parametrize("module", sorted(set(modules())))
def test_the_switches_are_set_before_a_library_is_imported(module: str) -> None:
    wanted = [f"{name}={value}" for name, value in VARIABLES.items()]
    done = subprocess.run(
        [sys.executable, "-c", _UNTIL_A_LIBRARY, module, ",".join(IMPORTED), *wanted],
        cwd=ROOT, env=bare(Path("/nonexistent")) | {"LANGSMITH_TRACING": "true"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["unset:"]


def bare(home: Path) -> dict[str, str]:
    """Give an environment without any switch; a variable of a CI machine is one too."""
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(home)}
    return kept | {name: value for name, value in os.environ.items() if name == "LD_LIBRARY_PATH"}


@pytest.fixture
def watched(tmp_path: Path, model_export: Path) -> tuple[list[str], dict[str, str], Path]:
    """Give what to put before a command, its environment, and where its calls are written."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    (tmp_path / "home").mkdir()
    (tmp_path / "tmp").mkdir()
    watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "200", "-o", str(trace),
             "-e", "trace=connect,sendto,sendmsg,sendmmsg,openat,open"]  # fmt: skip
    environment = bare(tmp_path / "home") | {
        "FINDINGS_MODEL_EXPORT": str(model_export),
        "FINDINGS_FEEDBACK": str(tmp_path / "feedback.sqlite3"),
        "TMPDIR": str(tmp_path / "tmp"),
    }
    return watch, environment, trace


def assert_nothing_left(trace: Path, home: Path) -> None:
    calls = trace.read_text("utf-8", "replace").splitlines()
    assert len(calls) > 100
    beyond = [
        call
        for call in calls
        if re.search(r"/etc/(resolv|nsswitch)\.conf|htons\(53\)", call)
        or ("AF_INET" in call and not re.search(r'"(127\.[\d.]+|::1|::ffff:127\.[\d.]+)"', call))
    ]
    assert beyond == []
    assert list(home.rglob("*")) == []


_AS_A_LIBRARY = """
from bot.langchain_retriever import FindingsRetriever
from settings import load_settings
from wiring import make_assistant
retriever = FindingsRetriever(assistant=make_assistant(load_settings()))
assert retriever.invoke("who chairs the strategy meeting")
"""


@pytest.mark.slow
@pytest.mark.parametrize("way", ["ask", "library", "ingest"])
def test_a_run_under_watch_leaves_nothing_and_calls_nobody(
    watched: tuple[list[str], dict[str, str], Path], small_store: Path, tmp_path: Path, way: str
) -> None:
    watch, environment, trace = watched
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "strategy.docx").write_bytes(word())
    environment |= {"FINDINGS_STORE": str(tmp_path / "new" if way == "ingest" else small_store)}
    command = {
        "ask": ["-m", "cli", "ask", "who chairs the strategy meeting"],
        "library": ["-c", _AS_A_LIBRARY],
        "ingest": ["-m", "cli", "ingest", str(tmp_path / "documents")],
    }[way]
    done = subprocess.run(
        [*watch, sys.executable, *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert_nothing_left(trace, tmp_path / "home")


@pytest.mark.slow
def test_serving_under_watch_leaves_nothing_and_calls_nobody(
    watched: tuple[list[str], dict[str, str], Path], small_store: Path, tmp_path: Path
) -> None:
    watch, environment, trace = watched
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cli", "serve", "--store", str(small_store), "--port"]
    with subprocess.Popen(
        [*watch, *command, str(port)], cwd=ROOT, env=environment, start_new_session=True
    ) as server:
        try:
            for path in ("readyz", "", "gradio_api/info", "config"):
                assert fetched(f"http://127.0.0.1:{port}/{path}", server) in {200, 403, 404}
        finally:
            os.killpg(server.pid, signal.SIGTERM)
    assert_nothing_left(trace, tmp_path / "home")


def fetched(url: str, server: subprocess.Popen[bytes]) -> int:
    """Give the answer's status, once the server listens."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310  our own address
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.3)
    return 0
