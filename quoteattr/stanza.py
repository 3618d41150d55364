"""Importing this adds the processor ``quoteattr`` to Stanza: the result stands in ``doc.quoteattr``.

``stanza.Pipeline("en", processors="tokenize,mwt,pos,lemma,depparse,ner,quoteattr")``
"""

from quoteattr.integrations.stanza import QuoteattrProcessor

__all__ = ["QuoteattrProcessor"]
