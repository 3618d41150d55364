"""The weights for novels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from safetensors.torch import save_file
from torch import Tensor, nn

from quoteattr.encoder.network import Shape
from quoteattr.encoder.weights import SCORER_FILE, loaded, restore, shrink
from quoteattr.fiction.scorer import Scorer
from quoteattr.fiction.weighing import ROUNDS, SERIES, Round
from quoteattr.ranking import Ranker, load_rankers

#: Where the rounds lie in a model folder.
ROUNDS_FILE = "fiction/rounds.safetensors"
#: Where the weights lie that tell whether marked words are spoken, and their name in the file.
SPOKEN_FILE, SPOKEN = "fiction/spoken.json", "spoken"


def save_scorer(weights: Mapping[str, Tensor], path: Path) -> None:
    """Write a scorer's weights, shrunk."""
    save_file(shrink(weights), path)


@cache
def load_scorer(folder: Path) -> Scorer:
    """Return the scorer of a model folder, ready to be used.

    Raises:
        ModelNotFoundError: The file is not there.
        ModelError: It is damaged, or of another version.
    """
    return loaded(Scorer(Shape()), restore, folder / SCORER_FILE)


def save_rounds(series: Sequence[Sequence[Round]], path: Path) -> None:
    """Write the weights of all rounds of weighing."""
    save_file(_together(series).state_dict(), path)


def _together(series: Sequence[Sequence[Round]]) -> nn.ModuleList:
    return nn.ModuleList(nn.ModuleList(rounds) for rounds in series)


@cache
def load_rounds(folder: Path) -> tuple[tuple[Round, ...], ...]:
    """Return the rounds of weighing of a model folder, ready to be used.

    Raises:
        ModelNotFoundError: The file is not there.
        ModelError: It is damaged, or of another version.
    """
    series = tuple(tuple(Round() for _ in range(ROUNDS)) for _ in range(SERIES))
    loaded(_together(series), dict, folder / ROUNDS_FILE)
    return series


@cache
def load_spoken(folder: Path) -> Ranker:
    """Return the ranker of a model folder that tells whether marked words are spoken.

    Raises:
        ModelNotFoundError: The file is not there.
        ModelError: It is damaged.
    """
    return load_rankers(folder / SPOKEN_FILE, [SPOKEN])[SPOKEN]
