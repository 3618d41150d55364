"""Word vectors learnt from large texts, shared by the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from torch import Tensor, tensor

from quoteattr.nlp.compact.checkpoint import Vocabulary


class Pretrained:
    """A table of word vectors, words in lower case."""

    def __init__(self, state: Mapping[str, Any]) -> None:
        """Take what the model file ``pretrain`` holds."""
        self._vocabulary = Vocabulary(state["vocab"])
        self._table: Tensor = state["emb"]

    def numbers(self, words: Sequence[str]) -> Tensor:
        """Return the words' rows, (words)."""
        number = self._vocabulary.number
        return tensor([number(word.lower().replace(" ", "\N{NO-BREAK SPACE}")) for word in words])

    def rows(self, numbers: Tensor) -> Tensor:
        """Return the vectors in single precision, (words, width)."""
        return self._table[numbers].float()
