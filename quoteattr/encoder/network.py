"""A small BERT encoder in plain torch: word pieces in, one vector for each out."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Flags that are added to the word pieces, by what they belong to: narration, a quotation, a name, a name in one.
FLAGS = 4
#: The first layers and the word pieces stay as MiniLM has them, which saves training time; the flags come in behind.
FROZEN = 2


def is_frozen(name: str) -> bool:
    """Tell whether training leaves a weight as it is, by its name in a network that calls its encoder ``encoder``."""
    return name.startswith(_FROZEN_NAMES)


_FROZEN_NAMES = tuple(
    f"encoder.{part}." for part in ("pieces", "positions", "norm", *(f"layers.{number}" for number in range(FROZEN)))
)


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

    def forward(self, states: Tensor, mask: Tensor | None, places: Tensor | None = None) -> Tensor:
        """Return new states.

        Args:
            states: (windows, longest, width).
            mask: False where a key is padding; None where there is none.
            places: (windows, places): whose states are asked for; None for all. Those cost time, the others hardly any.

        Returns:
            (windows, longest or places, width).
        """
        width = states.shape[2]
        key, value = self._heads(states, slice(width, None), 2)
        if places is not None:
            states = states.gather(1, places[:, :, None].expand(-1, -1, width))
        (query,) = self._heads(states, slice(0, width), 1)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.mix(mixed.transpose(1, 2).reshape(states.shape))
        states = self.mix_norm(states + functional.dropout(mixed, self.dropout, self.training))
        widened = self.narrow(functional.gelu(self.widen(states)))
        normed: Tensor = self.narrow_norm(states + functional.dropout(widened, self.dropout, self.training))
        return normed

    def _heads(self, states: Tensor, rows: slice, parts: int) -> Tensor:
        """Return some parts of query, key and value, (parts, windows, heads, length, width of a head)."""
        found = functional.linear(states, self.attention.weight[rows], self.attention.bias[rows])
        return found.view(*states.shape[:2], parts, self.heads, -1).permute(2, 0, 3, 1, 4)


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

    def forward(
        self, pieces: Tensor, flags: Tensor, lengths: list[int], places: Tensor, more: Tensor | None = None
    ) -> Tensor:
        """Return the vectors of some pieces.

        Args:
            pieces: Numbers of the word pieces, (windows, longest), padded with 0.
            flags: What each piece belongs to, of the same shape.
            lengths: Pieces of each window without padding.
            places: Which pieces' vectors are asked for, (windows, places).
            more: What else is known of each piece, to be added as the flags are, (windows, longest, width).

        Returns:
            (windows, places, width).
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
        if more is not None:
            states = states + more
        *middle, last = self.layers[FROZEN:]
        for layer in middle:
            states = layer(states, mask)
        found: Tensor = last(states, mask, places)
        return found
