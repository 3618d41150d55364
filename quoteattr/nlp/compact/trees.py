"""Dependency trees: every word scored as the head of every other, then the best tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from quoteattr.nlp.arborescence import best_tree
from quoteattr.nlp.compact.checkpoint import RESERVED, ROOT, Vocabulary, Weights, expect
from quoteattr.nlp.compact.pretrained import Pretrained
from quoteattr.nlp.compact.recurrent import Batch, Highway, batches
from quoteattr.nlp.compact.spelling import Remembered
from quoteattr.nlp.compact.tags import KNOWN_SHAPE, WordInput

#: Words whose relations are decided together; bounds memory to some 20 MB.
RELATIONS_AT_ONCE = 1000

#: Sentences whose words are compared together are no shorter than this share of the longest.
LEAST_ALIKE = 0.75

_SCORERS = ("unlabeled", "linearization", "distance")
#: What a word shows as a dependent and as a head, to each of them and to the scorer of relations.
_SIDES = 2 * (len(_SCORERS) + 1)


class TreeParser:
    """Heads and relations of words."""

    def __init__(self, state: Mapping[str, Any], pretrained: Pretrained) -> None:
        """Take what the model file ``depparse`` holds.

        Raises:
            UnfitError: It is of another shape.
        """
        config, weights = (
            state["config"],
            Weights(state["model"]["model"] if "model" in state["model"] else state["model"]),
        )
        expect(
            config, **KNOWN_SHAPE, use_upos=True, use_xpos=True, use_ufeats=False, linearization=True, distance=True,
            use_arc_embedding=False, model_type="graph", reversed=False, resolve_head_constraints=False,
        )  # fmt: skip
        vocabulary = state["vocab"]
        self._words = Remembered(self._vectors)
        self._input = WordInput(weights, vocabulary, pretrained)
        self._lemmas, self._lemma_embedding = Vocabulary(vocabulary["lemma"]), weights["lemma_emb.weight"]
        self._upos, self._upos_embedding = Vocabulary(vocabulary["upos"]), weights["upos_emb.weight"]
        self._xpos, self._xpos_embedding = Vocabulary(vocabulary["xpos"]), weights["xpos_emb.weight"]
        self._relations = Vocabulary(vocabulary["deprel"]).units
        self._highway = Highway(weights, "parserlstm", config["num_layers"])
        #: Width of a word's vectors from tables; those from its letters stand behind lemma and tags.
        self._tables = config["transformed_dim"] + config["word_emb_dim"]
        self._sides = weights.linear(*(f"{name}.W{side}" for name in (*_SCORERS, "deprel") for side in (1, 2)))
        self._arcs = [
            (weights[f"{name}.scorer.W_bilin.weight"][:, :, 0], weights[f"{name}.scorer.W_bilin.bias"])
            for name in _SCORERS
        ]
        relation = weights["deprel.scorer.W_bilin.weight"]
        self._relation = relation.flatten(1).contiguous()
        self._relation_bias = weights["deprel.scorer.W_bilin.bias"]

    def _vectors(self, words: Sequence[str]) -> Tensor:
        learnt, pretrained, letters = self._input(words)
        return torch.cat([pretrained, learnt, letters], 1)

    def __call__(
        self,
        sentences: Sequence[Sequence[str]],
        tags: Sequence[Sequence[tuple[str, str]]],
        lemmas: Sequence[Sequence[str]],
    ) -> list[list[tuple[int, str]]]:
        """Return for each word of each sentence the number of its head, from 1, 0 for none, and the relation."""
        rows = self._words.rows(["", *sentence] for sentence in sentences)
        lemma_rows = [[ROOT, *map(self._lemmas.number, sentence)] for sentence in lemmas]
        upos_rows = [[ROOT, *(self._upos.number(upos) for upos, _ in sentence)] for sentence in tags]
        xpos_rows = [[ROOT, *(self._xpos.number(xpos) for _, xpos in sentence)] for sentence in tags]
        found: list[list[tuple[int, str]]] = [[] for _ in sentences]
        for batch in batches([len(sentence) for sentence in rows]):
            words = self._words.table[batch.packed(rows)]
            lemma = self._lemma_embedding[batch.packed(lemma_rows)]
            tag = self._upos_embedding[batch.packed(upos_rows)] + self._xpos_embedding[batch.packed(xpos_rows)]
            steps = torch.cat([words[:, : self._tables], lemma, tag, words[:, self._tables :]], 1)
            heads, labels = self._decide(self._highway(steps, batch), batch)
            for place, index in enumerate(batch.order):
                found[index] = [
                    (head, self._relations[RESERVED + label])
                    for head, label in zip(heads[place][1:], labels[place][1:], strict=True)
                ]
        return found

    def _decide(self, states: Tensor, batch: Batch) -> tuple[list[list[int]], list[list[int]]]:
        """Return heads and relations' numbers of the words of each sentence, the root before them."""
        sides = functional.pad(
            functional.linear(states, *self._sides).relu_().view(len(states), _SIDES, -1), (0, 1), value=1.0
        )
        places = batch.places().clamp_(0)
        above = torch.empty(len(states), dtype=torch.long)
        heads: list[list[int]] = []
        for group in _alike(batch.lengths):
            longest = batch.lengths[group.start]
            where = places[group, :longest]
            inside = batch.inside[:longest, group].t()
            best = _heads(self._arcs_of(sides[where]), inside)
            above[where[inside]] = where.gather(1, best)[inside]
            heads += [row[:length] for row, length in zip(best.tolist(), batch.lengths[group], strict=True)]
        dependents, governors = sides[:, -2], sides[above, -1]
        labels = torch.cat(
            [
                self._labels(*pairs)
                for pairs in zip(
                    torch.split(dependents, RELATIONS_AT_ONCE), torch.split(governors, RELATIONS_AT_ONCE), strict=True
                )
            ]
        )
        return heads, [row[:length] for row, length in zip(labels[places].tolist(), batch.lengths, strict=True)]

    def _arcs_of(self, sides: Tensor) -> Tensor:
        """Return how well each word of a sentence is governed by each other, (sentences, dependents, heads)."""
        scores, direction, distance = (
            sides[:, :, 2 * number] @ weight @ sides[:, :, 2 * number + 1].transpose(1, 2) + bias
            for number, (weight, bias) in enumerate(self._arcs)
        )
        place = torch.arange(scores.shape[1])
        offset = (place[None, :] - place[:, None]).float()
        scores += functional.logsigmoid(direction * offset.sign())
        scores -= torch.log((offset.abs() - 1 - functional.softplus(distance)) ** 2 / 2 + 1)
        return scores.masked_fill_(torch.eye(len(place), dtype=torch.bool), -torch.inf)

    def _labels(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Return the numbers of the best relations between words and their heads, (words)."""
        between = (dependents @ self._relation).view(len(governors), governors.shape[1], -1)
        return (torch.bmm(governors[:, None], between)[:, 0] + self._relation_bias).argmax(1)


def _alike(lengths: Sequence[int]) -> Iterator[slice]:
    """Yield runs of sentences that are not much longer than each other; the longest come first."""
    start = 0
    for end in range(1, len(lengths) + 1):
        if end == len(lengths) or lengths[end] < LEAST_ALIKE * lengths[start]:
            yield slice(start, end)
            start = end


def _heads(scores: Tensor, inside: Tensor) -> Tensor:
    """Return the heads of the best tree of each sentence.

    Args:
        scores: (sentences, dependents, heads).
        inside: (sentences, longest): False where a sentence has ended.

    Returns:
        (sentences, longest): 0 for the root and behind the end.
    """
    scores = scores.masked_fill(~inside[:, None, :], -torch.inf)
    heads = scores.argmax(2).masked_fill_(~inside, 0)
    heads[:, 0] = 0
    above = heads
    for _ in range(inside.shape[1].bit_length()):  # each round doubles the way upward, to the root if there is no cycle
        above = above.gather(1, above)
    roots = ((heads == 0) & inside).sum(1) - 1
    for index in ((above != 0).any(1) | (roots != 1)).nonzero()[:, 0].tolist():
        length = int(inside[index].sum())
        heads[index, :length] = torch.from_numpy(best_tree(scores[index, :length, :length].double().numpy()))
    return heads
