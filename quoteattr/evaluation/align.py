"""Which predicted piece answers which gold piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quoteattr.evaluation.gold import NONQUOTE_STYLES, UTTERANCE_STYLES, GoldDocument, GoldQuote, Prediction
from quoteattr.evaluation.pieces import Piece, WordedText

#: Share of words in common (of all words of the two pieces) from which a detection counts as overlapping.
OVERLAP = 0.8

Left = TypeVar("Left")
Right = TypeVar("Right")


@dataclass(frozen=True, slots=True)
class GoldPiece:
    """A piece that the annotators attribute.

    Attributes:
        words: Its words.
        quotes: The gold quotations that it belongs to, in the file's order: several where an attribution stands inside
            another; any of their speakers is right.
    """

    words: Piece
    quotes: tuple[GoldQuote, ...]

    @property
    def style(self) -> str:
        """Style of the first of its quotations."""
        return self.quotes[0].style

    @property
    def chief(self) -> GoldQuote:
        """The first of its quotations that names a mention or a speaker; the first of all where none does."""
        return next((quote for quote in self.quotes if quote.mention or quote.has_speaker), self.quotes[0])


@dataclass(frozen=True, slots=True)
class PredictedPiece:
    """A piece that the system reports, and the quotation that it was reported with."""

    words: Piece
    quote: Prediction


@dataclass(frozen=True, slots=True)
class Alignment:
    """A gold document and a system's predictions for it, piece against piece.

    Attributes:
        document: The gold document.
        worded: Its text, cut into words and segments.
        answers: Every gold piece, with the predicted piece that answers it or None.
        reports: Every predicted piece, with the gold piece that it is about or None. Pieces in what gold calls
            indirect, broken or other are left out, unless they are also about a gold piece.
        nonquotes: Every piece of marked words that nobody utters, with the predicted piece that reports it or None.
        dismissed: Pieces of which the system itself says that nobody utters them.
    """

    document: GoldDocument
    worded: WordedText
    answers: tuple[tuple[GoldPiece, PredictedPiece | None], ...]
    reports: tuple[tuple[PredictedPiece, GoldPiece | None], ...]
    nonquotes: tuple[tuple[Piece, PredictedPiece | None], ...]
    dismissed: tuple[PredictedPiece, ...]

    @property
    def gold(self) -> tuple[GoldPiece, ...]:
        """All gold pieces."""
        return tuple(piece for piece, _ in self.answers)

    @property
    def predicted(self) -> tuple[PredictedPiece, ...]:
        """All predicted pieces that count."""
        return tuple(piece for piece, _ in self.reports)


def align(document: GoldDocument, predictions: Sequence[Prediction]) -> Alignment:
    """Cut gold and predictions into pieces and set them side by side."""
    worded = WordedText(document.text)
    gold = _gold_pieces(document, worded)
    silent, nonquotes = _other_pieces(document, worded)
    predicted = _predicted_pieces((quote for quote in predictions if not quote.is_nonquote), worded)
    dismissed = _predicted_pieces((quote for quote in predictions if quote.is_nonquote), worded)

    gold_words = [piece.words for piece in gold]
    about = best_cover([piece.words for piece in predicted], gold_words)
    about_silent = best_cover([piece.words for piece in predicted], silent)
    counted = [number for number in range(len(predicted)) if about[number] is not None or about_silent[number] is None]
    predicted, about = [predicted[number] for number in counted], [about[number] for number in counted]

    predicted_words = [piece.words for piece in predicted]
    return Alignment(
        document=document,
        worded=worded,
        answers=_pairs(gold, predicted, best_cover(gold_words, predicted_words)),
        reports=_pairs(predicted, gold, about),
        nonquotes=_pairs(nonquotes, predicted, best_cover(nonquotes, predicted_words)),
        dismissed=tuple(dismissed),
    )


def best_cover(pieces: Sequence[Piece], others: Sequence[Piece]) -> list[int | None]:
    """Return for each piece the index of the other that shares most words with it.

    None where that one covers less than half of the piece. Of two with equally many words in common the shorter one is
    taken; of two equally long ones, the one met first.
    """
    holders = _holders(others)
    return [_best_cover(piece, others, holders) for piece in pieces]


def _best_cover(piece: Piece, others: Sequence[Piece], holders: Mapping[int, Sequence[int]]) -> int | None:
    # "met first" is in the order of the set, not of the text: published figures were counted so
    shared = Counter(number for word in piece for number in holders.get(word, ()))
    if not shared:
        return None
    best = max(shared, key=lambda number: (shared[number], -len(others[number])))
    return best if 2 * shared[best] >= len(piece) else None


def overlapping(gold: Sequence[Piece], predicted: Sequence[Piece]) -> set[int]:
    """Return the indices of gold pieces that are detected, each by a predicted piece of its own.

    Pairs with the largest share of common words go first; a pair below ``OVERLAP`` never counts.
    """
    holders = _holders(predicted)
    pairs = sorted(
        (-share, number, other)
        for number, piece in enumerate(gold)
        for other in {other for word in piece for other in holders.get(word, ())}
        if (share := len(piece & predicted[other]) / len(piece | predicted[other])) >= OVERLAP
    )
    matched: set[int] = set()
    used: set[int] = set()
    for _, number, other in pairs:
        if number not in matched and other not in used:
            matched.add(number)
            used.add(other)
    return matched


def _holders(pieces: Sequence[Piece]) -> dict[int, list[int]]:
    """Return for each word the indices of the pieces that hold it."""
    holders: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        for word in piece:
            holders.setdefault(word, []).append(number)
    return holders


def _pairs(
    left: Sequence[Left], right: Sequence[Right], found: Sequence[int | None]
) -> tuple[tuple[Left, Right | None], ...]:
    return tuple((item, None if number is None else right[number]) for item, number in zip(left, found, strict=True))


def _gold_pieces(document: GoldDocument, worded: WordedText) -> list[GoldPiece]:
    """Return the utterances' pieces; one that several quotations share stands once, with all of them."""
    quotes_of: dict[Piece, list[GoldQuote]] = {}
    for quote in document.quotes:
        if quote.style in UTTERANCE_STYLES:
            for piece in worded.pieces(quote.spans, keep_unmarked=quote.style == "direct"):
                quotes_of.setdefault(piece, []).append(quote)
    return [GoldPiece(piece, tuple(quotes)) for piece, quotes in quotes_of.items()]


def _other_pieces(document: GoldDocument, worded: WordedText) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of styles that are neither rewarded nor fined, and those of nonquotes."""
    silent: list[Piece] = []
    nonquotes: list[Piece] = []
    for quote in document.quotes:
        if quote.style not in UTTERANCE_STYLES:
            (nonquotes if quote.style in NONQUOTE_STYLES else silent).extend(worded.pieces(quote.spans))
    return silent, nonquotes


def _predicted_pieces(quotes: Iterable[Prediction], worded: WordedText) -> list[PredictedPiece]:
    """Return the pieces of the predictions; of one reported twice, the first."""
    first: dict[Piece, Prediction] = {}
    for quote, piece in _cut(quotes, worded):
        first.setdefault(piece, quote)
    return [PredictedPiece(piece, quote) for piece, quote in first.items()]


def _cut(quotes: Iterable[Prediction], worded: WordedText) -> Iterator[tuple[Prediction, Piece]]:
    for quote in quotes:
        for piece in worded.pieces(quote.spans, keep_unmarked=quote.style == "direct"):
            yield quote, piece
