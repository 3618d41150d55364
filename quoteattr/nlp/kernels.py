"""Exact replacements for two slow spots in Stanza's inference on a CPU: same output, same models, less time.

Stanza's tree search lowers every root arc before it looks, so that each sentence starts with a cycle and is contracted
some twenty times in Python; and its character model reads every word of a batch, the same word many times.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from stanza.models.common import chuliu_edmonds
from stanza.models.common.char_model import CharacterModel
from stanza.models.common.utils import tensor_unsort
from stanza.models.depparse import head_constraints
from stanza.models.depparse import model as depparse_model
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pack_sequence, pad_packed_sequence

_search = chuliu_edmonds.chuliu_edmonds_one_root


def _best_tree(scores: Any) -> Any:
    """Return each word's best head where these already form a tree with one root, else what Stanza's search returns."""
    heads_scores = np.array(scores)
    chuliu_edmonds.prepare_scores(heads_scores)
    heads = np.argmax(heads_scores, axis=1)
    if np.count_nonzero(heads[1:] == 0) == 1 and not chuliu_edmonds.tarjan(heads):
        return heads
    return _search(scores)


def _distinct_words(self: Any, chars: Any, chars_mask: Any, word_orig_idx: Any, sentlens: Any, wordlens: Any) -> Any:
    """Run the character model over a batch's distinct words instead of all its words."""
    rows, inverse = torch.unique(chars, dim=0, return_inverse=True)
    lengths = rows.ne(0).sum(1)
    order = lengths.argsort(descending=True)
    rank = torch.empty_like(order)
    rank[order] = torch.arange(len(order))
    rows, sizes = rows[order], lengths[order].tolist()
    layers, count = self.num_dir * self.args["char_num_layers"], len(sizes)
    embedded = pack_padded_sequence(self.dropout(self.char_emb(rows)), sizes, batch_first=True)
    first = tuple(
        state.expand(layers, count, self.args["char_hidden_dim"]).contiguous()
        for state in (self.charlstm_h_init, self.charlstm_c_init)
    )
    output = self.charlstm(embedded, sizes, hx=first)
    if self.attn:
        steps = output[0]
        weights = torch.sigmoid(self.char_attn(self.dropout(steps.data)))
        padded, _ = pad_packed_sequence(PackedSequence(steps.data * weights, steps.batch_sizes), batch_first=True)
        words = padded.sum(1)
    else:
        words = output[1][0][-2:].transpose(0, 1).contiguous().view(count, -1)
    words = tensor_unsort(words[rank[inverse]], word_orig_idx)
    packed = pack_sequence(words.split(sentlens))
    return pad_packed_sequence(packed, batch_first=True)[0] if self.pad else packed


def install() -> None:
    """Put the replacements in place of Stanza's functions, once per process."""
    chuliu_edmonds.chuliu_edmonds_one_root = _best_tree
    depparse_model.chuliu_edmonds_one_root = _best_tree
    head_constraints.chuliu_edmonds_one_root = _best_tree
    CharacterModel.forward = _distinct_words
