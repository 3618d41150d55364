"""A table to read in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from quoteattr.model import Document, Quote

TABLE_COLUMNS = ("QUOTATION", "SPEAKER", "ROLE", "KIND", "CONF")
MIN_WIDTH = 60  # characters; a narrower terminal breaks the lines itself
KIND_WIDTH = 9  # "anaphoric"
CONFIDENCE_WIDTH = 4  # "0.97"
GAP = "  "


def as_table(named: Sequence[tuple[str, Document]], width: int) -> str:
    """Return a table for each document, folded to ``width`` characters (at least ``MIN_WIDTH``).

    A quotation without a speaker has the reason in the speaker's place. Nonquotes follow below the table.
    """
    return "\n".join(
        "\n".join(_table_lines(doc_id, document, max(width, MIN_WIDTH))) + "\n" for doc_id, document in named
    )


def _table_lines(doc_id: str, document: Document, width: int) -> Iterator[str]:
    yield f"{_one_line(doc_id)}: {_summary(document)}"
    if document.quotes:
        widths = _column_widths(width)
        yield ""
        yield from _folded(TABLE_COLUMNS, widths)
        yield "-" * width
        for quote in document.quotes:
            yield from _quote_lines(quote, widths)
    if document.nonquotes:
        yield ""
        yield "In quotation marks, but nobody's utterance:"
        for quote in document.nonquotes:
            words = f"{_one_line(quote.text)}  {quote.type}{_reason(quote, before=': ')}"
            yield from textwrap.wrap(words, width, initial_indent=GAP, subsequent_indent=GAP * 2)


def _summary(document: Document) -> str:
    if not document.quotes:
        return "no quotations"
    named = sum(quote.speaker is not None for quote in document.quotes)
    speakers = len({quote.speaker for quote in document.quotes if quote.speaker})
    attributed = f"{named} attributed to {_count(speakers, 'speaker')}" if named else "none attributed"
    return f"{_count(len(document.quotes), 'quotation')}, {attributed}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _column_widths(width: int) -> tuple[int, ...]:
    """Share what kind and confidence leave: half to the quotation, the rest to speaker and role, two to three."""
    free = width - KIND_WIDTH - CONFIDENCE_WIDTH - len(GAP) * (len(TABLE_COLUMNS) - 1)
    quotation = free // 2
    speaker = (free - quotation) * 2 // 5
    return quotation, speaker, free - quotation - speaker, KIND_WIDTH, CONFIDENCE_WIDTH


def _quote_lines(quote: Quote, widths: Sequence[int]) -> Iterator[str]:
    kind = quote.kind or ""
    if quote.speaker is None:
        # the reason is a sentence: it runs over speaker and role
        quotation, speaker, role, *rest = widths
        cells = (quote.text, f"not attributed{_reason(quote, before=': ')}", kind, "")
        yield from _folded(cells, (quotation, speaker + len(GAP) + role, *rest))
    else:
        cells_with_speaker = (quote.text, quote.speaker.name, quote.speaker.role or "", kind, f"{quote.confidence:.2f}")
        yield from _folded(cells_with_speaker, widths)


def _reason(quote: Quote, *, before: str) -> str:
    """Return the last step of the decision after ``before``; empty where none is given."""
    return f"{before}{_one_line(quote.evidence[-1].text)}" if quote.evidence else ""


def _folded(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one table row, each cell folded to its width."""
    columns = [textwrap.wrap(_one_line(cell), width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        yield GAP.join(f"{part:<{width}}" for part, width in zip(parts, widths, strict=True)).rstrip()


def _one_line(text: str) -> str:
    """Return the text on one line, without control characters (an article must not steer the reader's terminal)."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
