"""Tokens in columns with IOB tags, as trainers of sequence labellers read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoteattr.export.documents import Documents, in_text_order, named
from quoteattr.model import Document, Quote
from quoteattr.text import paragraphs

#: Token, its offsets in the text, the quotation's tag, quotation, speaker, and the tag of cue and mention.
COLUMNS = ("token", "start", "end", "quote", "quote_id", "speaker_id", "part")
NOTHING = "_"

_TOKEN = re.compile(r"\w+|[^\w\s]")


def as_conll(documents: Documents) -> str:
    """Return a line for each token, its columns parted by tabs; a blank line ends a paragraph.

    A line ``# doc_id = …`` opens a document. A token is a run of letters and digits or one other character. Tags are
    IOB2 of the quotation's type, and ``B-cue``, ``B-mention`` beside them. Where stretches overlap, the later
    one counts.
    """
    return "".join(f"{line}\n" for doc_id, document in named(documents) for line in _lines(doc_id, document))


def _lines(doc_id: str, document: Document) -> Iterator[str]:
    yield f"# doc_id = {' '.join(doc_id.split())}"
    quote_at: dict[int, tuple[Quote, int]] = {}
    part_at: dict[int, tuple[str, int]] = {}
    for quote in in_text_order(document):
        for span in quote.spans:
            quote_at.update((at, (quote, span.start)) for at in range(*span))
        for name, part in (("mention", quote.mention), ("cue", quote.cue)):
            if part is not None:
                part_at.update((at, (name, part.start)) for at in range(*part))
    for paragraph in paragraphs(document.text):
        before: tuple[Quote, int] | None = None
        part_before: tuple[str, int] | None = None
        for match in _TOKEN.finditer(document.text, *paragraph):
            inside, beside = quote_at.get(match.start()), part_at.get(match.start())
            quote_tag = _tag(inside[0].type if inside else None, goes_on=inside == before)
            part_tag = _tag(beside[0] if beside else None, goes_on=beside == part_before)
            speaker = inside[0].speaker if inside else None
            cells = (
                match.group(),
                str(match.start()),
                str(match.end()),
                quote_tag,
                inside[0].id if inside else NOTHING,
                speaker.id if speaker else NOTHING,
                part_tag,
            )
            yield "\t".join(cells)
            before, part_before = inside, beside
        yield ""


def _tag(label: str | None, *, goes_on: bool) -> str:
    if label is None:
        return "O"
    return f"{'I' if goes_on else 'B'}-{label}"
