"""JSON Lines files whose fields are checked on reading, so that a bad line is named and not met later as a KeyError."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quoteattr.errors import GoldError
from quoteattr.model import Span


@dataclass(frozen=True, slots=True)
class Record:
    """One JSON object and the place it was read from."""

    fields: dict[str, object]
    place: str
    """File and line, with the path inside the object where it is nested: ``"dev.jsonl.gz, line 3, quotes[2]"``."""

    def bad(self, key: str, expected: str) -> GoldError:
        """Return the error that says what stands under ``key`` and what was expected there."""
        found = f"{self.fields[key]!r:.60}" if key in self.fields else "missing"
        return GoldError(f"{self.place}: {key!r} must be {expected}, it is {found}")

    def text(self, key: str) -> str:
        """Return the string under ``key``; GoldError where it is missing or something else."""
        value = self.fields.get(key)
        if not isinstance(value, str):
            raise self.bad(key, "a string")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return the string under ``key``, or None where it is null or missing."""
        return None if self.fields.get(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the strings listed under ``key``; empty where it is null or missing."""
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self.bad(key, "a list of strings")
        return tuple(value for value in values if isinstance(value, str))

    def number(self, key: str) -> float:
        """Return the number under ``key``; GoldError where it is missing or something else."""
        value = self.fields.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.bad(key, "a number")
        return float(value)

    def optional_number(self, key: str) -> float | None:
        """Return the number under ``key``, or None where it is null or missing."""
        return None if self.fields.get(key) is None else self.number(key)

    def optional_span(self, key: str) -> Span | None:
        """Return the span under ``key``, or None where it is null, empty or missing."""
        value = self.fields.get(key)
        return self._span(key, value) if value else None

    def spans(self, key: str) -> tuple[Span, ...]:
        """Return the spans listed under ``key``, without nulls in the list; GoldError where the list is missing."""
        if self.fields.get(key) is None:
            raise self.bad(key, "a list of [start, end]")
        return tuple(self._span(key, value) for value in self._list(key) if value)

    def records(self, key: str, *, required: bool = False) -> tuple[Record, ...]:
        """Return the objects listed under ``key``; empty where it is null or missing and not ``required``."""
        if required and self.fields.get(key) is None:
            raise self.bad(key, "a list of objects")
        return tuple(
            Record(_object(value, place := f"{self.place}, {key}[{number}]"), place)
            for number, value in enumerate(self._list(key))
        )

    def _list(self, key: str) -> list[object]:
        value = self.fields.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.bad(key, "a list")
        return value

    def _span(self, key: str, value: object) -> Span:
        # type() and not isinstance: true and false are integers to Python
        if not isinstance(value, list) or len(value) != 2 or not all(type(bound) is int for bound in value):
            raise self.bad(key, "made of [start, end] in code points")
        return Span(value[0], value[1])


def read_records(path: str | Path) -> Iterator[Record]:
    """Yield the object on each line of a ``.jsonl`` or ``.jsonl.gz`` file; blank lines are skipped.

    Raises:
        GoldError: a line is not a JSON object, or the file is not UTF-8 or not the gzip that its name says.
        OSError: the file cannot be opened.
    """
    path = Path(path)
    number = 0
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as lines:
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    place = f"{path}, line {number}"
                    yield Record(_object(_parsed(line, place), place), place)
        except (gzip.BadGzipFile, EOFError) as problem:
            raise GoldError(f"{path}, after line {number}: not a whole gzip file: {problem}") from problem


def read_record(path: str | Path) -> Record:
    """Return the one JSON object that a file holds.

    Raises:
        GoldError: it is not UTF-8, not JSON or not an object.
        OSError: the file cannot be opened.
    """
    return Record(_object(_parsed(Path(path).read_bytes(), str(path)), str(path)), str(path))


def _parsed(line: bytes, place: str) -> object:
    try:
        value: object = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise GoldError(f"{place}: byte {problem.start} is not UTF-8") from problem
    except (json.JSONDecodeError, RecursionError) as problem:
        raise GoldError(f"{place}: not JSON: {problem}") from problem
    return value


def _object(value: object, place: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise GoldError(f"{place}: a JSON object was expected, not {value!r:.60}")
    return value
