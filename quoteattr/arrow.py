"""Quotations over Arrow record batches: the one function that Spark, Dask and ``datasets`` need.

``attribute_batches`` is pure and reads and writes nothing: the engine cuts the table, hands each worker batches, and
collects the rows. Settings are small arguments; each worker process loads the models when its first batch comes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quoteattr.api import Attributor, Known
from quoteattr.errors import InputError
from quoteattr.export.frames import arrow_schema
from quoteattr.export.results import result_rows
from quoteattr.extras import require
from quoteattr.model import Genre
from quoteattr.stream import BATCH_SIZE

if TYPE_CHECKING:
    import pyarrow

pa = require("pyarrow", "arrow")

#: Of every batch that comes out: the columns of ``Document.to_arrow``, and ``error``.
SCHEMA: pyarrow.Schema = arrow_schema().append(pa.field("error", pa.string()))


def attribute_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    text_column: str = "text",
    id_column: str = "doc_id",
    lang: str = "en",
    models: str | os.PathLike[str] | None = None,
    known_speakers: Known = (),
    min_confidence: float = 0.0,
    genre: Genre | None = None,
    fast: bool = False,
    batch_size: int = BATCH_SIZE,
    max_length: int | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Yield for each record batch the rows of its quotations, in the order of its documents.

    A document without quotations has one row without a quotation; one that cannot be attributed has one row with the
    reason in ``error``. So every ``doc_id`` that goes in comes out.

    Args:
        batches: With a column of texts and a column that names them; further columns are not looked at.
        text_column: Its values are strings; null is an error of its row.
        id_column: Its values become ``doc_id``, as strings; null stays null.
        lang: See ``Attributor``, as for the next five.
        models: A folder that every worker can read.
        known_speakers: People known to every text.
        min_confidence: Least probability of a speaker.
        genre: ``"news"``, ``"fiction"`` or None.
        fast: Whether texts are skimmed.
        batch_size: See ``Attributor.pipe``.
        max_length: See ``Attributor.pipe``.

    Yields:
        Record batches of ``SCHEMA``, one for each that came in.

    Raises:
        InputError: A column is missing, or a setting of the wrong kind.
        ModelError: The models cannot be loaded.
    """
    attributor = Attributor(
        lang, models=models, known_speakers=known_speakers, min_confidence=min_confidence, genre=genre, fast=fast
    )
    for batch in batches:
        pairs = zip(_column(batch, text_column), _column(batch, id_column), strict=True)
        results = attributor.pipe(
            pairs, as_tuples=True, on_error="return", batch_size=batch_size, max_length=max_length
        )
        rows = [row for result, doc_id in results for row in result_rows(_name(doc_id), result)]
        yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _column(batch: pyarrow.RecordBatch, name: str) -> list[object]:
    names = batch.schema.names
    if name not in names:
        raise InputError(
            f"no column {name!r} in the batch, only {', '.join(map(repr, names))}: text_column=…, id_column=…"
        )
    values: list[object] = batch.column(names.index(name)).to_pylist()
    return values


def _name(value: object) -> str | None:
    return None if value is None else str(value)
