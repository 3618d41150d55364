"""The narrator's text, as the parser is shown it: quotations replaced, every character traceable to the original.

A parser that meets “I regard these as fabrications. Baseless fabrications,” takes *fabrications* for the subject of
*said*. So a quoted clause is shown as the word *Yes* with the punctuation that it brings along, and only a fragment
that is part of the narrator's syntax keeps its (first) words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from quoteattr.marks import Marked
from quoteattr.model import Span

#: Shown in place of a quoted clause: an interjection attaches to the reporting verb and is taken for no name.
STAND_IN = "Yes"

#: A fragment longer than this is cut in the parser's view, to the same number of words.
FRAGMENT_WORDS = 12

#: A fragment of fewer but endless words is cut after this many code points: bounds what the parser is shown.
FRAGMENT_LENGTH = 400

#: Paragraphs are cut, at white space, into blocks of at most this many code points: bounds the parser's memory.
BLOCK_LENGTH = 4000

#: How many code points at the end of a quotation tell whether a sentence ends there.
LONGEST_TAIL = 10

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…][^\w.!?…]*$")
_SENTENCE_INSIDE = re.compile(r"(?<!\.)[.!?][^\w\s]{0,4}\s{1,4}[^\W\d_a-z]")
_CLAUSE_END = re.compile(r"[,.!?…;:\N{EM DASH}\N{EN DASH}-]\s*$")
_OPENING = (
    "\"'`\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_BREAK = re.compile(r"\s+")
#: Where a report comes from: *WASHINGTON --*, *BUENA PARK, Calif. -*, *Nairobi, Jun 16 2022 (IPS) -*, *(Reuters) -*,
#: *Kabul, Afghanistan –*.
_DATELINE = re.compile(
    r"""
    (?:
        [^\W\d_a-z]{3} (?: [^\W\d_a-z] | [.&'\N{RIGHT SINGLE QUOTATION MARK}\ -] | \band\b ){0,30}
        (?: , [^\n!?;:()"\N{LEFT DOUBLE QUOTATION MARK}]{1,30} )?
        | (?: [^\W\d_a-z] [^\n!?;:()"\N{LEFT DOUBLE QUOTATION MARK}]{0,60} )? \( [^\W\d_a-z] [^\n()"]{1,40} \)
        | [^\W\d_a-z] [\w'\N{RIGHT SINGLE QUOTATION MARK}\ -]{1,30} , \ [^\W\d_a-z] [\w\ -]{2,30}
          (?=\ (?:--|[\N{EM DASH}\N{EN DASH}])\ [^\W\d_a-z])
    )
    \s{0,2} (?: -- | [\N{EM DASH}\N{EN DASH}] | (?<=\s)-(?=\s) ) \s{0,4}
    """,
    re.VERBOSE,
)


#: A city alone, before the first sentence of an article: *Kampala —*.
_CITY = re.compile(
    r"[^\W\d_a-z][\w'\N{RIGHT SINGLE QUOTATION MARK} -]{2,24} (?:--|[\N{EM DASH}\N{EN DASH}]) (?=[^\W\d_a-z])"
)
#: Paragraphs of a text that may begin so: behind a headline, a byline and a line of the paper's name.
OPENING = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the parser's text and where it comes from.

    Attributes:
        start: Offset in the parser's text.
        text: What the parser is shown.
        source: Where it stands in the original; as long as ``text`` where it is the original's own words.
        quoted: Index of the marked stretch, or None for narration.
    """

    start: int
    text: str
    source: Span
    quoted: int | None = None

    @property
    def verbatim(self) -> bool:
        """Whether the piece is the original's own words."""
        return len(self.text) == self.source.end - self.source.start


@dataclass(frozen=True)
class Block:
    """A paragraph, or a part of a very long one, as the parser is shown it."""

    paragraph: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The parser's text."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def locate(self, start: int, end: int) -> tuple[Span, int | None]:
        """Return where ``[start, end)`` of the parser's text stands in the original, and the marked stretch, if any."""
        first = self.pieces[bisect_right(self._starts, start) - 1]
        last = self.pieces[bisect_right(self._starts, end - 1) - 1]
        begin = first.source.start + (start - first.start if first.verbatim else 0)
        finish = last.source.start + (end - last.start) if last.verbatim else last.source.end
        return Span(begin, max(begin, finish)), first.quoted if first.quoted is not None else last.quoted


def blocks(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> Iterator[Block]:
    """Yield what the parser is to be shown of each paragraph, in text order."""
    inside: dict[int, list[int]] = {}
    for index, stretch in enumerate(marked):
        inside.setdefault(stretch.paragraph, []).append(index)
    for number, paragraph in enumerate(paragraphs):
        stretches = [(index, marked[index]) for index in inside.get(number, ())]
        start = _behind_dateline(text, paragraph, stretches, opens=number < OPENING)
        if start > paragraph.start:
            place = Span(paragraph.start, start)
            yield Block(number, (Piece(0, text[slice(*place)], place),))
        pieces: list[Piece] = []
        length = 0
        for source, shown, quoted in _runs(text, Span(start, paragraph.end), stretches):
            if length + len(shown) > BLOCK_LENGTH and pieces:
                yield Block(number, tuple(pieces))
                pieces, length = [], 0
            pieces.append(Piece(length, shown, source, quoted))
            length += len(shown)
        if pieces:
            yield Block(number, tuple(pieces))


def _behind_dateline(text: str, paragraph: Span, inside: Sequence[tuple[int, Marked]], *, opens: bool) -> int:
    """Return where a paragraph's own words start, so that no place is the subject of its first sentence.

    Args:
        text: The text.
        paragraph: Of it.
        inside: The marked stretches in it, with their numbers.
        opens: Whether it is one of the text's first, which may begin with a city alone.
    """
    dateline = _DATELINE.match(text, *paragraph) or (_CITY.match(text, *paragraph) if opens else None)
    if dateline is None or dateline.end() == paragraph.end or text[dateline.end()].islower():
        return paragraph.start
    held = bool(inside) and inside[0][1].span.start < dateline.end()
    return paragraph.start if held else dateline.end()


def _runs(text: str, paragraph: Span, inside: Sequence[tuple[int, Marked]]) -> Iterator[tuple[Span, str, int | None]]:
    """Yield (source, shown, marked stretch) for narration and quotations in turn."""
    at = paragraph.start
    for index, stretch in inside:
        yield from _narration(text, at, stretch.span.start)
        at = stretch.span.end
        if is_fragment(text, stretch):
            yield from _fragment(text, stretch, index)
        else:
            shown = STAND_IN + _stop(text, stretch, paragraph)
            before = "" if stretch.span.start == paragraph.start or text[stretch.span.start - 1].isspace() else " "
            yield stretch.span, before + shown, index
    yield from _narration(text, at, paragraph.end)


def _narration(text: str, start: int, end: int) -> Iterator[tuple[Span, str, None]]:
    while end - start > BLOCK_LENGTH:
        cut = max(
            (match.end() for match in _BREAK.finditer(text, start, start + BLOCK_LENGTH)), default=start + BLOCK_LENGTH
        )
        yield Span(start, cut), text[start:cut], None
        start = cut
    if start < end:
        yield Span(start, end), text[start:end], None


def is_fragment(text: str, stretch: Marked) -> bool:
    """Tell whether the quoted words are a part of the narrator's own sentence, which a parser needs to see."""
    content = text[slice(*stretch.content)].strip()
    if not content or _SENTENCE_INSIDE.search(content):
        return False
    before = text[max(0, stretch.span.start - 2) : stretch.span.start].rstrip()
    if (
        not before or before[-1] in ",:.!?\N{EM DASH}"
    ):  # it opens the paragraph or the sentence, or is introduced as a quotation
        return not _CLAUSE_END.search(content[-LONGEST_TAIL:]) and content[0].islower()
    return not (_SENTENCE_END.search(content[-LONGEST_TAIL:]) and content[0].isupper())


def _fragment(text: str, stretch: Marked, index: int) -> Iterator[tuple[Span, str, int]]:
    """Show a fragment's first words, its marks left out."""
    start, end = stretch.content
    words = list(islice(_WORD.finditer(text, start, end), FRAGMENT_WORDS + 1))
    if len(words) > FRAGMENT_WORDS:
        end = words[FRAGMENT_WORDS - 1].end()
    end = min(end, start + FRAGMENT_LENGTH)
    yield Span(start, end), text[start:end], index
    if end < stretch.content.end and text[stretch.content.end - 1] in ",.;!?":
        yield Span(stretch.content.end - 1, stretch.content.end), text[stretch.content.end - 1], index


def _stop(text: str, stretch: Marked, paragraph: Span) -> str:
    """Return the punctuation that a quoted clause brings into the narrator's sentence."""
    following = text[stretch.span.end : min(paragraph.end, stretch.span.end + 40)].lstrip()
    content = text[slice(*stretch.content)].rstrip()
    if not following:
        return "."
    if following[0] in ",.;:!?)-\N{EM DASH}\N{EN DASH}":
        return ""
    if content.endswith((".", "…")) and not following[0].islower():
        return "."
    if content.endswith(("!", "?")) and not following[0].islower():
        led_to = text[max(paragraph.start, stretch.span.start - 2) : stretch.span.start].rstrip().endswith((",", ":"))
        return content[-1] if led_to or following[0] in _OPENING else ","  # “Why?” Ms Lee asked; Ms Lee asked, “Why?”
    return ","
