"""A small BERT encoder in plain torch: word pieces in, one vector for each out."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Flags that are added to the word pieces, by what they belong to; see ``passages``.
FLAGS = 4
#: The first layers and the word pieces stay as MiniLM has them, which saves training time; the flags come in behind.
FROZEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of an encoder.

    Attributes:
        layers: Transformer layers; the first ones of MiniLM-L6.
        width: Length of a piece's vector.
        heads: Attention heads of a layer.
        inner: Width of a layer's feed-forward part.
        pieces: Entries of the vocabulary.
        positions: Longest window, in pieces.
    """

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    pieces: int = 30522
    positions: int = 512


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each with a residual and a normalisation behind it (BERT's order)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.attention = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.mix_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.narrow_norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Return new states of the same shape; ``mask`` is False where a key is padding."""
        batch, length, width = states.shape
        split = self.attention(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.mix(mixed.transpose(1, 2).reshape(batch, length, width))
        states = self.mix_norm(states + functional.dropout(mixed, self.dropout, self.training))
        widened = self.narrow(functional.gelu(self.widen(states)))
        normed: Tensor = self.narrow_norm(states + functional.dropout(widened, self.dropout, self.training))
        return normed


class Encoder(nn.Module):
    """BERT's embeddings and the first layers, with a flag for each piece."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.pieces, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.flags = nn.Embedding(FLAGS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(shape, dropout if number >= FROZEN else 0.0) for number in range(shape.layers)
        )

    def forward(self, pieces: Tensor, flags: Tensor, lengths: list[int]) -> Tensor:
        """Return a vector for each piece.

        Args:
            pieces: Numbers of the word pieces, (windows, longest), padded with 0.
            flags: What each piece belongs to, of the same shape.
            lengths: Pieces of each window without padding.

        Returns:
            (windows, longest, width).
        """
        longest = pieces.shape[1]
        mask = None
        if min(lengths) < longest:
            kept = torch.arange(longest)[None, :] < torch.tensor(lengths)[:, None]
            mask = kept[:, None, None, :]
        with torch.no_grad():
            states: Tensor = self.norm(self.pieces(pieces) + self.positions.weight[:longest])
            for layer in self.layers[:FROZEN]:
                states = layer(states, mask)
        states = states + self.flags(flags)
        for layer in self.layers[FROZEN:]:
            states = layer(states, mask)
        return states
