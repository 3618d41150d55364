"""Standoff annotation of brat: the ``.ann`` file that lies beside the text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from quoteattr.export.documents import in_text_order, ranges_cut_at
from quoteattr.model import Document, Quote, Span

LINE_BREAKS = "\r\n"  # what brat allows in no annotation


def as_brat(document: Document) -> str:
    """Return the lines of an ``.ann`` file; offsets are those of the text in code points.

    Quotations are text-bound annotations of their type; ``Cue`` and ``Mention`` are joined to them by relations;
    ``Kind`` is an attribute; speaker, role and confidence stand in a note. A stretch over several lines is
    cut at the breaks.
    """
    return "".join(f"{line}\n" for line in _lines(document))


def to_brat(document: Document, folder: str | os.PathLike[str], doc_id: str) -> None:
    """Write ``doc_id.txt`` and ``doc_id.ann`` into a folder.

    Raises:
        OSError: A file cannot be written.
    """
    for suffix, content in (("txt", document.text), ("ann", as_brat(document))):
        (Path(folder) / f"{doc_id}.{suffix}").write_bytes(content.encode("utf-8", errors="replace"))


def _lines(document: Document) -> Iterator[str]:
    bound = relation = 0
    for number, quote in enumerate(in_text_order(document), start=1):
        bound += 1
        main = bound
        yield f"T{main}\t{_text_bound(document, quote.type.capitalize(), quote.spans)}"
        for label, span in (("Cue", quote.cue), ("Mention", quote.mention)):
            if span is not None:
                bound, relation = bound + 1, relation + 1
                yield f"T{bound}\t{_text_bound(document, label, (span,))}"
                yield f"R{relation}\tHas{label} Arg1:T{main} Arg2:T{bound}"
        if quote.kind is not None:
            yield f"A{number}\tKind T{main} {quote.kind}"
        yield f"#{number}\tAnnotatorNotes T{main}\t{_note(quote)}"


def _text_bound(document: Document, label: str, spans: Sequence[Span]) -> str:
    ranges = list(ranges_cut_at(spans, document.text, LINE_BREAKS))
    offsets = ";".join(f"{start} {end}" for start, end in ranges)
    return f"{label} {offsets}\t{' '.join(document.text[slice(*span)] for span in ranges)}"


def _note(quote: Quote) -> str:
    if quote.speaker is None:
        return f"{quote.id}: no speaker"
    role = f", {quote.speaker.role}" if quote.speaker.role else ""
    whom = f"{quote.id}: {quote.speaker.id} {quote.speaker.name}{role} ({quote.confidence:.3f})"
    return " ".join(whom.split())
