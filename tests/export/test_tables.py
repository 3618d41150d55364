"""Rows and what is made of them: data frames, CSV for Excel, a workbook; each read by a reader of the format."""

import csv
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from hypothesis import given, settings

from quoteattr import InputError
from quoteattr.export.excel import LONGEST_CELL, SPEAKER_COLUMNS, to_xlsx
from quoteattr.export.frames import to_arrow, to_pandas, to_polars
from quoteattr.export.interchange import as_jsonl, read_jsonl, schema, to_jsonl
from quoteattr.export.rows import COLUMNS, rows
from quoteattr.model import Document, Quote, Span
from tests import strategies
from tests.export.town import DOCUMENT, EMPTY, TEXT


def test_rows_stand_in_text_order_with_the_same_keys_and_none_for_the_unknown() -> None:
    found = DOCUMENT.rows("town")
    assert [row["quote_id"] for row in found] == ["q1", "q2", "q3", "q4"]
    assert {tuple(row) for row in found} == {COLUMNS}
    assert [row["speaker"] for row in found] == ["Ann Lee", "Ann Lee", None, None]
    assert [row["paragraph"] for row in found] == [1, 2, 2, 3]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in found)


@pytest.mark.parametrize(
    "documents",
    [
        {"a": DOCUMENT, "b": EMPTY},
        [("a", DOCUMENT), ("b", EMPTY)],
        [(DOCUMENT, "a"), (EMPTY, "b")],
        iter([(DOCUMENT, "a")]),
    ],
)
def test_many_documents_are_taken_in_every_shape_that_they_come_in(documents: object) -> None:
    assert {row["doc_id"] for row in rows(documents)} == {"a"}  # type: ignore[arg-type]


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(InputError, match="a Document is wanted, not str"):
        rows(["text"])  # type: ignore[arg-type]
    with pytest.raises(InputError, match="not int"):
        rows(3)  # type: ignore[arg-type]


def test_data_frames_hold_the_rows() -> None:
    expected = DOCUMENT.rows()
    assert DOCUMENT.to_polars().to_dicts() == expected
    assert DOCUMENT.to_arrow().to_pylist() == expected
    frame = DOCUMENT.to_pandas()
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == expected


def test_an_empty_frame_has_the_columns_and_their_types() -> None:
    for full, empty in zip(
        (to_pandas(DOCUMENT), to_polars(DOCUMENT), to_arrow(DOCUMENT)),
        (to_pandas(EMPTY), to_polars(EMPTY), to_arrow(EMPTY)),
        strict=True,
    ):
        assert len(empty) == 0
        assert list(empty.columns) == list(full.columns) or empty.schema == full.schema
    assert to_polars(EMPTY).schema == to_polars(DOCUMENT).schema
    assert to_pandas(EMPTY)["start"].dtype == to_pandas(DOCUMENT)["start"].dtype


def test_csv_files_open_in_excel_as_utf_8(tmp_path: Path) -> None:
    DOCUMENT.to_csv(tmp_path / "town.csv", "town")
    assert (tmp_path / "town.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc_id,")
    with (tmp_path / "town.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert [row["text"] for row in csv.DictReader(lines)] == [row["text"] for row in DOCUMENT.rows()]


def test_a_workbook_has_a_sheet_of_quotations_and_one_of_speakers(tmp_path: Path) -> None:
    DOCUMENT.to_xlsx(tmp_path / "town.xlsx", "town")
    book = openpyxl.load_workbook(tmp_path / "town.xlsx")
    heading, *lines = book["Quotations"].iter_rows(values_only=True)
    assert heading == COLUMNS
    expected = DOCUMENT.rows("town")
    assert [line[:13] for line in lines] == [tuple(row.values())[:13] for row in expected]
    assert lines[0][COLUMNS.index("pieces")] == "0-15"
    heading, ann = book["Speakers"].iter_rows(values_only=True)
    assert heading == SPEAKER_COLUMNS
    assert ann == ("town", "s1", "Ann Lee", "person", None, "harbour master", "harbour master", "Ann Lee", 2, 5)


def test_nothing_in_a_workbook_is_a_formula_and_long_cells_say_that_they_are_cut(tmp_path: Path) -> None:
    text = "=1+1" + "x" * LONGEST_CELL
    quotes = (
        Quote(id="q1", spans=(Span(0, 4),), text="=1+1", type="direct"),
        Quote(id="q2", spans=(Span(4, len(text)),), text=text, type="direct"),
    )
    to_xlsx(Document(text=text, lang="en", quotes=quotes), tmp_path / "hard.xlsx")
    _, formula, long = openpyxl.load_workbook(tmp_path / "hard.xlsx")["Quotations"].iter_rows()
    assert (formula[4].data_type, formula[4].value) == ("s", "=1+1")
    assert len(long[4].value) == LONGEST_CELL
    assert long[4].value.endswith("x[…]")


@given(strategies.documents())
@settings(max_examples=25)
def test_any_document_gives_tables(document: Document) -> None:
    found = rows(document)
    assert len(to_pandas(document)) == len(found) == len(document.quotes) + len(document.nonquotes)


def test_json_lines_come_back_from_their_file(tmp_path: Path) -> None:
    to_jsonl({"a": DOCUMENT, "b": EMPTY}, tmp_path / "town.jsonl")
    assert list(read_jsonl(tmp_path / "town.jsonl")) == [(DOCUMENT, "a"), (EMPTY, "b")]


def test_a_line_that_is_no_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(as_jsonl(EMPTY) + "{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl, line 2: schema_version is None"):
        list(read_jsonl(tmp_path / "bad.jsonl"))


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@given(strategies.documents())
@settings(max_examples=50)
def test_every_document_is_as_the_schema_says(document: Document) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(json.loads(document.to_json()))
    validator.validate(json.loads(as_jsonl({"a": document})))


def test_the_schema_refuses_what_is_no_document() -> None:
    wrong = DOCUMENT.to_dict() | {"quotes": [{"id": "q1"}]}
    assert not jsonschema.Draft202012Validator(schema()).is_valid(json.loads(json.dumps(wrong)))
