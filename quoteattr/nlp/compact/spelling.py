"""Vectors of words: from tables, and from their letters by a small LSTM; each distinct word once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import torch
from torch import Tensor

from quoteattr.nlp.compact.checkpoint import Vocabulary, Weights
from quoteattr.nlp.compact.recurrent import Bidirectional, batches

#: Distinct words whose vectors are remembered, some 15 MB for each model.
KEPT = 20_000


class Remembered:
    """Vectors of distinct words, computed once and kept for the texts that follow."""

    def __init__(self, compute: Callable[[Sequence[str]], Tensor]) -> None:
        """Take what computes the vectors, (words, width), of distinct words."""
        self._compute = compute
        self._rows: dict[str, int] = {}
        self.table = torch.empty(0)

    def rows(self, sentences: Iterable[Sequence[str]]) -> list[list[int]]:
        """Return for each word of each sentence its row in ``table``, which holds until the next call."""
        held = list(sentences)
        new = dict.fromkeys(word for sentence in held for word in sentence if word not in self._rows)
        if len(self._rows) + len(new) > KEPT:
            self._rows.clear()
            self.table = torch.empty(0)
            new = dict.fromkeys(word for sentence in held for word in sentence)
        if new:
            vectors = self._compute(list(new))
            self.table = torch.cat([self.table, vectors]) if self._rows else vectors
            self._rows |= zip(new, range(len(self._rows), len(self._rows) + len(new)), strict=True)
        return [[self._rows[word] for word in sentence] for sentence in held]


class Letters:
    """A word's vector from its letters, by the LSTM called ``charmodel``."""

    def __init__(self, weights: Weights, vocabulary: Vocabulary) -> None:
        """Take the weights: with ``char_attn`` all states are weighed and summed, else the last ones are taken."""
        self._vocabulary = vocabulary
        self._embedding = weights["charmodel.char_emb.weight"]
        start = weights["charmodel.charlstm_h_init"], weights["charmodel.charlstm_c_init"]
        self._lstm = Bidirectional(weights.lstm("charmodel.charlstm.lstm"), start)
        self._weighing = weights.get("charmodel.char_attn.weight")

    def __call__(self, words: Sequence[Sequence[str]]) -> Tensor:
        """Return (words, width) for words given by their letters."""
        numbers = [[self._vocabulary.number(letter) for letter in word] for word in words]
        found: list[Tensor] = []
        order: list[int] = []
        for batch in batches([len(word) for word in numbers]):
            steps = self._embedding[batch.packed(numbers)]
            if self._weighing is None:
                found.append(self._lstm.last(steps, batch))
            else:
                states = self._lstm(steps, batch)
                states *= torch.sigmoid(states @ self._weighing.t())
                column = torch.arange(len(batch.order)).expand_as(batch.inside)[batch.inside]
                found.append(torch.zeros(len(batch.order), states.shape[1]).index_add_(0, column, states))
            order += batch.order
        return in_order(torch.cat(found), order)


def in_order(rows: Tensor, order: Sequence[int]) -> Tensor:
    """Return rows that belong to these places, put there."""
    sorted_rows = torch.empty_like(rows)
    sorted_rows[torch.tensor(order)] = rows
    return sorted_rows
