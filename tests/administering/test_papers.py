"""Each claim of the papers names a test that is there; the container file is as it says."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# the tool of `make sbom`, in an environment of its own
BOM = Path(sys.prefix) / "bom" / "bin" / "cyclonedx-py"
PAPERS = ("dpia.md", "atrs.md", "accessibility.md")
TEST = re.compile(r"`(tests/[\w/.-]+\.py)::(\w+)`")


@pytest.mark.parametrize("name", PAPERS)
def test_each_claim_names_a_test_that_is_there(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    table = text.split("| claim | test |\n| --- | --- |\n")[1].split("\n\n")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert len(rows) > 5
    for row in rows:
        named = TEST.findall(row)
        assert named, row
        for path, test in named:
            tree = ast.parse((ROOT / path).read_text("utf-8"))
            assert any(isinstance(one, ast.FunctionDef) and one.name == test for one in tree.body)


def test_the_container_runs_as_a_plain_user_and_writes_nothing_but_its_data() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line and line[0] != "#"]
    last = [place for place, (word, _) in enumerate(steps) if word == "FROM"][-1]
    froms = [rest for word, rest in steps if word == "FROM"]
    # a version, and never whatever is newest
    assert all(re.fullmatch(r"python:\d\.\d+-slim-\w+(?: AS made)?", one) for one in froms)
    final = dict(reversed(steps[last:]))
    assert int(final["USER"]) > 0
    assert final["VOLUME"] == final["WORKDIR"] == "/data"
    assert "/healthz" in final["HEALTHCHECK"]
    assert "ADD" not in dict(steps)
    assert not re.search(r"(?i)password|secret|token", text)
    places = dict(re.findall(r"FINDINGS_(\w+)=(/\S+)", final["ENV"]))
    assert all(one.startswith("/data/") for name, one in places.items() if name != "MODEL_EXPORT")
    assert {"STORE", "FEEDBACK", "RECORDS", "BACKUPS"} <= places.keys()


@pytest.mark.skipif(not BOM.exists(), reason=f"{BOM} is not installed: run 'make sbom'")
def test_a_bill_of_materials_is_made_by_the_build(tmp_path: Path) -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\nsbom: ")[1].replace("\\\n", " ")
    command = next(line for line in recipe.splitlines() if "$(BOM) env" in line).split()[1:]
    target = tmp_path / "bom.json"
    options = [str(target) if one.startswith("build/") else one for one in command[:-1]]
    run = [str(BOM), *options, sys.executable]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
    bill = json.loads(target.read_text("utf-8"))
    assert bill["metadata"]["component"]["name"] == "findings"
    versions = {one["name"].lower(): one["version"] for one in bill["components"]}
    assert versions["gradio"] == version("gradio")
