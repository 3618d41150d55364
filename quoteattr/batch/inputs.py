"""What ``quoteattr batch`` reads: text files, and tables (JSON Lines, CSV, Parquet) with a column of texts."""

from __future__ import annotations

import csv
import glob
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from quoteattr.errors import InputError
from quoteattr.extras import require
from quoteattr.outcomes import Refused

#: Which files of a folder are read.
SUFFIXES = (".txt", ".jsonl", ".jsonl.gz", ".ndjson", ".csv", ".csv.gz", ".parquet")

#: Rows of a Parquet file in memory at once.
PARQUET_ROWS = 1000

#: csv refuses cells of more than 128 KiB by itself; a novel has a megabyte.
LONGEST_CELL = 2**31 - 1  # bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A document of the input.

    Attributes:
        doc_id: The file's path; in a table the id column's value, or ``path:row``, counted from 1.
        text: A ``str``; or what stands in its place, which becomes a failure.
        further: The other columns of its row, by name.
    """

    doc_id: str
    text: object
    further: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """How the tables are read.

    Attributes:
        text_column: Of tables: the column of texts.
        id_column: Of tables: the column of names; None: rows are numbered.
    """

    text_column: str = "text"
    id_column: str | None = None

    def records(self, paths: Iterable[Path]) -> Iterator[Record]:
        """Yield the documents of all files, in order.

        Raises:
            InputError: A table has no such columns, or is no table.
            OSError: A table cannot be read.
            MissingExtraError: pyarrow is needed and not installed.
        """
        for path in paths:
            rows = _TABLES.get(_kind(path))
            if rows is None:
                yield Record(path.as_posix(), _text(path), {})
            else:
                for number, row in enumerate(rows(path, self._wanted()), start=1):
                    yield self._record(f"{path.as_posix()}:{number}", row)

    def _wanted(self) -> list[str]:
        return [name for name in (self.text_column, self.id_column) if name is not None]

    def _record(self, name: str, row: dict[str, Any] | Refused) -> Record:
        if isinstance(row, Refused):
            return Record(name, row, {})
        further = {key: value for key, value in row.items() if key not in (self.text_column, self.id_column)}
        if self.id_column is not None and row.get(self.id_column) is not None:
            name = str(row[self.id_column])
        if self.text_column not in row:
            return Record(name, Refused(InputError(f"the row has no {self.text_column!r}: --text-column")), further)
        return Record(name, row[self.text_column], further)


def find_files(inputs: Sequence[str], leave_out: Callable[[Path], bool] = lambda path: False) -> list[Path]:
    """Return the files that are meant, each once: as given, or of a folder and a pattern sorted by name.

    Args:
        inputs: Files, folders (read with the folders in them), and patterns such as ``news/**/*.txt``.
        leave_out: Tells of a file whether it is not to be read.

    Raises:
        InputError: Nothing is found for one of them.
    """
    found: dict[Path, None] = {}
    for given in inputs:
        path = Path(given)
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.name.endswith(SUFFIXES) and file.is_file())
        elif path.exists():
            files = [path]
        else:
            found_names = glob.glob(given, recursive=True)  # noqa: PTH207 Path.glob takes no absolute pattern
            files = sorted(file for file in map(Path, found_names) if file.is_file())
        files = [file for file in files if not leave_out(file)]
        if not files:
            raise InputError(f"{given}: no file there; of folders are read {', '.join(SUFFIXES)}")
        found.update(dict.fromkeys(files))
    return list(found)


def _kind(path: Path) -> str:
    """Return the suffix that says how to read a file."""
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    return {".ndjson": ".jsonl"}.get(suffix, suffix)


def _text(path: Path) -> str | Refused:
    try:
        # line breaks are kept as they are; a byte order mark is no character of the text
        return path.read_bytes().decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    except UnicodeDecodeError as problem:
        return Refused(InputError(f"byte {problem.start} is not UTF-8: iconv -f WINDOWS-1252 -t UTF-8"))
    except OSError as problem:
        return Refused(problem)


def _jsonl(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, Any] | Refused]:
    """Yield the objects of a file; a line that is none is refused and loses no other."""
    with _opened(path, "rb") as lines:
        for line in lines:
            try:
                row = json.loads(line)
            except ValueError as problem:  # not JSON, or not UTF-8
                yield Refused(InputError(f"not JSON: {problem}"))
                continue
            yield row if isinstance(row, dict) else Refused(InputError(f"not a JSON object but {type(row).__name__}"))


def _csv(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, Any] | Refused]:
    csv.field_size_limit(LONGEST_CELL)
    with _opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        try:
            _check_columns(path, rows.fieldnames or (), wanted)
            for row in rows:
                row.pop(None, None)  # cells beyond the header
                yield row
        except UnicodeDecodeError as problem:
            raise InputError(f"{path}: not UTF-8 ({problem.reason}): iconv -f WINDOWS-1252 -t UTF-8") from problem
        except csv.Error as problem:
            raise InputError(f"{path}, line {rows.line_num}: {problem}") from problem


def _parquet(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, Any] | Refused]:
    parquet = require("pyarrow.parquet", "arrow")
    with parquet.ParquetFile(path) as file:
        _check_columns(path, file.schema_arrow.names, wanted)
        for batch in file.iter_batches(PARQUET_ROWS):
            yield from batch.to_pylist()


_TABLES: dict[str, Callable[[Path, Sequence[str]], Iterator[dict[str, Any] | Refused]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}


def _check_columns(path: Path, names: Sequence[str], wanted: Sequence[str]) -> None:
    for name in wanted:
        if name not in names:
            raise InputError(f"{path}: no column {name!r}, only {', '.join(map(repr, names))}: --text-column NAME")


def _opened(path: Path, mode: str, **options: Any) -> IO[Any]:
    if path.suffix == ".gz":
        return cast("IO[Any]", gzip.open(path, mode, **options))
    return path.open(mode.rstrip("t"), **options)


def arrow_types(paths: Iterable[Path]) -> dict[str, set[Any]]:
    """Return the Arrow types that the columns of the Parquet files among the inputs have."""
    types: dict[str, set[Any]] = {}
    for path in paths:
        if _kind(path) == ".parquet":
            for field in require("pyarrow.parquet", "arrow").read_schema(path):
                types.setdefault(field.name, set()).add(field.type)
    return types
