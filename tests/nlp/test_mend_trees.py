"""Mends keep a sentence's words a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoteattr.model import Span
from quoteattr.nlp.mend import mended
from quoteattr.nlp.parse import ROOT, Word

TEXT = (("The", "DET"), ("runner", "NOUN"), ("-", "PUNCT"), ("up", "ADV"), ("said", "VERB"))


def words_of(heads: list[int]) -> tuple[Word, ...]:
    words, at = [], 0
    for (text, upos), head in zip(TEXT, heads, strict=True):
        words.append(
            Word(
                text=text,
                lemma=text.lower(),
                upos=upos,
                xpos="",
                head=head,
                deprel="dep",
                span=Span(at, at + len(text)),
            )
        )
        at += len(text) + (text not in ("runner", "-"))
    return tuple(words)


def ends_at_root(words: tuple[Word, ...], place: int) -> bool:
    steps = 0
    while place != ROOT and steps <= len(words):
        place, steps = words[place].head, steps + 1
    return place == ROOT


@given(st.lists(st.integers(ROOT, len(TEXT) - 1), min_size=len(TEXT), max_size=len(TEXT)))
def test_a_mended_tree_is_a_tree(heads: list[int]) -> None:
    words = words_of(heads)
    if all(ends_at_root(words, place) for place in range(len(words))):
        after = mended(words)
        assert all(ends_at_root(after, place) for place in range(len(after)))
