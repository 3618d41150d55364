"""A look over the input before the work: how many documents there are, and which further columns of which type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from quoteattr.batch.inputs import Record
from quoteattr.export.results import RESULT_COLUMNS

#: What a further column holds; ``json``: values of several kinds, lists or objects, written as JSON text.
Kind = Literal["null", "boolean", "integer", "number", "string", "json"]

#: A further column that is called like one of ours comes out under this prefix.
PREFIX = "source_"

_LARGEST = 2**63  # integers of Arrow have 64 bits


@dataclass(frozen=True, slots=True)
class Survey:
    """What the input holds.

    Attributes:
        documents: Their number.
        columns: The further columns' names in the input, in the order of their first appearance, and kinds.
    """

    documents: int
    columns: Mapping[str, Kind]


def survey(records: Iterable[Record]) -> Survey:
    """Count the documents and find the kinds of the further columns."""
    documents = 0
    kinds: dict[str, Kind] = {}
    for record in records:
        documents += 1
        for name, value in record.further.items():
            kinds[name] = _joined(kinds.get(name, "null"), kind_of(value))
    return Survey(documents, kinds)


def kind_of(value: object) -> Kind:
    """Return the kind of one value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if -_LARGEST <= value < _LARGEST else "json"
    if isinstance(value, float):
        return "number"
    return "string" if isinstance(value, str) else "json"


def out_name(name: str) -> str:
    """Return how a further column is called in the output."""
    return PREFIX + name if name in RESULT_COLUMNS else name


def as_json_text(value: object) -> str | None:
    """Return a value for a column of kind ``json``."""
    return None if value is None else json.dumps(value, ensure_ascii=False, default=plain)


def plain(value: Any) -> str:
    """Return what JSON has no type for (dates, decimals, bytes) as text."""
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


def _joined(one: Kind, other: Kind) -> Kind:
    if one == other or other == "null":
        return one
    if one == "null":
        return other
    return "number" if {one, other} == {"integer", "number"} else "json"
