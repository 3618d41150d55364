"""The weights for novels as safetensors; the scorer's with one byte a number and a scale for each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from quoteattr.errors import ModelError, ModelNotFoundError
from quoteattr.fiction.encoder import Shape
from quoteattr.fiction.scorer import Scorer
from quoteattr.fiction.weighing import ROUNDS, Round

Network = TypeVar("Network", bound=nn.Module)

#: Where the files lie in a model folder.
WEIGHTS_FILE, TOKENIZER_FILE = "fiction/scorer.safetensors", "fiction/tokenizer.json"
ROUNDS_FILE = "fiction/rounds.safetensors"
#: Ends the names of the tensors that hold the scales of a matrix.
SCALE = ".scale"
#: Largest number that a weight is written as.
_MOST = 127


def shrink(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return weights for a file: matrices as int8 with a float32 scale for each row, everything else as it is."""
    small: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        if tensor.ndim == 2:
            scale = tensor.abs().amax(dim=1).clamp(min=1e-12) / _MOST
            small[name] = (tensor / scale[:, None]).round().to(torch.int8).contiguous()
            small[name + SCALE] = scale.contiguous()
        else:
            small[name] = tensor.contiguous()
    return small


def restore(small: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights, float32, of what ``shrink`` made."""
    return {
        name: tensor.float() * small[name + SCALE][:, None] if name + SCALE in small else tensor
        for name, tensor in small.items()
        if not name.endswith(SCALE)
    }


def save_scorer(weights: Mapping[str, Tensor], path: Path) -> None:
    """Write a scorer's weights, shrunk."""
    save_file(shrink(weights), path)


@cache
def load_scorer(folder: Path) -> Scorer:
    """Return the scorer of a model folder, ready to be used.

    Raises:
        ModelNotFoundError: The file is not there.
        ModelError: It is damaged, or of another version.
    """
    return _loaded(Scorer(Shape()), folder / WEIGHTS_FILE, restore)


def save_rounds(rounds: Sequence[Round], path: Path) -> None:
    """Write the weights of all rounds of weighing."""
    save_file(nn.ModuleList(rounds).state_dict(), path)


@cache
def load_rounds(folder: Path) -> tuple[Round, ...]:
    """Return the rounds of weighing of a model folder, ready to be used.

    Raises:
        ModelNotFoundError: The file is not there.
        ModelError: It is damaged, or of another version.
    """
    rounds = tuple(Round() for _ in range(ROUNDS))
    _loaded(nn.ModuleList(rounds), folder / ROUNDS_FILE, dict)
    return rounds


def _loaded(empty: Network, path: Path, read: Callable[[dict[str, Tensor]], dict[str, Tensor]]) -> Network:
    """Return a network with the weights of a file."""
    mend = "pip install --force-reinstall --no-deps quoteattr"
    if not path.is_file():
        raise ModelNotFoundError(f"no weights for novels at {str(path)!r}: {mend}")
    try:
        empty.load_state_dict(read(load_file(path)))
    except (SafetensorError, RuntimeError, KeyError) as problem:
        raise ModelError(f"damaged weights for novels at {str(path)!r} ({problem}): {mend}") from problem
    return empty.eval()
