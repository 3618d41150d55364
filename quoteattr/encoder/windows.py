"""Ranges of a long text's pieces that are encoded one at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A range of pieces that is encoded at once.

    Attributes:
        start: Its first piece.
        end: Behind its last piece.
        fresh: What starts at or behind this piece is decided here, what starts before it is context.
    """

    start: int
    end: int
    fresh: int


def windows(breaks: Sequence[int], length: int, *, longest: int, context: int, first: int = 0) -> Iterator[Window]:
    """Yield windows that hold every piece once as fresh, cut at paragraphs where these are short enough.

    Args:
        breaks: The pieces that open a paragraph.
        length: How many pieces there are.
        longest: How many a window has at most.
        context: Pieces before the fresh part, if the text has them.
        first: Where the first window starts.
    """
    stops = [place for place in breaks if place > first] + [length]
    fresh = first
    while fresh < length:
        low = max(first, fresh - context)
        at = bisect_left(breaks, low)
        if at < len(breaks) and low > first:
            low = min(breaks[at], fresh)
        limit = low + longest - 1
        at = bisect_left(stops, limit + 1) - 1
        end = stops[at] if at >= 0 and stops[at] > fresh else min(limit, length)
        yield Window(low, end, fresh)
        fresh = end
