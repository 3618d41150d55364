"""A text in word pieces, and the part of it around one marked stretch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoteattr.encoder.pieces import BREAK, CLS, NOWHERE, QUOTED, TOLD, pieces_of, plain, quotation
from quoteattr.marks import Marked
from quoteattr.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Pieces before a stretch and behind it that are looked at, if the text has them.
BEFORE, BEHIND = 96, 32


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in pieces.

    Attributes:
        numbers: In the vocabulary.
        flags: Whether each is told or quoted.
        spans: Where each stands in the text; nowhere for those that are no words.
        breaks: Indices of the pieces that open a paragraph.
        stretches: For each marked stretch the indices of the pieces that open and close it.
    """

    numbers: list[int]
    flags: list[int]
    spans: list[Span]
    breaks: list[int]
    stretches: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[Span], marked: Sequence[Marked], tokenizer: Tokenizer) -> Pieces:
        """Return a text in pieces, the middle of its long quotations left out."""
        text, made, at = plain(text), cls([], [], [], [], []), 0
        for number, paragraph in enumerate(paragraphs):
            made.breaks.append(len(made.numbers))
            made._add([(BREAK, NOWHERE)], TOLD)
            told = paragraph.start
            while at < len(marked) and marked[at].paragraph == number:
                made._add(list(pieces_of(tokenizer, text, told, marked[at].span.start)), TOLD)
                opening = len(made.numbers)
                made._add(quotation(tokenizer, text, marked[at].content), QUOTED)
                made.stretches.append((opening, len(made.numbers) - 1))
                told, at = marked[at].span.end, at + 1
            made._add(list(pieces_of(tokenizer, text, told, paragraph.end)), TOLD)
        return made

    def _add(self, pieces: Sequence[tuple[int, Span]], flag: int) -> None:
        self.numbers.extend(number for number, _ in pieces)
        self.spans.extend(span for _, span in pieces)
        self.flags.extend([flag] * len(pieces))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the encoder is shown of one stretch.

    Attributes:
        numbers: Of the pieces, with [CLS] before.
        flags: Of the pieces.
        ends: Where the stretch opens and closes in them.
    """

    numbers: list[int]
    flags: list[int]
    ends: tuple[int, int]

    @property
    def alone(self) -> bool:
        """Whether nothing is told around the stretch, so that there is nothing to go by."""
        return all(
            flag == QUOTED or number in (CLS, BREAK) for number, flag in zip(self.numbers, self.flags, strict=True)
        )


def surroundings(pieces: Pieces, stretch: int) -> Surroundings:
    """Return the part of a text around a stretch; it opens with a paragraph where one opens near enough."""
    opening, closing = pieces.stretches[stretch]
    start, end = max(0, opening - BEFORE), closing + 1 + BEHIND
    first = bisect_left(pieces.breaks, start)
    if first < len(pieces.breaks) and pieces.breaks[first] < opening:
        start = pieces.breaks[first]
    base = start - 1  # [CLS] stands before
    return Surroundings(
        [CLS, *pieces.numbers[start:end]], [TOLD, *pieces.flags[start:end]], (opening - base, closing - base)
    )
