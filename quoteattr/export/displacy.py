"""The dict that spaCy's displaCy draws by hand."""

from __future__ import annotations

from quoteattr.export.documents import in_text_order
from quoteattr.model import UTTERANCES, Document, Quote

UNKNOWN = "?"  # label of an utterance whose speaker is not known


def as_displacy(document: Document) -> dict[str, object]:
    """Return ``{"text", "ents", "title"}`` for ``displacy.render(…, style="ent", manual=True)``.

    Each stretch of a quotation is an entity, labelled by its speaker's name, ``?`` where that is not known, and a
    nonquote's type. Offsets are those of the text.
    """
    labelled = sorted((span, _label(quote)) for quote in in_text_order(document) for span in quote.spans)
    ents = [{"start": span.start, "end": span.end, "label": label} for span, label in labelled]
    return {"text": document.text, "ents": ents, "title": None}


def _label(quote: Quote) -> str:
    if quote.type not in UTTERANCES:
        return quote.type
    return quote.speaker.name if quote.speaker is not None else UNKNOWN
