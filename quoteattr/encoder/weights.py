"""Weights as safetensors, matrices with one byte a number and a scale for each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from quoteattr.errors import ModelError, ModelNotFoundError

Network = TypeVar("Network", bound=nn.Module)

#: Where the scorer of novels lies in a model folder; the layers that training leaves alone are in it for all.
SCORER_FILE = "fiction/scorer.safetensors"
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


def loaded(empty: Network, read: Callable[..., Mapping[str, Tensor]], *paths: Path) -> Network:
    """Return a network with weights from files.

    Args:
        empty: The network, its weights still to come.
        read: Makes its weights of what each file holds.
        paths: The files.

    Raises:
        ModelNotFoundError: One is not there.
        ModelError: One is damaged, or of another version.
    """
    mend = "pip install --force-reinstall --no-deps quoteattr"
    for path in paths:
        if not path.is_file():
            raise ModelNotFoundError(f"no weights at {str(path)!r}: {mend}")
    try:
        empty.load_state_dict(read(*map(load_file, paths)))
    except (SafetensorError, RuntimeError, KeyError) as problem:
        named = " or ".join(repr(str(path)) for path in paths)
        raise ModelError(f"damaged weights at {named} ({problem}): {mend}") from problem
    return empty.eval()
