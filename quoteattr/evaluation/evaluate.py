"""Gold files in, figures out: the library run on them, or the predictions of any system read from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.errors import GoldError
from quoteattr.evaluation.align import align
from quoteattr.evaluation.figures import Figures
from quoteattr.evaluation.gold import (
    GoldDocument,
    Prediction,
    choose,
    read_gold,
    read_predictions,
    write_predictions,
)
from quoteattr.evaluation.misses import Miss, misses
from quoteattr.evaluation.reliability import Answer, answers
from quoteattr.evaluation.run import Cost, Speed, read_stats, run, write_stats
from quoteattr.evaluation.score import score_alignment

if TYPE_CHECKING:
    from quoteattr.api import Attributor


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The result for one gold file.

    Attributes:
        gold: The file, as given.
        title: The file and the setting: *end to end*, *cast given*, either *fast*, or the prediction file.
        figures: What was counted.
        misses: What went wrong, in the order of the file.
        speed: What it cost; None for predictions without a note of it.
        answers: The speakers reported, each with its confidence and whether it is right.
        unanswered: Documents that a prediction file has no line for.
    """

    gold: str
    title: str
    figures: Figures
    misses: tuple[Miss, ...]
    speed: Speed | None
    answers: tuple[Answer, ...] = ()
    unanswered: int = 0

    def to_dict(self) -> dict[str, object]:
        """Return the figures, and the cost under ``speed`` where it is known."""
        return self.figures.to_dict() | ({"speed": self.speed.to_dict()} if self.speed else {})


def evaluate(
    gold_paths: Sequence[str],
    attributor: Attributor,
    *,
    cast_given: bool = False,
    write_to: str | None = None,
    only: Sequence[str] = (),
) -> list[Evaluation]:
    """Run the library on gold files.

    Args:
        gold_paths: ``.jsonl`` or ``.jsonl.gz`` files; all are read before the first is run.
        attributor: What to run.
        cast_given: Hand over each document's entities, names and aliases.
        write_to: Write the predictions for all files here, and the cost of the run beside them.
        only: Take documents whose id holds one of these; empty takes all.

    Raises:
        GoldError: A line is not in the format, or ``only`` leaves nothing of a file.
        OSError: A file cannot be read or written.
    """
    files = [(path, _documents(path, only)) for path in gold_paths]
    if write_to is not None:
        Path(write_to).open("a").close()  # a path that cannot be written is found before the run, not after it
    setting = ("cast given" if cast_given else "end to end") + (", fast" if attributor.settings.fast else "")
    evaluations: list[Evaluation] = []
    written: dict[str, tuple[Prediction, ...]] = {}
    cost = Cost()
    for path, documents in files:
        done = run(documents, attributor, cast_given=cast_given)
        written |= done.predictions
        cost += done.cost
        evaluations.append(_evaluation(path, f"{path} ({setting})", documents, done.predictions, done.cost.speed()))
        if write_to is not None:
            write_predictions(write_to, written)
            write_stats(write_to, cost.speed())
    return evaluations


def evaluate_file(gold_paths: Sequence[str], predictions_path: str, *, only: Sequence[str] = ()) -> list[Evaluation]:
    """Score the predictions that a file holds for the documents of gold files.

    Raises:
        GoldError: A line is not in the format, or ``only`` leaves nothing of a file.
        OSError: A file cannot be read.
    """
    predictions = read_predictions(predictions_path)
    speed = read_stats(predictions_path)
    name = Path(predictions_path).name
    return [_evaluation(path, f"{path} ({name})", _documents(path, only), predictions, speed) for path in gold_paths]


def _documents(path: str, only: Sequence[str]) -> list[GoldDocument]:
    documents = list(choose(read_gold(path), only))
    if not documents:
        raise GoldError(f"{path}: no document" + (f" whose id holds {' or '.join(map(repr, only))}" if only else ""))
    return documents


def _evaluation(
    path: str,
    title: str,
    documents: Sequence[GoldDocument],
    predictions: Mapping[str, Sequence[Prediction]],
    speed: Speed | None,
) -> Evaluation:
    alignments = [align(document, predictions.get(document.doc_id, ())) for document in documents]
    return Evaluation(
        gold=path,
        title=title,
        figures=sum(map(score_alignment, alignments), Figures()),
        misses=tuple(miss for alignment in alignments for miss in misses(alignment)),
        speed=speed,
        answers=tuple(answer for alignment in alignments for answer in answers(alignment)),
        unanswered=sum(document.doc_id not in predictions for document in documents),
    )
