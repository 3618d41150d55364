"""What the exports take: one document or many, each with the name that its caller knows it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quoteattr.errors import InputError
from quoteattr.model import Document, Quote, Span

#: A ``doc_id`` and its document.
Named = tuple[str, Document]

#: A document; documents by ``doc_id``; or documents in a row: bare (they are numbered ``"1"``, ``"2"``, …), or in pairs
#: with their ``doc_id``, in either order, as ``Attributor.pipe(…, as_tuples=True)`` and ``dict.items()`` give them.
Documents = (
    Document
    | Mapping[str, Document]
    | Iterable[Document]
    | Iterable[tuple[Document, object]]
    | Iterable[tuple[str, Document]]
)


def named(documents: Documents) -> list[Named]:
    """Return (doc_id, document) pairs, in the order given; a document alone is called ``"1"``.

    Raises:
        InputError: ``documents`` holds something else.
    """
    if isinstance(documents, Document):
        return [("1", documents)]
    if isinstance(documents, Mapping):
        return [(str(doc_id), _document(document)) for doc_id, document in documents.items()]
    if not isinstance(documents, Iterable):
        raise InputError(f"documents are a Document or a list of them, not {type(documents).__name__}: rows([doc])")
    return [_named(item, number) for number, item in enumerate(documents, start=1)]


def in_text_order(document: Document) -> list[Quote]:
    """Return quotations and nonquotes together, as they stand in the text."""
    return sorted((*document.quotes, *document.nonquotes), key=_start)


def words_at(document: Document, span: Span | None) -> str | None:
    """Return the words of a span, or None where there is none."""
    return None if span is None else document.text[slice(*span)]


def ranges_cut_at(spans: Sequence[Span], text: str, marks: str) -> Iterator[Span]:
    """Yield the spans in pieces that hold none of the characters ``marks``; empty pieces are left out."""
    for span in spans:
        start = span.start
        for at in range(span.start, span.end):
            if text[at : at + 1] in marks:
                if start < at:
                    yield Span(start, at)
                start = at + 1
        if start < span.end:
            yield Span(start, span.end)


def _named(item: object, number: int) -> Named:
    match item:
        case (Document() as document, doc_id) | (doc_id, Document() as document):
            return str(doc_id), document
    return str(number), _document(item)


def _start(quote: Quote) -> int:
    return quote.start


def _document(value: object) -> Document:
    if not isinstance(value, Document):
        raise InputError(f"a Document is wanted, not {type(value).__name__}: quoteattr.attribute(text)")
    return value
