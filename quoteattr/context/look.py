"""The encoder at work on one text: what it makes of a stretch, when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quoteattr.context.network import TypeNetwork
from quoteattr.context.surroundings import Pieces, surroundings
from quoteattr.context.weights import load_network
from quoteattr.encoder.pieces import TOKENIZER_FILE, load_tokenizer
from quoteattr.marks import Marked
from quoteattr.model import Span


@dataclass(frozen=True)
class Context:
    """Answers what the marked stretches of a text are; nothing is loaded before the first question.

    Attributes:
        text: The text.
        paragraphs: Its paragraphs.
        marked: Its stretches in quotation marks.
        folder: The packaged models.
        network: Takes the folder and returns the network.
    """

    text: str
    paragraphs: Sequence[Span]
    marked: Sequence[Marked]
    folder: Path
    network: Callable[[Path], TypeNetwork] = load_network

    def __call__(self, stretch: int) -> list[float] | None:
        """Return the probabilities of ``TYPES`` for a stretch, by its number; None where nothing is told around it."""
        seen = surroundings(self._pieces, stretch)
        return None if seen.alone else self.network(self.folder).shares(seen)

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces.of(self.text, self.paragraphs, self.marked, load_tokenizer(self.folder / TOKENIZER_FILE))
