"""Texts as the encoder is shown them: word pieces, with pieces of our own where a quotation begins and ends.

Whatever marks a text uses, a quotation is shown between the same two pieces, so that straight, curly, single and double
marks and dashes look alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quoteattr.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Piece = TypeVar("Piece")

#: Where the tokenizer lies in a model folder.
TOKENIZER_FILE = "fiction/tokenizer.json"
#: A quotation's pieces beyond these are left out in the middle.
QUOTED_HEAD, QUOTED_TAIL = 18, 12
#: Vocabulary entries of MiniLM that stand for what is no word here.
CLS, BREAK, OPEN, CLOSE, GAP = 101, 102, 1077, 1090, 1529  # [CLS], [SEP], "«", "»", "…"
#: What a piece belongs to.
TOLD, QUOTED, NAMED, NAMED_IN_QUOTED = range(4)
#: Where a piece stands that is no word of the text.
NOWHERE = Span(-1, -1)

#: One code point for one, so that offsets stay.
_PLAIN = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EM DASH}": "-",
        "\N{EN DASH}": "-",
        "\N{HORIZONTAL BAR}": "-",
        "_": " ",
        **{chr(code): "?" for code in range(0xD800, 0xE000)},
    }
)


@cache
def load_tokenizer(path: Path) -> Tokenizer:
    """Return the word-piece tokenizer of a ``tokenizer.json``, without its own padding and cutting."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def plain(text: str) -> str:
    """Return a text as the tokenizer is shown it, code point for code point."""
    return text.translate(_PLAIN)


def pieces_of(tokenizer: Tokenizer, text: str, start: int, end: int) -> Iterator[tuple[int, Span]]:
    """Yield the word pieces of a part of a text, each with where it stands."""
    if start >= end:
        return
    encoded = tokenizer.encode(text[start:end], add_special_tokens=False)
    for piece, (first, last) in zip(encoded.ids, encoded.offsets, strict=True):
        yield piece, Span(start + first, start + last)


def quotation(tokenizer: Tokenizer, text: str, content: Span) -> list[tuple[int, Span]]:
    """Return the pieces of a quotation between those that open and close it, the middle of a long one left out."""
    inside = list(pieces_of(tokenizer, text, *content))
    return [(OPEN, NOWHERE), *cut(inside, QUOTED_HEAD, QUOTED_TAIL, (GAP, NOWHERE)), (CLOSE, NOWHERE)]


def cut(pieces: list[Piece], head: int, tail: int, gap: Piece) -> list[Piece]:
    """Leave out the middle of a long stretch, with a piece in its place."""
    if len(pieces) <= head + tail + 1:
        return pieces
    return [*pieces[:head], gap, *pieces[-tail:]]
