"""Record batches in, record batches of one schema out: every document is there, and settings are all that travels."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from quoteattr import Attributor, InputError
from quoteattr.arrow import SCHEMA, attribute_batches
from quoteattr.export.frames import to_arrow
from quoteattr.export.results import RESULT_COLUMNS
from tests.test_stream import ARTICLES

ROOT = Path(__file__).parent.parent


def batch(texts: Sequence[object], **columns: Sequence[object]) -> Any:
    return pa.RecordBatch.from_pydict({"doc_id": [f"d{i}" for i in range(len(texts))], "text": texts, **columns})


def rows(batches: Iterator[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pa.Table.from_batches(batches, schema=SCHEMA).to_pylist()
    return found


def test_the_schema_is_that_of_documents_and_the_error() -> None:
    assert tuple(SCHEMA.names) == RESULT_COLUMNS
    assert to_arrow([]).schema.equals(SCHEMA.remove(SCHEMA.get_field_index("error")))
    assert all(field.nullable for field in SCHEMA)


def test_each_batch_gives_a_batch_of_the_schema_and_none_gives_none() -> None:
    given = [batch(["One.", "Two."]), batch([]), batch(["Three."])]
    given[1] = given[0].slice(0, 0)
    found = list(attribute_batches(given))
    assert [one.num_rows for one in found] == [2, 0, 1]
    assert all(one.schema.equals(SCHEMA) for one in found)
    assert list(attribute_batches([])) == []


def test_every_document_comes_out_readable_or_not() -> None:
    found = rows(attribute_batches([batch(["One.", None, "Too long. " * 100, "Two."])], max_length=100))
    assert [row["doc_id"] for row in found] == ["d0", "d1", "d2", "d3"]
    assert [row["error"] and row["error"].split(":")[0] for row in found] == [
        None, "InputError", "TextTooLongError", None,
    ]  # fmt: skip
    assert {row["quote_id"] for row in found} == {None}


def test_columns_have_the_names_that_are_given_and_ids_become_strings() -> None:
    given = pa.RecordBatch.from_pydict({"number": [7, None], "body": ["One.", "Two."], "more": [1, 2]})
    found = rows(attribute_batches([given], text_column="body", id_column="number"))
    assert [row["doc_id"] for row in found] == ["7", None]


def test_texts_may_be_large_strings_or_a_dictionary() -> None:
    for kind in (pa.large_string(), pa.dictionary(pa.int32(), pa.string())):
        given = batch(["One.", "One."])
        cast = given.set_column(1, "text", given.column(1).cast(kind))
        assert [row["error"] for row in rows(attribute_batches([cast]))] == [None, None]


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(InputError, match=r"no column 'body' in the batch, only 'doc_id', 'text'"):
        next(attribute_batches([batch(["One."])], text_column="body"))


def test_the_function_travels_as_its_settings() -> None:
    packed = pickle.dumps(partial(attribute_batches, text_column="body", known_speakers=[{"name": "Ann Lee"}]))
    assert len(packed) < 300
    assert pickle.loads(packed).keywords["text_column"] == "body"


def test_importing_it_loads_no_models() -> None:
    line = "import quoteattr.arrow, sys; assert not {'torch', 'stanza', 'pandas'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", line], cwd=ROOT, check=True)


@pytest.mark.models
def test_it_reads_as_fast_as_it_is_told() -> None:
    found = rows(attribute_batches([batch(ARTICLES)], fast=True))
    documents = Attributor(fast=True).pipe(ARTICLES)
    assert [row["speaker"] for row in found if row["quote_id"] is not None] == [
        row["speaker"] for document in documents for row in document.rows()
    ]


@pytest.mark.models
def test_its_rows_are_those_of_the_documents() -> None:
    found = rows(attribute_batches([batch(ARTICLES[:3]), batch(ARTICLES[3:])], min_confidence=0.2))
    documents = list(Attributor(min_confidence=0.2).pipe(ARTICLES))
    quoted = [row for row in found if row["quote_id"] is not None]
    wanted = [row for place, document in enumerate(documents) for row in document.rows(f"d{place % 3}")]
    assert quoted == [{**row, "error": None} for row in wanted]
    assert [row["doc_id"] for row in found if row["quote_id"] is None] == ["d1", "d2"]
