"""Other names for the characters of a novel, so that the scorer learns turns and wording, not who is who in a book.

A few novels hold few names, met thousands of times each. In most windows every name that is one piece of the
vocabulary is exchanged for another novel's of the same gender, throughout the window.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoteattr.encoder.pieces import NAMED, NAMED_IN_QUOTED
from quoteattr.fiction.tasks import Task
from quoteattr.training.fiction.examples import Example

#: Share of the windows that get other names.
RENAMED = 0.7


def pools(examples: Sequence[Example]) -> dict[str, list[int]]:
    """Return the pieces that name women, men, and both or nobody known, over all texts."""
    found: dict[str, set[int]] = {}
    for example in examples:
        for piece, gender in example.name_pieces.items():
            found.setdefault(gender, set()).add(piece)
    return {gender: sorted(pieces) for gender, pieces in found.items()}


def rename(example: Example, pools: Mapping[str, Sequence[int]], task: Task, chance: random.Random) -> Task:
    """Return a window with other names for the characters, or as it is in three of ten."""
    if chance.random() >= RENAMED:
        return task
    others: dict[int, int] = {}
    for gender, pool in pools.items():
        own = [piece for piece, known in example.name_pieces.items() if known == gender]
        others |= dict(zip(own, chance.sample(list(pool), len(own)), strict=True))
    named = (NAMED, NAMED_IN_QUOTED)
    pieces = [
        others.get(piece, piece) if flag in named else piece
        for piece, flag in zip(task.pieces, task.flags, strict=True)
    ]
    return replace(task, pieces=pieces)
