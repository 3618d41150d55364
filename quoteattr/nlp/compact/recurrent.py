"""Sentences side by side through recurrent layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import PackedSequence

from quoteattr.nlp.compact.checkpoint import Weights

#: Steps of the longest sequence times sequences that go through a network together; bounds memory.
AT_ONCE = 8000


@dataclass(frozen=True, slots=True)
class Batch:
    """Sequences side by side, the longest first.

    Tensors over them are packed, (steps, width), as ``torch.nn.utils.rnn`` has it: all first steps, then all second
    steps of the sequences that have one, and so on. Nothing is padded.

    Attributes:
        order: Which sequences, of all.
        lengths: Steps of each.
        inside: (longest, sequences): whether there is such a step.
        sizes: How many sequences have each step, (longest).
    """

    order: list[int]
    lengths: list[int]
    inside: Tensor
    sizes: Tensor

    def packed(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Return the numbers of this batch's sequences, given those of all, (steps)."""
        longest = self.lengths[0]
        padded = [[*rows[index], *[0] * (longest - len(rows[index]))] for index in self.order]
        return torch.tensor(padded).t()[self.inside]

    def places(self) -> Tensor:
        """Return where each step of each sequence stands in a packed tensor, (sequences, longest)."""
        return (self.inside.flatten().cumsum(0) - 1).view_as(self.inside).t()


def batches(lengths: Sequence[int], at_once: int = AT_ONCE) -> Iterator[Batch]:
    """Yield all sequences in batches of like length, the longest first.

    Args:
        lengths: Of each sequence, > 0.
        at_once: Steps of the longest sequence times sequences, at most; but one sequence at least.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    while order:
        count = max(1, at_once // lengths[order[0]])
        group, order = order[:count], order[count:]
        sizes = [lengths[index] for index in group]
        inside = torch.arange(sizes[0])[:, None] < torch.tensor(sizes)
        yield Batch(group, sizes, inside, inside.sum(1))


class Bidirectional:
    """One LSTM layer, or more, in both directions."""

    def __init__(self, lstm: nn.LSTM, start: tuple[Tensor, Tensor] | None = None) -> None:
        """Take the layer.

        Args:
            lstm: With its weights.
            start: Hidden and cell state before the first step, (directions, 1, width) each; None for zeros.
        """
        self._lstm, self._start = lstm, start

    def __call__(self, steps: Tensor, batch: Batch) -> Tensor:
        """Return the states behind each step, (steps, directions * width)."""
        states: Tensor = self._run(steps, batch)[0].data
        return states

    def last(self, steps: Tensor, batch: Batch) -> Tensor:
        """Return the state of each direction behind its last step, (sequences, directions * width)."""
        hidden: Tensor = self._run(steps, batch)[1][0]
        return hidden.transpose(0, 1).flatten(1)

    def _run(self, steps: Tensor, batch: Batch) -> tuple[PackedSequence, tuple[Tensor, Tensor]]:
        start = None
        if self._start is not None:
            hidden, cell = (state.expand(-1, len(batch.order), -1).contiguous() for state in self._start)
            start = hidden, cell
        found: tuple[PackedSequence, tuple[Tensor, Tensor]] = self._lstm(PackedSequence(steps, batch.sizes), start)
        return found


class Highway:
    """Bidirectional layers, each with a gated way past it."""

    def __init__(self, weights: Weights, name: str, layers: int) -> None:
        """Take the weights of all layers."""
        hidden, cell = (torch.split(weights[f"{name}_{state}_init"], 2) for state in ("h", "c"))
        self._layers = [
            (
                Bidirectional(weights.lstm(f"{name}.lstm.{layer}.lstm"), (hidden[layer], cell[layer])),
                weights.linear(f"{name}.gate.{layer}", f"{name}.highway.{layer}"),
            )
            for layer in range(layers)
        ]

    def __call__(self, steps: Tensor, batch: Batch) -> Tensor:
        """Return (steps, 2 * width)."""
        for lstm, (weight, bias) in self._layers:
            gate, past = functional.linear(steps, weight, bias).chunk(2, 1)
            steps = lstm(steps, batch) + gate.sigmoid_() * past.tanh_()
        return steps
