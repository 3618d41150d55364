"""A log-linear model over named features: the one way in which competing readings are compared.

Each option is a set of feature names; its score is the sum of their weights, and the options' probabilities are the
softmax of the scores. Weights are numbers in a JSON file, so that any decision can be traced to the features that made
it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quoteattr.errors import ModelError, ModelNotFoundError

WEIGHTS_FILE = "attribution.json"

Features = Sequence[str]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights for features; a feature without a weight counts nothing."""

    weights: Mapping[str, float]

    def score(self, features: Features) -> float:
        """Return the sum of the weights of an option's features."""
        return sum(self.weights.get(feature, 0.0) for feature in features)

    def probabilities(self, options: Sequence[Features]) -> list[float]:
        """Return each option's probability; they sum to 1. Empty for no options."""
        if not options:
            return []
        scores = [self.score(features) for features in options]
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]

    def reasons(self, features: Features, count: int = 3) -> list[str]:
        """Return the features that spoke most for an option."""
        return sorted((f for f in features if self.weights.get(f, 0.0) > 0), key=lambda f: -self.weights[f])[:count]


#: Their names, in the file as in ``AttributionModel``.
RANKERS = ("cue", "type", "context", "reference")


@dataclass(frozen=True, slots=True)
class AttributionModel:
    """The rankers of the English rules.

    Attributes:
        cue: Which reading of a stretch is right.
        type: Which type a stretch is of.
        context: The same, asked again where ``type`` is in doubt, with what the encoder makes of the words around it.
        reference: Whom a pronoun or description means.
    """

    cue: Ranker
    type: Ranker
    context: Ranker
    reference: Ranker


@cache
def load_model(folder: Path) -> AttributionModel:
    """Return the rankers whose weights lie in a folder's ``attribution.json``.

    Raises:
        ModelNotFoundError: The file is not there.
        ModelError: It is not JSON of the expected form.
    """
    return AttributionModel(**load_rankers(folder / WEIGHTS_FILE, RANKERS))


def load_rankers(path: Path, names: Sequence[str]) -> dict[str, Ranker]:
    """Return the rankers of some names whose weights lie in a JSON file.

    Raises:
        ModelNotFoundError: The file is not there.
        ModelError: It is not JSON of the expected form.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {name: Ranker({k: float(v) for k, v in data[name].items()}) for name in names}
    except FileNotFoundError as problem:
        raise ModelNotFoundError(
            f"no attribution weights at {str(path)!r}: reinstall with pip install --force-reinstall --no-deps quoteattr"
        ) from problem
    except (ValueError, KeyError, AttributeError, TypeError) as problem:
        raise ModelError(
            f"damaged attribution weights at {str(path)!r} ({problem}): "
            "reinstall with pip install --force-reinstall --no-deps quoteattr"
        ) from problem


def save_rankers(rankers: Mapping[str, Ranker], path: Path) -> None:
    """Write the weights of rankers, a line each, in order of their names."""
    data = {name: dict(sorted(ranker.weights.items())) for name, ranker in rankers.items()}
    path.write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")
