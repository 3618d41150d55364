"""Accuracy floors, end to end: below them nothing is merged. The corpora are not part of the repository."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from quoteattr import Attributor
from quoteattr.evaluation.evaluate import evaluate
from quoteattr.evaluation.figures import Figures

pytestmark = pytest.mark.models

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"

#: Corpus (its dev file), figure, floor in per cent.
FLOORS = [
    ("worldnews", "detection F1", 97.0),
    ("worldnews", "mention recall", 94.3),
    ("worldnews", "mention precision", 95.0),
    ("worldnews", "name recall, lenient", 92.6),
    ("worldnews", "name precision, lenient", 93.0),
    ("worldnews", "role recall", 85.0),
    ("polnews", "detection F1", 98.0),
    ("polnews", "mention recall", 95.6),
    ("polnews", "mention precision", 95.6),
    ("polnews", "name recall, lenient", 93.1),
    ("polnews", "name precision, lenient", 93.6),
    ("polnews", "role recall", 84.3),
    ("polnear", "detection F1", 96.4),
    ("polnear", "mention recall", 87.2),
    ("polnear", "mention precision", 92.6),
    ("litbank", "name recall, lenient", 65.5),
    ("litbank", "name precision, lenient", 65.5),
    ("pdnc", "name recall, lenient", 89.5),
    ("pdnc", "name precision, lenient", 85.5),
]
#: Novels are long: one of four, The Awakening, has to do.
ONLY = {"pdnc": ["TheAwakening"]}

#: Marked words that nobody utters: how many of them may be given a speaker.
NONQUOTES_WITH_SPEAKER = {"worldnews": 7}

FIGURES: dict[str, Callable[[Figures], float]] = {
    "detection F1": lambda figures: figures.detection(figures.detected.total()).f1,
    "mention recall": lambda figures: figures.mention.recall,
    "mention precision": lambda figures: figures.mention.precision,
    "name recall, lenient": lambda figures: figures.name_lenient.recall,
    "name precision, lenient": lambda figures: figures.name_lenient.precision,
    "role recall": lambda figures: figures.role.recall,
}


@cache
def figures_of(corpus: str) -> Figures:
    """Return what the library gets right on a corpus; each is run once."""
    path = CORPORA / corpus / "dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no ../shared/corpora/{corpus}/dev.jsonl.gz")
    (evaluation,) = evaluate([str(path)], Attributor(), only=ONLY.get(corpus, ()))
    return evaluation.figures


@pytest.mark.parametrize(("corpus", "figure", "floor"), FLOORS)
def test_figure_is_not_below_its_floor(corpus: str, figure: str, floor: float) -> None:
    assert 100 * FIGURES[figure](figures_of(corpus)) >= floor


@pytest.mark.parametrize(("corpus", "most"), NONQUOTES_WITH_SPEAKER.items())
def test_words_that_nobody_utters_seldom_get_a_speaker(corpus: str, most: int) -> None:
    assert figures_of(corpus).nonquotes_attributed <= most
