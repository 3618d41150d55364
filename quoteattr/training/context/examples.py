"""News in pieces, with what annotators say of each marked stretch: its type, who is named, by which verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from quoteattr.attribution import chains
from quoteattr.context.surroundings import Pieces
from quoteattr.encoder.pieces import QUOTED
from quoteattr.evaluation.gold import GoldDocument, GoldQuote, read_gold
from quoteattr.marks import find_marked
from quoteattr.model import NONQUOTES, UTTERANCES, Span
from quoteattr.quotetype import TYPES
from quoteattr.text import paragraphs
from quoteattr.training.attribution.examples import COARSE, gold_for

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'\N{RIGHT SINGLE QUOTATION MARK}-]+")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s$")
#: Words that open a mention with a capital and name nobody.
_NO_NAMES = frozenset("The He She They We It His Her".split())
#: A shorter name is found in too many other words.
LEAST_NAME = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right for one stretch.

    Attributes:
        types: Numbers of the types that it may be.
        places: Pieces of the words that name the speaker, of the cue, and of the speaker's names and earlier
            quotations anywhere; each empty where there are none and None where it is not known.
    """

    types: tuple[int, ...]
    places: tuple[list[int] | None, list[int] | None, list[int] | None]


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from.

    Attributes:
        pieces: The text.
        answers: One a stretch; None where nothing is annotated.
        tags: (pieces, 3): whether each is in a source, a cue, the words of an attribution; None where not annotated.
        weight: How many times it is read in a pass.
    """

    pieces: Pieces
    answers: list[Answer | None]
    tags: Tensor | None
    weight: int


def read_examples(path: Path, tokenizer: Tokenizer, chosen: slice, weight: int) -> Iterator[Example]:
    """Yield the texts of a gold file.

    Args:
        path: In the gold format.
        tokenizer: Of the encoder.
        chosen: Which texts, by their order in the file.
        weight: Of each.
    """
    for gold in list(read_gold(path))[chosen]:
        found = list(paragraphs(gold.text))
        marked = find_marked(gold.text, found)
        pieces = Pieces.of(gold.text, found, marked, tokenizer)
        owners: list[GoldQuote | None] = [None] * len(marked)
        for chain in chains(marked):
            quote = gold_for(gold, [marked[index].content for index in chain])
            for index in chain:
                owners[index] = quote
        tags = None if gold.entities else _tags(gold, pieces)
        yield Example(pieces, list(_answers(gold, pieces, owners)), tags, weight)


def _answers(gold: GoldDocument, pieces: Pieces, owners: Sequence[GoldQuote | None]) -> Iterator[Answer | None]:
    speakers = [None if quote is None else _speaker(gold, quote) for quote in owners]
    for index, quote in enumerate(owners):
        types = _types(gold, quote)
        if not types:
            yield None
        elif quote is None or not set(types) & set(UTTERANCES):
            yield Answer(_numbers(types), ([], [], []))
        else:
            earlier = [
                pieces.stretches[other][0]
                for other in range(index)
                if speakers[index] is not None and speakers[other] == speakers[index]
            ]
            names = _names(gold, quote)
            named = None if names is None else _occurrences(gold.text, pieces, names) + earlier
            places = (_told(pieces, quote.mention), _told(pieces, quote.cue), named)
            yield Answer(_numbers(types), places)


def _told(pieces: Pieces, span: Span | None) -> list[int] | None:
    """Return the pieces of words in the narration: none for no words, None for words that stand in a quotation."""
    if span is None:
        return []
    return [index for index in _inside(pieces, span) if pieces.flags[index] != QUOTED] or None


def _types(gold: GoldDocument, quote: GoldQuote | None) -> tuple[str, ...]:
    if gold.entities:
        return (quote.style,) if quote is not None and quote.style in TYPES else ()
    if quote is None:  # PolNeAR annotates every attribution
        return NONQUOTES
    return COARSE.get(quote.style, ())


def _numbers(types: Sequence[str]) -> tuple[int, ...]:
    return tuple(number for number, name in enumerate(TYPES) if name in types)


def _speaker(gold: GoldDocument, quote: GoldQuote) -> str | None:
    """Return what tells a speaker from others: the entity, or the last name in the mention; None where unknown."""
    if gold.entities:
        return quote.speaker
    names = _names(gold, quote)
    return names[0] if names else None


def _names(gold: GoldDocument, quote: GoldQuote) -> list[str] | None:
    """Return the names of a quotation's speaker, none for somebody unnamed; None where they are not known."""
    if gold.entities:
        entity = next((entity for entity in gold.entities if entity.id == quote.speaker), None)
        if entity is None:
            return None
        return [] if entity.type == "unnamed" else [name for name in entity.names if len(name) >= LEAST_NAME]
    words = [] if quote.mention is None else _CAPITALISED.findall(gold.text, *quote.mention)
    names = [word for word in words if word not in _NO_NAMES]
    return [_POSSESSIVE.sub("", names[-1])] if names else None


def _occurrences(text: str, pieces: Pieces, names: Sequence[str]) -> list[int]:
    found = {
        piece
        for name in names
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        for piece in _inside(pieces, Span(*match.span()))
    }
    return sorted(found)


def _inside(pieces: Pieces, span: Span) -> list[int]:
    """Return the pieces that share a code point with a span."""
    return [index for index, where in enumerate(pieces.spans) if where.start >= 0 and where.overlaps(span)]


def _tags(gold: GoldDocument, pieces: Pieces) -> Tensor:
    tags = torch.zeros(len(pieces.numbers), 3)
    for quote in gold.quotes:
        for column, spans in enumerate(((quote.mention,), (quote.cue,), quote.spans)):
            for span in spans:
                if span is not None:
                    tags[_inside(pieces, span), column] = 1
    return tags
