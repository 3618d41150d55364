"""Contractions split into their words: "don't" into "do" and "n't"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch.nn import functional

from quoteattr.nlp.compact.checkpoint import Vocabulary, Weights, expect
from quoteattr.nlp.compact.recurrent import Bidirectional, batches

#: Numbers of what stands before and behind a word.
_START, _END = 2, 3


class Splitter:
    """Splits a contraction by a dictionary, or, where it has none, by its letters."""

    def __init__(self, state: Mapping[str, Any]) -> None:
        """Take what the model file ``mwt`` holds.

        Raises:
            UnfitError: It is of another shape.
        """
        config, weights = state["config"], Weights(state["model"])
        expect(config, force_exact_pieces=True, ensemble_dict=True, dict_only=False)
        self._known: Mapping[str, str] = state["dict"]
        self._vocabulary = Vocabulary(state["vocab"])
        self._embedding = weights["embedding.weight"]
        self._lstm = Bidirectional(weights.lstm("encoder"))
        self._hidden, self._output = weights.linear("output_layer.0"), weights.linear("output_layer.2")

    def __call__(self, token: str) -> tuple[str, ...]:
        """Return the words of a token; the token itself where it is one."""
        words = (self._look_up(token) or self._read(token)).split()
        return tuple(words) if len(words) > 1 else (token,)

    def _look_up(self, token: str) -> str | None:
        """Return the words, parted by spaces, or None for a token that the dictionary has in no case."""
        known = self._known.get(token)
        lower = self._known.get(token.lower()) if known is None else None
        if lower is not None and token.isupper():
            return lower.upper()
        if lower is not None and token[0].isupper() and token[1:].islower():
            return lower[0].upper() + lower[1:]
        return known

    def _read(self, token: str) -> str:
        steps = [_START, *map(self._vocabulary.number, token), _END]
        [batch] = batches([len(steps)])
        states = self._lstm(self._embedding[torch.tensor(steps)], batch)
        joined, cut = functional.linear(functional.linear(states, *self._hidden).relu_(), *self._output)[1:-1].unbind(1)
        return "".join(
            f" {letter}" if cuts else letter for letter, cuts in zip(token, (cut > joined).tolist(), strict=True)
        )
