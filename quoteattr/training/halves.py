"""A corpus in two halves: the scorer learns from one, the rounds of weighing from what it says of the other."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Literal

Half = Literal["a", "b"]


def halves(path: Path) -> dict[str, Half]:
    """Return which half each text of a gold file is in, by ``doc_id``; both have nearly as many quotations."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sizes = [(len(record["quotes"]), record["doc_id"]) for record in map(json.loads, lines)]
    totals: dict[Half, int] = {"a": 0, "b": 0}
    found: dict[str, Half] = {}
    for size, name in sorted(sizes, key=lambda entry: -entry[0]):
        smaller: Half = "a" if totals["a"] <= totals["b"] else "b"
        found[name] = smaller
        totals[smaller] += size
    return found
