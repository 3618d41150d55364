"""All readings of one marked stretch, from every rule."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.cues.candidate import Candidate
from quoteattr.cues.layout import layout_candidates
from quoteattr.cues.neighbours import continued_candidates, neighbour_candidates
from quoteattr.cues.verbs import noun_candidates, verb_candidates
from quoteattr.marks import Marked
from quoteattr.model import Span
from quoteattr.nlp.parse import Parse


def propose(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], index: int, earlier: Sequence[int]
) -> list[Candidate]:
    """Return the ways to read who speaks a stretch; empty where nothing around it can speak.

    Args:
        parse: The parsed narration.
        paragraphs: Of the text.
        marked: All stretches.
        index: The stretch in question.
        earlier: Stretches before it that have a speaker, nearest first.
    """
    candidates: list[Candidate] = []
    by_sentence: dict[int, list[int]] = {}
    for number, word in parse.places.get(index, ()):
        by_sentence.setdefault(number, []).append(word)
    for number, places in by_sentence.items():
        if parse.sentences[number].parsed:
            candidates += verb_candidates(parse, number, places)
            candidates += noun_candidates(parse, number, places)
    candidates += layout_candidates(parse, paragraphs, marked, index)
    candidates += neighbour_candidates(parse, marked, index)
    candidates += continued_candidates(parse, marked, index, earlier)
    return candidates
