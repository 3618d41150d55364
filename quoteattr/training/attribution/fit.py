"""Fitting a log-linear ranker: conditional likelihood of the right options, with a quadratic penalty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from quoteattr.ranking import Ranker
from quoteattr.training.attribution.examples import Example

#: A feature seen in fewer examples gets no weight.
LEAST_COUNT = 3


def fit(examples: Sequence[Example], *, penalty: float, steps: int = 80) -> Ranker:
    """Return the ranker under which the right options are most probable.

    Args:
        examples: At least one.
        penalty: Weight of the squared weights, for a loss that is a sum over examples.
        steps: L-BFGS iterations.
    """
    seen = Counter(feature for example in examples for feature in {f for option in example.options for f in option})
    vocabulary = {
        feature: index for index, feature in enumerate(sorted(f for f, n in seen.items() if n >= LEAST_COUNT))
    }
    ids: list[int] = []
    offsets: list[int] = []
    group: list[int] = []
    right: list[int] = []
    for number, example in enumerate(examples):
        for index, option in enumerate(example.options):
            offsets.append(len(ids))
            ids += [vocabulary[feature] for feature in option if feature in vocabulary]
            group.append(number)
            right.append(int(index in example.right))
    weights = torch.zeros(len(vocabulary), requires_grad=True)
    features, starts = torch.tensor(ids), torch.tensor(offsets)
    counts = torch.tensor([example.weight for example in examples])
    groups, chosen = torch.tensor(group), torch.tensor(right, dtype=torch.bool)
    optimizer = torch.optim.LBFGS([weights], max_iter=steps, history_size=12, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.nn.functional.embedding_bag(features, weights[:, None], starts, mode="sum").squeeze(1)
        total = _logsumexp(scores, groups, len(examples))
        good = _logsumexp(torch.where(chosen, scores, scores.new_tensor(-1e4)), groups, len(examples))
        value = (counts * (total - good)).sum() + penalty * weights.pow(2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    learnt = weights.detach().tolist()
    return Ranker(
        {feature: round(learnt[index], 3) for feature, index in vocabulary.items() if abs(learnt[index]) >= 0.005}
    )


def _logsumexp(scores: torch.Tensor, groups: torch.Tensor, count: int) -> torch.Tensor:
    top = torch.full((count,), -1e9).scatter_reduce(0, groups, scores.detach(), "amax")
    shares = torch.zeros(count).scatter_add(0, groups, (scores - top[groups]).exp())
    return shares.clamp_min(1e-12).log() + top


def accuracy(ranker: Ranker, examples: Sequence[Example]) -> float:
    """Return the share of examples whose most probable option is right."""
    hits = 0
    for example in examples:
        scores = [ranker.score(option) for option in example.options]
        hits += scores.index(max(scores)) in example.right
    return hits / len(examples) if examples else 0.0
