"""The scorer's weights in a file: one byte a number, with a scale for each row, as safetensors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from quoteattr.errors import ModelError, ModelNotFoundError
from quoteattr.fiction.encoder import Shape
from quoteattr.fiction.scorer import Scorer

#: Where the files lie in a model folder.
WEIGHTS_FILE, TOKENIZER_FILE = "fiction/scorer.safetensors", "fiction/tokenizer.json"
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
    path = folder / WEIGHTS_FILE
    mend = "pip install --force-reinstall --no-deps quoteattr"
    if not path.is_file():
        raise ModelNotFoundError(f"no weights of the scorer for novels at {str(path)!r}: {mend}")
    scorer = Scorer(Shape())
    try:
        scorer.load_state_dict(restore(load_file(path)))
    except (SafetensorError, RuntimeError, KeyError) as problem:
        raise ModelError(f"damaged weights of the scorer for novels at {str(path)!r} ({problem}): {mend}") from problem
    return scorer.eval()
