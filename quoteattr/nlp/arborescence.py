"""The best tree over a sentence's words, by Chu, Liu and Edmonds, with one root."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_Scores = NDArray[np.float64]
_Heads = NDArray[np.int64]


def best_tree(scores: _Scores) -> _Heads:
    """Return the heads of the tree with the greatest sum of scores in which one word has no head but the root.

    Args:
        scores: (n, n): ``scores[i, j]`` is how well j governs i; 0 is the root. Finite but on the diagonal.

    Returns:
        (n): the heads; 0 for the root itself.
    """
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = _arborescence(scores)
    if np.count_nonzero(heads[1:] == 0) == 1:
        return heads
    # A root arc costs more than all else can gain: as few as possible are taken, one (Stanojević and Cohen 2021).
    rest = scores[1:][np.isfinite(scores[1:])]
    scores[1:, 0] -= (rest.max() - rest.min() + 1) * len(scores)
    return _arborescence(scores)


def _arborescence(scores: _Scores) -> _Heads:
    """Return the heads of the best tree, whatever the number of its roots."""
    heads: _Heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads.tolist())
    if cycle is None:
        return heads
    # The cycle becomes one node, the last: whatever enters it takes the place of one of its arcs.
    inside = np.array(cycle)
    outside = np.delete(np.arange(len(scores)), inside)
    own = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, inside)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(0)
    smaller[:-1, -1] = leaving.max(1)
    found = _arborescence(smaller)
    into = outside[found[-1]]
    result = heads.copy()
    by_cycle = found[:-1] == len(outside)
    result[outside] = np.where(by_cycle, inside[leaving.argmax(1)], outside[np.where(by_cycle, 0, found[:-1])])
    result[inside[entering[:, found[-1]].argmax()]] = into
    result[0] = 0
    return result


def find_cycle(heads: Sequence[int]) -> list[int] | None:
    """Return the words of one cycle of heads, or None; word 0 is the root and its own head.

    >>> find_cycle([0, 2, 3, 2])
    [2, 3]
    """
    seen = [0] * len(heads)
    seen[0] = -1
    for start in range(1, len(heads)):
        at = start
        while not seen[at]:
            seen[at] = start
            at = heads[at]
        if seen[at] == start:
            cycle = [at]
            while (at := heads[at]) != cycle[0]:
                cycle.append(at)
            return cycle
    return None
