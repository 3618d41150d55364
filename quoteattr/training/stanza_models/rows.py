"""The columns of CoNLL-U, and reading text that may be compressed."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)


def is_word(cells: Sequence[str]) -> bool:
    """Tell whether a line's cells are a syntactic word: no comment, no multi-word token, no empty node."""
    return len(cells) == 10 and cells[ID].isdigit()


def read_text(path: Path) -> str:
    """Return the text of ``path``, or of ``path`` with ``.gz`` behind it.

    Raises:
        FileNotFoundError: Neither exists.
    """
    packed = path.with_name(path.name + ".gz")
    if packed.exists():
        return gzip.decompress(packed.read_bytes()).decode("utf-8")
    return path.read_text(encoding="utf-8")


def sentences(conllu: str) -> list[list[list[str]]]:
    """Return each sentence as the cells of its words."""
    blocks = ([line.split("\t") for line in block.split("\n")] for block in conllu.split("\n\n"))
    words = ([cells for cells in block if is_word(cells)] for block in blocks)
    return [sentence for sentence in words if sentence]
