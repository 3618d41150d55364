"""Cutting a text into what is counted: words, stretches inside quotation marks, and pieces.

A *word* is a run of letters and digits, apostrophes inside it included; marks, punctuation and space never count. A
*segment* is what stands between an opening mark and its closing mark in one paragraph. A *piece* is the set of words
that a quotation has in one segment: ``“A,” he said, “B.”`` is two pieces. Gold and predictions get the very same cut,
so nobody is paid or fined for including the marks, a "that", or indirect words around them.

This pairing of marks is fixed by the measurement and must stay apart from the library's own reading of marks: figures
of different versions, and of other systems, have to remain comparable.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from quoteattr.model import Span

#: The numbers of a piece's words in their text.
Piece = frozenset[int]

STRAIGHT = '"'
APOSTROPHE = "'"
LEFT_DOUBLE = "\N{LEFT DOUBLE QUOTATION MARK}"
RIGHT_DOUBLE = "\N{RIGHT DOUBLE QUOTATION MARK}"
LOW_DOUBLE = "\N{DOUBLE LOW-9 QUOTATION MARK}"
LEFT_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}"
RIGHT_SINGLE = "\N{RIGHT SINGLE QUOTATION MARK}"
LEFT_GUILLEMET = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
RIGHT_GUILLEMET = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
LEFT_ANGLE = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
RIGHT_ANGLE = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
BACKTICKS = "``"
TWO_APOSTROPHES = "''"
SINGLE = LEFT_SINGLE + APOSTROPHE
"""Any single mark that may open; a segment opened by one is named after the pair of them."""

_CLOSING = frozenset({RIGHT_DOUBLE, RIGHT_GUILLEMET, RIGHT_ANGLE})
#: Which single characters end a segment, by the mark that opened it. Writers mix these freely, so the sets are wide.
_CLOSED_BY = {
    STRAIGHT: frozenset({STRAIGHT, RIGHT_DOUBLE}),
    LEFT_DOUBLE: _CLOSING | {STRAIGHT},
    LOW_DOUBLE: _CLOSING | {STRAIGHT, LEFT_DOUBLE},
    LEFT_GUILLEMET: _CLOSING,
    LEFT_ANGLE: _CLOSING,
}
#: Texts with fewer lines than this are never taken for hard-wrapped ones.
_WRAPPED_MIN_LINES = 40
_WRAPPED_MAX_WIDTH = 90  # code points; 95 % of the lines are shorter
#: Single marks count as quotation marks where there are no double ones, or this many times as many single ones.
_SINGLE_PER_DOUBLE = 3

_WORD = re.compile(f"\\w+(?:[{APOSTROPHE}{RIGHT_SINGLE}]\\w+)*")
_SINGLE_OPENING = re.compile(f"(?<!\\w)[{SINGLE}](?=\\w)")
_ANY_SINGLE = re.compile(f"[{SINGLE}{RIGHT_SINGLE}]")
_POSSESSIVE = re.compile(f"[{APOSTROPHE}{RIGHT_SINGLE}]s$")

_STOP_WORDS = (
    "a an the of in on at to for from by with and or but as his her its their our my your this that these those "
    "mr mrs ms miss dr sir lady lord mister madam mme m st who whom which has have had is was were be been 's s"
)
#: Words without content of their own: articles, prepositions, conjunctions, possessives, titles, forms of be and have.
STOP_WORDS = frozenset(_STOP_WORDS.split())


def words_of(text: str) -> list[str]:
    """Return the words of a string, case-folded, in order."""
    return [word.casefold() for word in _WORD.findall(text)]


class WordedText:
    """A text with its words numbered, and the segment of each word that stands inside quotation marks.

    Attributes:
        text: The text itself.
        segment_of: Word number to segment number; words outside quotation marks are absent.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = [Span(match.start(), match.end()) for match in _WORD.finditer(text)]
        self._starts = [word.start for word in self._words]
        self.segment_of = {
            word: number for number, segment in enumerate(segments(text)) for word in self.words_in(segment)
        }

    def words_in(self, span: Span) -> range:
        """Return the numbers of the words that lie in ``span``, wholly or in part."""
        first = bisect_left(self._starts, span.start)
        if first and self._words[first - 1].end > span.start:
            first -= 1
        return range(first, bisect_left(self._starts, span.end))

    def word(self, number: int) -> str:
        """Return a word, case-folded."""
        return self.text[slice(*self._words[number])].casefold()

    def cover(self, piece: Piece) -> Span:
        """Return the span from the piece's first word to its last."""
        return Span(self._words[min(piece)].start, self._words[max(piece)].end)

    def content_words(self, span: Span) -> set[str]:
        """Return the span's words without possessive endings and stop words; where only these stand, they count."""
        words = {_POSSESSIVE.sub("", self.word(number)) for number in self.words_in(span)}
        return words - STOP_WORDS or words

    def content_numbers(self, span: Span) -> set[int]:
        """Return the numbers of the span's words that are no stop words; where all are, of all."""
        numbers = self.words_in(span)
        return {number for number in numbers if self.word(number) not in STOP_WORDS} or set(numbers)

    def pieces(self, spans: Iterable[Span], *, keep_unmarked: bool = False) -> list[Piece]:
        """Return one piece for each segment that the spans touch, in the order in which they touch them.

        Args:
            spans: A quotation's stretches.
            keep_unmarked: Return all their words as one piece where none stands inside marks (dialogue after a dash).
        """
        numbers = [number for span in spans for number in self.words_in(span)]
        touched: dict[int, set[int]] = {}
        for number in numbers:
            if number in self.segment_of:
                touched.setdefault(self.segment_of[number], set()).add(number)
        if not touched and keep_unmarked and numbers:
            return [frozenset(set(numbers))]
        return [frozenset(words) for words in touched.values()]


def segments(text: str) -> Iterator[Span]:
    """Yield the stretches between quotation marks, marks excluded, in text order.

    A segment never runs over a paragraph's end; one that is not closed ends there.
    """
    double = sum(text.count(mark) for mark in (STRAIGHT, LEFT_DOUBLE, LOW_DOUBLE, LEFT_GUILLEMET, BACKTICKS))
    single = sum(1 for _ in _SINGLE_OPENING.finditer(text))
    single_counts = double == 0 or single > _SINGLE_PER_DOUBLE * double
    for paragraph in _paragraphs(text):
        yield from _ParagraphReader(text, paragraph, single_counts).segments()


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the lines of a text; of a hard-wrapped one, the blocks between blank lines."""
    wrapped = _is_wrapped(text)
    start: int | None = None
    position = 0
    for line in text.split("\n"):
        end = position + len(line)
        if not wrapped:
            yield Span(position, end)
        elif not line.strip():
            if start is not None:
                yield Span(start, position - 1)
            start = None
        elif start is None:
            start = position
        position = end + 1
    if start is not None:
        yield Span(start, len(text))


def _is_wrapped(text: str) -> bool:
    """Tell whether paragraphs are parted by blank lines and broken into short lines, as at Project Gutenberg."""
    widths = sorted(len(line) for line in text.split("\n") if line.strip())
    if len(widths) < _WRAPPED_MIN_LINES or "\n\n" not in text:
        return False
    return widths[int(len(widths) * 0.95)] < _WRAPPED_MAX_WIDTH


class _ParagraphReader:
    """Reads one paragraph from left to right, opening and closing one segment at a time."""

    def __init__(self, text: str, paragraph: Span, single_counts: bool) -> None:
        self._text = text
        self._start, self._end = paragraph
        self._single_counts = single_counts

    def segments(self) -> Iterator[Span]:
        opened: str | None = None
        start = position = self._start
        while position < self._end:
            if opened is None:
                opened, width = self._opening(position)
                position += width
                start = position
            elif opened == LEFT_DOUBLE and self._text[position] == LEFT_DOUBLE:
                # opened again without having been closed: what stood before is a segment of its own
                if position > start:
                    yield Span(start, position)
                    start = position + 1
                position += 1
            else:
                width = self._closing(position, opened)
                if width:
                    yield Span(start, position)
                    opened = None
                position += width or 1
        if opened is not None and start < self._end:
            yield Span(start, self._end)

    def _opening(self, position: int) -> tuple[str | None, int]:
        """Return what opens here (None: nothing) and how many characters to step over."""
        text, char = self._text, self._text[position]
        before, after = self._neighbours(position)
        if char in _CLOSED_BY:
            return char, 1
        if char == RIGHT_DOUBLE and not after.isspace() and (before.isspace() or before in "(["):
            return LEFT_DOUBLE, 1  # turned the wrong way
        if text.startswith(BACKTICKS, position):
            return BACKTICKS, 2
        if text.startswith(TWO_APOSTROPHES, position):
            return TWO_APOSTROPHES, 2
        if self._single_counts and char in SINGLE and not before.isalnum() and not after.isspace():
            return SINGLE, 1
        return None, 1

    def _closing(self, position: int, opened: str) -> int:
        """Return the width of the mark that closes here what ``opened``, or 0."""
        char = self._text[position]
        if opened in (BACKTICKS, TWO_APOSTROPHES):
            return 2 if self._text.startswith(TWO_APOSTROPHES, position) else 0
        if opened == SINGLE:
            return int(char in (APOSTROPHE, RIGHT_SINGLE) and not self._is_apostrophe(position))
        return int(char in _CLOSED_BY[opened])

    def _is_apostrophe(self, position: int) -> bool:
        """Tell whether a single mark stands inside a word, or ends a plural ("the boys' hats") before the close."""
        before, after = self._neighbours(position)
        if after.isalnum():
            return True
        if before != "s":
            return False
        following = _ANY_SINGLE.search(self._text, position + 1, self._end)
        return (
            following is not None
            and following.group() != LEFT_SINGLE
            and not self._text[following.end() : following.end() + 1].isalnum()
        )

    def _neighbours(self, position: int) -> tuple[str, str]:
        """Return the characters before and after; a paragraph's edge is a space."""
        before = self._text[position - 1] if position > self._start else " "
        after = self._text[position + 1] if position + 1 < self._end else " "
        return before, after
