"""A short annotated article in our own words, and the answers to it that tests vary."""

from __future__ import annotations

import re

from quoteattr.evaluation.gold import GoldDocument, GoldEntity, GoldQuote, Prediction
from quoteattr.model import Span

TEXT = (
    "“The crane is old,” said harbour master Ann Lee. “It will go in May.”\n"
    "A clerk of the port spoke of a “quiet” sale, and she called the price “far too low”.\n"
    "The “floating shed” is to stay. A notice reads: “No entry.”\n"
    "Bob Lee, her brother, thinks that the town will miss it.\n"
)


def at(words: str, occurrence: int = 0) -> Span:
    """Return where the words stand in the article."""
    start, end = [match.span() for match in re.finditer(re.escape(words), TEXT)][occurrence]
    return Span(start, end)


ANN = GoldEntity(id="E0", name="Ann Lee", aliases=("Ms Ann Lee",), type="person", roles=("harbour master",))
BOB = GoldEntity(id="E1", name="Bob Lee", type="person", roles=("her brother",))
CLERK = GoldEntity(id="E2", name="A clerk of the port", type="unnamed", roles=("clerk of the port",))

CRANE = GoldQuote(
    spans=(at("“The crane is old,”"), at("“It will go in May.”")),
    style="direct",
    kind="explicit",
    cue=at("said"),
    mention=at("harbour master Ann Lee"),
    speaker="E0",
    speaker_name="Ann Lee",
)
PRICE = GoldQuote(
    spans=(at("the price “far too low”"),),
    style="mixed",
    kind="anaphoric",
    cue=at("called"),
    mention=at("she", 0),
    speaker="E2",
    speaker_name="A clerk of the port",
)
NOTICE = GoldQuote(spans=(at("“No entry.”"),), style="written", cue=at("reads"), mention=at("A notice"))
MISS = GoldQuote(spans=(at("the town will miss it"),), style="indirect", speaker="E1", speaker_name="Bob Lee")
QUIET = GoldQuote(spans=(at("“quiet”"),), style="scare")
SHED = GoldQuote(spans=(at("“floating shed”"),), style="term")

ARTICLE = GoldDocument(
    doc_id="harbour", text=TEXT, quotes=(CRANE, PRICE, NOTICE, MISS, QUIET, SHED), entities=(ANN, BOB, CLERK)
)

#: The right answer to the first quotation.
RIGHT = Prediction(
    spans=CRANE.spans,
    style="direct",
    kind="explicit",
    cue=CRANE.cue,
    mention=CRANE.mention,
    speaker_name="Ann Lee",
    role="harbour master",
    confidence=0.9,
)
