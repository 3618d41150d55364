"""The counts of a measurement, which add up over documents, and the rates that follow from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often something was asked for, answered and right.

    Attributes:
        gold: Gold pieces that ask for it.
        found: Those of them that the system detected at all.
        right: Those of them answered rightly.
        exact: Those of them answered rightly to the word.
        predicted: Predicted pieces that answer it, where gold can tell right from wrong.
        predicted_right: Those of them that are right.
    """

    gold: int = 0
    found: int = 0
    right: int = 0
    exact: int = 0
    predicted: int = 0
    predicted_right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(Counts)})

    @property
    def precision(self) -> float:
        """Right among predicted; 0 where nothing was predicted."""
        return ratio(self.predicted_right, self.predicted) or 0.0

    @property
    def recall(self) -> float:
        """Right among all gold pieces that ask for it; 0 where none does."""
        return ratio(self.right, self.gold) or 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def accuracy(self) -> float:
        """Right among the gold pieces that were found; 0 where none was."""
        return ratio(self.right, self.found) or 0.0

    @property
    def exact_recall(self) -> float:
        """Right to the word among all gold pieces that ask for it."""
        return ratio(self.exact, self.gold) or 0.0

    def rates(self) -> dict[str, float]:
        """Return precision, recall and F1 under the names ``P``, ``R``, ``F1``."""
        return {"P": self.precision, "R": self.recall, "F1": self.f1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was counted over some documents; ``to_dict`` gives the rates.

    Attributes:
        documents: Gold documents.
        gold_styles: Gold pieces by style.
        predicted_pieces: Pieces that the system reports and that count.
        direct_words: Words of gold direct quotations; ``direct_words_in_marks``: those that stand inside marks.
        found: Gold pieces that a predicted piece answers.
        detected_exactly: Gold pieces detected with the same words.
        detected: Gold pieces detected with at least 80 % of the words in common, by style.
        nonquotes: Pieces of marked words that nobody utters; ``nonquotes_reported``: those reported as quotations;
            ``nonquotes_attributed``: those reported with a speaker.
        mention, name_strict, name_lenient, cue, role: What was said about the pieces.
        addressees: What was said about whom pieces are said to.
        kinds: Gold pieces with a speaker by kind (``none``: not annotated); ``kinds_strict`` and ``kinds_lenient``:
            those whose name is right.
    """

    documents: int = 0
    gold_styles: Counter[str] = field(default_factory=Counter)
    predicted_pieces: int = 0
    direct_words: int = 0
    direct_words_in_marks: int = 0
    found: int = 0
    detected_exactly: int = 0
    detected: Counter[str] = field(default_factory=Counter)
    nonquotes: int = 0
    nonquotes_reported: int = 0
    nonquotes_attributed: int = 0
    mention: Counts = field(default_factory=Counts)
    name_strict: Counts = field(default_factory=Counts)
    name_lenient: Counts = field(default_factory=Counts)
    kinds: Counter[str] = field(default_factory=Counter)
    kinds_strict: Counter[str] = field(default_factory=Counter)
    kinds_lenient: Counter[str] = field(default_factory=Counter)
    cue: Counts = field(default_factory=Counts)
    role: Counts = field(default_factory=Counts)
    addressees: Counts = field(default_factory=Counts)

    def __add__(self, other: Figures) -> Figures:
        return Figures(**{item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(Figures)})

    @property
    def gold_pieces(self) -> int:
        """Gold pieces of all styles."""
        return self.gold_styles.total()

    def detection(self, detected: int) -> Counts:
        """Return detection, one gold piece to one predicted piece, as counts."""
        return Counts(gold=self.gold_pieces, right=detected, predicted=self.predicted_pieces, predicted_right=detected)

    def to_dict(self) -> dict[str, object]:
        """Return counts and rates (0..1; None: nothing to measure) under the names that ``--json`` prints.

        What the corpus does not annotate (``nonquotes``, ``mention``, ``name_strict``, ``name_lenient``, ``cue``,
        ``role``, ``addressees``) is left out.
        """
        result: dict[str, object] = {
            "docs": self.documents,
            "gold_pieces": self.gold_pieces,
            **{f"gold_{style}": self.gold_styles[style] for style in ("direct", "mixed", "written")},
            "pred_pieces": self.predicted_pieces,
            "marks_cover_gold_direct": ratio(self.direct_words_in_marks, self.direct_words),
            "detect_exact": self.detection(self.detected_exactly).rates(),
            "detect_ovl": self.detection(self.detected.total()).rates(),
            "detect_ovl_R_direct": ratio(self.detected["direct"], self.gold_styles["direct"]),
            "detect_ovl_R_mixed": ratio(self.detected["mixed"], self.gold_styles["mixed"]),
            "found": ratio(self.found, self.gold_pieces),
        }
        if self.nonquotes:
            result["nonquotes"] = {
                "gold": self.nonquotes,
                "reported": self.nonquotes_reported,
                "reported_with_speaker": self.nonquotes_attributed,
            }
        return result | self._speakers() | self._others()

    def _speakers(self) -> dict[str, object]:
        result: dict[str, object] = {}
        if self.mention.gold:
            result["mention"] = {
                **self.mention.rates(),
                "acc": self.mention.accuracy,
                "R_exact": self.mention.exact_recall,
                "gold": self.mention.gold,
            }
        if self.name_strict.gold:
            strict, lenient = self.name_strict, self.name_lenient
            result["name_strict"] = {
                **strict.rates(),
                "acc": strict.accuracy,
                "gold": strict.gold,
                "R_by_kind": self._by_kind(self.kinds_strict),
            }
            result["name_lenient"] = {
                **lenient.rates(),
                "acc": lenient.accuracy,
                "R_by_kind": self._by_kind(self.kinds_lenient),
            }
        return result

    def _others(self) -> dict[str, object]:
        result: dict[str, object] = {}
        if self.cue.gold:
            result["cue"] = {"R": self.cue.recall, "acc": self.cue.accuracy, "gold": self.cue.gold}
        if self.role.gold:
            result["role"] = {**self.role.rates(), "R_exact": self.role.exact_recall, "gold": self.role.gold}
        if self.addressees.gold:
            result["addressees"] = {**self.addressees.rates(), "gold": self.addressees.gold}
        return result

    def _by_kind(self, right: Counter[str]) -> dict[str, list[float]]:
        return {kind: [right[kind] / gold, gold] for kind, gold in sorted(self.kinds.items())}


def ratio(part: int, whole: int) -> float | None:
    """Return ``part / whole``, or None where ``whole`` is 0."""
    return part / whole if whole else None
