"""How signals become scores: a small trained network, in numpy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812  a class, by its sort

import numpy as np

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.ranking.table import Floats


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer of rectified units beside a linear path; inputs are standardised.

    What lies further from the mean than ``limit`` times the scale counts as if it lay there.

    Trained by ``python -m training.ranker``; the recipe and figures are in docs/training.md.
    """

    mean: Floats
    scale: Floats
    linear: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: Floats
    limit: float = np.inf

    def scores(self, signals: Floats) -> Floats:
        """Give the scores of each row of ``signals``, one a column of the output."""
        x = np.clip((signals - self.mean) / self.scale, -self.limit, self.limit)
        hidden = np.maximum(x @ self.hidden + self.hidden_bias, 0.0)
        return np.asarray(x @ self.linear + hidden @ self.output + self.bias, dtype=np.float32)

    def taking(self, signals: Sequence[str], measured: Sequence[str]) -> Network:
        """Give the network that takes ``measured`` in place of ``signals``, its own inputs.

        Those of ``measured`` that are none of its own count for nothing.
        """
        if tuple(signals) == tuple(measured):
            return self
        places = [measured.index(one) for one in signals]

        def spread(values: Floats, empty: float = 0.0) -> Floats:
            rows = np.full((len(measured), *values.shape[1:]), empty, dtype=np.float32)
            rows[places] = values
            return rows

        return replace(
            self, mean=spread(self.mean), scale=spread(self.scale, 1.0),
            linear=spread(self.linear), hidden=spread(self.hidden),
        )  # fmt: skip

    def save(self, path: Path) -> None:
        """Write the weights as one .npz file."""
        np.savez_compressed(path, **{name: getattr(self, name) for name in self.__slots__})


def weigh_signals(weights: NDArray[Any]) -> Network:
    """Give a network of one score, the sum of the signals by their ``weights``."""
    count = len(weights)
    zero = np.zeros
    return Network(
        zero(count, np.float32), np.ones(count, np.float32),
        weights.astype(np.float32).reshape(count, 1),
        zero((count, 1), np.float32), zero(1, np.float32), zero((1, 1), np.float32),
        zero(1, np.float32),
    )  # fmt: skip


# What numpy raises for a file that is no .npz, or is cut off.
_DAMAGE = (OSError, ValueError, EOFError, LookupError, AttributeError, BadZipFile, ZlibError)


class WeightsError(FindingsError):
    """A file of trained weights is missing or damaged; the message names it."""


def read_network(path: Path) -> Network:
    """Give the network whose weights ``save`` wrote.

    Raises:
        WeightsError: the file is missing or damaged.
    """
    held = read_weights(path)
    try:
        if not _fit_together(held):
            msg = f"{path}: no network of ours: reinstall Findings"
            raise WeightsError(msg)
        parts: dict[str, Any] = held | {"limit": float(held.get("limit", np.inf))}
        return Network(**parts)
    except (KeyError, TypeError, ValueError) as error:
        msg = f"{path}: no network of ours: reinstall Findings"
        raise WeightsError(msg) from error


def _fit_together(held: Mapping[str, NDArray[Any]]) -> bool:
    """Say whether the arrays have the shapes of one network's parts."""
    inputs, units, outputs = len(held["mean"]), len(held["hidden_bias"]), len(held["bias"])
    shapes = {
        "mean": (inputs,), "scale": (inputs,), "linear": (inputs, outputs),
        "hidden": (inputs, units), "hidden_bias": (units,),
        "output": (units, outputs), "bias": (outputs,),
    }  # fmt: skip
    return all(held[name].shape == shape for name, shape in shapes.items())


def read_weights(path: Path) -> dict[str, NDArray[Any]]:
    """Give the arrays of an .npz file, by their names.

    Raises:
        WeightsError: the file is missing or damaged, or holds what are no numbers.
    """
    try:
        with np.load(path) as weights:
            held = {name: weights[name] for name in weights.files}
    except _DAMAGE as error:
        msg = f"{path}: damaged ({type(error).__name__}): reinstall Findings"
        raise WeightsError(msg) from error
    for name, values in held.items():
        if values.dtype.kind not in "fiu" or np.isnan(values).any():
            msg = f"{path}: damaged ({name} holds no numbers): reinstall Findings"
            raise WeightsError(msg)
    return held
