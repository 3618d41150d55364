"""Segments cover the whole text."""

from hypothesis import given
from hypothesis import strategies as st

from quoteattr.model import Document, Quote, Span


@given(text=st.text(max_size=80), cuts=st.sets(st.integers(0, 80), max_size=8))
def test_segments_cover_the_text_in_order_and_without_gaps(text: str, cuts: set[int]) -> None:
    places = sorted(cut for cut in cuts if cut <= len(text))
    spans = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    quotes = tuple(Quote(id=f"q{at}", spans=(span,), text="", type="direct") for at, span in enumerate(spans))
    segments = Document(text=text, lang="en", quotes=quotes).segments()
    assert "".join(text[slice(*segment.span)] for segment in segments) == text
    assert [segment.quote for segment in segments if segment.quote is not None] == list(quotes)
