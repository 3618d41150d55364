"""Hypothesis strategies for the values of ``quoteattr.model``."""

import re
from typing import get_args

from hypothesis import strategies as st

from quoteattr.model import (
    Alternative,
    Document,
    Evidence,
    Gender,
    KnownSpeaker,
    Quote,
    QuoteKind,
    QuoteType,
    Role,
    RoleKind,
    Span,
    Speaker,
    SpeakerType,
)

#: What breaks text handling: line ends, marks, right-to-left, emoji, a null byte, a lone surrogate.
HARD_CHARACTERS = "\r\n\f\v\x85\u2028\u2029\x00 \t\"'“”‘’«»„‹›「」`aé\u05d0\u202e\U0001f600\ud800"

#: JSON has no way to write these two code points apart: they are the escape of one astral character.
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

texts = st.text(st.one_of(st.sampled_from(HARD_CHARACTERS), st.characters()), max_size=200).filter(
    lambda text: not _SURROGATE_PAIR.search(text)
)
words = st.text(max_size=20)
offsets = st.integers(0, 10_000)
spans = st.tuples(offsets, offsets).map(lambda pair: Span(*sorted(pair)))
span_tuples = st.lists(spans, max_size=3).map(tuple)
probabilities = st.floats(0, 1)

evidence = st.builds(Evidence, rule=words, text=words, spans=span_tuples)
roles = st.builds(Role, text=words, span=st.none() | spans, kind=st.sampled_from(get_args(RoleKind)))
known_speakers = st.builds(
    KnownSpeaker,
    name=words,
    aliases=st.lists(words, max_size=3).map(tuple),
    id=st.none() | words,
    role=st.none() | words,
    gender=st.sampled_from((None, *get_args(Gender))),
)
speakers = st.builds(
    Speaker,
    id=words,
    name=words,
    type=st.sampled_from(get_args(SpeakerType)),
    aliases=st.lists(words, max_size=3).map(tuple),
    mentions=span_tuples,
    roles=st.lists(roles, max_size=3).map(tuple),
    honorific=st.none() | words,
)


def quotes(cast: list[Speaker]) -> st.SearchStrategy[Quote]:
    """Return quotations attributed to members of ``cast``, or to nobody."""
    people = st.sampled_from(cast) if cast else st.nothing()
    return st.builds(
        Quote,
        id=words,
        spans=st.lists(spans, min_size=1, max_size=3).map(tuple),
        text=words,
        type=st.sampled_from(get_args(QuoteType)),
        kind=st.sampled_from((None, *get_args(QuoteKind))),
        cue=st.none() | spans,
        mention=st.none() | spans,
        speaker=st.none() | people,
        confidence=probabilities,
        evidence=st.lists(evidence, max_size=2).map(tuple),
        alternatives=st.lists(st.builds(Alternative, speaker=people, probability=probabilities), max_size=2).map(tuple)
        if cast
        else st.just(()),
        addressees=st.lists(people, max_size=2).map(tuple) if cast else st.just(()),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return documents whose speakers are those of their quotations; alternatives may name others too."""
    cast = draw(st.lists(speakers, max_size=4, unique_by=lambda speaker: speaker.id))
    found = draw(st.lists(quotes(cast), max_size=4).map(tuple))
    attributed = {quote.speaker: None for quote in found if quote.speaker is not None}
    return Document(
        text=draw(texts),
        lang="en",
        quotes=found,
        nonquotes=tuple(
            Quote(id=f"n{number}", spans=(span,), text="", type="scare")
            for number, span in enumerate(draw(st.lists(spans, max_size=2)))
        ),
        speakers=tuple(attributed),
        meta=draw(st.dictionaries(words, words, max_size=3)),
    )
