"""The tree search finds the best tree with one root: as trying all of them does."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from quoteattr.nlp.arborescence import best_tree, find_cycle


def best_of_all(scores: np.ndarray) -> tuple[int, ...]:
    """Return the heads of the best tree with one root, by trying all heads of all words."""
    count = len(scores)
    trees = (
        heads
        for heads in product(range(count), repeat=count - 1)
        if heads.count(0) == 1 and find_cycle([0, *heads]) is None
    )
    return max(trees, key=lambda heads: sum(scores[word, head] for word, head in enumerate(heads, start=1)))


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_found_is_the_best_of_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(6, 6))
    assert tuple(best_tree(scores)[1:]) == best_of_all(scores)


def test_two_words_that_both_want_the_root_share_it_out() -> None:
    scores = np.array([[0.0, 0.0, 0.0], [9.0, 0.0, 1.0], [8.0, 2.0, 0.0]])
    assert best_tree(scores).tolist() == [0, 0, 1]


def test_one_word_hangs_on_the_root() -> None:
    assert best_tree(np.array([[0.0, 0.0], [-5.0, 0.0]])).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("heads", "cycle"),
    [([0], None), ([0, 0, 1], None), ([0, 2, 1], {1, 2}), ([0, 3, 0, 1, 2], {1, 3})],
)
def test_a_cycle_is_found_where_there_is_one(heads: list[int], cycle: set[int] | None) -> None:
    found = find_cycle(heads)
    assert (found if found is None else set(found)) == cycle
