"""What a sentence-transformers model does besides its weights: pooling, prefixes, length."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from domain import FindingsError

if TYPE_CHECKING:
    from pathlib import Path

SPEC_NAME = "spec.json"
# The names that models give to the prefix of what is asked, and of what is searched.
_ASKED = ("query", "question")
_HELD = ("document", "passage", "corpus")
# What a model reads at most whose folder does not say.
_USUAL_TOKENS = 512


class SpecError(FindingsError):
    """A model folder does not say what kind of model it holds, or one that cannot be used."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """How a model's folder wants texts to be read.

    ``asked`` and ``held`` are put before messages and before documents' words; ``tokens`` are read
    at most. ``modules`` holds each step's kind with its settings after the transformer, where it is
    more than the mean of the token vectors.
    """

    tokens: int
    asked: str = ""
    held: str = ""
    lowers: bool = False
    modules: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is what the model that comes along is: nothing but its weights tells of it."""
        return self == PLAIN

    def written(self) -> str:
        """Give it as JSON, as an export holds it."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


# all-MiniLM-L6-v2 was trained on 128 and ships with 256 word pieces as its limit.
PLAIN = ModelSpec(tokens=256)


def read_spec(folder: Path) -> ModelSpec:
    """Give what the model in ``folder`` wants.

    Raises:
        SpecError: it is no sentence-transformers model, or one that is read in a way of its own.
    """
    try:
        modules = json.loads((folder / "modules.json").read_bytes())
        kinds = [(str(one["type"]).rsplit(".", 1)[-1], folder / one["path"]) for one in modules]
        transformer = _settings(folder / "sentence_bert_config.json")
        prompts = _settings(folder / "config_sentence_transformers.json")
        steps = tuple(
            f"{kind} {json.dumps(_settings(path / 'config.json'), sort_keys=True)}"
            for kind, path in kinds[1:]
            if kind != "Normalize"
        )
        tokens = transformer.get("max_seq_length") or _longest(kinds[0][1])
        named = dict(prompts.get("prompts") or {})
        usual = str(named.get(prompts.get("default_prompt_name") or "", ""))
        spec = ModelSpec(
            tokens=int(tokens),
            asked=next((str(named[one]) for one in _ASKED if named.get(one)), usual),
            held=next((str(named[one]) for one in _HELD if named.get(one)), usual),
            lowers=bool(transformer.get("do_lower_case")),
            modules=() if len(steps) == 1 and _is_mean(kinds[1][1]) else steps,
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        msg = (
            f"{folder}: no sentence-transformers model ({type(error).__name__}): name a folder "
            "that holds modules.json and what it names"
        )
        raise SpecError(msg) from error
    if (spec.asked or spec.held) and '"include_prompt": false' in " ".join(steps):
        msg = f"{folder}: its pooling leaves out its prefix, which is not done here: name another"
        raise SpecError(msg)
    return spec


def exported_spec(folder: Path) -> ModelSpec:
    """Give what ``written`` wrote into an export; exports of earlier versions are plain.

    Raises:
        OSError, ValueError, TypeError: it cannot be read.
    """
    path = folder / SPEC_NAME
    if not path.exists():
        return PLAIN
    raw: dict[str, Any] = json.loads(path.read_bytes())
    return ModelSpec(**(raw | {"modules": tuple(raw["modules"])}))


def _settings(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
    return found


def _longest(folder: Path) -> int:
    """Give how many tokens tokenizer and transformer take, as the library reckons it."""
    limits = (
        _settings(folder / "tokenizer_config.json").get("model_max_length"),
        _settings(folder / "config.json").get("max_position_embeddings"),
    )
    return min((int(one) for one in limits if one), default=_USUAL_TOKENS)


def _is_mean(folder: Path) -> bool:
    """Say whether the pooling in ``folder`` is the mean of the token vectors and nothing else."""
    config = _settings(folder / "config.json")
    if "pooling_mode" in config:
        return str(config["pooling_mode"]) == "mean"
    chosen = [name for name, is_on in config.items() if name.startswith("pooling_mode") and is_on]
    return chosen == ["pooling_mode_mean_tokens"]
