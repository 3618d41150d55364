"""Parts of speech and dictionary forms."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from quoteattr.nlp.compact.checkpoint import ROOT, Vocabulary, Weights, expect
from quoteattr.nlp.compact.pretrained import Pretrained
from quoteattr.nlp.compact.recurrent import Highway, batches
from quoteattr.nlp.compact.spelling import Letters, Remembered

#: Settings of the tagger and the parser that these modules know how to run.
KNOWN_SHAPE: Mapping[str, object] = {
    "char": True, "charlm": False, "bert_model": None, "pretrain": True, "rec_dropout": 0, "char_rec_dropout": 0,
    "char_num_layers": 1, "use_peft": False,
}  # fmt: skip

#: The only format of dictionary that Stanza still writes, and its entry for words whatever their part of speech.
_LEMMAS_VERSION, _ANY = 3, "*"

_QUESTION_MARKS = (
    "?\N{FULLWIDTH QUESTION MARK}\N{PRESENTATION FORM FOR VERTICAL QUESTION MARK}\N{SMALL QUESTION MARK}"
    "\N{DOUBLE QUESTION MARK}"
)
_EXCLAMATION_MARKS = (
    "!\N{FULLWIDTH EXCLAMATION MARK}\N{PRESENTATION FORM FOR VERTICAL EXCLAMATION MARK}\N{SMALL EXCLAMATION MARK}"
    "\N{DOUBLE EXCLAMATION MARK}"
)
_QUESTION = re.compile(f"[{_QUESTION_MARKS}][{_QUESTION_MARKS}{_EXCLAMATION_MARKS}]+")
_EXCLAMATION = re.compile(f"[{_EXCLAMATION_MARKS}][{_QUESTION_MARKS}{_EXCLAMATION_MARKS}]+")


def seen_as(word: str) -> str:
    """Return the word that the models look at for a word: "?!?" is read as "?"."""
    if len(word) > 1 and not word[0].isalnum():
        return "?" if _QUESTION.fullmatch(word) else "!" if _EXCLAMATION.fullmatch(word) else word
    return word


class WordInput:
    """What the tagger and the parser see of a word by itself: learnt and pretrained vectors, and its letters.

    The word ``""`` is the root above the sentence.
    """

    def __init__(self, weights: Weights, vocabulary: Mapping[str, Any], pretrained: Pretrained) -> None:
        """Take the weights of a model, its vocabularies and the vectors that it was trained with."""
        self._words, self._letters = Vocabulary(vocabulary["word"]), Letters(weights, Vocabulary(vocabulary["char"]))
        self._embedding = weights["word_emb.weight"]
        self._from_pretrained, self._from_letters = weights["trans_pretrained.weight"], weights["trans_char.weight"]
        self._pretrained = pretrained

    def __call__(self, words: Sequence[str]) -> tuple[Tensor, Tensor, Tensor]:
        """Return the vectors by learnt table, by pretrained table and by letters, (words, width) each."""
        learnt = torch.tensor([self._words.number(word) if word else ROOT for word in words])
        numbers = self._pretrained.numbers(words)
        numbers[[index for index, word in enumerate(words) if not word]] = ROOT
        letters = self._letters([word or [_ROOT_LETTER] for word in words])
        return (
            self._embedding[learnt],
            self._pretrained.rows(numbers) @ self._from_pretrained.t(),
            letters @ self._from_letters.t(),
        )


_ROOT_LETTER = "<ROOT>"


class Tagger:
    """Universal and Penn Treebank tags of words."""

    def __init__(self, state: Mapping[str, Any], pretrained: Pretrained) -> None:
        """Take what the model file ``pos`` holds.

        Raises:
            UnfitError: It is of another shape.
        """
        config, weights = state["config"], Weights(state["model"])
        expect(config, **KNOWN_SHAPE, char_bidirectional=False, share_hid=False, tag_column_link="tag_emb")
        words = WordInput(weights, state["vocab"], pretrained)
        self._words = Remembered(lambda distinct: torch.cat(words(distinct), 1))
        self._highway = Highway(weights, "taggerlstm", config["num_layers"])
        self._hidden = weights.linear("upos_hid", "tag_hid.xpos")
        self._upos = weights.linear("upos_clf")
        self._upos_units = Vocabulary(state["vocab"]["upos"]).units
        self._xpos_units = Vocabulary(state["vocab"]["xpos"]).units
        bilinear, bias = weights["tag_clf.xpos.W_bilin.weight"], weights["tag_clf.xpos.W_bilin.bias"]
        parents = functional.pad(weights["upos_emb.weight"], (0, 1), value=1.0)
        scorers = torch.einsum("uj,oij->uoi", parents, bilinear)
        #: For each universal tag the scorer of Penn tags beside it: weight (tags, width) and bias (tags).
        self._xpos = [(scorer[:, :-1].contiguous(), scorer[:, -1] + bias) for scorer in scorers]

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, str]]]:
        """Return (universal tag, Penn tag) of each word of each sentence."""
        rows = self._words.rows(sentences)
        found: list[list[tuple[str, str]]] = [[] for _ in sentences]
        for batch in batches([len(sentence) for sentence in rows]):
            tags = self._decide(self._highway(self._words.table[batch.packed(rows)], batch))
            for index, length, places in zip(batch.order, batch.lengths, batch.places().tolist(), strict=True):
                found[index] = [tags[place] for place in places[:length]]
        return found

    def _decide(self, states: Tensor) -> list[tuple[str, str]]:
        """Return the tags of words, (words, width)."""
        for_upos, for_xpos = functional.linear(states, *self._hidden).relu_().chunk(2, 1)
        upos = functional.linear(for_upos, *self._upos).argmax(1)
        xpos = torch.empty_like(upos)
        for tag in sorted(set(upos.tolist())):
            of_tag = upos == tag
            xpos[of_tag] = functional.linear(for_xpos[of_tag], *self._xpos[tag]).argmax(1)
        pairs = zip(upos.tolist(), xpos.tolist(), strict=True)
        return [(self._upos_units[one], self._xpos_units[other]) for one, other in pairs]


class Lemmas:
    """Dictionary forms, looked up; a word that the dictionary has not is its own."""

    def __init__(self, state: Mapping[str, Any]) -> None:
        """Take what the model file ``lemma`` holds.

        Raises:
            UnfitError: It is more than a dictionary.
        """
        expect(state["config"], dict_only=True, caseless=False)
        expect(state, dicts_version=_LEMMAS_VERSION, contextual=[])
        self._by_tag: dict[str, dict[str, str]] = json.loads(gzip.decompress(state["dicts"]))
        self._any = self._by_tag.get(_ANY, {})

    def __call__(self, word: str, upos: str) -> str:
        """Return the dictionary form of a word by its universal tag."""
        lemma = self._by_tag.get(upos, {}).get(word)
        if lemma is None:
            lemma = self._any.get(word)
        return (word if lemma is None else lemma) or "_"
