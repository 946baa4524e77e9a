"""The one file that names every concrete class: settings become the objects they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.embedding import OnnxEmbedder, TorchEmbedder, model_folder
from store.exporting import export_model
from store.publishing import open_current

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings
    from store.embedding import Embedder
    from store.generation import Generation


def find_model(settings: Settings) -> Path:
    """Give the sentence-transformers folder of the model.

    Raises:
        ModelError: none is named and the packaged one is not installed.
    """
    return settings.model or model_folder()


def prepare_model(settings: Settings) -> bool:
    """Export the model where that has not been done; give whether it had to be.

    Raises:
        ModelError: the model is missing.
    """
    if settings.engine == "torch":
        return False
    return export_model(find_model(settings), settings.model_export, precision=settings.precision)


def make_embedder(settings: Settings) -> Embedder:
    """Load the embedding model.

    Raises:
        ModelError: it is missing, not exported, or exported with another precision.
    """
    if settings.engine == "torch":
        return TorchEmbedder(find_model(settings))
    return OnnxEmbedder(settings.model_export, threads=settings.threads)


def make_generation(settings: Settings, embedder: Embedder) -> Generation:
    """Open the live generation of the store.

    Raises:
        StoreError: there is none, or it was built with another model.
    """
    return open_current(settings.store, model=embedder.name)
