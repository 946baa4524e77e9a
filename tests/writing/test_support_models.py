"""A support model that a partnership names refuses what it does not hold supported, and no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import torch

import wiring
from settings import load_settings
from tests.writing.folders import cross_encoder, token_classifier
from writing.support_models import SupportModelError, open_support_model, try_support_model
from writing.support_scores import Scores

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.models.embedding import OnnxEmbedder
    from tests.conftest import Ended

WORDS = "Police and health must attend."
NLI = {0: "contradiction", 1: "entailment", 2: "neutral"}


@pytest.mark.parametrize(
    ("labels", "scores", "wanted"),
    [
        ({0: "LABEL_0"}, [2.0], 0.881),
        ({0: "LABEL_0"}, [-2.0], 0.119),
        (NLI, [0.0, 3.0, 0.0], 0.909),
        (NLI, [3.0, 0.0, 0.0], 0.045),
        ({0: "not_entailment", 1: "entailment"}, [0.0, 1.0], 0.731),
        ({0: "entailment", 1: "not_entailment"}, [1.0, 0.0], 0.731),
        ({0: "unsupported", 1: "supported"}, [1.0, 0.0], 0.269),
        ({0: "LABEL_0", 1: "LABEL_1"}, [0.0, 1.0], 0.731),
    ],
    ids=range(8),
)
def test_a_cross_encoder_says_how_surely_words_support(
    tmp_path: Path, labels: dict[int, str], scores: list[float], wanted: float
) -> None:
    supports = open_support_model(cross_encoder(tmp_path, labels, scores))
    assert supports(WORDS, WORDS) == pytest.approx(wanted, abs=0.001)


def test_one_word_that_a_token_classifier_marks_is_enough(tmp_path: Path) -> None:
    supports = open_support_model(token_classifier(tmp_path))
    # what it marks in the words counts nothing, only what it marks in the statement
    assert supports(WORDS, "Health must attend.") > 0.9
    assert supports(WORDS, "Health and police must attend.") < 0.1


def test_a_named_model_only_refuses(
    tmp_path: Path, embedder: OnnxEmbedder, model_export: Path
) -> None:
    settings = load_settings(model_export=model_export)
    checker = lambda: wiring.make_checker(settings)  # noqa: E731
    for score, is_kept in ((2.0, True), (-2.0, False)):
        named = open_support_model(cross_encoder(tmp_path / str(score), {0: "LABEL_0"}, [score]))
        supports = Scores(embedder, checker, named, least=0.5)
        assert supports("Police and health must attend the meeting.", WORDS) == is_kept
        assert not supports("The library opens at nine.", WORDS)


def test_what_is_wrong_with_a_folder_is_said_in_one_line(tmp_path: Path) -> None:
    own_code = cross_encoder(tmp_path / "code", {0: "LABEL_0"}, [0.0])
    config = json.loads((own_code / "config.json").read_text("utf-8"))
    config["auto_map"] = {"AutoModel": "modelling.Own"}
    (own_code / "config.json").write_text(json.dumps(config), "utf-8")
    pickled = token_classifier(tmp_path / "pickled")
    torch.save({}, pickled / "pytorch_model.bin")
    (pickled / "model.safetensors").unlink()
    unknown = cross_encoder(tmp_path / "labels", {0: "a", 1: "b", 2: "c"}, [0.0, 0.0, 0.0])
    same = cross_encoder(tmp_path / "same", {0: "LABEL_0"}, [0.0])
    for folder, said in (
        (tmp_path / "none", "holds no config.json of a model"),
        (own_code, "needs code of its own, which is not run"),
        (pickled, "cannot be opened"),
        (unknown, r"none of its labels \(a, b, c\) says"),
        (same, "tells what words say from nothing else"),
    ):
        with pytest.raises(SupportModelError, match=said) as fault:
            try_support_model(folder)
        assert "\n" not in str(fault.value)


def test_doctor_says_how_a_support_model_is(
    findings: Callable[..., Ended], store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("right", "wrong"):
        folder = token_classifier(tmp_path / name)
        if name == "wrong":
            (folder / "config.json").write_text("{", "utf-8")
        monkeypatch.setenv("FINDINGS_SUPPORT_MODEL", str(folder))
        checks = json.loads(findings("doctor", "--json", "--store", store).out)["checks"]
        (held,) = [one for one in checks if one["name"] == "support model"]
        assert held["state"] == ("ok" if name == "right" else "fault"), held
