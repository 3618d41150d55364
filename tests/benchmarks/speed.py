"""Speed and memory on one core: ``tests/benchmarks/speed.py TEXTS.jsonl.gz [--spacy MODEL] [--growth N …] […]``.

Prints words per CPU second, peak memory, the time from ``import quoteattr`` to the first answer, and the ratio to
yardsticks over the same texts: ``stanza.Pipeline`` with the same models and all processors and, with ``--spacy``, a
spaCy model with textacy's ``direct_quotations``. Each measurement is a process of its own with one thread. With
``--growth``, single documents of these many words are timed instead; with ``--profile``, the steps one by one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quoteattr.evaluation.records import read_records
from quoteattr.evaluation.run import WARM_UP, Cost, peak_memory
from quoteattr.resources import packaged_models

if TYPE_CHECKING:
    from quoteattr.model import Genre
    from quoteattr.nlp.stanza import Engine
    from quoteattr.nlp.token import Node, Token

Given = TypeVar("Given")
Found = TypeVar("Found")

#: How often each thing is measured, the systems in turn; the fastest counts, since other work only takes time away.
ROUNDS = 2
FIRST_ANSWERS = 3


def measure_quoteattr(texts: Sequence[str], *, fast: bool = False) -> Cost:
    """Attribute the texts one by one."""
    start = time.process_time()
    import quoteattr

    attributor = quoteattr.Attributor(fast=fast)
    attributor(WARM_UP)
    return _timed(texts, attributor, start)


def measure_stanza(texts: Sequence[str]) -> Cost:
    """Parse the texts one by one with the packaged models, as Stanza does it by itself."""
    start = time.process_time()
    import stanza

    pipeline = stanza.Pipeline(
        "en", dir=str(packaged_models("en")), download_method=None, use_gpu=False, logging_level="ERROR"
    )
    pipeline(WARM_UP)
    return _timed(texts, pipeline, start)


def measure_spacy(texts: Sequence[str], model: str) -> Cost:
    """Parse the texts one by one with spaCy, and let textacy say who speaks: subjects of verbs beside the marks."""
    start = time.process_time()
    import spacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load(model)

    def attribute(text: str) -> None:
        parsed = nlp(text)
        with suppress(ValueError):  # textacy takes no text in which the number of marks is odd
            list(direct_quotations(parsed))

    attribute(WARM_UP)
    return _timed(texts, attribute, start)


class TimedEngine:
    """The models, with the CPU seconds that each of their steps takes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.seconds: dict[str, float] = {}

    def tokenize(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        return self._clocked("sentences and words", self._engine.tokenize, texts)

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        return self._clocked("names", self._engine.names, sentences)

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[list[Node]]:
        return self._clocked("tags and trees", self._engine.trees, sentences)

    def _clocked(self, step: str, run: Callable[[Sequence[Given]], Found], given: Sequence[Given]) -> Found:
        start = time.process_time()
        found = run(given)
        self.seconds[step] = self.seconds.get(step, 0.0) + time.process_time() - start
        return found


def profile(texts: Sequence[str], genre: Genre) -> dict[str, float]:
    """Return the microseconds a word that each step takes, models loaded."""
    from quoteattr import Attributor, pipeline
    from quoteattr.nlp import stanza

    settings = Attributor(genre=genre).settings
    pipeline.run(WARM_UP, settings)  # loads everything
    parser = stanza.load(settings.lang, settings.models)
    engine = TimedEngine(parser.engine)
    object.__setattr__(parser, "engine", engine)
    seconds: dict[str, float] = {}
    for text in texts:
        state = pipeline.State(text=text)
        for name, stage in pipeline.STAGES:
            start = time.process_time()
            state = stage(state, settings)
            seconds[name] = seconds.get(name, 0.0) + time.process_time() - start
    seconds["parse"] -= sum(engine.seconds.values())
    words = sum(len(text.split()) for text in texts)
    return {step: round(1e6 * spent / words, 1) for step, spent in (engine.seconds | seconds).items()}


def _timed(texts: Sequence[str], process: Callable[[str], object], start: float) -> Cost:
    loaded = time.process_time()
    for text in texts:
        process(text)
    done = time.process_time()
    words = sum(len(text.split()) for text in texts)
    return Cost(words=words, load_s=loaded - start, attribute_s=done - loaded, peak_rss_mib=peak_memory())


def first_answer() -> float:
    """Return the seconds by the clock on the wall from ``import quoteattr`` to the first answer, in a fresh process."""
    line = (
        "import sys, time; start = time.perf_counter(); import quoteattr; quoteattr.attribute(sys.argv[1]); "
        "print(time.perf_counter() - start)"
    )
    return float(_child(["-c", line, WARM_UP]))


def joined(texts: Sequence[str], words: int) -> str:
    """Return one text of this many words: whole lines of the texts in a row, and again from the first if need be."""
    lines: list[str] = []
    for line in cycle([line for text in texts for line in text.splitlines()]):
        if words <= 0:
            break
        lines.append(line)
        words -= len(line.split())
    return "\n".join(lines)


def _child(arguments: Sequence[str]) -> str:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout


def _measure(system: str, texts: Path, *, words: int = 0, spacy: str = "") -> Cost:
    """Run one system in a process of its own."""
    cost = json.loads(_child([__file__, str(texts), "--system", system, "--words", str(words), "--spacy", spacy]))
    return Cost(**cost)


def _read(path: Path) -> list[str]:
    return [record.text("text") for record in read_records(path)]


def speed(texts: Path, spacy: str = "") -> dict[str, float | None]:
    """Return the figures of one run over all texts, the systems in turn; ``fast`` is quoteattr's fast reading.

    Args:
        texts: JSON Lines with a field ``text``.
        spacy: Name or folder of a spaCy model; empty: spaCy is left out.
    """
    systems = ["quoteattr", "fast", "stanza", *(["spacy"] if spacy else [])]
    rounds = [[_measure(system, texts, spacy=spacy) for system in systems] for _ in range(ROUNDS)]
    costs = [min(found, key=lambda cost: cost.attribute_s) for found in zip(*rounds, strict=True)]
    own, *others = (cost.speed() for cost in costs)
    figures = {
        "words": costs[0].words,
        "words_per_s": own.words_per_s,
        "words_per_s_with_load": own.words_per_s_with_load,
        "peak_rss_mib": own.peak_rss_mib,
        "first_answer_s": round(min(first_answer() for _ in range(FIRST_ANSWERS)), 2),
    }
    for system, other in zip(systems[1:], others, strict=True):
        figures[f"{system}_words_per_s"] = other.words_per_s
        figures[f"{system}_words_per_s_with_load"] = other.words_per_s_with_load
        figures[f"{system}_peak_rss_mib"] = other.peak_rss_mib
        figures[f"ratio_to_{system}"] = round(own.words_per_s / other.words_per_s, 2)
    return figures


def growth(texts: Path, sizes: Sequence[int]) -> list[dict[str, float | None]]:
    """Return words, CPU seconds after loading, and peak memory for one document of each size."""
    costs = (_measure("quoteattr", texts, words=size) for size in sizes)
    return [
        {"words": cost.words, "seconds": round(cost.attribute_s, 2), "peak_rss_mib": cost.peak_rss_mib}
        for cost in costs
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="JSON Lines with a field text")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--growth", nargs="+", type=int, metavar="WORDS", help="measure one document of each size")
    parser.add_argument("--profile", choices=("news", "fiction"), help="time the steps, read as this genre")
    parser.add_argument("--spacy", default="", metavar="MODEL", help="measure this spaCy model and textacy as well")
    parser.add_argument("--system", choices=("quoteattr", "fast", "stanza", "spacy"), help=argparse.SUPPRESS)
    parser.add_argument("--words", type=int, default=0, help="with --profile: one text, the first so many words")
    options = parser.parse_args()
    if options.system:
        texts = _read(options.texts)
        if options.words:
            texts = [joined(texts, options.words)]
        systems: dict[str, Callable[[Sequence[str]], Cost]] = {
            "quoteattr": measure_quoteattr,
            "fast": partial(measure_quoteattr, fast=True),
            "stanza": measure_stanza,
            "spacy": partial(measure_spacy, model=options.spacy),
        }
        cost = systems[options.system](texts)
        sys.stdout.write(json.dumps(asdict(cost)) + "\n")
        return
    rows: list[dict[str, float | None]] | list[dict[str, float]]
    if options.profile:
        texts = _read(options.texts)
        steps = profile([joined(texts, options.words)] if options.words else texts, options.profile)
        rows = [{**steps, "all": round(sum(steps.values()), 1)}]
    elif options.growth:
        rows = growth(options.texts, options.growth)
    else:
        rows = [speed(options.texts, options.spacy)]
    if options.json:
        sys.stdout.write(json.dumps(rows if options.growth or options.profile else rows[0]) + "\n")
        return
    for row in rows:
        for name, value in row.items():
            sys.stdout.write(f"{name:<22} {value}\n")


if __name__ == "__main__":
    main()
