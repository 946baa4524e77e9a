"""A model is read as its own folder says: pooling, prefixes, length and width."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from store.models.embedding import Model, OnnxEmbedder, TorchEmbedder, model_folder
from store.models.exporting import export_model
from store.models.spec import PLAIN, ModelSpec, SpecError, exported_spec, read_spec

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ended

ROOT = Path(__file__).parents[3]
NOTE = "supervision-and-management-oversight"
ASKED, HELD = "query: ", "passage: "
# Read by our own model, both are one step: the same words.
QUESTION, STATEMENT = "who supervises whom", "Managers supervise social workers."


def configured(folder: Path, **files: dict[str, Any]) -> Path:
    """Give a copy of the packaged model's settings, some of them changed, with no weights."""
    for path in model_folder().rglob("*.json"):
        target = folder / path.relative_to(model_folder())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for name, changes in files.items():
        path = folder / {"pooling": "1_Pooling/config", "bert": "sentence_bert_config",
                         "sentence": "config_sentence_transformers",
                         "tokenizer": "tokenizer_config"}[name]  # fmt: skip
        path = path.with_suffix(".json")
        path.write_text(json.dumps(json.loads(path.read_bytes()) | changes))
    return folder


CLS = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
PROMPTS = {"prompts": {"query": ASKED, "document": HELD}}


def test_the_packaged_model_is_plain_and_its_name_is_that_of_its_weights(tmp_path: Path) -> None:
    assert read_spec(model_folder()) == PLAIN
    weights = (model_folder() / "model.safetensors").read_bytes()
    for name, changes in (("cls", {"pooling": CLS}), ("short", {"bert": {"max_seq_length": 64}})):
        other = configured(tmp_path / name, **changes)
        (other / "model.safetensors").write_bytes(weights)
        assert Model(other).hash() != Model(model_folder()).hash()


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({"bert": {"max_seq_length": 64, "do_lower_case": True}}, ModelSpec(64, lowers=True)),
        ({"bert": {"max_seq_length": None}, "tokenizer": {"model_max_length": 99}}, ModelSpec(99)),
        (
            {"bert": {"max_seq_length": None}, "tokenizer": {"model_max_length": 10**30}},
            ModelSpec(512),
        ),
        ({"sentence": PROMPTS}, ModelSpec(256, ASKED, HELD)),
        ({"sentence": {"prompts": {"passage": HELD}}}, ModelSpec(256, "", HELD)),
        (
            {"sentence": {"prompts": {"all": "x: "}, "default_prompt_name": "all"}},
            ModelSpec(256, "x: ", "x: "),
        ),
    ],
)
def test_a_folder_says_how_texts_are_read(
    tmp_path: Path, files: dict[str, dict[str, Any]], wanted: ModelSpec
) -> None:
    assert read_spec(configured(tmp_path, **files)) == wanted


def test_other_steps_than_the_mean_are_told_and_come_back_from_an_export(tmp_path: Path) -> None:
    spec = read_spec(configured(tmp_path, pooling=CLS, sentence=PROMPTS))
    (step,) = spec.modules
    assert step.startswith("Pooling ")
    (tmp_path / "spec.json").write_text(spec.written(), "utf-8")
    assert exported_spec(tmp_path) == spec != exported_spec(tmp_path / "of an earlier version")


@pytest.mark.parametrize("damage", ["no modules", "broken", "prefix left out"])
def test_a_folder_that_cannot_be_read_right_is_refused_in_one_line(
    tmp_path: Path, damage: str
) -> None:
    folder = configured(tmp_path, sentence=PROMPTS, pooling={"include_prompt": False} | CLS)
    if damage == "no modules":
        (folder / "modules.json").unlink()
    elif damage == "broken":
        (folder / "1_Pooling" / "config.json").write_text("{")
    with pytest.raises(SpecError, match=r"name a(nother| folder)") as refused:
        read_spec(folder)
    assert "\n" not in str(refused.value)


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that takes its first token, brings it to 768 numbers, and has prefixes."""
    import torch  # noqa: PLC0415  8 s of imports, in slow tests only
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer import modules  # noqa: PLC0415

    torch.manual_seed(1)
    transformer = modules.Transformer(str(model_folder()), max_seq_length=64)
    steps = [modules.Pooling(384, pooling_mode="cls"), modules.Dense(384, 768), modules.Normalize()]
    folder = tmp_path_factory.mktemp("other") / "first-token"
    network = SentenceTransformer(
        modules=[transformer, *steps], device="cpu", prompts={"query": ASKED, "document": HELD}
    )
    network.save(str(folder))
    return folder


@pytest.mark.slow
def test_another_kind_of_model_works_by_one_setting(
    tmp_path: Path, other_model: Path, model_export: Path, findings: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  as above

    export = tmp_path / "model"
    assert export_model(Model(other_model), export, precision="fp32")
    embedder = OnnxEmbedder(export, threads=1)
    network = SentenceTransformer(str(other_model), device="cpu", local_files_only=True)
    long = f"{STATEMENT} " * 40
    for texts, asked, prefix in (([QUESTION], True, ASKED), ([STATEMENT, long], False, HELD)):
        wanted = network.encode(texts, prompt=prefix, normalize_embeddings=True)
        for mine in (embedder, TorchEmbedder(Model(other_model))):
            found = mine.embed(texts, asked=asked)
            assert found.shape == (len(texts), 768)
            assert np.allclose((found * wanted).sum(axis=1), 1, atol=1e-3)
    asked_and_held = [embedder.embed([QUESTION], asked=one)[0] for one in (True, False)]
    assert float(asked_and_held[0] @ asked_and_held[1]) < 0.99

    # what reads for danger and for answers is the packaged model's, whatever is named
    for name in ("checker", "reader"):
        beside = model_export.with_name(f"{model_export.name}-{name}")
        export.with_name(f"model-{name}").symlink_to(beside)
    documents = tmp_path / "documents"
    documents.mkdir()
    for path in (ROOT / "knowledge" / "guidance").glob(f"{NOTE}.*"):
        shutil.copy(path, documents)
    monkeypatch.setenv("FINDINGS_MODEL", str(other_model))
    monkeypatch.setenv("FINDINGS_MODEL_EXPORT", str(export))  # after the fixture set its own
    monkeypatch.setenv("FINDINGS_STORE", str(tmp_path / "store"))
    assert findings("prepare").code == 0
    assert findings("ingest", documents).code == 0
    question = "how often does supervision have to happen"
    refused = findings("ask", question)
    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "run 'findings calibrate'" in refused.err
    told = findings("ask", "A man is stabbing her right now, she is bleeding.")
    assert told.code == 0
    assert "999" in told.out.splitlines()[2]
    calibrated = findings("calibrate")
    assert calibrated.code == 0
    assert "same: 0.88 is" in calibrated.out
    answered = findings("ask", question)
    assert answered.code == 0
    assert "upervision" in answered.out

    settings = other_model / "config_sentence_transformers.json"
    settings.write_text(settings.read_text("utf-8").replace(ASKED, "question: "), "utf-8")
    assert "run 'findings prepare'" in findings("ask", question).err
