"""Which paragraphs a fast reading looks at: those with quotations, what these lean on, and where people are introduced.

The others, about half of what the models see of news otherwise, are never shown to them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import groupby

from quoteattr.model import Span
from quoteattr.nlp.narration import Block
from quoteattr.nlp.parse import Entity, Parse

_WORD = re.compile(r"\w+")
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
#: Between the words of a name: "Maria Keller", "Maria J. Keller".
_INSIDE_NAME = re.compile(r"\.?[^\S\n]+")


def quoting(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the paragraphs with quotations, and those above one that does not say by itself whom it means.

    Such a one says *he*, *she* or *they* in the narrator's words, or holds none of these: “She was right.” alone.
    """
    found: set[int] = set()
    for paragraph, parts in groupby(blocks, key=lambda block: block.paragraph):
        pieces = [piece for block in parts for piece in block.pieces]
        if all(piece.quoted is None for piece in pieces):
            continue
        found.add(paragraph)
        narrated = " ".join(piece.text for piece in pieces if piece.quoted is None)
        if paragraph > 0 and (_PRONOUN.search(narrated) or not _WORD.search(narrated)):
            found.add(paragraph - 1)
    return frozenset(found)


def introducing(parse: Parse, paragraphs: Sequence[Span]) -> frozenset[int]:
    """Return the paragraphs in which the people of a parse are first named, and first in full: “mayor Maria Keller”.

    Args:
        parse: Of some of a text's paragraphs.
        paragraphs: All of the text's.
    """
    unnamed = {_surname(parse, name) for name in parse.entities if name.type == "PER"}
    shortly_named = set(unnamed)
    starts = [paragraph.start for paragraph in paragraphs]
    found: set[int] = set()
    before: re.Match[str] | None = None
    for word in _WORD.finditer(parse.text):
        surname = word.group()
        if surname in shortly_named:
            in_full = before is not None and _belongs_to(before, word)
            if surname in unnamed or in_full:
                found.add(bisect_right(starts, word.start()) - 1)
            unnamed.discard(surname)
            if in_full:
                shortly_named.discard(surname)
        before = word
    return frozenset(found)


def _surname(parse: Parse, name: Entity) -> str:
    """Return the last run of letters in a name."""
    letters = _WORD.findall(parse.text, name.span.start, name.span.end)
    return letters[-1] if letters else ""


def _belongs_to(before: re.Match[str], word: re.Match[str]) -> bool:
    """Tell whether a word may be of the name that the next one ends."""
    between = word.string[before.end() : word.start()]
    return before.group()[0].isupper() and _INSIDE_NAME.fullmatch(between) is not None


def merged(parse: Parse, other: Parse) -> Parse:
    """Return one parse of a text from two of different paragraphs."""
    found = [
        (sentence, part.entities_of.get(number, []))
        for part in (parse, other)
        for number, sentence in enumerate(part.sentences)
    ]
    found.sort(key=lambda pair: pair[0].paragraph)
    return Parse(
        parse.text,
        tuple(sentence for sentence, _ in found),
        tuple(replace(name, sentence=number) for number, (_, names) in enumerate(found) for name in names),
    )


def only(blocks: Sequence[Block], paragraphs: Set[int]) -> tuple[Block, ...]:
    """Return the blocks of some paragraphs."""
    return tuple(block for block in blocks if block.paragraph in paragraphs)
