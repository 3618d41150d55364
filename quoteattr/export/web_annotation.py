"""W3C Web Annotation: each quotation as an annotation that finds its place by position and by words."""

from __future__ import annotations

from quoteattr.export.documents import in_text_order
from quoteattr.model import Document, Quote, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of prefix and suffix; as Hypothesis does


def as_web_annotations(document: Document, source: str) -> dict[str, object]:
    """Return an annotation page as plain data, for ``json.dumps``; positions are code points.

    Args:
        document: What to write.
        source: The address of the text: an IRI, to which the annotations' ids are added.
    """
    return {
        "@context": CONTEXT,
        "id": f"{source}#quotations",
        "type": "AnnotationPage",
        "items": [_annotation(document, quote, source) for quote in in_text_order(document)],
    }


def _annotation(document: Document, quote: Quote, source: str) -> dict[str, object]:
    return {
        "id": f"{source}#{quote.id}",
        "type": "Annotation",
        "motivation": ["identifying", "classifying"],
        "body": _bodies(quote),
        "target": [{"source": source, "selector": _selectors(document.text, span)} for span in quote.spans],
    }


def _bodies(quote: Quote) -> list[dict[str, str]]:
    classes = [quote.type, *([quote.kind] if quote.kind else [])]
    bodies = [_body("classifying", name) for name in classes]
    if quote.speaker is not None:
        bodies.append({**_body("identifying", quote.speaker.name), "id": f"urn:quoteattr:{quote.speaker.id}"})
        bodies += [_body("describing", role.text) for role in quote.speaker.roles]
        bodies.append(_body("assessing", f"{quote.confidence:.3f}"))
    return bodies + [_body("commenting", step.text) for step in quote.evidence]


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _selectors(text: str, span: Span) -> list[dict[str, object]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": text[slice(*span)],
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
    ]
