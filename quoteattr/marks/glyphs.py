"""The characters that serve as quotation marks, and what each is by nature."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Family = Literal["double", "single", "guillemets", "angles", "corners", "white corners"]
Lean = Literal["open", "close"] | None


class Glyph(NamedTuple):
    """One mark as typed: a character, or two that stand for one."""

    family: Family
    """Marks of one family close each other."""
    style: str
    """Marks of one style belong together: an opening curly mark expects a closing curly one."""
    lean: Lean
    """What its shape says; None where the same shape opens and closes."""


LEFT_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}"
RIGHT_SINGLE = "\N{RIGHT SINGLE QUOTATION MARK}"
DASHES = "-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}"

GLYPHS: dict[str, Glyph] = {
    '"': Glyph("double", "straight", None),
    "\N{FULLWIDTH QUOTATION MARK}": Glyph("double", "straight", None),
    "\N{LEFT DOUBLE QUOTATION MARK}": Glyph("double", "curly", "open"),
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": Glyph("double", "curly", "open"),
    "\N{RIGHT DOUBLE QUOTATION MARK}": Glyph("double", "curly", "close"),
    "\N{DOUBLE LOW-9 QUOTATION MARK}": Glyph("double", "low", "open"),
    "``": Glyph("double", "typed", "open"),
    "''": Glyph("double", "typed", None),
    LEFT_SINGLE * 2: Glyph("double", "twin", "open"),
    RIGHT_SINGLE * 2: Glyph("double", "twin", "close"),
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": Glyph("guillemets", "guillemets", "open"),
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": Glyph("guillemets", "guillemets", "close"),
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": Glyph("angles", "angles", "open"),
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": Glyph("angles", "angles", "close"),
    "\N{LEFT CORNER BRACKET}": Glyph("corners", "corners", "open"),
    "\N{RIGHT CORNER BRACKET}": Glyph("corners", "corners", "close"),
    "\N{LEFT WHITE CORNER BRACKET}": Glyph("white corners", "white corners", "open"),
    "\N{RIGHT WHITE CORNER BRACKET}": Glyph("white corners", "white corners", "close"),
    "'": Glyph("single", "straight single", None),
    LEFT_SINGLE: Glyph("single", "curly single", "open"),
    RIGHT_SINGLE: Glyph("single", "curly single", "close"),
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": Glyph("single", "curly single", "open"),
    "\N{SINGLE LOW-9 QUOTATION MARK}": Glyph("single", "curly single", "open"),
    "`": Glyph("single", "straight single", "open"),
}

#: Characters that occur in marks.
CHARACTERS = "".join(sorted(set("".join(GLYPHS))))

#: One mark. Two equal single marks side by side are one double mark; of three after a word the first is single, as an
#: inner quotation ends before the outer one. The class in front lets the search skip quickly.
MARK = re.compile(
    rf"[{re.escape(CHARACTERS)}]"
    rf"(?:(?<=')(?!(?<=\S')''(?!'))'|(?<=`)`|(?<={LEFT_SINGLE}){LEFT_SINGLE}|(?<={RIGHT_SINGLE}){RIGHT_SINGLE})?"
)
