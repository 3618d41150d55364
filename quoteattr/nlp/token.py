"""What a tokenizer and a parser say of a word, whichever runs."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A run of letters written together.

    Attributes:
        start: Offset in the tokenizer's text.
        end: Offset behind it.
        text: As the tokenizer gives it.
        words: The syntactic words in it: *do*, *n't*; mostly one, its text.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]


class Node(NamedTuple):
    """A word's place in its sentence's tree.

    Attributes:
        lemma: Dictionary form.
        upos: Universal part of speech.
        xpos: Penn Treebank tag.
        head: Number of the governing word, counted from 1; 0 for none.
        deprel: Universal Dependencies relation to it.
    """

    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
