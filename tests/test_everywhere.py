"""The product starts where the system has neither fork nor fcntl nor limits, as on Windows."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
# What imports them are our own modules or none: libraries have their own ways where they are not.
WITHOUT = """
import builtins, importlib, json, os, pathlib, signal, sys
ROOT, names, store, document = pathlib.Path(sys.argv[1]), *sys.argv[2:]
MISSING = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"}
real = builtins.__import__
def without(name, globals=None, *rest, **more):
    file = (globals or {}).get("__file__") or ""
    if name in MISSING and pathlib.Path(file).is_relative_to(ROOT) and ".venv" not in file:
        raise ImportError(name)
    return real(name, globals, *rest, **more)
builtins.__import__ = without
for one in ("fork", "killpg", "getuid", "fchmod", "mkfifo"):
    delattr(os, one)
for one in ("SIGALRM", "SIGXCPU", "setitimer", "ITIMER_REAL"):
    delattr(signal, one)
for name in names.split(","):
    importlib.import_module(name)
from ingest.readers.child import _read
assert json.loads(_read(pathlib.Path(document)))["blocks"], "no file can be read"
from store.publishing.locking import LockedError, writing
with writing(pathlib.Path(store)):
    try:
        with writing(pathlib.Path(store)):
            raise SystemExit("two write at once")
    except LockedError as error:
        assert "pid" in str(error), error
import cli
for arguments in (["--help"], ["ask", "who chairs the strategy meeting", "--store", store]):
    try:
        cli.main(arguments)
    except SystemExit as end:
        assert not end.code, (arguments, end.code)
"""


def _modules() -> list[str]:
    parts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    tops = [one.rstrip("*") for one in parts["packages"]["find"]["include"]]
    apart = {"training", "evaluation", "knowledge"}
    files = [path for top in tops if top not in apart for path in (ROOT / top).rglob("*.py")]
    # Alembic runs these, and no import does
    files = [one for one in files if "migrations" not in one.parts]
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files)
    return sorted([*parts["py-modules"], *(one.removesuffix(".__init__") for one in names)])


def test_every_module_starts_and_a_question_is_answered_without_what_windows_lacks(
    store: Path, documents: Path, model_export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_MODEL_EXPORT", str(model_export))
    names = _modules()
    assert {"cli", "ingest.readers.child", "pages.ask.page"} <= set(names)
    document = documents / "meetings.md"
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(ROOT), ",".join(names), str(store), str(document)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "chairs the strategy meeting" in run.stdout


def test_every_pin_can_be_installed_on_the_oldest_python_that_is_named() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = next(iter(SpecifierSet(told["requires-python"]))).version + ".0"
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    held: dict[str, tuple[str, str]] = {
        canonicalize_name(one.metadata["Name"]): (one.version, one.metadata["Requires-Python"])
        for one in distributions()
    }
    pinned = {name: held[name][1] for name, version in pins.items()
              if held.get(name, ("", ""))[0] == version}  # fmt: skip
    assert len(pinned) > 100
    assert [name for name, wants in pinned.items()
            if wants and not SpecifierSet(wants).contains(oldest)] == []  # fmt: skip
