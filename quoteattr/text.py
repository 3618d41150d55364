"""Paragraphs of a text, by offset. The text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoteattr.model import Span

#: A text is hard-wrapped when it has blank lines and at least this many lines, nearly all of them short (as those of
#: Project Gutenberg).
WRAPPED_MIN_LINES = 40
WRAPPED_MAX_WIDTH = 90  # code points; 95 % of the lines are shorter

#: The characters that are written for an apostrophe.
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BLOCK = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+(?:(?:\r\n|[\r\n])(?=[^\S\r\n]*[^\s])[^\r\n\f\v\x85\u2028\u2029]+)*")


def paragraphs(text: str) -> Iterator[Span]:
    """Yield each paragraph with a visible character, in text order, without its line break.

    A line is a paragraph; in hard-wrapped text (blank lines between blocks of short lines) a block is.
    """
    pattern = _BLOCK if is_wrapped(text) else _LINE
    for match in pattern.finditer(text):
        if not match.group().isspace():
            yield Span(match.start(), match.end())


def is_wrapped(text: str) -> bool:
    """Tell whether line breaks fall inside paragraphs."""
    if not re.search(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)", text):
        return False
    widths = sorted(len(line) for line in text.splitlines() if line.strip())
    return len(widths) >= WRAPPED_MIN_LINES and widths[int(len(widths) * 0.95)] < WRAPPED_MAX_WIDTH
