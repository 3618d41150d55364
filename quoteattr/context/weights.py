"""The network's weights; the layers that training leaves as they are it shares with the scorer of novels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from safetensors.torch import save_file
from torch import Tensor

from quoteattr.context.network import TypeNetwork
from quoteattr.encoder.network import is_frozen
from quoteattr.encoder.weights import SCORER_FILE, loaded, restore, shrink

#: Where what was learnt lies in a model folder.
WEIGHTS_FILE = "context.safetensors"


def save_network(weights: Mapping[str, Tensor], path: Path) -> None:
    """Write what a network has learnt, shrunk."""
    own = TypeNetwork().state_dict()
    save_file(shrink({name: weights[name] for name in own if not is_frozen(name)}), path)


@cache
def load_network(folder: Path) -> TypeNetwork:
    """Return the network of a model folder, ready to be used.

    Raises:
        ModelNotFoundError: A file is not there.
        ModelError: One is damaged, or of another version.
    """
    return read_network(folder / WEIGHTS_FILE, folder / SCORER_FILE)


def read_network(own: Path, shared: Path) -> TypeNetwork:
    """Return the network of a file that ``save_network`` wrote, with the frozen layers of a scorer's file."""
    return loaded(TypeNetwork(), _joined, own, shared)


def _joined(own: Mapping[str, Tensor], shared: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return restore({**{name: tensor for name, tensor in shared.items() if is_frozen(name)}, **own})
