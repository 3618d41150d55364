"""A workbook with a sheet of quotations and a sheet of speakers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from quoteattr.export.documents import Documents, Named, named
from quoteattr.export.rows import COLUMNS, document_rows, pieces_as_text
from quoteattr.extras import require

LONGEST_CELL = 32_767  # characters; Excel's limit
CUT = "[…]"  # ends a cell that was longer

SPEAKER_COLUMNS = (
    "doc_id",
    "speaker_id",
    "speaker",
    "type",
    "honorific",
    "role",
    "all_roles",
    "aliases",
    "quotations",
    "words",
)

#: Widths in characters of the columns that need another than DEFAULT_WIDTH.
WIDTHS = {"text": 70, "evidence": 50, "role": 30, "all_roles": 40, "aliases": 30, "speaker": 24, "mention": 24}
DEFAULT_WIDTH = 12

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_xlsx(documents: Documents, path: str | os.PathLike[str]) -> None:
    """Write a workbook: sheet *Quotations* with the columns of ``rows``, sheet *Speakers* with a line for each.

    Nothing is read as a formula or a link. A cell holds 32,767 characters: what is longer is cut, and ends in “[…]”.
    Lone surrogates become U+FFFD.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        InputError: See ``rows``.
        OSError: The file cannot be written.
    """
    xlsxwriter = require("xlsxwriter", "excel")
    pairs = named(documents)
    with Path(path).open("wb") as out, xlsxwriter.Workbook(out) as book:
        _write_sheet(book, "Quotations", COLUMNS, _quotation_cells(pairs))
        _write_sheet(book, "Speakers", SPEAKER_COLUMNS, _speaker_cells(pairs))


def _quotation_cells(pairs: Sequence[Named]) -> Iterator[Sequence[object]]:
    for doc_id, document in pairs:
        for row in document_rows(doc_id, document):
            yield [pieces_as_text(row["pieces"]) if name == "pieces" else row[name] for name in COLUMNS]  # type: ignore[literal-required]


def _speaker_cells(pairs: Sequence[Named]) -> Iterator[Sequence[object]]:
    for doc_id, document in pairs:
        for speaker in document.speakers:
            yield (
                doc_id,
                speaker.id,
                speaker.name,
                speaker.type,
                speaker.honorific,
                speaker.role,
                "; ".join(role.text for role in speaker.roles),
                "; ".join(speaker.aliases),
                len(speaker.said),
                sum(len(words.split()) for words in speaker.said),
            )


def _write_sheet(book, name: str, columns: Sequence[str], lines: Iterator[Sequence[object]]) -> None:  # type: ignore[no-untyped-def]
    heading = book.add_format({"bold": True, "bottom": 1})
    folded = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    sheet = book.add_worksheet(name)
    last = 0
    for last, cells in enumerate(lines, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, int | float):
                sheet.write_number(last, column, value, number)
            elif value is not None:
                sheet.write_string(last, column, _cell(str(value)), folded)
    sheet.write_row(0, 0, columns, heading)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    for column, title in enumerate(columns):
        sheet.set_column(column, column, WIDTHS.get(title, DEFAULT_WIDTH))


def _cell(text: str) -> str:
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
