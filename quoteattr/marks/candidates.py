"""What each mark of a paragraph may be: opening, closing, or no quotation mark, and how odd each would look there."""

from __future__ import annotations

import math
from typing import NamedTuple

from quoteattr.marks import apostrophes
from quoteattr.marks.glyphs import CHARACTERS, DASHES, GLYPHS, LEFT_SINGLE, MARK, RIGHT_SINGLE, Glyph
from quoteattr.model import Span

#: Costs by the place of a mark (outer side blank, both or neither, inner side blank), on the scale of ``reading.py``.
UNDIRECTED = (0.0, 0.3, 2.0)  # the straight mark says nothing, its place all
RIGHT_WAY = (0.0, 0.0, 0.8)  # “ used to open, ” used to close
WRONG_WAY = (0.4, 1.5, 4.5)  # ” used to open, “ used to close: whole articles are typed so

STRAY = 2.0  # a double mark without a partner
STRAY_SINGLE = 0.5  # a single mark with blanks around it
STRAY_GRAVE = 0.0  # an accent or a programmer's mark more often than a quotation mark
OPEN_BEFORE_ELISION = 0.6  # “'Tis true,' he said.”
NOTHING_INSIDE = 2.0  # opening at the end of a paragraph, closing at its start
CLOSE_AS_POSSESSIVE = 0.6  # “‘50,000 Russian troops’ in border area”

_APOSTROPHES = frozenset(("'", LEFT_SINGLE, RIGHT_SINGLE))
_PAUSES_AFTER = frozenset(".,;:!?")
_OUTSIDE_OPENING = frozenset("([{/=_*>" + DASHES + CHARACTERS)
_OUTSIDE_CLOSING = frozenset(".,;:!?)]}/_*<\N{HORIZONTAL ELLIPSIS}" + DASHES + CHARACTERS)
_PAUSES = _PAUSES_AFTER | frozenset("\N{HORIZONTAL ELLIPSIS}" + DASHES)


class Candidate(NamedTuple):
    """A mark, and the cost of each thing that it can be."""

    start: int
    end: int
    glyph: Glyph
    opening: float
    closing: float
    neither: float
    after_pause: bool
    """Whether it stands at punctuation, as the mark that ends a spoken clause does."""


def find_candidates(text: str, paragraph: Span) -> list[Candidate]:
    """Return the possible quotation marks of a paragraph in text order; apostrophes inside words are left out."""
    words = text[paragraph.start : paragraph.end]
    visible = Span(paragraph.end - len(words.lstrip()), paragraph.start + len(words.rstrip()))
    found = []
    for match in MARK.finditer(text, *visible):
        start, end = match.span()
        if text[start] in _APOSTROPHES and apostrophes.is_inside_word(text, start, end):
            continue
        found.append(_weigh(text, visible, start, end, GLYPHS[match.group()]))
    return found


def _weigh(text: str, visible: Span, start: int, end: int, glyph: Glyph) -> Candidate:
    before = text[start - 1] if start > visible.start else " "
    after = text[end] if end < visible.end else " "
    fits_opening = (before.isspace() or before in _OUTSIDE_OPENING) and not after.isspace()
    fits_closing = (after.isspace() or after in _OUTSIDE_CLOSING) and not before.isspace()
    place = 1 if fits_opening == fits_closing else 0 if fits_opening else 2
    opening = (UNDIRECTED if glyph.lean is None else RIGHT_WAY if glyph.lean == "open" else WRONG_WAY)[place]
    closing = (UNDIRECTED if glyph.lean is None else RIGHT_WAY if glyph.lean == "close" else WRONG_WAY)[2 - place]
    neither = STRAY
    if start == visible.start:
        closing += NOTHING_INSIDE
    if end == visible.end:
        opening += NOTHING_INSIDE
    if glyph.family == "single":
        neither = _apostrophe(text, start, end, place)
        if place == 0:
            closing = math.inf
            opening += OPEN_BEFORE_ELISION if apostrophes.is_elided_front(text, end) else 0.0
        if place == 2:
            opening = math.inf
            closing += CLOSE_AS_POSSESSIVE if apostrophes.is_possessive_place(text, start, end) else 0.0
    elif glyph.family == "double" and glyph.lean != "open":
        measure = apostrophes.after_number(text, start)
        neither = STRAY if measure is None else measure
    after_pause = before in _PAUSES or after in _PAUSES_AFTER
    return Candidate(start, end, glyph, opening, closing, neither, after_pause)


def _apostrophe(text: str, start: int, end: int, place: int) -> float:
    if text[start] == "`":
        return STRAY_GRAVE
    if place == 0:
        return apostrophes.before_word(text, start, end)
    return apostrophes.after_word(text, start, end) if place == 2 else STRAY_SINGLE
