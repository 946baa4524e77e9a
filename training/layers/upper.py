"""The model cut in two, so that a step of training costs its upper layers only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file, save_file

from store.models.embedding import Model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Layers below this one stay as they are, so that what they give is worked out once and a step
# costs the upper three only.
FIRST_TUNED_LAYER = 3
BATCH = 64
MAX_TOKENS = 128
# Without the instructions for them, half floats take eight times as long as whole ones.
HALF_IS_QUICK = "AVX512" in torch.backends.cpu.get_cpu_capability()


class Encoder:
    """The model cut in two: below, states worked out once; above, layers that are trained."""

    def __init__(
        self, folder: Path, *, first: int = FIRST_TUNED_LAYER, tokens: int = MAX_TOKENS
    ) -> None:
        """Load the sentence-transformers model in ``folder``; layers from ``first`` are trained.

        ``tokens`` of a text are read at most.
        """
        self._tokens = tokens
        model: Any = Model(folder).load()
        self._tokenizer = model.tokenizer
        self._inner = model[0].auto_model
        for parameter in self._inner.parameters():
            parameter.requires_grad = False
        layers = self._inner.encoder.layer
        self.first = first
        self._lower, self.upper = layers[:first], layers[first:]
        self.packaged = {name: one.clone() for name, one in self.upper.named_parameters()}
        self.parameters = list(self.upper.parameters())
        for parameter in self.parameters:
            parameter.requires_grad = True

    @torch.no_grad()
    def states(
        self, texts: Sequence[str], others: Sequence[str] | None = None
    ) -> list[torch.Tensor]:
        """Give the token states below the tuned layers, one tensor a text.

        With ``others``, each text is read together with the other in its place.
        """
        order = sorted(
            range(len(texts)), key=lambda row: len(texts[row]) + len(others[row] if others else "")
        )
        result: list[torch.Tensor] = [torch.empty(0)] * len(texts)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            tokens = self._tokenizer(
                [texts[row] for row in rows], [others[row] for row in rows] if others else None,
                padding=True, truncation=True, max_length=self._tokens, return_tensors="pt",
            )  # fmt: skip
            mask = tokens["attention_mask"]
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF_IS_QUICK):
                state = self._inner.embeddings(input_ids=tokens["input_ids"])
                state = _through(self._lower, state, mask.float())
            for row, one, count in zip(rows, state, mask.sum(1), strict=True):
                result[row] = one[:count].to(torch.bfloat16).clone()
        return result

    def vectors(self, states: Sequence[torch.Tensor]) -> torch.Tensor:
        """Give unit vectors of texts from their states, one a row."""
        # lengths in eights: fewer shapes to prepare kernels for
        longest = (max(map(len, states)) + 7) // 8 * 8
        padded = torch.zeros(len(states), longest, states[0].shape[1])
        mask = torch.zeros(len(states), longest)
        for row, one in enumerate(states):
            padded[row, : len(one)] = one.float()
            mask[row, : len(one)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF_IS_QUICK):
            state = _through(self.upper, padded, mask)
        total = (state.float() * mask[:, :, None]).sum(1)
        return torch.nn.functional.normalize(total / mask.sum(1, keepdim=True), dim=-1)

    @torch.no_grad()
    def settled(self, states: Sequence[torch.Tensor]) -> torch.Tensor:
        """Give the vectors of many texts as the layers stand, nothing learned by it."""
        order = sorted(range(len(states)), key=lambda row: len(states[row]))
        result = torch.empty(len(states), states[0].shape[1])
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            result[rows] = self.vectors([states[row] for row in rows]).float()
        return result


def _through(layers: Any, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:  # noqa: ANN401
    """Pass states through layers of transformers, whose types it does not publish."""
    hidden = ((1 - mask) * -1e4)[:, None, None, :]
    for layer in layers:
        given = layer(state, hidden)
        state = given[0] if isinstance(given, tuple) else given
    return state


def write(
    encoder: Encoder, target: Path, *, mix: float, before: dict[str, torch.Tensor] | None = None
) -> None:
    """Write the tuned layers, each a mix of its weights ``before`` and its trained ones.

    Without ``before``, of its packaged ones.
    """
    encoder.upper.eval()
    prefix = "encoder.layer"
    tuned = {}
    for name, one in encoder.upper.named_parameters():
        layer, rest = name.split(".", 1)
        mixed = (before or encoder.packaged)[name] * (1 - mix) + one.detach() * mix
        tuned[f"{prefix}.{int(layer) + encoder.first}.{rest}"] = mixed.half().contiguous()
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file(tuned, target)


def take_over(encoder: Encoder, source: Path) -> dict[str, torch.Tensor]:
    """Go on from the tuned layers that ``write`` wrote, and give them.

    Layers that are not among these stay as they are packaged.
    """
    tuned = load_file(source)
    for name, one in encoder.upper.named_parameters():
        layer, rest = name.split(".", 1)
        written = tuned.get(f"encoder.layer.{int(layer) + encoder.first}.{rest}")
        if written is not None:
            one.data.copy_(written.float())
    return {name: one.detach().clone() for name, one in encoder.upper.named_parameters()}
