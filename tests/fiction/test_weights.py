"""Weights survive being shrunk, and damaged files are named."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from quoteattr.encoder.weights import SCORER_FILE, restore, shrink
from quoteattr.errors import ModelError, ModelNotFoundError
from quoteattr.fiction.weights import SPOKEN_FILE, load_scorer, load_spoken


def test_shrunk_weights_come_back_within_half_a_step() -> None:
    weights = {"matrix": torch.randn(4, 9), "bias": torch.randn(4)}
    back = restore(shrink(weights))
    step = weights["matrix"].abs().amax(dim=1, keepdim=True) / 127
    assert bool(((back["matrix"] - weights["matrix"]).abs() <= step * 0.51).all())
    assert torch.equal(back["bias"], weights["bias"])


LOADERS = [(load_scorer, SCORER_FILE), (load_spoken, SPOKEN_FILE)]


@pytest.mark.parametrize(("load", "file"), LOADERS, ids=[file for _, file in LOADERS])
def test_missing_weights_are_named(load: Callable[[Path], object], file: str, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=f"{Path(file).name}.*force-reinstall"):
        load(tmp_path)


@pytest.mark.parametrize(("load", "file"), LOADERS, ids=[file for _, file in LOADERS])
def test_damaged_weights_are_named(load: Callable[[Path], object], file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.parent.mkdir()
    path.write_bytes(b"no weights")
    with pytest.raises(ModelError, match="damaged"):
        load(tmp_path)
