"""The learnt scorer: how probable it is that a quotation's speaker is the one named here, or who spoke there.

Each quotation of a window is compared with its antecedents: the names around it, the narrator's "I", and the earlier
quotations. What comes out is, for every quotation, a probability over its antecedents and "none of them".
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from quoteattr.encoder.network import Encoder, Shape
from quoteattr.encoder.pieces import CLS
from quoteattr.encoder.windows import Window
from quoteattr.fiction.passages import Mention, Passage, Unit

#: Sorts of antecedents: a name in narration, a name in a quotation, the narrator's "I", an earlier quotation.
TOLD_NAME, QUOTED_NAME, NARRATOR, EARLIER = range(4)
#: Largest distances that are told apart, in paragraphs and in quotations.
FARTHEST_PARAGRAPH, FARTHEST_UNIT = 10, 10
_AWAY = 10  # logarithmic steps of distance in pieces, to each side


@dataclass(frozen=True, slots=True)
class Task:
    """The quotations and antecedents of one window.

    Attributes:
        pieces: With [CLS] before.
        flags: Of the pieces.
        units: Indices of the passage's units that are wholly inside.
        mentions: Indices of its mentions that are.
        unit_ends: (units, 2): where each opens and closes in ``pieces``.
        mention_ends: (mentions, 2).
        features: (units, mentions + units, 4): sort, paragraphs apart, quotations apart, pieces apart, as numbers of
            embeddings.
        allowed: (units, mentions + units): False for a quotation's own names and for itself and later ones.
    """

    pieces: list[int]
    flags: list[int]
    units: list[int]
    mentions: list[int]
    unit_ends: Tensor
    mention_ends: Tensor
    features: Tensor
    allowed: Tensor


def make_task(passage: Passage, window: Window) -> Task:
    """Return what there is to decide in a window."""
    units = _inside([unit.opening for unit in passage.units], [unit.closing for unit in passage.units], window)
    mentions = _inside([m.first for m in passage.mentions], [m.last for m in passage.mentions], window)
    base = window.start - 1  # [CLS] stands before
    spoken, named = [passage.units[index] for index in units], [passage.mentions[index] for index in mentions]
    features, allowed = _pairs(units, spoken, named)
    return Task(
        pieces=[CLS, *passage.pieces[window.start : window.end]],
        flags=[0, *passage.flags[window.start : window.end]],
        units=units,
        mentions=mentions,
        unit_ends=torch.tensor([[unit.opening - base, unit.closing - base] for unit in spoken], dtype=torch.long).view(
            -1, 2
        ),
        mention_ends=torch.tensor([[name.first - base, name.last - base] for name in named], dtype=torch.long).view(
            -1, 2
        ),
        features=features,
        allowed=allowed,
    )


def _inside(firsts: Sequence[int], lasts: Sequence[int], window: Window) -> list[int]:
    low = bisect_left(firsts, window.start)
    return [index for index in range(low, bisect_left(firsts, window.end)) if lasts[index] < window.end]


def _pairs(units: Sequence[int], spoken: Sequence[Unit], named: Sequence[Mention]) -> tuple[Tensor, Tensor]:
    """Return the features of each quotation with each antecedent, and which pairs are possible."""
    at = torch.tensor([unit.opening for unit in spoken] or [0])
    until = torch.tensor([unit.closing for unit in spoken] or [0])
    paragraph = torch.tensor([unit.paragraph for unit in spoken] or [0])
    first = torch.tensor([m.first for m in named] + [unit.opening for unit in spoken], dtype=torch.long)
    where = torch.tensor([m.paragraph for m in named] + [unit.paragraph for unit in spoken], dtype=torch.long)
    sorts = [
        TOLD_NAME if m.unit is None and m.naming is not None else NARRATOR if m.unit is None else QUOTED_NAME
        for m in named
    ]
    sort = torch.tensor(sorts + [EARLIER] * len(spoken), dtype=torch.long)
    before = torch.searchsorted(at[: len(spoken)], first, right=False)  # quotations that open before the antecedent
    count = len(spoken)
    own = torch.arange(count)
    order = torch.cat([before[: len(named)], own])
    apart = own[:, None] - order[None, :]
    apart = torch.where((torch.arange(len(order)) < len(named))[None, :] & (apart >= 0), apart + 1, apart)
    away = torch.where(first[None, :] < at[:count, None], at[:count, None] - first[None, :],
                       -(first[None, :] - until[:count, None]))  # fmt: skip
    steps = (away.abs().clamp(min=1).float().log() / math.log(1.9)).long().clamp(max=_AWAY - 1) * away.sign() + _AWAY
    features = torch.stack(
        [
            sort[None, :].expand(count, -1),
            (paragraph[:count, None] - where[None, :]).clamp(-2, FARTHEST_PARAGRAPH) + 2,
            apart.clamp(-2, FARTHEST_UNIT) + 2,
            steps,
        ],
        dim=-1,
    )
    number = {unit: index for index, unit in enumerate(units)}
    holder = torch.tensor([number.get(-1 if m.unit is None else m.unit, -1) for m in named] + [-1] * count).long()
    allowed = holder[None, :] != own[:, None]
    earlier = torch.cat([torch.ones(count, len(named), dtype=torch.bool), own[:, None] > own[None, :]], dim=1)
    return features, allowed & earlier


class Scorer(nn.Module):
    """Encoder and comparison."""

    def __init__(self, shape: Shape, *, size: int = 128, dropout: float = 0.0) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.speaks = nn.Linear(2 * shape.width, size)
        self.spoke = nn.Linear(2 * shape.width, size)
        self.named = nn.Linear(2 * shape.width, size)
        self.apart = nn.ModuleList(
            nn.Embedding(count, size) for count in (4, FARTHEST_PARAGRAPH + 3, FARTHEST_UNIT + 3, 2 * _AWAY + 1)
        )
        self.sorted_apart = nn.Embedding(4 * (FARTHEST_UNIT + 3), size)
        self.hidden = nn.Linear(size, size)
        self.out = nn.Linear(size, 1)
        self.nobody = nn.Linear(size, 1)

    def forward(self, tasks: Sequence[Task]) -> list[Tensor]:
        """Return for each window the log-probabilities, (units, mentions + units + 1); the last column is "none"."""
        longest = max(len(task.pieces) for task in tasks)
        pieces = torch.tensor([task.pieces + [0] * (longest - len(task.pieces)) for task in tasks])
        flags = torch.tensor([task.flags + [0] * (longest - len(task.flags)) for task in tasks])
        ends = [torch.cat([task.unit_ends.flatten(), task.mention_ends.flatten()]) for task in tasks]
        states = self.encoder(pieces, flags, [len(task.pieces) for task in tasks], pad_sequence(ends, batch_first=True))
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
