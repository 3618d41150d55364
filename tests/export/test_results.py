"""A row at least for every document."""

from quoteattr import Document, Failure
from quoteattr.export.results import RESULT_COLUMNS, result_rows
from tests.export.town import DOCUMENT


def test_a_document_has_the_rows_that_it_has_alone() -> None:
    assert list(result_rows("town", DOCUMENT)) == [{**row, "error": None} for row in DOCUMENT.rows("town")]


def test_a_document_without_quotations_has_one_empty_row() -> None:
    quiet = Document(text="Nobody spoke.", lang="en", quotes=(), nonquotes=(), speakers=(), meta={})
    [row] = result_rows("quiet", quiet)
    assert tuple(row) == RESULT_COLUMNS
    assert {name: value for name, value in row.items() if value is not None} == {"doc_id": "quiet"}


def test_a_failure_has_one_row_with_its_reason() -> None:
    [row] = result_rows("bad", Failure(4, ValueError("no text")))
    assert {name: value for name, value in row.items() if value is not None} == {
        "doc_id": "bad", "error": "ValueError: no text",
    }  # fmt: skip
