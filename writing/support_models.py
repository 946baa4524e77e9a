"""A support model that the settings name: how surely words support a statement, as it holds.

Its folder is read and no code in it is run: weights are safetensors, and a model that brings code
of its own is refused.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# How surely words support a statement, 0 to 1: ``support(words, statement)``.
SupportModel = "Callable[[str, str], float]"
# As models that mark the words of an answer that nothing supports were trained to read it.
_AS_READ = "Summarize the following text:\n{words}\noutput:"
_MOST_TOKENS = 512
# A label by which a model says that the one follows from the other.
_SUPPORTED = ("entail", "support", "consistent", "faithful")
_NOT = ("not", "non", "un", "in")
# What any of them tells apart.
_TRIAL = (
    "The first visit is made within ten working days.",
    "The police closed every school last week.",
)


class SupportModelError(FindingsError):
    """The support model cannot be used; the message says why and what to do."""


def open_support_model(folder: Path) -> Callable[[str, str], float]:
    """Give what says how surely words support a statement, by the model in a folder.

    Read are cross-encoders (one score, or labels of which one is entailment, as of HHEM or a model
    of inference) and token classifiers whose second label marks what nothing supports (as
    lettucedetect).

    Raises:
        SupportModelError: the folder holds no such model, or one that needs code of its own.
    """
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        kinds = " ".join(config.get("architectures") or ())
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise SupportModelError(_told(folder, "holds no config.json of a model")) from error
    if config.get("auto_map"):
        raise SupportModelError(_told(folder, "needs code of its own, which is not run"))
    opened = _marks if "ForTokenClassification" in kinds else _pairs
    try:
        return opened(folder)
    except FindingsError:
        raise
    except Exception as error:
        reason = f"cannot be opened ({type(error).__name__})"
        raise SupportModelError(_told(folder, reason)) from error


def try_support_model(folder: Path) -> Callable[[str, str], float]:
    """Open the model and have it tell what words say from what they do not.

    Raises:
        SupportModelError: it cannot be opened, or tells no difference.
    """
    supports = open_support_model(folder)
    words, other = _TRIAL
    if supports(words, words) <= supports(words, other):
        raise SupportModelError(_told(folder, "tells what words say from nothing else"))
    return supports


def _told(folder: Path, reason: str) -> str:
    return (
        f"support_model {folder}: {reason}: name the folder of a cross-encoder or of a token"
        " classifier, with its weights as safetensors, or unset it"
    )


def _pairs(folder: Path) -> Callable[[str, str], float]:
    """Open a model that reads words and statement as a pair."""
    import torch  # noqa: PLC0415  slow to import
    from sentence_transformers import CrossEncoder  # noqa: PLC0415

    model = CrossEncoder(
        str(folder), device="cpu", local_files_only=True, trust_remote_code=False,
        max_length=_MOST_TOKENS, model_kwargs={"use_safetensors": True},
    )  # fmt: skip
    place = _place_of_support(folder, dict(model.config.id2label))

    def supports(words: str, says: str) -> float:
        logits = model.predict([(words, says)], activation_fn=torch.nn.Identity(),
                               convert_to_tensor=True, show_progress_bar=False)[0]  # fmt: skip
        if place is None:
            return float(torch.sigmoid(logits.reshape(-1)[0]))
        return float(torch.softmax(logits, dim=-1)[place])

    return supports


def _place_of_support(folder: Path, labels: dict[int, str]) -> int | None:
    """Give which label says that words support a statement; None where there is one score."""
    if len(labels) == 1:
        return None
    found = [at for at, name in labels.items() if _says_support(name.lower())]
    if len(found) != 1 and len(labels) == 2:  # noqa: PLR2004  no and yes
        return 1
    if len(found) != 1:
        names = ", ".join(sorted(labels.values()))
        raise SupportModelError(_told(folder, f"none of its labels ({names}) says that words do"))
    return int(found[0])


def _says_support(name: str) -> bool:
    return any(
        one in name and not name.partition(one)[0].rstrip("-_ ").endswith(_NOT)
        for one in _SUPPORTED
    )


def _marks(folder: Path) -> Callable[[str, str], float]:
    """Open a model that marks each token of a statement that nothing supports."""
    import torch  # noqa: PLC0415  slow to import
    from transformers import AutoModelForTokenClassification, AutoTokenizer  # noqa: PLC0415

    options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    tokenizer: Any = AutoTokenizer.from_pretrained(folder, **options)
    model: Any = AutoModelForTokenClassification.from_pretrained(
        folder, use_safetensors=True, **options
    ).eval()

    @cache
    def longest() -> int:
        return min(int(model.config.max_position_embeddings), _MOST_TOKENS)

    def supports(words: str, says: str) -> float:
        given = tokenizer(
            _AS_READ.format(words=words), says, truncation="only_first", max_length=longest(),
            return_tensors="pt",
        )  # fmt: skip
        own = [at for at, part in enumerate(given.sequence_ids(0)) if part == 1]
        with torch.inference_mode():
            marked = torch.softmax(model(**given).logits[0], dim=-1)[own, 1]
        # one word that nothing supports is enough
        return 1 - float(marked.max())

    return supports
