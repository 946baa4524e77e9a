"""Who may import whom: the table that keeps the way through the system one way."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent

ALLOWED: dict[str, set[str]] = {
    "domain": {"dates"},
    "offline": set(),
    "escapes": set(),
    "dates": set(),
    "letterhead": {"escapes", "ingest"},
    "settings": {"domain"},
    "observing": {"domain"},
    "guarding": {"domain", "offline"},
    "ingest": {"domain", "dates", "offline"},
    "store": {"domain", "offline", "ingest"},
    "collecting": {"domain", "ingest"},
    "themes": {"domain", "ingest", "store"},
    "bot": {"domain", "dates", "offline", "ingest", "store", "themes"},
    "writing": {"domain", "settings", "ingest", "store", "bot"},
    "feedback": {"domain", "bot", "escapes", "people"},
    "people": {"domain", "offline"},
    "signing_in": {"domain", "offline", "guarding", "people", "settings", "pages"},
    "pathways": {"domain", "ingest", "store"},
    "library": {"domain", "dates", "escapes", "letterhead", "ingest", "store", "themes", "bot"},
    "learning": {"domain", "ingest", "store", "bot", "pathways"},
    "drafting": {
        *("domain", "dates", "escapes", "letterhead", "ingest", "store", "bot", "pathways"),
        "learning",
    },
    "using": {
        *("domain", "settings", "escapes", "letterhead", "ingest", "store", "themes", "bot"),
        *("feedback", "observing", "pathways", "library", "learning", "drafting"),
    },
    "pages": {
        *("domain", "dates", "offline", "settings", "guarding", "ingest", "store", "themes"),
        *("bot", "feedback", "pathways", "library", "learning", "drafting", "using"),
    },
    "api": {
        *("domain", "ingest", "store", "bot", "guarding", "people", "pathways", "library"),
        *("learning", "using"),
    },
    "mcp_server": {"domain", "api", "library", "using"},
    "administering": {
        *("domain", "dates", "settings", "guarding", "people", "ingest", "store", "themes"),
        *("using", "feedback", "pages", "escapes"),
    },
    "ui": {"pages"},
    "serving": {
        *("administering", "api", "domain", "guarding", "observing", "offline", "pages", "people"),
        *("settings", "signing_in", "ui"),
    },
    "wiring": {"settings", "domain", "ingest", "store", "bot", "pathways", "people", "writing"},
    "training": {
        *("domain", "offline", "settings", "ingest", "store", "bot", "evaluation", "wiring"),
    },
}
# These start things and may use everything.
STARTERS = {"cli", "commands", "evaluation"}


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def _files(part: str) -> list[Path]:
    file = ROOT / f"{part}.py"
    return [file] if file.is_file() else sorted((ROOT / part).rglob("*.py"))


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_a_part_imports_only_what_stands_before_it(part: str) -> None:
    ours = set(ALLOWED) | STARTERS
    used = set().union(*(_imports(path) for path in _files(part))) & ours - {part}
    assert used <= ALLOWED[part]


def test_every_part_is_in_the_table() -> None:
    parts = {path.stem for path in ROOT.glob("*.py")}
    parts |= {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert parts - {"tests", "docs"} <= set(ALLOWED) | STARTERS


def test_every_part_and_all_that_lies_in_it_is_installed() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    installed = {one.rstrip("*") for one in setup["packages"]["find"]["include"]}
    parts = set(ALLOWED) | STARTERS
    assert parts <= installed | set(setup["py-modules"])
    # what is learned from, and what is measured with, are not packed
    for part in installed - {"training", "evaluation"}:
        patterns = setup["package-data"].get(part, ())
        packed = {path for one in patterns for path in (ROOT / part).glob(one)}
        lying = {one for one in (ROOT / part).rglob("*.*") if one.is_file()}
        left = {one for one in lying - packed if one.suffix not in {".py", ".pyc"}}
        assert left == set()


def _folders() -> list[Path]:
    tops = sorted(path.parent for path in ROOT.glob("*/__init__.py"))
    return [folder for top in tops for folder in (top, *sorted(top.rglob("*/")))]


@pytest.mark.parametrize("folder", _folders(), ids=lambda one: str(one.relative_to(ROOT)))
def test_a_folder_stands_in_the_tree(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    tree = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    assert not modules or f"{folder.name}/" in tree


def test_folders_and_files_are_small_enough_to_be_read_at_a_glance() -> None:
    tops = [*(path.parent for path in ROOT.glob("*/__init__.py")), ROOT / "tests"]
    files = [*ROOT.glob("*.py"), *(path for top in tops for path in top.rglob("*.py"))]
    modules = Counter(path.parent for path in files if path.name != "__init__.py")
    assert [str(folder) for folder, count in modules.items() if count > 12] == []
    long = [str(path) for path in files if len(path.read_text("utf-8").splitlines()) > 300]
    assert long == []


def test_a_function_is_short() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for part in ALLOWED for path in _files(part)]
    functions = [
        one
        for tree in trees
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(one.end_lineno or 0) - one.lineno + 1 for one in functions]
    assert median(lengths) < 8


def test_a_word_of_ours_means_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for part in {*ALLOWED, *STARTERS}:
        for path in _files(part):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef):
                    place = str(path.relative_to(ROOT))
                    places.setdefault(node.name.lstrip("_"), []).append(place)
    assert {name: held for name, held in places.items() if len(held) > 1} == {}


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(one for name in ("ocr", "mcp", "otel") for one in project["optional-dependencies"][name]),
    ]
    declared = {re.split(r"[^\w.-]", one.lower())[0] for one in wanted}
    # rapidocr brings it, in one of several distributions
    declared |= {"opencv-python", "opencv-python-headless"}
    shipped = sorted({*ALLOWED, "cli", "commands"} - {"training"})
    used = set().union(*(_imports(path) for part in shipped for path in _files(part)))
    given = packages_distributions()
    undeclared = [
        name
        for name in sorted(used - sys.stdlib_module_names - set(ALLOWED) - STARTERS)
        if not declared & {one.lower() for one in given.get(name, ())}
    ]
    assert undeclared == []
