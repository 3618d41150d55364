"""A novel as word pieces: quotations between marks of our own, long stretches cut in the middle, in windows.

What is long and says little about who speaks is left out: the middle of a long quotation, and of a long stretch of
narration.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoteattr.encoder.pieces import (
    BREAK,
    GAP,
    NAMED,
    NAMED_IN_QUOTED,
    NOWHERE,
    QUOTED,
    TOLD,
    cut,
    pieces_of,
    plain,
    quotation,
)
from quoteattr.fiction.aliases import Naming
from quoteattr.marks import Marked
from quoteattr.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Longest window, in pieces; MiniLM has 512 positions.
WINDOW = 480
#: Pieces of narration between two quotations beyond these are left out in the middle.
TOLD_HEAD, TOLD_TAIL = 40, 90

_FIRST_PERSON = re.compile(r"(?<![\w'\N{RIGHT SINGLE QUOTATION MARK}-])I(?![\w-])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A marked stretch in the pieces.

    Attributes:
        opening: Index of its opening piece.
        closing: Index of its closing piece.
        paragraph: Index of its paragraph.
    """

    opening: int
    closing: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or the narrator's "I", in the pieces.

    Attributes:
        first: Index of its first piece.
        last: Index of its last piece.
        paragraph: Index of its paragraph.
        unit: The marked stretch that holds it, None in narration.
        naming: Index into the namings; None for an "I".
        span: Where it stands in the text.
    """

    first: int
    last: int
    paragraph: int
    unit: int | None
    naming: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in pieces.

    Attributes:
        pieces: Numbers in the vocabulary.
        flags: What each belongs to.
        breaks: Indices of the pieces that open a paragraph.
        units: One for each marked stretch.
        mentions: In text order.
    """

    pieces: list[int]
    flags: list[int]
    breaks: list[int]
    units: list[Unit]
    mentions: list[Mention]


def make_passage(
    text: str, paragraphs: Sequence[Span], marked: Sequence[Marked], namings: Sequence[Naming],
    tokenizer: Tokenizer,
) -> Passage:  # fmt: skip
    """Return a text in pieces.

    Args:
        text: The text.
        paragraphs: Its paragraphs.
        marked: Its stretches in quotation marks.
        namings: Where characters are named, in text order.
        tokenizer: Of the encoder.
    """
    builder = _Builder(plain(text), namings, tokenizer)
    at = 0
    for number, paragraph in enumerate(paragraphs):
        builder.open_paragraph(number)
        told = paragraph.start
        while at < len(marked) and marked[at].paragraph == number:
            builder.tell(told, marked[at].span.start)
            builder.quote(marked[at].content)
            told, at = marked[at].span.end, at + 1
        builder.tell(told, paragraph.end)
    return builder.passage()


class _Builder:
    """Collects pieces; narration is held back until a quotation comes, to be cut."""

    def __init__(self, text: str, namings: Sequence[Naming], tokenizer: Tokenizer) -> None:
        self.text, self.namings, self.tokenizer = text, namings, tokenizer
        self.starts = [naming.span.start for naming in namings]
        self.done = Passage([], [], [], [], [])
        self.held: list[tuple[int, int, Span]] = []  # (piece, paragraph, where)
        self.number = 0

    def open_paragraph(self, number: int) -> None:
        self.number = number
        self.held.append((BREAK, number, NOWHERE))

    def tell(self, start: int, end: int) -> None:
        inside = pieces_of(self.tokenizer, self.text, start, end)
        self.held += [(piece, self.number, where) for piece, where in inside]

    def quote(self, content: Span) -> None:
        self._release()
        unit, opening = len(self.done.units), len(self.done.pieces)
        inside = quotation(self.tokenizer, self.text, content)
        self._add([(piece, self.number, where) for piece, where in inside], unit, QUOTED)
        self.done.units.append(Unit(opening, len(self.done.pieces) - 1, self.number))

    def passage(self) -> Passage:
        self._release()
        return self.done

    def _release(self) -> None:
        self._add(cut(self.held, TOLD_HEAD, TOLD_TAIL, (GAP, self.number, NOWHERE)), None, TOLD)
        self.held = []

    def _add(self, pieces: Sequence[tuple[int, int, Span]], unit: int | None, flag: int) -> None:
        done = self.done
        base = len(done.pieces)
        for index, (piece, _, _) in enumerate(pieces):
            if piece == BREAK:
                done.breaks.append(base + index)
        done.pieces.extend(piece for piece, _, _ in pieces)
        done.flags.extend([flag] * len(pieces))
        for naming, first, last in self._named(pieces, unit):
            for index in range(base + first, base + last + 1):
                done.flags[index] = NAMED if unit is None else NAMED_IN_QUOTED
            span = Span(pieces[first][2].start, pieces[last][2].end)
            done.mentions.append(Mention(base + first, base + last, pieces[first][1], unit, naming, span))
        done.mentions.sort(key=lambda mention: mention.first)

    def _named(
        self, pieces: Sequence[tuple[int, int, Span]], unit: int | None
    ) -> Iterator[tuple[int | None, int, int]]:
        """Yield the namings among pieces (index, first piece, last piece), and each narrator's "I"."""
        index = 0
        while index < len(pieces):
            where = pieces[index][2]
            at = bisect_left(self.starts, where.start)
            if where.start >= 0 and at < len(self.starts) and self.starts[at] == where.start:
                last = index
                while last + 1 < len(pieces) and 0 <= pieces[last + 1][2].start < self.namings[at].span.end:
                    last += 1
                yield at, index, last
                index = last
            elif unit is None and where.end - where.start == 1 and _FIRST_PERSON.match(self.text, where.start):
                yield None, index, index
            index += 1
