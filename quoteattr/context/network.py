"""The network: a stretch and its surroundings in, a score for each type out."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from quoteattr.context.surroundings import Surroundings
from quoteattr.encoder.network import Encoder, Shape
from quoteattr.quotetype import TYPES

#: The first layers of MiniLM that are used, and the width of the layer behind them.
LAYERS, HIDDEN = 4, 128


class TypeNetwork(nn.Module):
    """Encoder and a small network over the two pieces that open and close a stretch."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        shape = Shape(layers=LAYERS)
        self.encoder = Encoder(shape, dropout)
        self.hidden = nn.Linear(2 * shape.width, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(TYPES))

    def scores(self, ends: Tensor) -> Tensor:
        """Return scores, (stretches, types), for the states of the pieces that open and close each, side by side."""
        scores: Tensor = self.out(torch.relu(self.hidden(ends)))
        return scores

    def shares(self, seen: Surroundings) -> list[float]:
        """Return the probability of each of ``TYPES``."""
        with torch.inference_mode():
            states = self.encoder(
                torch.tensor([seen.numbers]), torch.tensor([seen.flags]), [len(seen.numbers)], torch.tensor([seen.ends])
            )
            shares: list[float] = self.scores(states.flatten(1)).softmax(-1)[0].tolist()
        return shares
