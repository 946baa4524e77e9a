"""The exported model gives the vectors of sentence-transformers, which is the reference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from safetensors.numpy import save_file

import wiring
from domain import Source
from ingest.reading import read_document
from ingest.splitting import split
from settings import Settings
from store.models.embedding import Model, ModelError, OnnxEmbedder, TorchEmbedder, model_folder
from store.models.exporting import export_model
from store.publishing.probes import PROBES

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = wiring.find_model(Settings())


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Questions and passages, short and longer than the model takes."""
    note = Source(id="note.md", title="")
    path = Path(__file__).parents[3] / "knowledge" / "guidance" / "making-a-referral.md"
    passages = [one.text for one in split(read_document(path, note).document, max_words=110)]
    return [*PROBES, *passages, " ".join(passages), "", "🙂"]


@pytest.fixture(scope="module")
def reference(texts: list[str]) -> NDArray[np.float32]:
    return TorchEmbedder(MODEL).embed(texts)


def least_cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float((one * other).sum(axis=1).min())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("precision", "least", "mean"),
    # int8 measured: 0.992 on average, 0.978 at least
    [("fp32", 0.999, 0.999), ("int8", 0.97, 0.99)],
)
def test_the_export_gives_the_vectors_of_the_reference(
    tmp_path: Path,
    texts: list[str],
    reference: NDArray[np.float32],
    precision: str,
    least: float,
    mean: float,
) -> None:
    assert export_model(MODEL, tmp_path / "model", precision=precision)
    # who serves need not be who made it, as in a container
    for one in (tmp_path / "model", *(tmp_path / "model").iterdir()):
        assert one.stat().st_mode & 0o044 == 0o044, one
    exported = OnnxEmbedder(tmp_path / "model", threads=2)
    found = exported.embed(texts)
    cosines = (found * reference).sum(axis=1)
    assert cosines.min() >= least
    assert cosines.mean() >= mean
    assert exported.name == f"{MODEL.folder.name}/onnx-{precision}/{MODEL.hash()}"


def test_an_export_that_is_there_is_not_made_again(model_export: Path) -> None:
    assert not export_model(MODEL, model_export, precision="fp32")


def test_vectors_are_of_unit_length_and_in_the_order_of_the_texts(embedder: OnnxEmbedder) -> None:
    texts = [question * (1 + number % 3) for number, question in enumerate(PROBES)]
    together = embedder.embed(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert least_cosine(together, alone) > 1 - 1e-5


def test_no_texts_give_no_vectors(embedder: OnnxEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_a_folder_without_an_export_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="findings prepare"):
        OnnxEmbedder(tmp_path, threads=1)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="safetensors"):
        Model(tmp_path).hash()


def test_tuned_layers_are_part_of_the_models_name(tmp_path: Path) -> None:
    folder = model_folder()
    tuning = tmp_path / "tuned.safetensors"
    tuning.write_bytes(b"layers")
    assert Model(folder, tuning).hash() != Model(folder).hash()
    with pytest.raises(ModelError, match=r"missing\.safetensors"):
        Model(folder, tmp_path / "missing.safetensors").hash()


def test_layers_of_another_model_are_refused(tmp_path: Path) -> None:
    save_file({"encoder.layer.99.weight": np.zeros(3, np.float32)}, tmp_path / "other.safetensors")
    with pytest.raises(ModelError, match=r"not layers of"):
        Model(model_folder(), tmp_path / "other.safetensors").load()
