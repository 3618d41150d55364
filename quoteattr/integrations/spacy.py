"""A spaCy component: ``nlp.add_pipe("quoteattr")``.

spaCy's English models do not use Universal Dependencies, so the text is read anew with quoteattr's own parser; offsets
are mapped by character. All that is stored is plain data, so that ``DocBin`` and ``to_disk`` keep it.
"""

from __future__ import annotations

import json
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from quoteattr.api import Attributor
from quoteattr.model import Document

#: Span group of ``doc.spans``; a token that a quotation only touches belongs to it as a whole.
GROUP = "quotes"


@Language.factory("quoteattr", default_config={"lang": "en", "min_confidence": 0.0})
class QuoteattrComponent:
    """Fills ``doc.spans["quotes"]``, ``span._.quote_id``, ``span._.speaker``, ``span._.role`` and ``doc._.quoteattr``.

    Each stretch of an utterance is a span, labelled by the quotation's type; ``speaker`` and ``role`` are strings, None
    where not known. ``doc._.quoteattr`` is the quoteattr ``Document``, with offsets exact to the character.
    """

    def __init__(self, nlp: Language, name: str, lang: str, min_confidence: float) -> None:
        self.name = name
        self._attributor = Attributor(lang, min_confidence=min_confidence)

    def __call__(self, doc: Doc) -> Doc:
        """Attribute one document."""
        found = self._attributor(doc.text)
        doc.user_data["quoteattr"] = found.to_json()
        spans = []
        for quote in found.quotes:
            for stretch in quote.spans:
                span = doc.char_span(stretch.start, stretch.end, label=quote.type, alignment_mode="expand")
                assert span is not None, "expanding finds a span inside any text"
                span._.quote_id = quote.id
                span._.speaker = quote.speaker.name if quote.speaker else None
                span._.role = quote.speaker.role if quote.speaker else None
                spans.append(span)
        doc.spans[GROUP] = spans
        return doc


def _document(doc: Doc) -> Document | None:
    """Return the quoteattr document of a spaCy document; None where the component has not run."""
    stored: Any = doc.user_data.get("quoteattr")
    return None if stored is None else Document.from_dict(json.loads(stored))


for _name in ("quote_id", "speaker", "role"):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)
if not Doc.has_extension("quoteattr"):
    Doc.set_extension("quoteattr", getter=_document)
