"""Weights survive being shrunk, and damaged files are named."""

from pathlib import Path

import pytest
import torch

from quoteattr.encoder.weights import SCORER_FILE, restore, shrink
from quoteattr.errors import ModelError, ModelNotFoundError
from quoteattr.fiction.weights import load_scorer


def test_shrunk_weights_come_back_within_half_a_step() -> None:
    weights = {"matrix": torch.randn(4, 9), "bias": torch.randn(4)}
    back = restore(shrink(weights))
    step = weights["matrix"].abs().amax(dim=1, keepdim=True) / 127
    assert bool(((back["matrix"] - weights["matrix"]).abs() <= step * 0.51).all())
    assert torch.equal(back["bias"], weights["bias"])


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="force-reinstall"):
        load_scorer(tmp_path)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    path = tmp_path / SCORER_FILE
    path.parent.mkdir()
    path.write_bytes(b"no weights")
    with pytest.raises(ModelError, match="damaged"):
        load_scorer(tmp_path)
