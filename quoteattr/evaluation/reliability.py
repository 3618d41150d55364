"""Whether confidence means what it says: of the answers at 0.9, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoteattr.evaluation.align import Alignment
from quoteattr.evaluation.judge import Judge

#: Lower ends of the bands of confidence that are told apart.
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)
#: Precisions for which the reachable recall is reported.
PRECISIONS = (0.99, 0.98, 0.95, 0.9)


class Answer(NamedTuple):
    """A speaker reported for a piece: how sure the system was, and whether the name is right (leniently)."""

    confidence: float
    right: bool


class Band(NamedTuple):
    """The answers of one band: its lower end, how many, their mean confidence, and the share that is right."""

    low: float
    answers: int
    confidence: float
    right: float


def answers(alignment: Alignment) -> Iterator[Answer]:
    """Yield each reported speaker that gold can judge; one for words that gold has no quotation for is wrong."""
    judge = Judge(alignment)
    for report, piece in alignment.reports:
        quote = report.quote
        if quote.confidence is None or not quote.speaker_name:
            continue
        if piece is None:
            yield Answer(quote.confidence, right=False)
        elif any(gold.has_speaker for gold in piece.quotes):
            yield Answer(quote.confidence, judge.name(quote, piece).lenient)


def bands(found: Sequence[Answer]) -> list[Band]:
    """Return the bands that hold answers, from the least confidence to the most."""
    result: list[Band] = []
    for low, high in zip(BANDS, (*BANDS[1:], float("inf")), strict=True):
        inside = [answer for answer in found if low <= answer.confidence < high]
        if inside:
            mean = sum(answer.confidence for answer in inside) / len(inside)
            result.append(Band(low, len(inside), mean, sum(answer.right for answer in inside) / len(inside)))
    return result


def threshold(found: Sequence[Answer], precision: float) -> tuple[float, float] | None:
    """Return the least confidence from which this share of answers is right, and the share of all answers kept.

    Args:
        found: Answers.
        precision: 0..1.

    Returns:
        What to give as ``min_confidence`` and how many of the answers it leaves (0..1); None where no threshold does.
    """
    ordered = sorted(found, key=lambda answer: -answer.confidence)
    right, best = 0, None
    for number, answer in enumerate(ordered, start=1):
        right += answer.right
        ends = number == len(ordered) or ordered[number].confidence < answer.confidence
        if ends and right >= precision * number:
            best = (answer.confidence, number / len(ordered))
    return best
