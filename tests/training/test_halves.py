"""A corpus in two halves of one size."""

import gzip
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from quoteattr.training.halves import halves


def write(path: Path, sizes: list[int]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for number, size in enumerate(sizes):
            out.write(json.dumps({"doc_id": f"book {number}", "quotes": [{}] * size}) + "\n")
    return path


@given(sizes=st.lists(st.integers(0, 50), max_size=12))
def test_halves_differ_by_no_more_than_the_longest_book(tmp_path_factory, sizes: list[int]) -> None:  # type: ignore[no-untyped-def]
    found = halves(write(tmp_path_factory.mktemp("gold") / "gold.jsonl.gz", sizes))
    totals = {half: sum(sizes[int(name.split()[1])] for name, one in found.items() if one == half) for half in "ab"}
    assert len(found) == len(sizes)
    assert abs(totals["a"] - totals["b"]) <= max(sizes, default=0)
