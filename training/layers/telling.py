"""Train the encoder's upper layers, and one output on top of them, to tell two things apart."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from training.layers.upper import Encoder

WARM_UP = 0.1
# Cosines with the output's weights are multiplied by this, to give log-odds of some size.
SCALE = 20.0
# Yes and no are learned as 0.97 and 0.03: some examples are a matter of opinion, others are not
# what they are taken for.
SMOOTHING = 0.03


def tell_apart(
    encoder: Encoder, batches: Iterable[tuple[Sequence[torch.Tensor], Sequence[bool]]],
    weight: torch.Tensor, bias: torch.Tensor, *, rate: float, steps: int,
) -> tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
    """Train in place and print the running loss; give the weights and the bias of the output.

    A batch holds the states of its texts and which of them are to be told from the others;
    ``weight`` and ``bias`` are what the output begins with.
    """
    weight, bias = torch.nn.Parameter(weight), torch.nn.Parameter(bias)
    parameters = [*encoder.parameters, weight, bias]
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rate, total_steps=steps, pct_start=WARM_UP
    )
    encoder.upper.train()
    began, running = time.monotonic(), 0.69
    for step, (states, right) in zip(range(1, steps + 1), batches, strict=False):
        wanted = torch.tensor(list(map(float, right)))
        scores = SCALE * (encoder.vectors(states) @ weight) + bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            scores, wanted * (1 - 2 * SMOOTHING) + SMOOTHING
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        running = 0.97 * running + 0.03 * loss.item()
        if step % 50 == 0:
            print(f"step {step}: loss {running:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return weight.detach() * SCALE, bias.detach()
