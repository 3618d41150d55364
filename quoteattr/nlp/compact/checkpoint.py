"""Stanza's model files, read fast and without running code from them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from torch import Tensor, nn

#: All that may be named in a model file beside plain values: how torch writes a tensor, an ordered mapping, bytes.
_ALLOWED = frozenset((("collections", "OrderedDict"), ("torch._utils", "_rebuild_tensor_v2"), ("_codecs", "encode")))

PAD, UNKNOWN, EMPTY, ROOT = range(4)
#: Entries of each vocabulary that are no units: padding, unknown, empty, root.
RESERVED = 4


class UnfitError(Exception):
    """These are models of another kind, which Stanza itself has to run."""


class _Reader(pickle.Unpickler):
    """Reads plain values and tensors; whatever else a file names is refused, as ``weights_only`` does it, but in C."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed in a model file")
        return super().find_class(module, name)


def _load(stream: Any, **options: Any) -> Any:
    return _Reader(stream, **options).load()


#: Stands for the module ``pickle`` in ``torch.load``.
_PICKLE = SimpleNamespace(__name__=__name__, Unpickler=_Reader, load=_load, UnpicklingError=pickle.UnpicklingError)


def read(path: Path) -> Any:
    """Return what a model file holds.

    Raises:
        FileNotFoundError: There is none.
        pickle.UnpicklingError: It names anything but tensors and plain values.
    """
    # With ``weights_only=True`` torch reads by a machine written in Python: 1.5 s for the packaged models, not 0.2 s.
    return torch.load(path, map_location="cpu", pickle_module=_PICKLE, weights_only=False)


def expect(config: Mapping[str, object], **wanted: object) -> None:
    """Raise ``UnfitError`` unless a model was made with these settings."""
    for name, value in wanted.items():
        if config.get(name) != value:
            raise UnfitError(f"{name} is {config.get(name)!r}, not {value!r}")


class Weights:
    """The named tensors of one model."""

    def __init__(self, tensors: Mapping[str, Tensor]) -> None:
        self._tensors = tensors

    def __getitem__(self, name: str) -> Tensor:
        """Return a tensor in single precision; the files hold half."""
        try:
            return self._tensors[name].float()
        except KeyError:
            raise UnfitError(f"no weights {name}") from None

    def get(self, name: str) -> Tensor | None:
        """Return a tensor in single precision, or None where the model has none of that name."""
        return self[name] if name in self._tensors else None

    def stored(self, name: str) -> Tensor:
        """Return a tensor as it is in the file: for large tables of which few rows are needed at a time."""
        self[name]
        return self._tensors[name]

    def linear(self, *names: str) -> tuple[Tensor, Tensor]:
        """Return weight (out, in) and bias (out) of linear layers side by side."""
        return torch.cat([self[f"{name}.weight"] for name in names]), torch.cat(
            [self[f"{name}.bias"] for name in names]
        )

    def lstm(self, name: str) -> nn.LSTM:
        """Return an LSTM with all its layers and directions."""
        tensors = {key.removeprefix(f"{name}."): self[key] for key in self._tensors if key.startswith(f"{name}.")}
        first = tensors.get("weight_ih_l0", torch.empty(0, 0))
        both = "weight_ih_l0_reverse" in tensors
        layers = sum(key.startswith("weight_hh") for key in tensors) // (1 + both)
        module = nn.LSTM(first.shape[1], first.shape[0] // 4, layers, bidirectional=both)
        module.load_state_dict(tensors)
        return module.eval().requires_grad_(False)


class Vocabulary:
    """Numbers of units; any other unit is ``UNKNOWN``."""

    def __init__(self, state: Mapping[str, Any]) -> None:
        if state.get("ignore") and state["ignore"] != ["_"]:
            raise UnfitError(f"a vocabulary that leaves out {state['ignore']}")
        self.units: Sequence[str] = state["_id2unit"]
        self._numbers: Mapping[str, int] = state["_unit2id"]
        self._lower = bool(state["lower"])

    def number(self, unit: str) -> int:
        """Return the number of a unit."""
        return self._numbers.get(unit.lower() if self._lower else unit, UNKNOWN)
