"""The two forms of the output: how rows become a part, and parts the whole."""

from __future__ import annotations

import json
import math
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from quoteattr.batch.survey import Kind, as_json_text, out_name, plain
from quoteattr.errors import InputError
from quoteattr.export.frames import arrow_schema
from quoteattr.export.results import RESULT_COLUMNS
from quoteattr.extras import require

#: Rows of a row group of the whole: parts are too small for good ones.
ROW_GROUP = 50_000

Row = Mapping[str, Any]


class Format(ABC):
    """A form of the output."""

    suffix: str

    @abstractmethod
    def write_part(self, path: Path, rows: Sequence[Row]) -> None:
        """Write rows, with the further columns under their names in the input."""

    @abstractmethod
    def join(self, path: Path, parts: Iterable[Path]) -> None:
        """Write the whole from its parts."""


class JsonLines(Format):
    """A line for each row."""

    suffix = ".jsonl"

    def __init__(self, columns: Mapping[str, Kind]) -> None:
        """Take the further columns, whose values come out as they went in."""
        self._columns = columns

    def write_part(self, path: Path, rows: Sequence[Row]) -> None:
        """Write the rows with all columns in one order; what JSON lacks (dates, NaN) as text and null."""
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            for row in rows:
                line = {name: row[name] for name in RESULT_COLUMNS}
                line |= {out_name(name): _finite(row.get(f"further.{name}")) for name in self._columns}
                out.write(json.dumps(line, ensure_ascii=False, default=plain) + "\n")

    def join(self, path: Path, parts: Iterable[Path]) -> None:
        """Put the parts behind one another."""
        with path.open("wb") as out:
            for part in parts:
                with part.open("rb") as lines:
                    shutil.copyfileobj(lines, out)


class Parquet(Format):
    """A Parquet file."""

    suffix = ".parquet"

    def __init__(self, columns: Mapping[str, Kind], types: Mapping[str, Any]) -> None:
        """Take the further columns.

        Args:
            columns: Names and kinds.
            types: The Arrow types of those that keep theirs.
        """
        pa = self._pa = require("pyarrow", "arrow")
        self._parquet = require("pyarrow.parquet", "arrow")
        by_kind = {"boolean": pa.bool_(), "integer": pa.int64(), "number": pa.float64()}
        self._as_text = [name for name, kind in columns.items() if kind == "json" and name not in types]
        self._schema = arrow_schema().append(pa.field("error", pa.string()))
        self._names = list(columns)
        for name, kind in columns.items():
            self._schema = self._schema.append(
                pa.field(out_name(name), types.get(name, by_kind.get(kind, pa.string())))
            )

    def write_part(self, path: Path, rows: Sequence[Row]) -> None:
        """Write the rows as a small Parquet file; half a surrogate pair, which it cannot hold, as its number."""
        lines = [self._line(row) for row in rows]
        try:
            table = self._pa.Table.from_pylist(lines, schema=self._schema)
        except UnicodeEncodeError:
            lines = [{name: _encodable(value) for name, value in line.items()} for line in lines]
            table = self._pa.Table.from_pylist(lines, schema=self._schema)
        self._parquet.write_table(table, path)

    def join(self, path: Path, parts: Iterable[Path]) -> None:
        """Copy the parts' rows in larger row groups."""
        with self._parquet.ParquetWriter(path, self._schema) as out:
            waiting: list[Any] = []
            for part in parts:
                waiting.append(self._parquet.read_table(part, schema=self._schema))
                if sum(table.num_rows for table in waiting) >= ROW_GROUP:
                    out.write_table(self._pa.concat_tables(waiting))
                    waiting = []
            if waiting:
                out.write_table(self._pa.concat_tables(waiting))

    def _line(self, row: Row) -> dict[str, Any]:
        line = {name: row[name] for name in RESULT_COLUMNS}
        for name in self._names:
            value = row.get(f"further.{name}")
            line[out_name(name)] = as_json_text(value) if name in self._as_text else value
        return line


def format_of(path: Path, columns: Mapping[str, Kind], types: Mapping[str, set[Any]], *, only_parquet: bool) -> Format:
    """Return the form that an output file's name asks for.

    Args:
        path: The output.
        columns: The further columns.
        types: Arrow types of the Parquet files' columns.
        only_parquet: All inputs are such files: their columns keep their types.

    Raises:
        InputError: The name asks for neither.
        MissingExtraError: pyarrow is needed and not installed.
    """
    if path.suffix == JsonLines.suffix:
        return JsonLines(columns)
    if path.suffix == Parquet.suffix:
        kept = {name: next(iter(found)) for name, found in types.items() if only_parquet and len(found) == 1}
        return Parquet(columns, kept)
    raise InputError(f"{path}: the output is a table, .parquet or .jsonl: -o {path.stem}.parquet")


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
