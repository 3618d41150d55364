"""Rows for a table of many documents: none is missing from it, quotations or not, readable or not."""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.export.rows import COLUMNS, document_rows
from quoteattr.model import Document
from quoteattr.outcomes import Failure

#: The columns of ``rows``, and why the document could not be attributed.
RESULT_COLUMNS: tuple[str, ...] = (*COLUMNS, "error")

#: A row: a value for each of ``RESULT_COLUMNS``.
ResultRow = dict[str, object]

_EMPTY: ResultRow = dict.fromkeys(RESULT_COLUMNS)


def result_rows(doc_id: str | None, result: Document | Failure) -> Iterator[ResultRow]:
    """Yield a row for each quotation; for a document without any, and for a failure, one row of None.

    Args:
        doc_id: The document's name.
        result: What ``Attributor.pipe(…, on_error="return")`` yields. The reason of a failure stands in ``error``.
    """
    if isinstance(result, Failure):
        yield {**_EMPTY, "doc_id": doc_id, "error": result.reason}
    elif not result.quotes and not result.nonquotes:
        yield {**_EMPTY, "doc_id": doc_id}
    else:
        for row in document_rows(doc_id or "", result):
            yield {**row, "doc_id": doc_id, "error": None}
