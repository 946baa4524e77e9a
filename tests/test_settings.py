"""A setting is read from option, variable or file, in that order; a wrong one is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

import settings
from settings import FILE_NAME, PREFIX, Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own, with no setting from outside."""
    import os  # noqa: PLC0415

    for variable in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_anything_given_the_defaults_are_in_force(elsewhere: Path) -> None:
    # those of the program's own folder, wherever one stands
    program = Path(settings.__file__).parent
    assert load_settings().store == program / "data/store"
    assert load_settings().model_export == program / "data/model"
    assert load_settings(store=Path("mine")).store == Path("mine")
    (elsewhere / FILE_NAME).write_text('store = "other"\n', "utf-8")
    assert load_settings().store == Path("other")
    assert load_settings().feedback == Path("data/feedback.sqlite3")
    assert load_settings().model_export == program / "data/model"
    assert load_settings(store=None).port == 7860


def test_an_option_wins_over_a_variable_and_that_over_the_file(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / FILE_NAME).write_text("port = 1000\nthreads = 1\nmax_words = 50\n", "utf-8")
    monkeypatch.setenv("FINDINGS_PORT", "2000")
    monkeypatch.setenv("FINDINGS_THREADS", "4")
    read = load_settings(port=3000)
    assert (read.port, read.threads, read.max_words) == (3000, 4, 50)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FINDINGS_PORT", "70000"),
        ("FINDINGS_THREADS", "0"),
        ("FINDINGS_MAX_WORDS", "many"),
        ("FINDINGS_PRECISION", "int4"),
        ("FINDINGS_KEEP_GENERATIONS", "1"),
        ("FINDINGS_PROT", "7860"),
    ],
)
def test_a_wrong_variable_is_named_with_the_remedy_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as fault:
        load_settings()
    assert "\n" not in str(fault.value)
    assert "change or remove it" in str(fault.value) or "unset it" in str(fault.value)


@pytest.mark.parametrize("text", ["prot = 1", "port = 0", "port =", "port = 'x'", "\x00"])
def test_a_wrong_line_of_the_file_is_named(elsewhere: Path, text: str) -> None:
    (elsewhere / FILE_NAME).write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=FILE_NAME) as fault:
        load_settings()
    assert "\n" not in str(fault.value)


def test_a_wrong_option_is_named() -> None:
    with pytest.raises(SettingsError, match="--port"):
        load_settings(port=0)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load_settings().port = 1  # type: ignore[misc]  # that is the point


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_setting_is_documented_with_its_default() -> None:
    page = (Path(__file__).parent.parent / "docs" / "settings.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]*) \|$", page, re.MULTILINE))
    assert {name: value.strip("` ") for name, value in rows.items()} == {
        name: str(field.default).lower() if field.annotation is bool else str(field.default or "")
        for name, field in Settings.model_fields.items()
    }
