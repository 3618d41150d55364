"""The figures: how well a system's predictions agree with gold documents.

The unit is the piece (see ``pieces``). What is measured:

- *detection*: gold pieces reported, one to one, with the same words (exact) or with 80 % in common (overlap).
- *mention*, *name*: recall over all gold pieces that have one, so that an undetected or unattributed quotation counts
  as wrong; precision over the predicted pieces that give one, where a quotation that gold does not have counts as
  wrong, and one whose gold has no answer is left out; accuracy among the pieces found.
- *cue*: recall and accuracy.
- *role*: recall over gold pieces whose speaker has one, precision over predicted roles. Unnamed speakers are left out,
  and documents whose annotators gave no roles.
- *addressees*: recall over gold pieces that are said to somebody, one of whom must be named; precision over the names
  predicted for those pieces; names by the lenient rule.
- *nonquotes*: marked words that nobody utters and that were reported all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quoteattr.evaluation.align import Alignment, GoldPiece, align, overlapping
from quoteattr.evaluation.figures import Counts, Figures
from quoteattr.evaluation.gold import GoldDocument, Prediction
from quoteattr.evaluation.judge import Judge
from quoteattr.evaluation.names import WRONG


def score(documents: Iterable[GoldDocument], predictions: Mapping[str, Sequence[Prediction]]) -> Figures:
    """Return the figures over all documents; one without predictions counts as answered with nothing."""
    return sum(
        (score_alignment(align(document, predictions.get(document.doc_id, ()))) for document in documents), Figures()
    )


def score_alignment(alignment: Alignment) -> Figures:
    """Return the figures of one document."""
    judge = Judge(alignment)
    return (
        _detection(alignment)
        + _nonquotes(alignment)
        + _mention(alignment, judge)
        + _name(alignment, judge)
        + _cue(alignment, judge)
        + _role(alignment, judge)
        + _addressees(alignment, judge)
    )


def _detection(alignment: Alignment) -> Figures:
    gold = [piece.words for piece in alignment.gold]
    predicted = [piece.words for piece in alignment.predicted]
    direct = [quote.spans for quote in alignment.document.quotes if quote.style == "direct"]
    direct_words = [word for spans in direct for span in spans for word in alignment.worded.words_in(span)]
    return Figures(
        documents=1,
        gold_styles=Counter(piece.style for piece in alignment.gold),
        predicted_pieces=len(predicted),
        direct_words=len(direct_words),
        direct_words_in_marks=sum(word in alignment.worded.segment_of for word in direct_words),
        found=sum(answer is not None for _, answer in alignment.answers),
        detected_exactly=len(set(gold) & set(predicted)),
        detected=Counter(alignment.gold[number].style for number in overlapping(gold, predicted)),
    )


def _nonquotes(alignment: Alignment) -> Figures:
    reported = [report.quote for _, report in alignment.nonquotes if report]
    return Figures(
        nonquotes=len(alignment.nonquotes),
        nonquotes_reported=len(reported),
        nonquotes_attributed=sum(bool(quote.speaker_name or quote.mention) for quote in reported),
    )


def _mention(alignment: Alignment, judge: Judge) -> Figures:
    asked = [(piece, answer) for piece, answer in alignment.answers if piece.chief.mention]
    found = [judge.mention(answer.quote, piece) for piece, answer in asked if answer]
    given = [
        piece is not None and judge.mention(report.quote, piece).right
        for report, piece in alignment.reports
        if report.quote.mention and (piece is None or any(quote.mention for quote in piece.quotes))
    ]
    counts = Counts(
        gold=len(asked),
        found=len(found),
        right=sum(match.right for match in found),
        exact=sum(match.exact for match in found),
        predicted=len(given),
        predicted_right=sum(given),
    )
    return Figures(mention=counts)


def _name(alignment: Alignment, judge: Judge) -> Figures:
    asked = [(piece, answer) for piece, answer in alignment.answers if piece.chief.has_speaker]
    found = [(_kind(piece), judge.name(answer.quote, piece)) for piece, answer in asked if answer]
    given = [
        judge.name(report.quote, piece) if piece else WRONG
        for report, piece in alignment.reports
        if judge.answered_name(report.quote) and (piece is None or any(quote.has_speaker for quote in piece.quotes))
    ]
    strict = Counter(kind for kind, match in found if match.strict)
    lenient = Counter(kind for kind, match in found if match.lenient)
    both = Counts(gold=len(asked), found=len(found), predicted=len(given))
    return Figures(
        name_strict=replace(both, right=strict.total(), predicted_right=sum(match.strict for match in given)),
        name_lenient=replace(both, right=lenient.total(), predicted_right=sum(match.lenient for match in given)),
        kinds=Counter(_kind(piece) for piece, _ in asked),
        kinds_strict=strict,
        kinds_lenient=lenient,
    )


def _kind(piece: GoldPiece) -> str:
    return piece.chief.kind or "none"


def _cue(alignment: Alignment, judge: Judge) -> Figures:
    asked = [(piece, answer) for piece, answer in alignment.answers if any(quote.cue for quote in piece.quotes)]
    found = [judge.cue(answer.quote, piece) for piece, answer in asked if answer]
    return Figures(cue=Counts(gold=len(asked), found=len(found), right=sum(found)))


def _role(alignment: Alignment, judge: Judge) -> Figures:
    asked = [(piece, answer) for piece, answer in alignment.answers if judge.roles(piece)]
    found = [(piece, answer.quote) for piece, answer in asked if answer]
    given = [
        piece is not None and judge.role(report.quote, piece)
        for report, piece in alignment.reports
        if judge.roles_are_annotated and report.quote.role and not (piece and judge.is_unnamed(piece))
    ]
    counts = Counts(
        gold=len(asked),
        found=len(found),
        right=sum(judge.role(quote, piece) for piece, quote in found),
        exact=sum(judge.role_is_exact(quote, piece) for piece, quote in found),
        predicted=len(given),
        predicted_right=sum(given),
    )
    return Figures(role=counts)


def _addressees(alignment: Alignment, judge: Judge) -> Figures:
    asked = [(piece, answer) for piece, answer in alignment.answers if judge.addressees(piece)]
    found = [(piece, answer.quote.addressees) for piece, answer in asked if answer]
    given = [
        judge.is_addressee(name, piece)
        for report, piece in alignment.reports
        if piece is not None and judge.addressees(piece)
        for name in report.quote.addressees
    ]
    counts = Counts(
        gold=len(asked),
        found=len(found),
        right=sum(any(judge.is_addressee(name, piece) for name in names) for piece, names in found),
        predicted=len(given),
        predicted_right=sum(given),
    )
    return Figures(addressees=counts)
