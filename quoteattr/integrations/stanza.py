"""A Stanza processor that attributes what the pipeline has parsed already; nothing is parsed twice."""

from __future__ import annotations

from typing import Any

from stanza.models.common.doc import Document as StanzaDocument
from stanza.pipeline.processor import Processor, register_processor
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS

from quoteattr.api import Attributor

NAME = "quoteattr"


class QuoteattrProcessor(Processor):
    """Puts a quoteattr ``Document`` on ``doc.quoteattr``.

    Settings come from the pipeline's arguments: ``quoteattr_min_confidence=0.8``.
    """

    PROVIDES_DEFAULT = {NAME}  # noqa: RUF012 Stanza's own names
    REQUIRES_DEFAULT = {"tokenize", "pos", "lemma", "depparse", "ner"}  # noqa: RUF012

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        self._attributor = Attributor(config.get("lang", "en"), min_confidence=float(config.get("min_confidence", 0.0)))
        super().__init__(config, pipeline, device)

    def process(self, doc: Any) -> Any:
        """Attribute one parsed document."""
        doc._quoteattr = self._attributor(doc)
        return doc


# Both calls fail or repeat themselves on a second import (a notebook's reload).
if NAME not in NAME_TO_PROCESSOR_CLASS:
    register_processor(NAME)(QuoteattrProcessor)
if not hasattr(StanzaDocument, NAME):
    StanzaDocument.add_property(NAME)
