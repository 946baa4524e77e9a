"""What a page or a comment points to is there: files, folders, links and modules of ours."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOLD = {"deploy", "docs", "knowledge", "tests"}
TOPS = [
    one
    for one in ROOT.iterdir()
    if one.is_file() or (one / "__init__.py").exists() or one.name in TOLD
]
FILES = [
    path.relative_to(ROOT)
    for top in TOPS
    for path in (top, *top.rglob("*"))
    if "__pycache__" not in path.parts
]
# A page of a chapter names a file from its folder on.
ENDINGS = {"/".join(one.parts[start:]) for one in FILES for start in range(len(one.parts))}
FOLDERS = {".".join(one.parts) for one in FILES if (ROOT / one).is_dir()}
MODULES = {
    ".".join(one.with_suffix("").parts).removesuffix(".__init__")
    for one in FILES
    if one.suffix == ".py" and (ROOT / one).stat().st_size
}
OURS = {one.stem for one in FILES if len(one.parts) == 1}
# Not those that stand for documents, made up or of others.
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    ROOT / "evaluation/questions/README.md",
]
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
QUOTED = re.compile(r"`+([\w./-]+)`+")
KIND = "py|md|toml|jsonl|json|css|js|safetensors|yaml|cfg"
NAMED = re.compile(rf"(?:[\w-]+/)+[\w-]+\.(?:{KIND})|\w+\.py")
DOTTED = re.compile(rf"[a-z_]+(?:\.(?!(?:{KIND})$)\w+)+")


def dead_in(text: str) -> set[str]:
    """Give the paths and the modules of ours that a text names in backticks and that are not."""
    names = set(QUOTED.findall(text))
    paths = {one for one in names if NAMED.fullmatch(one) and not one.startswith("data/")}
    paths |= {one for one in names if one.endswith("/") and one.split("/")[0] in OURS}
    dotted = {one for one in names if DOTTED.fullmatch(one)}
    ours = {one for one in dotted if one.split(".")[0] in OURS}
    return {
        *(one for one in paths if one.rstrip("/") not in ENDINGS),
        *(one for one in ours if one not in FOLDERS and not is_of_a_module(one)),
    }


def is_of_a_module(name: str) -> bool:
    """Say whether it is a module, or a name in one or in a class of one."""
    parts = name.split(".")
    least = max(len(parts) - 2, 2) if len(parts) > 2 else 1
    return any(".".join(parts[:end]) in MODULES for end in range(least, len(parts) + 1))


def test_a_page_points_to_what_is_there() -> None:
    assert dead_in("see `bot/gone.py` and ``store.gone.away``") == {
        "bot/gone.py", "store.gone.away",
    }  # fmt: skip
    dead = {(page.name, one) for page in PAGES for one in dead_in(page.read_text("utf-8"))}
    dead |= {
        (page.name, link)
        for page in PAGES
        for link in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / link).exists()
    }
    assert dead == set()


def test_a_comment_points_to_what_is_there() -> None:
    here = Path(__file__).relative_to(ROOT)
    code = [one for one in FILES if one.suffix == ".py" and one != here]
    dead = {(str(one), name) for one in code for name in dead_in((ROOT / one).read_text("utf-8"))}
    assert dead == set()


def test_a_decision_has_a_number_of_its_own_and_says_it() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{at:04}" for at in range(1, len(numbers) + 1)]
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        assert path.read_text("utf-8").startswith(f"# {int(path.name[:4])}. ")
