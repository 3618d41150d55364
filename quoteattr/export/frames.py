"""Rows as a data frame: pandas, Polars, Arrow. Each is loaded when its function is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.export.documents import Documents
from quoteattr.export.rows import COLUMNS, rows
from quoteattr.extras import require

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

INTEGERS = ("start", "end", "paragraph")


def to_pandas(documents: Documents) -> pandas.DataFrame:
    """Return the rows as a pandas data frame; ``pieces`` holds lists, what is not known is missing.

    Raises:
        MissingExtraError: pandas is not installed.
        InputError: See ``rows``.
    """
    pandas = require("pandas", "pandas")
    frame = pandas.DataFrame(rows(documents), columns=list(COLUMNS))
    return frame.astype({**dict.fromkeys(INTEGERS, "int64"), "confidence": "float64"})


def to_polars(documents: Documents) -> polars.DataFrame:
    """Return the rows as a Polars data frame; ``pieces`` is a list of lists of integers.

    Raises:
        MissingExtraError: Polars is not installed.
        InputError: See ``rows``.
    """
    pl = require("polars", "polars")
    special = {**dict.fromkeys(INTEGERS, pl.Int64), "confidence": pl.Float64, "pieces": pl.List(pl.List(pl.Int64))}
    schema = {name: special.get(name, pl.String) for name in COLUMNS}
    frame: polars.DataFrame = pl.DataFrame(rows(documents), schema=schema)
    return frame


def to_arrow(documents: Documents) -> pyarrow.Table:
    """Return the rows as an Arrow table, for Parquet and whatever else reads Arrow.

    Raises:
        MissingExtraError: pyarrow is not installed.
        InputError: See ``rows``.
    """
    pa = require("pyarrow", "arrow")
    return pa.Table.from_pylist(rows(documents), schema=arrow_schema())


def arrow_schema() -> pyarrow.Schema:
    """Return names and types of the columns of ``to_arrow``.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = require("pyarrow", "arrow")
    special = {
        **dict.fromkeys(INTEGERS, pa.int64()),
        "confidence": pa.float64(),
        "pieces": pa.list_(pa.list_(pa.int64())),
    }
    return pa.schema([(name, special.get(name, pa.string())) for name in COLUMNS])
