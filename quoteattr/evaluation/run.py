"""Running the library over gold documents, and what that costs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.evaluation.gold import GoldDocument, Prediction, predictions_of
from quoteattr.evaluation.records import read_record
from quoteattr.model import Document, KnownSpeaker

if TYPE_CHECKING:
    from quoteattr.api import Attributor

#: One attribution, so that the models are loaded before the clock for the documents starts.
WARM_UP = (
    "\N{LEFT DOUBLE QUOTATION MARK}We are ready,\N{RIGHT DOUBLE QUOTATION MARK} said Ann Lee, the harbour master. "
    "She spoke to reporters on Monday."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What a run cost.

    Attributes:
        words_per_s: Words (parted by white space) per CPU second, after loading.
        words_per_s_with_load: The same with loading.
        load_s: CPU seconds from the first call until the models are loaded and have been used once.
        peak_rss_mib: Largest memory of the process so far, in MiB; None where the system does not tell.
        failed_docs: Documents without predictions because the system failed.
    """

    words_per_s: float
    words_per_s_with_load: float
    load_s: float
    peak_rss_mib: float | None
    failed_docs: int = 0

    def to_dict(self) -> dict[str, object]:
        """Return the fields as they stand in ``PREDICTIONS.stats.json``."""
        return {**asdict(self), "errors": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was done in which time; costs of several runs add up.

    Attributes:
        words: Words of the texts, parted by white space.
        load_s: CPU seconds from the first call until the models are loaded and have been used once.
        attribute_s: CPU seconds after that.
        peak_rss_mib: Largest memory of the process so far, in MiB; None where the system does not tell.
    """

    words: int = 0
    load_s: float = 0.0
    attribute_s: float = 0.0
    peak_rss_mib: float | None = None

    def __add__(self, other: Cost) -> Cost:
        peaks = [cost.peak_rss_mib for cost in (self, other) if cost.peak_rss_mib is not None]
        return Cost(
            words=self.words + other.words,
            load_s=self.load_s + other.load_s,
            attribute_s=self.attribute_s + other.attribute_s,
            peak_rss_mib=max(peaks, default=None),
        )

    def speed(self) -> Speed:
        """Return the rates that follow."""
        return Speed(
            words_per_s=_rate(self.words, self.attribute_s),
            words_per_s_with_load=_rate(self.words, self.attribute_s + self.load_s),
            load_s=round(self.load_s, 2),
            peak_rss_mib=self.peak_rss_mib,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Predictions by ``doc_id``, and the cost of making them."""

    predictions: dict[str, tuple[Prediction, ...]]
    cost: Cost


def run(documents: Sequence[GoldDocument], attributor: Attributor, *, cast_given: bool = False) -> Run:
    """Attribute every document's text.

    Args:
        documents: What to run on.
        attributor: Its models are loaded by this call unless they are already.
        cast_given: Hand over each document's entities (names and aliases only), as for a novel whose characters are
            listed. The figures of the two settings must not be mixed.
    """
    start = time.process_time()
    attributor(WARM_UP)
    loaded = time.process_time()
    attributed = _with_cast(documents, attributor) if cast_given else attributor.pipe(doc.text for doc in documents)
    predictions = {gold.doc_id: predictions_of(document) for gold, document in zip(documents, attributed, strict=True)}
    end = time.process_time()
    words = sum(len(document.text.split()) for document in documents)
    cost = Cost(words=words, load_s=loaded - start, attribute_s=end - loaded, peak_rss_mib=peak_memory())
    return Run(predictions, cost)


def cast_of(document: GoldDocument) -> tuple[KnownSpeaker, ...]:
    """Return the document's entities as known speakers: names and aliases, nothing else that gold knows."""
    named = (entity for entity in document.entities if entity.name.strip())
    return tuple(KnownSpeaker(name=entity.name, aliases=entity.aliases) for entity in named)


def peak_memory() -> float | None:
    """Return the largest resident memory of this process so far, in MiB; None on Windows, which does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    # macOS counts in bytes, all others in KiB
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def write_stats(predictions_path: str | Path, speed: Speed) -> None:
    """Write the cost beside a prediction file, under the name that the scoring script looks for."""
    stats_path(predictions_path).write_text(json.dumps(speed.to_dict()) + "\n", encoding="utf-8")


def read_stats(predictions_path: str | Path) -> Speed | None:
    """Return the cost noted beside a prediction file, or None where none is.

    Raises:
        GoldError: the note is not in the format.
    """
    path = stats_path(predictions_path)
    if not path.exists():
        return None
    record = read_record(path)
    return Speed(
        words_per_s=record.number("words_per_s"),
        words_per_s_with_load=record.number("words_per_s_with_load"),
        load_s=record.number("load_s"),
        peak_rss_mib=record.optional_number("peak_rss_mib"),
        failed_docs=int(record.number("failed_docs")),
    )


def stats_path(predictions_path: str | Path) -> Path:
    """Return where the cost of making a prediction file is noted."""
    return Path(f"{predictions_path}.stats.json")


def _with_cast(documents: Sequence[GoldDocument], attributor: Attributor) -> Iterator[Document]:
    return (attributor(document.text, known_speakers=cast_of(document)) for document in documents)


def _rate(words: int, seconds: float) -> float:
    return round(words / seconds, 1) if seconds else 0.0
