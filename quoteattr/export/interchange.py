"""JSON, JSON Lines and CSV, for programs to go on with.

``doc_id`` is whatever the caller names a document by, such as its file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from quoteattr.model import Document, Quote, Span

#: A ``doc_id`` and its document.
Named = tuple[str, Document]

#: One row a quotation, nonquotes included; spans' words in place of offsets but for ``start`` and ``end``.
CSV_COLUMNS = (
    "doc_id",
    "quote_id",
    "start",
    "end",
    "text",
    "type",
    "kind",
    "cue",
    "mention",
    "speaker_id",
    "speaker",
    "role",
    "confidence",
    "evidence",
)


def as_json(named: Sequence[Named]) -> str:
    """Return one document as an object, several as a list of objects, in the order given."""
    documents = [document.to_dict() for _, document in named]
    return _json(documents[0] if len(documents) == 1 else documents, indent=2) + "\n"


def as_jsonl(named: Iterable[Named]) -> str:
    """Return one line for each document: its ``to_dict`` and the ``doc_id``."""
    return "".join(_json({"doc_id": doc_id, **document.to_dict()}, indent=None) + "\n" for doc_id, document in named)


def as_csv(named: Iterable[Named]) -> str:
    """Return ``CSV_COLUMNS`` as a header and a row for each quotation, in text order; what is not known is empty.

    Rows end in CRLF, as RFC 4180 has it: line breaks inside a quotation are then quoted, whichever they are.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(CSV_COLUMNS)
    for doc_id, document in named:
        rows.writerows(_csv_row(doc_id, document, quote) for quote in _in_text_order(document))
    return out.getvalue()


def _json(data: object, *, indent: int | None) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(data, ensure_ascii=True, indent=indent)
    return text


def _in_text_order(document: Document) -> list[Quote]:
    return sorted((*document.quotes, *document.nonquotes), key=_start)


def _start(quote: Quote) -> int:
    return quote.start


def _csv_row(doc_id: str, document: Document, quote: Quote) -> tuple[object, ...]:
    speaker = quote.speaker
    return (
        doc_id,
        quote.id,
        quote.start,
        quote.end,
        quote.text,
        quote.type,
        quote.kind,
        _words(document, quote.cue),
        _words(document, quote.mention),
        speaker.id if speaker else None,
        speaker.name if speaker else None,
        speaker.role if speaker else None,
        f"{quote.confidence:.3f}",
        "; ".join(step.text for step in quote.evidence),
    )


def _words(document: Document, span: Span | None) -> str | None:
    return None if span is None else document.text[slice(*span)]
