"""Sentences and words found in running text, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from quoteattr.nlp.compact.checkpoint import Vocabulary, Weights, expect
from quoteattr.nlp.compact.recurrent import Batch, Bidirectional, batches
from quoteattr.nlp.token import Token

#: Letters read at once; longer paragraphs go on behind the last sentence that ended within these.
WINDOW = 1000
#: A longer word (a line of dashes, a key) is shown to the models as unknown.
LONGEST_WORD = 300
#: Letters that go through the network together; bounds memory.
LETTERS_AT_ONCE = 16_000
#: Different letters remembered; few texts have more than a hundred.
LETTERS_KEPT = 2000
#: What it is shown as.
TOO_LONG = "<UNK>"

#: What a letter is, by Stanza's numbers: inside a word; its last; the sentence's last; 3 and 4 are 1 and 2 of a
#: contraction ("don't").
INSIDE, WORD_END, SENTENCE_END, CONTRACTION, CONTRACTION_AT_END = range(5)
_ENDS = (SENTENCE_END, CONTRACTION_AT_END)

_BLANK_LINE = re.compile(r"\n[\s\u0080-\u009f]*\n")
_SPACE = re.compile(r"[\s\u0080-\u009f]")
#: Where there may be an address of the web or of mail, in which no word ends.
_MAY_BE_ADDRESS = re.compile(r"@|://|www\.|[a-zA-Z0-9]\.(?:gov|org|edu|net|com|co)")

_DIGIT = re.compile(r"\d")

_FEATURES = ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"]


class _Chunk:
    """Text without a blank line in it, every run of spaces made one.

    Attributes:
        letters: As the model sees them.
        places: Offset of each in the text.
        numbers: Of each in the vocabulary, (letters).
        features: (letters, 5), in the order of ``_FEATURES``.
        labels: What each is, as far as decided.
    """

    __slots__ = ("features", "labels", "letters", "numbers", "places")

    def __init__(self, text: str, start: int, end: int, letter: Callable[[int], tuple[int, ...]]) -> None:
        shown = _SPACE.sub(" ", text[start:end])
        codes = np.frombuffer(shown.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kept = np.ones(len(codes), dtype=bool)
        kept[1:] = (codes[1:] != _SPACE_CODE) | (codes[:-1] != _SPACE_CODE)
        places = np.flatnonzero(kept)
        self.places: list[int] = (places + start).tolist()
        self.letters = shown if len(places) == len(shown) else "".join(map(shown.__getitem__, places.tolist()))
        distinct, which = np.unique(codes[kept], return_inverse=True)
        known = torch.tensor([letter(code) for code in distinct.tolist()])[torch.from_numpy(which)]
        self.numbers = known[:, 0]
        self.features = torch.zeros(len(places), len(_FEATURES))
        self.features[:, :3] = known[:, 1:]
        self.features[-1, 3] = self.features[0, 4] = 1
        self.labels: list[int] = []


_SPACE_CODE = ord(" ")


class Tokenizer:
    """Sentences of tokens, from text."""

    def __init__(self, state: Mapping[str, Any], split: Callable[[str], tuple[str, ...]]) -> None:
        """Take what the model file ``tokenize`` holds, and what splits contractions.

        Raises:
            UnfitError: It is of another shape.
        """
        config, weights = state["config"], Weights(state["model"])
        expect(
            config, feat_funcs=_FEATURES, rnn_layers=1, conv_res=None, hierarchical=True, use_mwt=True,
            use_dictionary=False, skip_newline=False, charlm=False,
        )  # fmt: skip
        vocabulary = Vocabulary(state["vocab"])
        self._embedding = weights["embeddings.weight"]
        self._first, self._second = (Bidirectional(weights.lstm(name)) for name in ("rnn", "rnn2"))
        self._after_first = weights.linear("tok_clf", "sent_clf", "mwt_clf")
        self._after_second = torch.cat([weights[f"{name}_clf2.weight"] for name in ("tok", "sent", "mwt")])
        self._sharpness = float(config["hier_invtemp"])
        self._split = split

        @lru_cache(maxsize=LETTERS_KEPT)
        def letter(code: int) -> tuple[int, ...]:
            character = chr(code)
            numeric = _DIGIT.match(character) is not None
            return vocabulary.number(character), character == " ", character.isupper(), numeric

        self._letter = letter

    def __call__(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Return the sentences of each text; a blank line ends one."""
        chunks = [
            [_Chunk(text, start, end, self._letter) for start, end in _without_blank_lines(text)] for text in texts
        ]
        self._label([chunk for of_text in chunks for chunk in of_text])
        return [[sentence for chunk in of_text for sentence in self._sentences(chunk)] for of_text in chunks]

    def _label(self, chunks: Sequence[_Chunk]) -> None:
        """Decide of every letter what it is."""
        left = list(chunks)
        while left:
            for chunk, found in zip(left, self._read(left), strict=True):
                if len(chunk.letters) - len(chunk.labels) > WINDOW:
                    last = next((at for at in range(len(found) - 1, -1, -1) if found[at] in _ENDS), len(found) - 1)
                    del found[last + 1 :]
                chunk.labels += found
            left = [chunk for chunk in left if len(chunk.labels) < len(chunk.letters)]
        for chunk in chunks:
            chunk.labels[-1] = SENTENCE_END if chunk.labels[-1] <= SENTENCE_END else CONTRACTION_AT_END
            if _MAY_BE_ADDRESS.search(chunk.letters):
                _join_addresses(chunk)

    def _read(self, chunks: Sequence[_Chunk]) -> list[list[int]]:
        """Return what the model says of the next letters of each chunk."""
        shown = [slice(len(chunk.labels), len(chunk.labels) + WINDOW) for chunk in chunks]
        # a chunk that is read at once has a step of padding behind it, as in training
        lengths = [
            len(chunk.numbers[part]) + (len(chunk.letters) < WINDOW) for chunk, part in zip(chunks, shown, strict=True)
        ]
        found: list[list[int]] = [[] for _ in chunks]
        for batch in batches(lengths, LETTERS_AT_ONCE):
            numbers = torch.zeros(len(batch.order), batch.lengths[0], dtype=torch.long)
            features = torch.zeros(*numbers.shape, len(_FEATURES))
            for row, index in enumerate(batch.order):
                chunk, part = chunks[index], shown[index]
                numbers[row, : len(chunk.numbers[part])] = chunk.numbers[part]
                features[row, : len(chunk.numbers[part])] = chunk.features[part]
            letters = self._embedding[numbers.t()[batch.inside]]
            labels = self._decide(torch.cat([letters, features.transpose(0, 1)[batch.inside]], 1), batch)
            by_chunk = labels[batch.places().clamp_(0)]
            for index, row_labels in zip(batch.order, by_chunk.tolist(), strict=True):
                found[index] = row_labels[: len(chunks[index].numbers[shown[index]])]
        return found

    def _decide(self, steps: Tensor, batch: Batch) -> Tensor:
        """Return what each letter is, (steps)."""
        states = self._first(steps, batch)
        scores = functional.linear(states, *self._after_first)
        states *= 1 - torch.sigmoid(-scores[:, :1] * self._sharpness)
        scores += self._second(states, batch) @ self._after_second.t()
        word, sentence, contraction = functional.logsigmoid(scores).unbind(1)
        no_word, no_sentence, no_contraction = functional.logsigmoid(-scores).unbind(1)
        return torch.stack(
            [
                no_word,
                word + no_sentence + no_contraction,
                word + sentence + no_contraction,
                word + no_sentence + contraction,
                word + sentence + contraction,
            ]
        ).argmax(0)

    def _sentences(self, chunk: _Chunk) -> Iterator[list[Token]]:
        sentence: list[Token] = []
        start = 0
        for at, label in enumerate(chunk.labels):
            if label == INSIDE:
                continue
            text = chunk.letters[start : at + 1].lstrip()
            start = at + 1
            if not text:
                continue
            place = chunk.places[start - len(text)]
            text = text if len(text) <= LONGEST_WORD else TOO_LONG
            words = self._split(text) if label in (CONTRACTION, CONTRACTION_AT_END) else (text,)
            sentence.append(Token(place, chunk.places[at] + 1, text, words))
            if label in _ENDS:
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def _without_blank_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what stands between blank lines, spaces at its end left out."""
    start = 0
    for end, following in [*((match.start(), match.end()) for match in _BLANK_LINE.finditer(text)), (len(text), 0)]:
        length = len(text[start:end].rstrip())
        if length:
            yield start, start + length
        start = following


def _join_addresses(chunk: _Chunk) -> None:
    """Let no word end inside an address of the web or of mail."""
    from stanza.models.tokenization.utils import MASK_RE  # loads the rest of Stanza: only for texts with addresses

    for match in MASK_RE.finditer(chunk.letters):
        last = match.end() - 1
        chunk.labels[match.start() : last] = [INSIDE] * (last - match.start())
        chunk.labels[last] = chunk.labels[last] or WORD_END
