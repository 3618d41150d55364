"""What went wrong with a piece, at which stage, and what the system gave as its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from quoteattr.evaluation.align import OVERLAP, Alignment, GoldPiece, PredictedPiece, best_cover
from quoteattr.evaluation.gold import Prediction
from quoteattr.evaluation.judge import Judge
from quoteattr.evaluation.pieces import Piece
from quoteattr.model import Evidence, Span

#: In the order of the pipeline; a miss is filed under the first stage that went wrong.
#: marks: not reported, reported with other words, or reported where gold has no quotation.
#: type: a quotation taken for marked words that nobody utters, or the reverse.
#: mention, speaker, role: missing or wrong.
Stage = Literal["marks", "type", "mention", "speaker", "role"]
STAGES: tuple[Stage, ...] = get_args(Stage)

#: How much of the paragraph is shown on either side of a piece.
CONTEXT = 150  # code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One piece that the system got wrong.

    Attributes:
        doc_id: The document.
        stage: The first stage that went wrong.
        span: From the piece's first word to its last.
        context: The piece between ``[[`` and ``]]`` with the words around it, on one line.
        expected: What gold says.
        answered: What the system says.
        evidence: The system's reasons; empty where it gives none.
    """

    doc_id: str
    stage: Stage
    span: Span
    context: str
    expected: str
    answered: str
    evidence: tuple[Evidence, ...]


def misses(alignment: Alignment) -> list[Miss]:
    """Return a document's misses in text order."""
    return sorted(_Finder(alignment).all(), key=_start)


def _start(miss: Miss) -> Span:
    return miss.span


class _Finder:
    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._judge = Judge(alignment)
        self._text = alignment.document.text

    def all(self) -> Iterator[Miss]:
        dismissed = best_cover(
            [piece.words for piece in self._alignment.gold], [piece.words for piece in self._alignment.dismissed]
        )
        for (piece, answer), number in zip(self._alignment.answers, dismissed, strict=True):
            if answer is not None:
                stage = self._stage(piece, answer)
                if stage is not None:
                    yield self._miss(stage, piece.words, self._gold(piece), answer.quote)
            elif number is not None:
                yield self._miss("type", piece.words, self._gold(piece), self._alignment.dismissed[number].quote)
            else:
                yield self._miss("marks", piece.words, self._gold(piece), None)
        yield from self._false_alarms()

    def _false_alarms(self) -> Iterator[Miss]:
        nonquotes = {answer.words for _, answer in self._alignment.nonquotes if answer}
        for report, piece in self._alignment.reports:
            if piece is None:
                stage: Stage = "type" if report.words in nonquotes else "marks"
                expected = "nobody's utterance" if stage == "type" else "no quotation here"
                yield self._miss(stage, report.words, expected, report.quote)

    def _stage(self, piece: GoldPiece, answer: PredictedPiece) -> Stage | None:
        """Return the first stage at which the answer to a piece is wrong; None where all of it is right."""
        prediction = answer.quote
        if len(piece.words & answer.words) / len(piece.words | answer.words) < OVERLAP:
            return "marks"
        if piece.chief.mention and not self._judge.mention(prediction, piece).right:
            return "mention"
        if piece.chief.has_speaker and not self._judge.name(prediction, piece).lenient:
            return "speaker"
        return None if self._role_is_right(piece, prediction) else "role"

    def _role_is_right(self, piece: GoldPiece, prediction: Prediction) -> bool:
        if self._judge.roles(piece):
            return self._judge.role(prediction, piece)
        return not prediction.role or not self._judge.roles_are_annotated or self._judge.is_unnamed(piece)

    def _miss(self, stage: Stage, words: Piece, expected: str, answer: Prediction | None) -> Miss:
        span = self._alignment.worded.cover(words)
        return Miss(
            doc_id=self._alignment.document.doc_id,
            stage=stage,
            span=span,
            context=in_context(self._text, span),
            expected=expected,
            answered="nothing" if answer is None else self._answer(answer),
            evidence=() if answer is None else answer.evidence,
        )

    def _gold(self, piece: GoldPiece) -> str:
        quote = piece.chief
        return self._describe(
            (quote.style, quote.kind),
            quote.speaker_name or quote.speaker,
            quote.mention,
            quote.cue,
            " / ".join(sorted(self._judge.roles(piece))),
        )

    def _answer(self, prediction: Prediction) -> str:
        return self._describe(
            (prediction.style, prediction.kind),
            prediction.speaker_name,
            prediction.mention,
            prediction.cue,
            prediction.role,
        )

    def _describe(
        self, labels: tuple[str | None, ...], name: str | None, mention: Span | None, cue: Span | None, role: str | None
    ) -> str:
        """Return one line: ``direct, anaphoric: Ann Lee (mention "she", cue "said", role "minister")``."""
        said = {"mention": self._words(mention), "cue": self._words(cue), "role": role}
        details = ", ".join(f'{label} "{words}"' for label, words in said.items() if words)
        line = f"{', '.join(label for label in labels if label) or 'no type'}: {name or 'nobody'}"
        return f"{line} ({details})" if details else line

    def _words(self, span: Span | None) -> str | None:
        return None if span is None else " ".join(self._text[slice(*span)].split())


def in_context(text: str, span: Span) -> str:
    """Return the span between ``[[`` and ``]]`` with up to ``CONTEXT`` code points of its paragraph on either side."""
    before = text[max(text.rfind("\n", 0, span.start) + 1, span.start - CONTEXT) : span.start]
    line_end = text.find("\n", span.end)
    after = text[span.end : min(line_end if line_end >= 0 else len(text), span.end + CONTEXT)]
    return " ".join(f"{before}[[{text[slice(*span)]}]]{after}".split())
