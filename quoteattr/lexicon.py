"""The word lists under ``data/``: one entry a line, ``#`` starts a comment, source and licence on top of each file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of ``data/<name>.txt``, lower-case as they stand there.

    Raises:
        FileNotFoundError: There is no such list.
    """
    lines = files("quoteattr").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(entry for line in lines if (entry := line.partition("#")[0].strip()))
