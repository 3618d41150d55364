"""The learnt scorer: how probable it is that a quotation's speaker is the one named here, or who spoke there.

Each quotation of a window is compared with its antecedents: the names around it, the narrator's "I", the earlier
quotations, and later ones whose speaker is sure. What comes out is, for every quotation, a probability over its
antecedents and "none of them".
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from quoteattr.encoder.network import Encoder, Shape
from quoteattr.fiction.tasks import AWAY, FARTHEST_PARAGRAPH, FARTHEST_UNIT, NUMBERS, Task


class Scorer(nn.Module):
    """Encoder and comparison."""

    def __init__(self, shape: Shape, *, size: int = 128, dropout: float = 0.0) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.numbers = nn.Embedding(NUMBERS, shape.width, padding_idx=0)
        self.genders = nn.Embedding(3, shape.width, padding_idx=0)
        nn.init.normal_(self.numbers.weight[1:], std=0.2)
        nn.init.zeros_(self.genders.weight)
        self.speaks = nn.Linear(2 * shape.width, size)
        self.spoke = nn.Linear(2 * shape.width, size)
        self.named = nn.Linear(2 * shape.width, size)
        self.apart = nn.ModuleList(
            nn.Embedding(count, size) for count in (4, FARTHEST_PARAGRAPH + 3, FARTHEST_UNIT + 3, 2 * AWAY + 1)
        )
        self.sorted_apart = nn.Embedding(4 * (FARTHEST_UNIT + 3), size)
        self.hidden = nn.Linear(size, size)
        self.out = nn.Linear(size, 1)
        self.nobody = nn.Linear(size, 1)

    def forward(self, tasks: Sequence[Task]) -> list[Tensor]:
        """Return for each window the log-probabilities, (units, mentions + units + 1); the last column is "none"."""
        longest = max(len(task.pieces) for task in tasks)

        def padded(rows: Sequence[list[int]]) -> Tensor:
            return torch.tensor([row + [0] * (longest - len(row)) for row in rows])

        whose = self.numbers(padded([task.numbers for task in tasks]))
        whose = whose + self.genders(padded([task.genders for task in tasks]))
        ends = [torch.cat([task.unit_ends.flatten(), task.mention_ends.flatten()]) for task in tasks]
        states = self.encoder(
            padded([task.pieces for task in tasks]), padded([task.flags for task in tasks]),
            [len(task.pieces) for task in tasks], pad_sequence(ends, batch_first=True), whose,
        )  # fmt: skip
        return [self._compare(state, task) for state, task in zip(states, tasks, strict=True)]

    def _compare(self, states: Tensor, task: Task) -> Tensor:
        """Return the log-probabilities of one window, given the states of its units' and its mentions' ends."""
        split = task.unit_ends.numel()
        ends = states[:split].view(len(task.units), 2 * states.shape[1])
        names = states[split : split + task.mention_ends.numel()].view(len(task.mentions), 2 * states.shape[1])
        speaks = self.speaks(ends)
        others = torch.cat([self.named(names), self.spoke(ends)])
        sort, _, order, _ = task.features.unbind(-1)
        pairs = speaks[:, None] * others[None, :] / 8 + others[None, :] + speaks[:, None]
        for column, embedding in enumerate(self.apart):
            pairs = pairs + embedding(task.features[..., column])
        pairs = pairs + self.sorted_apart(sort * (FARTHEST_UNIT + 3) + order)
        scores = self.out(torch.relu(self.hidden(torch.relu(pairs)))).squeeze(-1)
        scores = scores.masked_fill(~task.allowed, -1e4)
        return torch.cat([scores, self.nobody(speaks)], dim=1).log_softmax(-1)
