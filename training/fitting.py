"""Fitting of the small networks: one hidden layer, seeded, a few seconds on one core."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence

from bot.ranking.ranker import Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ranking.table import Floats

BATCH = 32
LEARNING_RATE = 4e-3
DECAY = 0.75
WEIGHT_DECAY = 1e-2
# The score of a candidate that is none, where lists of several lengths stand side by side.
_NONE = -1e9


class _Module(torch.nn.Module):
    def __init__(self, inputs: int, hidden: int, outputs: int) -> None:
        super().__init__()
        self.hidden = torch.nn.Linear(inputs, hidden)
        self.output = torch.nn.Linear(hidden, outputs, bias=False)
        self.linear = torch.nn.Linear(inputs, outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = self.output(torch.relu(self.hidden(x))) + self.linear(x)
        return result


def fit_ranking(
    lists: Sequence[tuple[Floats, Floats]], *, hidden: int, epochs: int, seed: int
) -> Network:
    """Fit by the listwise softmax loss; a list is its candidates' signals and which are right."""
    torch.manual_seed(seed)
    mean, scale = _moments(np.concatenate([signals for signals, _ in lists]))
    module = _Module(lists[0][0].shape[1], hidden, 1)
    data = [
        (torch.tensor((signals - mean) / scale), torch.tensor(right) > 0)
        for signals, right in lists
    ]

    def loss(batch: Sequence[int]) -> torch.Tensor:
        signals = [data[index][0] for index in batch]
        scores = module(torch.cat(signals))[:, 0].split(list(map(len, signals)))
        chances = torch.log_softmax(pad_sequence(scores, batch_first=True, padding_value=_NONE), 1)
        right = pad_sequence([data[index][1] for index in batch], batch_first=True)
        return -torch.logsumexp(chances.masked_fill(~right, _NONE), 1).mean()

    _descend(module, loss, len(data), epochs, seed)
    return _network(module, mean, scale)


def fit_classes(
    signals: Floats, classes: Floats, weights: Floats, *, hidden: int, epochs: int, seed: int,
    limit: float = np.inf,
) -> Network:  # fmt: skip
    """Fit by cross-entropy; ``classes`` holds class numbers, ``weights`` one weight a row.

    ``limit`` is the network's own.
    """
    torch.manual_seed(seed)
    mean, scale = _moments(signals)
    module = _Module(signals.shape[1], hidden, int(classes.max()) + 1)
    x = torch.tensor(np.clip((signals - mean) / scale, -limit, limit))
    y = torch.tensor(classes, dtype=torch.int64)
    w = torch.tensor(weights, dtype=torch.float32)

    def loss(batch: Sequence[int]) -> torch.Tensor:
        rows = torch.tensor(batch)
        each = torch.nn.functional.cross_entropy(module(x[rows]), y[rows], reduction="none")
        return (each * w[rows]).sum() / w[rows].sum()

    _descend(module, loss, len(x), epochs, seed)
    return replace(_network(module, mean, scale), limit=limit)


def average(networks: Sequence[Network]) -> Network:
    """Give one network whose scores are the mean of those of networks fitted on the same data.

    Their hidden units stand side by side; seeds that disagree cancel out.
    """
    first = networks[0]
    return Network(
        mean=first.mean,
        scale=first.scale,
        linear=np.mean([one.linear for one in networks], axis=0),
        hidden=np.concatenate([one.hidden for one in networks], axis=1),
        hidden_bias=np.concatenate([one.hidden_bias for one in networks]),
        output=np.concatenate([one.output / np.float32(len(networks)) for one in networks]),
        bias=np.mean([one.bias for one in networks], axis=0),
        limit=first.limit,
    )


def _moments(signals: Floats) -> tuple[Floats, Floats]:
    return signals.mean(axis=0), signals.std(axis=0) + np.float32(1e-3)


def _descend(module, loss, count: int, epochs: int, seed: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    optimiser = torch.optim.AdamW(module.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    random = np.random.default_rng(seed)
    for _ in range(epochs):
        order = random.permutation(count).tolist()
        for start in range(0, count, BATCH):
            value = loss(order[start : start + BATCH])
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
        for group in optimiser.param_groups:
            group["lr"] *= DECAY


def _network(module: _Module, mean: Floats, scale: Floats) -> Network:
    def array(parameter: torch.Tensor) -> Floats:
        return parameter.detach().numpy().astype(np.float32)

    return Network(
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        linear=array(module.linear.weight).T,
        hidden=array(module.hidden.weight).T,
        hidden_bias=array(module.hidden.bias),
        output=array(module.output.weight).T,
        bias=array(module.linear.bias),
    )
