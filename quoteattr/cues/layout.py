"""Attribution by layout: NAME: “…” as in transcripts, and “…” – Name as under a motto."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoteattr.cues.candidate import Candidate, speaker_kind
from quoteattr.mentions import Mention, entity_mention
from quoteattr.model import Span
from quoteattr.nlp.parse import Parse

#: What may stand before the colon: up to six words, none of them a sentence's end.
_LABEL = re.compile(r"^\W{0,3}((?:[^\W\d_][\w.’'-]*[ ]?){1,6}(?:\([^)]{1,40}\))?)\s?[:\N{HORIZONTAL BAR}]\s?$")
_SIGNED = re.compile(r"^\s{0,2}(?:--?|[\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}~])\s?(?=\w)")


def layout_candidates(parse: Parse, paragraph: Span, stretch: Span, index: int) -> Iterator[Candidate]:
    """Yield the readings that the layout of the paragraph suggests.

    Catches *CLINTON: “…”* and *“…” – Ann Lee, mayor*. Must not catch *He had one rule: “…”*, where a verb stands before the
    colon (that reading comes from the verb).

    Args:
        parse: The parsed text.
        paragraph: The quotation's paragraph.
        stretch: The quotation, marks included.
        index: Its number.
    """
    before = _LABEL.match(parse.text[paragraph.start : stretch.start])
    if before is not None:
        start = paragraph.start + before.start(1)
        mention = _mention(parse, Span(start, start + len(before.group(1).rstrip())), index)
        if mention is not None:
            colon = Span(paragraph.start + before.end(1), stretch.start)
            kind = speaker_kind(parse, mention) if mention.entity else "label"
            yield Candidate("colon", colon, mention, None, ("colon", f"colon:{kind}"))
    after = _SIGNED.match(parse.text[stretch.end : paragraph.end])
    if after is not None:
        start = stretch.end + after.end()
        mention = _mention(parse, Span(start, paragraph.end), index)
        if mention is not None and mention.entity is not None and mention.span.start - start <= 40:  # noqa: PLR2004 - a role may precede
            cue = Span(stretch.end, start)
            near = "near" if mention.span.start == start else "off"
            yield Candidate("dash", cue, mention, None, ("dash", f"dash:{mention.entity.type}:{near}"))


def _mention(parse: Parse, span: Span, index: int) -> Mention | None:
    """Return the name in a label, or the label's words as a name nobody recognised."""
    for number, _ in parse.places.get(index, ()):
        for name in parse.entities_of.get(number, ()):
            if span.holds(name.span) and name.type in ("PER", "ORG"):
                return entity_mention(parse, name)
    for number, sentence in enumerate(parse.sentences):
        if sentence.span.holds(span):
            inside = [i for i, word in enumerate(sentence.words) if span.holds(word.span)]
            if inside and all(sentence.words[i].upos in ("PROPN", "NOUN", "ADJ", "DET", None) for i in inside):
                return Mention(span, number, inside[-1], "description", None, span, False)
    return None
