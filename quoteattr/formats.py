"""The formats by name, as the command line offers them: some hold many documents, some have a file for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

from quoteattr.display.document import document_page
from quoteattr.errors import InputError
from quoteattr.export.brat import as_brat
from quoteattr.export.conll import as_conll
from quoteattr.export.documents import Documents
from quoteattr.export.interchange import as_csv, as_json, as_jsonl
from quoteattr.export.script import as_script
from quoteattr.export.tei import as_tei
from quoteattr.export.web_annotation import as_web_annotations
from quoteattr.model import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format with a file for each document.

    Attributes:
        suffix: Of the file.
        render: Takes the document and what its caller names it by; returns the content.
        text_beside: Whether the text goes into a ``.txt`` file beside it, to which the format's offsets refer.
    """

    suffix: str
    render: Callable[[Document, str], str]
    text_beside: bool = False


def _web_annotation(document: Document, name: str) -> str:
    """Return annotations of the file ``name``: a relative address, as seen from where the command ran."""
    page = as_web_annotations(document, quote(PurePath(name).as_posix()))
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


#: Formats that hold all documents in one file.
TOGETHER: dict[str, Callable[[Documents], str]] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "conll": as_conll,
}

#: Formats with a file for each document.
EACH: dict[str, Format] = {
    "html": Format(".html", lambda document, name: document_page(document)),
    "tei": Format(".xml", lambda document, name: as_tei(document, PurePath(name).stem)),
    "web-annotation": Format(".json", _web_annotation),
    "brat": Format(".ann", lambda document, name: as_brat(document), text_beside=True),
    "script": Format(".script.txt", lambda document, name: as_script(document)),
}


def files_in(folder: str, names: Iterable[str], suffix: str) -> dict[str, Path]:
    """Return the file of a folder that each text's document goes to: the text's own file name with another suffix.

    Raises:
        InputError: Two texts would share a file.
    """
    taken: dict[Path, str] = {}
    for name in names:
        path = Path(folder) / f"{PurePath(name).stem}{suffix}"
        if taken.setdefault(path, name) != name:
            raise InputError(f"{taken[path]} and {name} would both go to {path}: give one of them another name")
    return {name: path for path, name in taken.items()}


def write_each(form: Format, document: Document, name: str, path: Path) -> None:
    """Write one document as UTF-8, and its text beside it where the format needs it.

    Raises:
        InputError: The text beside it would replace the user's own file by another.
        OSError: A file cannot be written.
    """
    beside, text = path.with_suffix(".txt"), document.text.encode("utf-8", errors="replace")
    if form.text_beside and beside.exists() and beside.samefile(name) and beside.read_bytes() != text:
        raise InputError(f"{beside} begins with a byte order mark, which offsets do not count: -o another folder")
    path.write_bytes(form.render(document, name).encode("utf-8", errors="replace"))
    if form.text_beside:
        beside.write_bytes(text)
