"""JSON, JSON Lines and CSV, for programs to go on with.

``doc_id`` is whatever the caller names a document by, such as its file.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import cast

from quoteattr.errors import InputError
from quoteattr.export.documents import Documents, named
from quoteattr.export.rows import COLUMNS, document_rows, pieces_as_text
from quoteattr.model import Document
from quoteattr.plain import json_text

#: The first characters of a CSV file that Excel is to read as UTF-8.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def as_json(documents: Documents) -> str:
    """Return one document as an object, several as a list of objects, in the order given."""
    plain = [document.to_dict() for _, document in named(documents)]
    return json_text(plain[0] if len(plain) == 1 else plain, indent=2) + "\n"


def as_jsonl(documents: Documents) -> str:
    """Return one line for each document: its ``to_dict`` and the ``doc_id``; ``schema`` describes it."""
    return "".join(json_text({"doc_id": doc_id, **document.to_dict()}) + "\n" for doc_id, document in named(documents))


def to_jsonl(documents: Documents, path: str | os.PathLike[str]) -> None:
    """Write ``as_jsonl`` to a file.

    Raises:
        OSError: The file cannot be written.
    """
    Path(path).write_text(as_jsonl(documents), encoding="utf-8", newline="\n")


def read_jsonl(path: str | os.PathLike[str]) -> Iterator[tuple[Document, str]]:
    """Yield the documents of a file that ``to_jsonl`` or ``quoteattr --format jsonl`` wrote, each with its ``doc_id``.

    Raises:
        InputError: A line is not such a document; the message names file and line.
        OSError: The file cannot be read.
    """
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                data = json.loads(line)
                yield Document.from_dict(data), str(data.get("doc_id", number))
            except (InputError, json.JSONDecodeError) as problem:
                raise InputError(f"{os.fspath(path)}, line {number}: {problem}") from problem


def schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of ``Document.to_dict`` and of the lines of ``as_jsonl``."""
    text = (files("quoteattr") / "data" / "document.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, object]", json.loads(text))


def as_csv(documents: Documents) -> str:
    """Return the columns of ``rows`` as a header and a line for each quotation; what is not known is empty.

    Lines end in CRLF, as RFC 4180 has it: line breaks inside a quotation are then quoted, whichever they are.
    """
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for doc_id, document in named(documents):
        for row in document_rows(doc_id, document):
            cells = {**row, "confidence": f"{row['confidence']:.3f}", "pieces": pieces_as_text(row["pieces"])}
            lines.writerow(cells.values())
    return out.getvalue()


def to_csv(documents: Documents, path: str | os.PathLike[str]) -> None:
    """Write ``as_csv`` to a file that Excel opens right: UTF-8 with a byte order mark. Lone surrogates become ``?``.

    Raises:
        OSError: The file cannot be written.
    """
    Path(path).write_text(as_csv(documents), encoding="utf-8-sig", errors="replace", newline="")
