"""Who is counted as one, and how much each says: what all plots are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from quoteattr.display.palette import Colour, colour_of_rank
from quoteattr.errors import InputError
from quoteattr.export.documents import Named
from quoteattr.model import Quote, Speaker

#: What is counted: words inside the marks, parted by white space, or quotations.
Measure = Literal["words", "quotations"]

#: Tells voices apart: where a speaker's name or id holds, and that name or id.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is counted as one.

    Attributes:
        name: As reported.
        colour: The one that the notebook view gives, where there is one document.
        quotations: How many.
        words: In these quotations.
    """

    name: str
    colour: Colour
    quotations: int
    words: int

    def amount(self, by: Measure) -> int:
        """Return the words or the quotations."""
        return self.words if by == "words" else self.quotations


def check(most: int, by: Measure = "words") -> None:
    """Refuse settings that no plot has.

    Raises:
        InputError: ``most`` is no number from 1 on, or ``by`` no measure.
    """
    if not isinstance(most, int) or most < 1:
        raise InputError(f"most takes a number from 1 on, not {most!r}: most=12")
    if by not in get_args(Measure):
        raise InputError(f"by takes {' or '.join(get_args(Measure))}, not {by!r}")


def voices(pairs: Sequence[Named]) -> dict[Key, Voice]:
    """Return everybody to whom a quotation is attributed, those with most quotations first.

    In one document a speaker's id tells who is one. Over several, a name does, since nothing else could; speakers whom
    the text does not name (“a spokesman”) are never taken for one.
    """
    names: dict[Key, str] = {}
    quotes: dict[Key, list[Quote]] = {}
    for key, quote in spoken(pairs):
        assert quote.speaker is not None, "spoken() leaves out the others"
        names.setdefault(key, quote.speaker.name)
        quotes.setdefault(key, []).append(quote)
    ranked = sorted(quotes, key=lambda key: -len(quotes[key]))
    return {
        key: Voice(names[key], colour_of_rank(rank), len(quotes[key]), sum(map(words_in, quotes[key])))
        for rank, key in enumerate(ranked)
    }


def spoken(pairs: Sequence[Named]) -> Iterator[tuple[Key, Quote]]:
    """Yield the quotations that have a speaker, in text order, each with its voice."""
    several = len(pairs) > 1
    for doc_id, document in pairs:
        for quote in document.quotes:
            if quote.speaker is not None:
                yield key_of(quote.speaker, doc_id, several=several), quote


def key_of(speaker: Speaker, doc_id: str, *, several: bool) -> Key:
    """Return what tells a speaker's voice from others.

    Args:
        speaker: Of the document ``doc_id``.
        doc_id: Its name.
        several: Whether there are other documents.
    """
    return ("", speaker.name) if several and speaker.type != "unnamed" else (doc_id, speaker.id)


def unattributed(pairs: Sequence[Named]) -> list[Quote]:
    """Return the quotations that have no speaker."""
    return [quote for _, document in pairs for quote in document.quotes if quote.speaker is None]


def words_in(quote: Quote) -> int:
    """Return how many words a quotation has, parted by white space."""
    return len(quote.text.split())


def amount(quotes: Sequence[Quote], by: Measure) -> int:
    """Return how many quotations, or words in them, there are."""
    return sum(map(words_in, quotes)) if by == "words" else len(quotes)
