"""One flat row a quotation, nonquotes included: what every table is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TypedDict

from quoteattr.export.documents import Documents, in_text_order, named, words_at
from quoteattr.model import Document, Quote
from quoteattr.text import paragraphs


class Row(TypedDict):
    """A quotation with words in place of most offsets; what is not known is None. See ``docs/tables.md``."""

    doc_id: str
    quote_id: str
    start: int
    end: int
    text: str
    type: str
    kind: str | None
    cue: str | None
    mention: str | None
    speaker_id: str | None
    speaker: str | None
    role: str | None
    confidence: float
    evidence: str
    speaker_type: str | None
    rule: str | None
    paragraph: int
    pieces: list[list[int]]


COLUMNS: tuple[str, ...] = tuple(Row.__annotations__)


def rows(documents: Documents) -> list[Row]:
    """Return a row for each quotation, document by document, in text order.

    Raises:
        InputError: ``documents`` is neither a document nor a mapping or series of documents.
    """
    return [row for doc_id, document in named(documents) for row in document_rows(doc_id, document)]


def document_rows(doc_id: str, document: Document) -> Iterator[Row]:
    """Yield the rows of one document."""
    starts = [paragraph.start for paragraph in paragraphs(document.text)]
    for quote in in_text_order(document):
        yield _row(doc_id, document, quote, bisect_right(starts, quote.start))


def pieces_as_text(pieces: list[list[int]]) -> str:
    """Return the stretches of a row for a cell: ``"0-26; 84-101"``."""
    return "; ".join(f"{start}-{end}" for start, end in pieces)


def _row(doc_id: str, document: Document, quote: Quote, paragraph: int) -> Row:
    speaker = quote.speaker
    return Row(
        doc_id=doc_id,
        quote_id=quote.id,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        type=quote.type,
        kind=quote.kind,
        cue=words_at(document, quote.cue),
        mention=words_at(document, quote.mention),
        speaker_id=speaker.id if speaker else None,
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        confidence=quote.confidence,
        evidence="; ".join(step.text for step in quote.evidence),
        speaker_type=speaker.type if speaker else None,
        rule=quote.evidence[0].rule if quote.evidence else None,
        paragraph=paragraph,
        pieces=[list(span) for span in quote.spans],
    )
