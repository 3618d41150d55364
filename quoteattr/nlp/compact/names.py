"""Names of people, bodies and places: a tag for each word, the sequence of tags the best of the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from quoteattr.nlp.compact.checkpoint import PAD, RESERVED, UNKNOWN, Vocabulary, Weights, expect
from quoteattr.nlp.compact.pretrained import Pretrained
from quoteattr.nlp.compact.recurrent import Batch, Bidirectional, batches
from quoteattr.nlp.compact.spelling import Letters, Remembered


class NameTagger:
    """Tags of words: ``B-PER`` begins a name of several words, ``I-`` goes on, ``E-`` ends it; ``S-`` is one alone."""

    def __init__(self, state: Mapping[str, Any], pretrained: Pretrained) -> None:
        """Take what the model file ``ner`` holds.

        Raises:
            UnfitError: It is of another shape.
        """
        config, weights = state["config"], Weights(state["model"])
        expect(
            config, char=True, charlm=False, char_lowercase=False, char_num_layers=1, char_rec_dropout=0,
            bert_model=None, use_peft=False, lowercase=True, input_transform=True, num_layers=1, scheme="bioes",
            connect_output_layers=False, predict_tagset=0,
        )  # fmt: skip
        expect({"tagsets": len(state["vocab"]["tag"]["_id2unit"])}, tagsets=1)
        self._pretrained = pretrained
        self._learnt, self._embedding = Vocabulary(state["vocab"]["delta"]), weights.stored("delta_emb.weight")
        self._letters = Letters(weights, Vocabulary(state["vocab"]["char"]))
        self._transform = weights.linear("input_transform")
        self._words = Remembered(self._vectors)
        start = weights["taggerlstm_h_init"], weights["taggerlstm_c_init"]
        self._lstm = Bidirectional(weights.lstm("taggerlstm.lstm"), start)
        self._scores = weights.linear("tag_clfs.0")
        self._transitions = weights["crits.0._transitions"]
        self._tags: Sequence[str] = state["vocab"]["tag"]["_id2unit"][0]

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the tag of each word of each sentence."""
        rows = self._words.rows(sentences)
        found: list[list[str]] = [[] for _ in sentences]
        for batch in batches([len(sentence) for sentence in rows]):
            states = self._lstm(self._words.table[batch.packed(rows)], batch)
            paths = best_paths(functional.linear(states, *self._scores), self._transitions, batch)
            for index, length, path in zip(batch.order, batch.lengths, paths, strict=True):
                found[index] = mended([self._tags[max(number, RESERVED)] for number in path[:length]])
        return found

    def _vectors(self, words: Sequence[str]) -> Tensor:
        known = self._pretrained.numbers(words)
        learnt = torch.tensor([self._learnt.number(word) for word in words])
        learnt[(learnt == UNKNOWN) & (known != UNKNOWN)] = PAD
        tables = self._pretrained.rows(known) + self._embedding[learnt].float()
        return functional.linear(torch.cat([tables, self._letters(words)], 1), *self._transform)


def best_paths(scores: Tensor, transitions: Tensor, batch: Batch) -> list[list[int]]:
    """Return the best sequence of tags of each sentence (Viterbi).

    Args:
        scores: (steps, tags), packed.
        transitions: (tags, tags): from the row's tag to the column's.
        batch: The sentences.

    Returns:
        (sentences, longest): numbers of tags; meaningless behind a sentence's end.
    """
    first, *rest = torch.split(scores, batch.sizes.tolist())
    best = first.clone()
    came_from: list[Tensor] = []
    for step in rest:
        value, before = (best[: len(step), :, None] + transitions).max(1)
        best[: len(step)] = step + value
        came_from.append(before)
    tag = best.argmax(1)
    path = [tag]
    for before in reversed(came_from):
        tag = torch.cat([before.gather(1, tag[: len(before), None])[:, 0], tag[len(before) :]])
        path.append(tag)
    path.reverse()
    found: list[list[int]] = torch.stack(path, 1).tolist()
    return found


def mended(tags: Sequence[str]) -> list[str]:
    """Return tags of which every name has a beginning and an end, as Stanza mends them.

    >>> mended(["I-PER", "I-PER", "O", "B-LOC"])
    ['B-PER', 'E-PER', 'O', 'S-LOC']
    """
    found = list(tags)
    for index, tag in enumerate(found):
        if tag[0] == "I":
            if not _goes_on(found, index):
                found[index] = "E" + tag[1:]
            if not _has_begun(found, index):
                found[index] = "B" + tag[1:]
    for index, tag in enumerate(found):
        if (tag[0] == "B" and not _goes_on(found, index)) or (tag[0] == "E" and not _has_begun(found, index)):
            found[index] = "S" + tag[1:]
    return found


def _goes_on(tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(tags) and tags[index + 1] in ("I" + tags[index][1:], "E" + tags[index][1:])


def _has_begun(tags: Sequence[str], index: int) -> bool:
    return index > 0 and tags[index - 1] in ("B" + tags[index][1:], "I" + tags[index][1:])
